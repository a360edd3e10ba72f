package tui

import (
	"errors"
	"slices"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio"
	ripiofield "devtools/ripio-explorer/ripio/field"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/tui/field"
)

// profileForm edits a profile. Enter goes to the next row and, on the last one,
// saves.
type profileForm struct {
	// number tells this form from those before it, begun what stood in it before
	// anything was typed.
	number int
	begun  string
	// original is the profile before the change; its name is empty for a new
	// one.
	original      profiles.Profile
	name, country field.Field
	accounts      [2]accountForm
	at            int
	remark        string
	// leaving tells that esc was pressed once over unsaved changes.
	leaving bool
	// plainAccepted tells that the warning about the plain file was accepted.
	plainAccepted bool
	// addressAccepted are the addresses that look like keys and may be saved.
	addressAccepted []string
}

func newProfileForm(p profiles.Profile, original profiles.Profile) profileForm {
	f := filledForm(p, original)
	unchanged := filledForm(original, original)
	f.begun = unchanged.raw()
	f.move(0)
	return f
}

func filledForm(p profiles.Profile, original profiles.Profile) profileForm {
	f := profileForm{original: original, name: field.New("such as acme-wallet"), country: field.New("optional, such as AR")}
	f.name.SetValue(p.Name)
	f.country.SetValue(p.Country)
	for i, name := range []ripio.EnvironmentName{ripio.Sandbox, ripio.Production} {
		f.accounts[i] = newAccountForm(name, p.Account(name))
	}
	return f
}

// profileRow is a line of the form.
type profileRow struct {
	label string
	// heading rows only separate; the others have an input or a source.
	heading bool
	input   *field.Field
	source  *accountForm
	save    bool
	check   func(string) []finding.Finding
	// hides tells a value that is masked although the field is an open one.
	hides func(string) bool
}

// rows lists the form's lines from top to bottom.
func (f *profileForm) rows() []profileRow {
	rows := []profileRow{{label: "name", input: &f.name}, {label: "country", input: &f.country}}
	for i := range f.accounts {
		a := &f.accounts[i]
		rows = append(rows,
			profileRow{label: a.environment.Label(), heading: true, source: a},
			profileRow{label: "client_id", input: &a.clientID, check: ripiofield.CheckClientID, hides: ripiofield.HoldsAssignment},
			profileRow{label: "client_secret", source: a})
		switch {
		case a.kind == profiles.KindVariable:
			rows = append(rows, profileRow{label: "variable", input: &a.variable})
		case a.kind == profiles.KindCommand:
			rows = append(rows, profileRow{label: "command", input: &a.commandLine})
		case a.kind.Keeps():
			rows = append(rows, profileRow{label: "secret", input: &a.secret})
		}
		rows = append(rows,
			profileRow{label: "external_ref", input: &a.externalRef, check: ripiofield.CheckExternalRef},
			profileRow{label: "address", input: &a.address, check: ripiofield.CheckAddress, hides: ripiofield.LooksLikePrivateKey})
	}
	return append(rows, profileRow{label: "[ Save profile ]", save: true})
}

// move changes the focused row, over headings.
func (f *profileForm) move(by int) {
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

// Update takes a key and reports whether the profile is to be saved.
func (f *profileForm) Update(msg tea.KeyMsg, keys keyMap) (save bool) {
	row := f.rows()[f.at]
	text := msg.String()
	f.leaving = false
	switch {
	case text == "enter" && row.save:
		if address := f.doubtfulAddress(); address != "" {
			f.addressAccepted = append(f.addressAccepted, address)
			f.remark = "An address may be a private key or a seed. It would be kept in the profiles file. Change it, or press enter again if it is no key."
			return false
		}
		return true
	case text == "enter" || text == "down" || matches(text, keys.Next):
		f.move(1)
	case text == "up" || matches(text, keys.Previous):
		f.move(-1)
	case row.source != nil:
		switch {
		case matches(text, keys.Right):
			row.source.turn(1)
		case matches(text, keys.Left):
			row.source.turn(-1)
		}
	case row.input != nil && matches(text, keys.AsPasted) && row.input.KeepAsPasted():
		f.remark = "Kept as pasted."
	case row.input != nil:
		if row.input.Update(msg) {
			f.remark = row.input.PasteRemark()
		}
	}
	return false
}

// doubtfulAddress is the first address that was changed here, looks like a key and
// was not accepted; empty without one.
func (f *profileForm) doubtfulAddress() string {
	for i := range f.accounts {
		a := &f.accounts[i]
		address := a.address.Value()
		known := f.original.Name != "" && f.original.Account(a.environment).User.Address == address
		if ripiofield.NeedsConfirmation(address) && !known && !slices.Contains(f.addressAccepted, address) {
			return address
		}
	}
	return ""
}

// Profile reads the form. The error is for the person and names the row.
func (f *profileForm) Profile() (profiles.Profile, error) {
	p := f.original
	p.Name, p.Country = strings.TrimSpace(f.name.Value()), strings.TrimSpace(f.country.Value())
	if err := profiles.ValidateName(p.Name); err != nil {
		return p, err
	}
	targets := [...]*profiles.Account{&p.Sandbox, &p.Production}
	for i := range f.accounts {
		account, err := f.accounts[i].account()
		if err != nil {
			return p, errors.New(f.accounts[i].environment.Label() + ": " + err.Error())
		}
		*targets[i] = account
	}
	return p, nil
}

// Secrets are those that were typed to be kept.
func (f *profileForm) Secrets() profiles.NewSecretValues {
	values := profiles.NewSecretValues{}
	for i := range f.accounts {
		if secret, ok := f.accounts[i].newSecret(); ok {
			values[f.accounts[i].environment] = secret
		}
	}
	return values
}

// WritesPlain reports whether saving would put a secret in a file that is not
// encrypted, which the person has not accepted yet.
func (f *profileForm) WritesPlain() bool {
	for i := range f.accounts {
		a := &f.accounts[i]
		if a.kind == profiles.KindPlain && a.reference.Kind() != profiles.KindPlain && !f.plainAccepted {
			return true
		}
	}
	return false
}

// Changed reports whether there is something to lose: also what could not be saved
// as it stands.
func (f *profileForm) Changed() bool { return f.raw() != f.begun }

// raw is all that stands in the form, whether it makes sense or not.
func (f *profileForm) raw() string {
	texts := []string{f.name.Value(), f.country.Value()}
	for i := range f.accounts {
		a := &f.accounts[i]
		texts = append(texts, string(a.kind))
		for _, input := range []*field.Field{&a.clientID, &a.variable, &a.commandLine, &a.secret, &a.externalRef, &a.address} {
			texts = append(texts, input.Value())
		}
	}
	return strings.Join(texts, "\x00")
}
