package tui

import (
	tea "github.com/charmbracelet/bubbletea"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/redact"
	"devtools/ripio-explorer/ripio/visible"
	"devtools/ripio-explorer/tui/dialog"
	"devtools/ripio-explorer/tui/draw"
	"devtools/ripio-explorer/tui/field"
)

// newProductionPrompt asks for the profile's name before the first send to
// production.
func newProductionPrompt(profile string) *dialog.Prompt {
	p := &dialog.Prompt{
		Title: "PRODUCTION",
		Text: "This request goes to Ripio's production with the real credentials of this profile. " +
			"It is not known whether a new token ends an older one of the same user. " +
			"Type the profile's name to go on: " + profile,
		Input:       field.New(""),
		Foot:        "enter confirms until the program ends, esc goes back",
		Environment: ripio.Production,
	}
	p.Input.Focus()
	return p
}

// sentNothing and removedNothing end what is said to a name that is not the
// profile's.
const (
	sentNothing    = "Nothing was sent."
	removedNothing = "Nothing was removed."
)

// confirmName goes on when the profile's name was typed, as it is or as it is shown.
func confirmName(typed, name, otherwise string, run func() tea.Cmd) dialog.Answer {
	if !confirms(typed, name) {
		return dialog.Answer{Remark: "That is not the name of this profile. " + otherwise}
	}
	return dialog.Answer{Run: run}
}

// askProduction has the profile's name typed before the first send to production.
func (m *Model) askProduction(s sending) {
	prompt := newProductionPrompt(visible.Line(s.owner.profile))
	prompt.Accept = func(text string) dialog.Answer {
		return confirmName(text, s.owner.profile, sentNothing, func() tea.Cmd {
			m.confirmed[s.owner.profile] = true
			return m.ask(s)
		})
	}
	m.open(prompt)
}

// askSecret asks for a secret that stays in memory.
func (m *Model) askSecret(s sending) {
	prompt := newSecretPrompt(visible.Line(s.owner.profile), s.secret.key.Environment)
	prompt.Accept = func(text string) dialog.Answer {
		if text == "" {
			return dialog.Answer{Remark: "The secret is empty. " + sentNothing}
		}
		m.deps.Profiles.Secrets.Remember(s.secret.key, redact.NewSecret(text))
		return dialog.Answer{Run: func() tea.Cmd { return m.ask(s) }}
	}
	m.open(prompt)
}

// inspect asks for a token to read.
func (m *Model) inspect() {
	prompt := newInspectPrompt()
	prompt.AcceptPaste = true
	prompt.Accept = func(text string) dialog.Answer {
		if err := m.read(text); err != nil {
			return dialog.Answer{Remark: draw.Sentence(visible.Line(err.Error()))}
		}
		return dialog.Answer{}
	}
	m.open(prompt)
}

// newSecretPrompt asks for a secret that is kept in memory only.
func newSecretPrompt(profile string, environment ripio.EnvironmentName) *dialog.Prompt {
	p := &dialog.Prompt{
		Title: "client_secret",
		Text: "The client_secret of " + profile + " for " + environment.Label() + ". " +
			"It stays in memory until the program ends and is written nowhere.",
		Input:       field.NewSecret("type or paste the secret; it is not shown"),
		Foot:        "enter uses it, esc goes back",
		Environment: environment,
	}
	p.Input.Focus()
	return p
}

// newPassphrasePrompt asks for the encrypted file's passphrase.
func newPassphrasePrompt(u *unlocking, remark string) *dialog.Prompt {
	text := "The passphrase of the encrypted file. It stays in memory until the program ends."
	switch {
	case u.create && u.first == "":
		text = "There is no encrypted file yet. Choose a passphrase for it. " +
			"Nobody can open the file without it, and nobody can find it out for you."
	case u.create:
		text = "Type the new passphrase once more."
	}
	p := &dialog.Prompt{
		Title: "Encrypted file", Text: text, Remark: remark,
		Input:       newPassphraseField(),
		Foot:        "enter goes on, esc goes back",
		Environment: ripio.Sandbox,
	}
	p.Input.Focus()
	return p
}

// newImportPrompt asks for a .env file.
func newImportPrompt() *dialog.Prompt {
	p := &dialog.Prompt{
		Title: "Import credentials",
		Text: "Looks for RIPIO_CLIENT_ID, RIPIO_CLIENT_SECRET and their forms with a country or an environment, " +
			"such as RIPIO_CLIENT_ID_AR or RIPIO_SANDBOX_CLIENT_ID. Type the path of a .env file, " +
			"or leave it empty to look into this program's environment.",
		Input:       field.New(".env"),
		Foot:        "enter looks, esc goes back; nothing is written yet",
		Environment: ripio.Sandbox,
	}
	p.Input.Focus()
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
func newForgetPrompt(profile string) *dialog.Prompt {
	p := &dialog.Prompt{
		Title: "Forget " + profile,
		Text: "Removes the profile, its stored secrets in every place, its test users and its records. " +
			"This cannot be undone. Type the profile's name to go on: " + profile,
		Input:       field.New(""),
		Foot:        "enter removes it all, esc goes back",
		Environment: ripio.Production,
	}
	p.Input.Focus()
	return p
}

// newUserNamePrompt asks for a name of a test user.
func newUserNamePrompt(user profiles.TestUser) *dialog.Prompt {
	p := &dialog.Prompt{
		Title:       "Name of the test user",
		Text:        "A name for external_ref " + visible.Line(user.ExternalRef) + ". An empty one takes the name away.",
		Input:       field.New("such as Ana, Buenos Aires"),
		Foot:        "enter keeps it, esc goes back",
		Environment: ripio.Sandbox,
	}
	p.Input.SetValue(user.Label)
	p.Input.Focus()
	return p
}

// newInspectPrompt asks for a token to read.
func newInspectPrompt() *dialog.Prompt {
	p := &dialog.Prompt{
		Title: "Read a token",
		Text: "Paste a token, a Bearer line, the JSON answer of the API, or a widget link. " +
			"It is read here; nothing leaves this machine.",
		Input:       field.New("eyJ…"),
		Foot:        "enter reads it, esc goes back",
		Environment: ripio.Simulator,
	}
	p.Input.Input.CharLimit = inspectLimit
	p.Input.Focus()
	return p
}

// inspectLimit leaves room for the largest token that the decoder reads.
const inspectLimit = 80 * 1024
