package profileform

import (
	"errors"
	"slices"
	"strings"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/profiles/command"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/redact"
	"devtools/ripio-explorer/tui/field"
)

// accountForm edits what a profile uses in one environment.
type accountForm struct {
	environment ripio.EnvironmentName
	clientID    field.Field
	// kind is where the secret is kept or found; reference is what the profile
	// says now, kept as it is while the kind is not changed.
	kind      profiles.StoreKind
	reference profiles.SecretReference
	// variable, commandLine and secret belong to some of the kinds.
	variable, commandLine, secret field.Field
	externalRef, address          field.Field
}

func newAccountForm(name ripio.EnvironmentName, account profiles.Account) accountForm {
	a := accountForm{
		environment: name,
		clientID:    field.NewCredential("as Ripio gave it"),
		kind:        profiles.KindAsk,
		reference:   account.Secret,
		variable:    field.New("RIPIO_CLIENT_SECRET"),
		commandLine: field.New("pass show ripio/acme"),
		secret:      field.NewSecret("type or paste it; it is not shown"),
		externalRef: field.New("optional: the user to start with"),
		address:     field.New("optional: that user's address"),
	}
	a.clientID.SetValue(account.ClientID)
	a.externalRef.SetValue(account.User.ExternalRef)
	a.address.SetValue(account.User.Address)
	if account.Secret == "" {
		return a
	}
	a.kind = account.Secret.Kind()
	if name, ok := account.Secret.Variable(); ok {
		a.variable.SetValue(name)
	}
	if argv, ok := account.Secret.Command(); ok {
		a.commandLine.SetValue(command.Show(argv))
	}
	if a.kind.Keeps() {
		a.secret.Placeholder = "kept there; type a new one to replace it"
	}
	return a
}

// turn goes to the next or the previous place for a secret.
func (a *accountForm) turn(by int) {
	kinds := profiles.StoreKinds
	at := max(slices.Index(kinds, a.kind), 0)
	a.kind = kinds[(at+by+len(kinds))%len(kinds)]
}

// detail is the input that the chosen kind has, and its label; nil without one.
func (a *accountForm) detail() (label string, input *field.Field) {
	switch {
	case a.kind == profiles.KindVariable:
		return "variable", &a.variable
	case a.kind == profiles.KindCommand:
		return "command", &a.commandLine
	case a.kind.Keeps():
		return "secret", &a.secret
	}
	return "", nil
}

// isEmpty reports whether nothing was filled in.
func (a *accountForm) isEmpty() bool {
	return a.clientID.Value()+a.externalRef.Value()+a.address.Value()+a.secret.Value() == "" && a.reference == ""
}

// account reads the form; the error says what cannot be saved.
func (a *accountForm) account() (profiles.Account, error) {
	account := profiles.Account{
		ClientID: a.clientID.Value(),
		User:     profiles.User{ExternalRef: a.externalRef.Value(), Address: a.address.Value()},
	}
	if a.isEmpty() {
		return account, nil
	}
	var err error
	account.Secret, err = a.newReference()
	return account, err
}

// newReference is the reference that the chosen kind makes.
func (a *accountForm) newReference() (profiles.SecretReference, error) {
	switch a.kind {
	case profiles.KindVariable:
		return profiles.ParseSecretReference("env:" + strings.TrimSpace(a.variable.Value()))
	case profiles.KindCommand:
		argv, err := command.Split(a.commandLine.Value())
		if err != nil {
			return "", err
		}
		return profiles.CommandReference(argv)
	}
	if a.kind.Keeps() && a.secret.Value() == "" && a.reference.Kind() != a.kind {
		return "", errors.New("type the client_secret that is to be kept there, or choose another place")
	}
	return profiles.SecretReference(a.kind), nil
}

// newSecret is the secret to be kept; ok is false when there is none to write.
func (a *accountForm) newSecret() (secret redact.Secret, ok bool) {
	if !a.kind.Keeps() || a.secret.Value() == "" {
		return redact.Secret{}, false
	}
	return redact.NewSecret(a.secret.Value()), true
}
