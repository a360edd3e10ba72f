package tui

import (
	tea "github.com/charmbracelet/bubbletea"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/visible"
	"devtools/ripio-explorer/tui/draw"
	"devtools/ripio-explorer/tui/field"
	"devtools/ripio-explorer/tui/theme"
)

// prompt asks for one line of text.
type prompt struct {
	title string
	// text says what is asked for and why.
	text string
	// input takes the answer; remark is shown under it, such as what was wrong
	// with the last try.
	input  field.Field
	remark string
	// foot says what the keys do.
	foot string
	// environment gives the border its colour.
	environment ripio.EnvironmentName
}

// Update returns a key to the input and reports whether enter was pressed.
func (p *prompt) Update(msg tea.KeyMsg) (entered bool) {
	if msg.String() == "enter" {
		return true
	}
	if msg.String() == "ctrl+r" && p.input.KeepAsPasted() {
		p.remark = "Kept as pasted."
		return false
	}
	if p.input.Update(msg) {
		p.remark = p.input.PasteRemark()
	}
	return false
}

const promptWidth = 68

// View draws the prompt as a box for an area of the given size.
func (p *prompt) View(s theme.Styles, width, height int) []string {
	boxWidth := min(promptWidth, width-2)
	inner := boxWidth - draw.BoxFrame
	border := s.Environment(p.environment)
	lines := append(draw.Styled(draw.Wrap(p.text, inner), s.Text), "")
	lines = append(lines, s.Accent.Render(s.Glyphs.Focus)+" "+p.input.View(s, inner-2), "")
	if p.remark != "" {
		lines = append(lines, draw.Hang(s.Mark(finding.LevelWarning)+" ", draw.Wrap(p.remark, inner-2), s.Warning)...)
		lines = append(lines, "")
	}
	lines = append(lines, draw.Styled(draw.Wrap(p.foot, inner), s.Muted)...)
	return draw.DrawBox(s, draw.Box{
		Title: border.Render(p.title), Lines: lines, Border: border,
		Width: boxWidth, Height: min(len(lines)+draw.BoxRows, height),
	})
}

// newProductionPrompt asks for the profile's name before the first send to
// production.
func newProductionPrompt(profile string) prompt {
	p := prompt{
		title: "PRODUCTION",
		text: "This request goes to Ripio's production with the real credentials of this profile. " +
			"It is not known whether a new token ends an older one of the same user. " +
			"Type the profile's name to go on: " + profile,
		input:       field.New(""),
		foot:        "enter confirms until the program ends, esc goes back",
		environment: ripio.Production,
	}
	p.input.Focus()
	return p
}

// newSecretPrompt asks for a secret that is kept in memory only.
func newSecretPrompt(profile string, environment ripio.EnvironmentName) prompt {
	p := prompt{
		title: "client_secret",
		text: "The client_secret of " + profile + " for " + environment.Label() + ". " +
			"It stays in memory until the program ends and is written nowhere.",
		input:       field.NewSecret("type or paste the secret; it is not shown"),
		foot:        "enter uses it, esc goes back",
		environment: environment,
	}
	p.input.Focus()
	return p
}

// newPassphrasePrompt asks for the encrypted file's passphrase.
func newPassphrasePrompt(step passphraseStep, remark string) prompt {
	text := "The passphrase of the encrypted file. It stays in memory until the program ends."
	switch {
	case step.create && step.first == "":
		text = "There is no encrypted file yet. Choose a passphrase for it. " +
			"Nobody can open the file without it, and nobody can find it out for you."
	case step.create:
		text = "Type the new passphrase once more."
	}
	p := prompt{
		title: "Encrypted file", text: text, remark: remark,
		input:       newPassphraseField(),
		foot:        "enter goes on, esc goes back",
		environment: ripio.Sandbox,
	}
	p.input.Focus()
	return p
}

// newImportPrompt asks for a .env file.
func newImportPrompt() prompt {
	p := prompt{
		title: "Import credentials",
		text: "Looks for RIPIO_CLIENT_ID, RIPIO_CLIENT_SECRET and their forms with a country or an environment, " +
			"such as RIPIO_CLIENT_ID_AR or RIPIO_SANDBOX_CLIENT_ID. Type the path of a .env file, " +
			"or leave it empty to look into this program's environment.",
		input:       field.New(".env"),
		foot:        "enter looks, esc goes back; nothing is written yet",
		environment: ripio.Sandbox,
	}
	p.input.Focus()
	return p
}

// newPassphraseField takes a passphrase exactly as it is typed or pasted, but for
// a paste's line breaks.
func newPassphraseField() field.Field {
	f := field.New("the passphrase; it is not shown")
	f.Secret, f.Verbatim = true, true
	return f
}

// newForgetPrompt asks for the profile's name before all of it is removed.
func newForgetPrompt(profile string) prompt {
	p := prompt{
		title: "Forget " + profile,
		text: "Removes the profile, its stored secrets in every place, its test users and its records. " +
			"This cannot be undone. Type the profile's name to go on: " + profile,
		input:       field.New(""),
		foot:        "enter removes it all, esc goes back",
		environment: ripio.Production,
	}
	p.input.Focus()
	return p
}

// newUserNamePrompt asks for a name of a test user.
func newUserNamePrompt(user profiles.TestUser) prompt {
	p := prompt{
		title:       "Name of the test user",
		text:        "A name for external_ref " + visible.Line(user.ExternalRef) + ". An empty one takes the name away.",
		input:       field.New("such as Ana, Buenos Aires"),
		foot:        "enter keeps it, esc goes back",
		environment: ripio.Sandbox,
	}
	p.input.SetValue(user.Label)
	p.input.Focus()
	return p
}

// newInspectPrompt asks for a token to read.
func newInspectPrompt() prompt {
	p := prompt{
		title: "Read a token",
		text: "Paste a token, a Bearer line, the JSON answer of the API, or a widget link. " +
			"It is read here; nothing leaves this machine.",
		input:       field.New("eyJ…"),
		foot:        "enter reads it, esc goes back",
		environment: ripio.Simulator,
	}
	p.input.Input.CharLimit = inspectLimit
	p.input.Focus()
	return p
}

// inspectLimit leaves room for the largest token that the decoder reads.
const inspectLimit = 80 * 1024
