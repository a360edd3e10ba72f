// Package profileform edits a profile: its name, and for sandbox and production
// each the client_id, where the secret is kept, and the user to begin with.
package profileform

import (
	"slices"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio"
	ripiofield "devtools/ripio-explorer/ripio/field"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/tui/dialog"
	"devtools/ripio-explorer/tui/draw"
	"devtools/ripio-explorer/tui/field"
)

// KeyMap holds the keys of the form.
type KeyMap struct{ Next, Previous, Left, Right, AsPasted, Leave key.Binding }

// DefaultKeyMap returns the keys with the words that the footer shows for them.
func DefaultKeyMap() KeyMap {
	return KeyMap{
		Next:     draw.Bind("enter", "next row", "enter", "down", "tab"),
		Previous: draw.Bind("up", "previous row", "up", "shift+tab"),
		Left:     draw.Bind("left", "change", "left"),
		Right:    draw.Bind("right", "change", "right", " "),
		AsPasted: draw.Bind("^R", "keep as pasted", "ctrl+r"),
		Leave:    draw.Bind("esc", "back", "esc"),
	}
}

// Form is a dialog that edits a profile. Enter goes to the next row and, on the
// last one, saves.
type Form struct {
	Keys KeyMap
	// Save runs when the button is pressed.
	Save func() tea.Cmd
	// CheckPlaces asks once which places for a secret are there on this machine.
	CheckPlaces func() tea.Cmd
	// Stop ends a save of this form and reports whether one was under way.
	Stop func() bool
	// Remark is said below the rows: what a key or a save came to.
	Remark string

	// original is the profile before the change; its name is empty for a new
	// one. begun is what stood in the form before anything was typed.
	original      profiles.Profile
	begun         string
	name, country field.Field
	accounts      [2]accountForm
	at            int
	// noKeyring is why the keyring cannot be chosen; checked means that it was asked for.
	noKeyring string
	checked   bool
	// leaving means that esc was pressed once over unsaved changes.
	leaving bool
	// plainAccepted means that the warning about the plain file was accepted.
	plainAccepted bool
	// addressAccepted are the addresses that look like keys and may be saved.
	addressAccepted []string
}

// New returns a form of a profile, the zero profile for a new one.
func New(p profiles.Profile) *Form {
	f := &Form{
		Keys: DefaultKeyMap(), original: p,
		name: field.New("such as acme-wallet"), country: field.New("optional, such as AR"),
	}
	f.name.SetValue(p.Name)
	f.country.SetValue(p.Country)
	for i, name := range []ripio.EnvironmentName{ripio.Sandbox, ripio.Production} {
		f.accounts[i] = newAccountForm(name, p.Account(name))
	}
	f.begun = f.Contents()
	f.move(0)
	return f
}

// row is a line of the form: a heading, a choice of where a secret is kept, an
// input, or the button.
type row struct {
	label         string
	heading, save bool
	// account is that of a heading, or whose secret is placed.
	account *accountForm
	input   *field.Field
	check   func(string) []finding.Finding
	// hides reports whether a value is masked although the field is an open one.
	hides func(string) bool
}

// rows lists the form's lines from top to bottom.
func (f *Form) rows() []row {
	rows := []row{{label: "name", input: &f.name}, {label: "country", input: &f.country}}
	for i := range f.accounts {
		a := &f.accounts[i]
		rows = append(rows,
			row{label: a.environment.Label(), heading: true, account: a},
			row{label: "client_id", input: &a.clientID, check: ripiofield.CheckClientID, hides: ripiofield.HoldsAssignment},
			row{label: "client_secret", account: a})
		if label, input := a.detail(); input != nil {
			rows = append(rows, row{label: label, input: input})
		}
		rows = append(rows,
			row{label: "external_ref", input: &a.externalRef, check: ripiofield.CheckExternalRef},
			row{label: "address", input: &a.address, check: ripiofield.CheckAddress, hides: ripiofield.LooksLikePrivateKey})
	}
	return append(rows, row{label: "[ Save profile ]", save: true})
}

// move changes the focused row, over headings.
func (f *Form) move(by int) {
	rows := f.rows()
	for _, row := range rows {
		if row.input != nil {
			row.input.Blur()
		}
	}
	for range rows {
		f.at = (f.at + by + len(rows)) % len(rows)
		if !rows[f.at].heading {
			break
		}
	}
	if input := rows[f.at].input; input != nil {
		input.Focus()
	}
}

// GoTo moves to the row of an account's client_id or secret: where the secret, or
// what finds it, is typed, else where its place is chosen.
func (f *Form) GoTo(environment ripio.EnvironmentName, what finding.Field) {
	a := f.account(environment)
	if a == nil {
		return
	}
	_, secret := a.detail()
	at := slices.IndexFunc(f.rows(), func(r row) bool {
		switch {
		case what != finding.FieldSecret:
			return r.input == &a.clientID
		case secret != nil:
			return r.input == secret
		}
		return r.account == a && !r.heading
	})
	f.move(at - f.at)
}

// account is that of an environment; nil where profiles hold none.
func (f *Form) account(environment ripio.EnvironmentName) *accountForm {
	for i := range f.accounts {
		if f.accounts[i].environment == environment {
			return &f.accounts[i]
		}
	}
	return nil
}

// Update moves, fills the form, or saves.
func (f *Form) Update(msg tea.KeyMsg) dialog.Outcome {
	row := f.rows()[f.at]
	f.leaving = false
	switch {
	case row.save && msg.String() == "enter":
		if address := f.doubtfulAddress(); address != "" {
			f.addressAccepted = append(f.addressAccepted, address)
			f.Remark = "An address may be a private key or a seed. It would be kept in the profiles file. Change it, or press enter again if it is not a key."
			return dialog.Outcome{}
		}
		return dialog.Outcome{Run: f.Save}
	case key.Matches(msg, f.Keys.Next):
		f.move(1)
	case key.Matches(msg, f.Keys.Previous):
		f.move(-1)
	case row.account != nil && key.Matches(msg, f.Keys.Right):
		f.turn(row.account, 1)
	case row.account != nil && key.Matches(msg, f.Keys.Left):
		f.turn(row.account, -1)
	case row.input == nil:
	case key.Matches(msg, f.Keys.AsPasted) && row.input.KeepAsPasted():
		f.Remark = "Kept as pasted."
	default:
		if row.input.Update(msg) {
			f.Remark = row.input.PasteRemark()
		}
	}
	return dialog.Outcome{Run: f.checkPlaces()}
}

// Typing is true: letters fill the form.
func (f *Form) Typing() bool { return true }

// Leave stops a save that is under way, and drops what was typed only when esc is
// pressed again.
func (f *Form) Leave() bool {
	switch {
	case f.Stop():
		f.Remark = "Stopped."
		return false
	case f.Contents() != f.begun && !f.leaving:
		f.leaving = true
		f.Remark = "Not saved yet. Esc again drops the changes; Save keeps them."
		return false
	}
	return true
}

// ShortHelp are the keys of the form.
func (f *Form) ShortHelp() []key.Binding { return []key.Binding{f.Keys.Next, f.Keys.Leave} }
