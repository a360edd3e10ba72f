package profiles

import (
	"context"
	"errors"
	"strings"

	"devtools/ripio-explorer/cli/internal/console"
	"devtools/ripio-explorer/cli/internal/sendview"
	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/profiles/hygiene"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/field"
	"devtools/ripio-explorer/ripio/visible"
)

// change saves what the flags say on top of what was there; before is the zero
// profile for a new one.
func (m *manage) change(ctx context.Context, o *accountOptions, before profiles.Profile, name string) error {
	after := o.applied(m, before)
	after.Name = name
	old, account := before.Account(o.environment), after.Account(o.environment)
	if o.given("address") && !o.acceptAddress && field.NeedsConfirmation(account.User.Address) {
		return sendview.UnconfirmedAddress(account.User.Address, "it is kept in the profile then")
	}
	touches := o.reference != "" || m.secretStdin || o.secretPrompt || old.Secret != account.Secret
	if touches {
		if refused := m.acceptPlace(ctx, o, old.Secret, account.Secret); refused != nil {
			return refused
		}
	}
	values, refused := m.newSecret(ctx, o, before, account.Secret)
	if refused != nil {
		return refused
	}
	book, warnings, err := m.manager.Save(ctx, before.Name, after, values)
	m.warn(warnings)
	if err != nil {
		return err
	}
	m.book = book
	if refused := m.chooseDefault(o, name); refused != nil {
		return refused
	}
	return m.present(name)
}

// applied puts what was typed, even when empty, in place of what the profile
// holds.
func (o *accountOptions) applied(m *manage, profile profiles.Profile) profiles.Profile {
	account := profile.Account(o.environment)
	for flag, pair := range map[string][2]*string{
		"country": {&profile.Country, &o.country}, "client-id": {&account.ClientID, &o.clientID},
		"external-ref": {&account.User.ExternalRef, &o.externalRef}, "address": {&account.User.Address, &o.address},
	} {
		if o.given(flag) {
			*pair[0] = *pair[1]
		}
	}
	if o.given("client-id") {
		account.ClientID = m.cleanClientID(account.ClientID)
	}
	if o.reference != "" {
		account.Secret = o.reference
	}
	if o.environment == ripio.Production {
		profile.Production = account
	} else {
		profile.Sandbox = account
	}
	return profile
}

// cleanClientID takes off what copying left around a client_id, and says so.
func (m *manage) cleanClientID(text string) string {
	if m.asIs {
		return text
	}
	cleaned, removed := hygiene.Clean(text)
	if len(removed) > 0 {
		m.Say("note: client_id: %s; --as-is keeps it as it was given", hygiene.Summary(removed))
	}
	for _, warning := range hygiene.Warnings(cleaned) {
		m.Say("warning: client_id: %s", visible.Line(warning))
	}
	return cleaned
}

// acceptPlace makes sure that the place was chosen knowingly and can be written.
func (m *manage) acceptPlace(ctx context.Context, o *accountOptions, old, reference profiles.SecretReference) error {
	if reference == profiles.InPlainFile {
		if refused := m.acceptPlain(&o.storeOptions); refused != nil {
			return refused
		}
	}
	if reference == profiles.InSealedFile || old == profiles.InSealedFile {
		return m.unlock(ctx, reference == profiles.InSealedFile)
	}
	return nil
}

// acceptPlain shows the warning and wants it accepted.
func (m *manage) acceptPlain(o *storeOptions) error {
	if o.acceptPlain {
		m.warnText(profiles.PlainFileWarning)
		return nil
	}
	return &console.Error{
		Code: console.ExitRefused, Kind: console.KindNotConfirmed, Title: "the plain file is not accepted", Message: profiles.PlainFileWarning,
		Hints: []string{"Nothing was written. Add --accept-plain if you choose it all the same."},
	}
}

// newSecret returns the secret that was typed or piped; none when the profile
// keeps the one it has, or when this program does not write to the place.
func (m *manage) newSecret(ctx context.Context, o *accountOptions, before profiles.Profile, reference profiles.SecretReference) (profiles.NewSecretValues, error) {
	asked := m.secretStdin || o.secretPrompt
	switch {
	case !reference.Kind().Keeps() && asked:
		return nil, console.Missing("The profile names no place that this program writes a secret to.",
			"Choose one with --store keyring, --store sealed or --store plain.")
	case !reference.Kind().Keeps(), !asked && !o.given("store"):
		return nil, nil
	case o.secretPrompt && !m.CanAsk():
		return nil, console.Missing("The input is no terminal to ask on.", "Pipe the client_secret into the command with --secret-stdin.")
	case !asked:
		stored, refused := m.isStored(ctx, before, o.environment)
		if stored || refused != nil {
			return nil, refused
		}
	}
	secret, refused := m.secret(o.environment)
	return profiles.NewSecretValues{o.environment: secret}, refused
}

// isStored reports whether the program keeps a secret that can move to the new
// place.
func (m *manage) isStored(ctx context.Context, before profiles.Profile, environment ripio.EnvironmentName) (bool, error) {
	reference := before.Account(environment).Secret
	if !reference.Kind().Keeps() {
		return false, nil
	}
	key := profiles.SecretKey{Profile: before.Name, Environment: environment}
	_, err := m.manager.Secrets.Resolve(ctx, key, reference)
	if errors.Is(err, profiles.ErrNotStored) || errors.Is(err, profiles.ErrNoSealedFile) {
		return false, nil
	}
	return err == nil, err
}

// chooseDefault makes the profile the default one, or takes that away.
func (m *manage) chooseDefault(o *accountOptions, name string) error {
	if !o.given("default") {
		return nil
	}
	chosen := name
	if !o.byDefault {
		if !strings.EqualFold(m.book.Settings.Default, name) {
			return nil
		}
		chosen = ""
	}
	book, err := m.manager.Store.SetDefault(chosen)
	if err == nil {
		m.book = book
	}
	return err
}
