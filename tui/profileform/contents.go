package profileform

import (
	"errors"
	"slices"
	"strings"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio"
	ripiofield "devtools/ripio-explorer/ripio/field"
	"devtools/ripio-explorer/tui/field"
)

// SetClientID fills in the client_id of an account.
func (f *Form) SetClientID(environment ripio.EnvironmentName, clientID string) {
	if a := f.account(environment); a != nil {
		a.clientID.SetValue(clientID)
	}
}

// doubtfulAddress is the first address that was changed here, looks like a key and
// was not accepted; empty without one.
func (f *Form) doubtfulAddress() string {
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

// Original is the profile before the change; the zero profile for a new one.
func (f *Form) Original() profiles.Profile { return f.original }

// Profile reads the form. The error is for the person and names the row.
func (f *Form) Profile() (profiles.Profile, error) {
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
		if !account.IsZero() {
			account.Next, account.Previous = targets[i].Next, targets[i].Previous // a rotation goes on
		}
		*targets[i] = account
	}
	return p, nil
}

// Secrets are those that were typed to be kept.
func (f *Form) Secrets() profiles.NewSecretValues {
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
func (f *Form) WritesPlain() bool {
	return !f.plainAccepted && slices.ContainsFunc(f.accounts[:], func(a accountForm) bool {
		return a.kind == profiles.KindPlain && a.reference.Kind() != profiles.KindPlain
	})
}

// AcceptPlain notes that the person accepts a file that is not encrypted.
func (f *Form) AcceptPlain() { f.plainAccepted = true }

// Contents is all that stands in the form, whether it makes sense or not.
func (f *Form) Contents() string {
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

// Saved tells the form that a profile with these contents is on the disk. What was
// typed since is a change of that profile.
func (f *Form) Saved(p profiles.Profile, contents string) {
	f.original, f.begun = p, contents
	f.Remark = "Saved without what you changed since."
}
