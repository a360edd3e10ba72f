package tui

import (
	"errors"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio"
)

// profileForm edits a profile. Enter goes to the next row and, on the last one,
// saves.
type profileForm struct {
	// original is the profile before the change; its name is empty for a new
	// one.
	original      profiles.Profile
	name, country field
	accounts      [2]accountForm
	at            int
	remark        string
	// leaving tells that esc was pressed once over unsaved changes.
	leaving bool
}

// accountForm edits what a profile uses in one environment.
type accountForm struct {
	environment          ripio.EnvironmentName
	clientID             field
	source               secretSource
	variable             field
	kept                 profiles.SecretReference
	externalRef, address field
}

// secretSource is where the form says that a secret is found.
type secretSource int

const (
	sourceAsk secretSource = iota
	sourceVariable
	// sourceKept is a reference of a kind that this form cannot edit.
	sourceKept
)

func newProfileForm(p profiles.Profile, original profiles.Profile) profileForm {
	f := profileForm{original: original, name: newField("such as acme-wallet"), country: newField("optional, such as AR")}
	f.name.SetValue(p.Name)
	f.country.SetValue(p.Country)
	for i, name := range []ripio.EnvironmentName{ripio.Sandbox, ripio.Production} {
		f.accounts[i] = newAccountForm(name, p.Account(name))
	}
	f.move(0)
	return f
}

func newAccountForm(name ripio.EnvironmentName, account profiles.Account) accountForm {
	a := accountForm{
		environment: name,
		clientID:    newField("as Ripio gave it"),
		variable:    newField("RIPIO_CLIENT_SECRET"),
		externalRef: newField("optional: the user to start with"),
		address:     newField("optional: that user's address"),
	}
	a.clientID.SetValue(account.ClientID)
	a.externalRef.SetValue(account.User.ExternalRef)
	a.address.SetValue(account.User.Address)
	variable, isVariable := strings.CutPrefix(string(account.Secret), "env:")
	switch {
	case isVariable:
		a.source = sourceVariable
		a.variable.SetValue(variable)
	case account.Secret != "" && account.Secret != profiles.Ask:
		a.source, a.kept = sourceKept, account.Secret
	}
	return a
}

// account reads the form; the error says what cannot be saved.
func (a *accountForm) account() (profiles.Account, error) {
	account := profiles.Account{
		ClientID: a.clientID.Value(),
		User:     profiles.User{ExternalRef: a.externalRef.Value(), Address: a.address.Value()},
	}
	if account.IsZero() && a.source == sourceAsk {
		return account, nil
	}
	switch a.source {
	case sourceAsk:
		account.Secret = profiles.Ask
	case sourceKept:
		account.Secret = a.kept
	case sourceVariable:
		reference, err := profiles.ParseSecretReference("env:" + a.variable.Value())
		if err != nil {
			return account, err
		}
		account.Secret = reference
	}
	return account, nil
}

// profileRow is a line of the form.
type profileRow struct {
	label string
	// heading rows only separate; the others have an input or a source.
	heading bool
	input   *field
	source  *accountForm
	save    bool
	check   func(string) []ripio.Finding
}

// rows lists the form's lines from top to bottom.
func (f *profileForm) rows() []profileRow {
	rows := []profileRow{{label: "name", input: &f.name}, {label: "country", input: &f.country}}
	for i := range f.accounts {
		a := &f.accounts[i]
		rows = append(rows,
			profileRow{label: a.environment.Label(), heading: true, source: a},
			profileRow{label: "client_id", input: &a.clientID, check: ripio.CheckClientID},
			profileRow{label: "client_secret", source: a})
		if a.source == sourceVariable {
			rows = append(rows, profileRow{label: "variable", input: &a.variable})
		}
		rows = append(rows,
			profileRow{label: "external_ref", input: &a.externalRef, check: ripio.CheckExternalRef},
			profileRow{label: "address", input: &a.address, check: ripio.CheckAddress})
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

// Update takes a key and tells whether the profile is to be saved.
func (f *profileForm) Update(msg tea.KeyMsg, keys keyMap) (save bool) {
	row := f.rows()[f.at]
	text := msg.String()
	f.leaving = false
	switch {
	case text == "enter" && row.save:
		return true
	case text == "enter" || text == "down" || matches(text, keys.Next):
		f.move(1)
	case text == "up" || matches(text, keys.Previous):
		f.move(-1)
	case row.source != nil:
		if matches(text, keys.Left) || matches(text, keys.Right) {
			row.source.turn()
		}
	case row.input != nil:
		if row.input.Update(msg) {
			f.remark = ""
		}
	}
	return false
}

// turn goes to the next place for a secret.
func (a *accountForm) turn() {
	count := sourceKept
	if a.kept != "" {
		count++
	}
	a.source = (a.source + 1) % count
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

// Changed tells whether there is something to lose.
func (f *profileForm) Changed() bool {
	p, err := f.Profile()
	if err != nil {
		return f.name.Value() != f.original.Name
	}
	return p != f.original
}
