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

// runAdd makes a profile. A name that cannot be used is said before any
// question is asked.
func runAdd(ctx context.Context, m *manage) error {
	name := m.flags.set.Arg(0)
	if err := profiles.ValidateName(name); err != nil {
		return console.Failed(err)
	}
	if _, taken := m.book.Find(name); taken {
		return console.Failed(profiles.ErrNameTaken)
	}
	return m.change(ctx, profiles.Profile{}, name)
}

// runEdit changes the account of one environment, and what belongs to both.
func runEdit(ctx context.Context, m *manage) error {
	before, refused := m.find()
	if refused != nil {
		return refused
	}
	return m.change(ctx, before, before.Name)
}

// change saves what the flags say on top of what was there; before is the zero
// profile for a new one.
func (m *manage) change(ctx context.Context, before profiles.Profile, name string) error {
	after := m.withFlags(before)
	after.Name = name
	old, account := before.Account(m.flags.name), after.Account(m.flags.name)
	if m.flags.given("address") && !m.flags.acceptAddress && field.NeedsConfirmation(account.User.Address) {
		return sendview.UnconfirmedAddress(account.User.Address, "it is kept in the profile then")
	}
	touches := m.flags.reference != "" || m.flags.secretStdin || m.flags.secretPrompt || old.Secret != account.Secret
	if touches {
		if refused := m.acceptPlace(ctx, old.Secret, account.Secret); refused != nil {
			return refused
		}
	}
	values, refused := m.newSecret(ctx, before, account.Secret)
	if refused != nil {
		return refused
	}
	book, warnings, err := m.manager.Save(ctx, before.Name, after, values)
	m.warn(warnings)
	if err != nil {
		return console.Failed(err)
	}
	m.book = book
	if refused := m.chooseDefault(name); refused != nil {
		return refused
	}
	return m.present(name)
}

// withFlags puts what was typed, even when empty, in place of what the profile
// holds.
func (m *manage) withFlags(profile profiles.Profile) profiles.Profile {
	account := profile.Account(m.flags.name)
	for flag, field := range map[string]*string{
		"country": &profile.Country, "client-id": &account.ClientID,
		"external-ref": &account.User.ExternalRef, "address": &account.User.Address,
	} {
		if m.flags.given(flag) {
			*field = m.flags.set.Lookup(flag).Value.String()
		}
	}
	if m.flags.given("client-id") {
		account.ClientID = m.cleanClientID(account.ClientID)
	}
	if m.flags.given("secret") || m.flags.given("store") {
		account.Secret = m.flags.reference
	}
	if m.flags.name == ripio.Production {
		profile.Production = account
	} else {
		profile.Sandbox = account
	}
	return profile
}

// cleanClientID takes off what copying left around a client_id, and says so.
func (m *manage) cleanClientID(text string) string {
	if m.flags.asIs {
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
func (m *manage) acceptPlace(ctx context.Context, old, reference profiles.SecretReference) error {
	if reference == profiles.InPlainFile {
		if refused := m.acceptPlain(); refused != nil {
			return refused
		}
	}
	if reference == profiles.InSealedFile || old == profiles.InSealedFile {
		return m.unlock(ctx, reference == profiles.InSealedFile)
	}
	return nil
}

// acceptPlain shows the warning and wants it accepted.
func (m *manage) acceptPlain() error {
	if m.flags.acceptPlain {
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
func (m *manage) newSecret(ctx context.Context, before profiles.Profile, reference profiles.SecretReference) (profiles.NewSecretValues, error) {
	asked := m.flags.secretStdin || m.flags.secretPrompt
	switch {
	case !reference.Kind().Keeps() && asked:
		return nil, console.Missing("The profile names no place that this program writes a secret to.",
			"Choose one with --store keyring, --store sealed or --store plain.")
	case !reference.Kind().Keeps(), !asked && !m.flags.given("store"):
		return nil, nil
	case m.flags.secretPrompt && !m.input.CanAsk():
		return nil, console.Missing("The input is no terminal to ask on.", "Pipe the client_secret into the command with --secret-stdin.")
	case !asked:
		stored, refused := m.isStored(ctx, before)
		if stored || refused != nil {
			return nil, refused
		}
	}
	secret, refused := m.input.secret(m.flags.name)
	return profiles.NewSecretValues{m.flags.name: secret}, refused
}

// isStored reports whether the program keeps a secret that can move to the new
// place.
func (m *manage) isStored(ctx context.Context, before profiles.Profile) (bool, error) {
	reference := before.Account(m.flags.name).Secret
	if !reference.Kind().Keeps() {
		return false, nil
	}
	key := profiles.SecretKey{Profile: before.Name, Environment: m.flags.name}
	_, err := m.manager.Secrets.Resolve(ctx, key, reference)
	if errors.Is(err, profiles.ErrNotStored) || errors.Is(err, profiles.ErrNoSealedFile) {
		return false, nil
	}
	return err == nil, console.Failed(err)
}

// chooseDefault makes the profile the default one, or takes that away.
func (m *manage) chooseDefault(name string) error {
	if !m.flags.given("default") {
		return nil
	}
	chosen := name
	if !m.flags.makeDefault {
		if !strings.EqualFold(m.book.Settings.Default, name) {
			return nil
		}
		chosen = ""
	}
	book, err := m.manager.Store.SetDefault(chosen)
	if err == nil {
		m.book = book
	}
	return console.Failed(err)
}

// runRename returns a profile another name. Its secrets, users and records move
// along.
func runRename(ctx context.Context, m *manage) error {
	profile, refused := m.find()
	if refused != nil {
		return refused
	}
	previous, name := profile.Name, m.flags.set.Arg(1)
	if err := profiles.ValidateName(name); err != nil {
		return console.Failed(err)
	}
	if refused := m.unlockFor(ctx, profile); refused != nil {
		return refused
	}
	profile.Name = name
	book, warnings, err := m.manager.Save(ctx, previous, profile, nil)
	m.warn(warnings)
	if err != nil {
		return console.Failed(err)
	}
	m.book = book
	return m.present(name)
}

// runRemove removes a profile and its stored secrets, once that was confirmed. Its
// users and records stay, for runForget.
func runRemove(ctx context.Context, m *manage) error {
	profile, refused := m.find()
	if refused != nil {
		return refused
	}
	if refused := m.confirmRemoval("the profile " + visible.Line(profile.Name) + " and its stored secrets"); refused != nil {
		return refused
	}
	if refused := m.unlockFor(ctx, profile); refused != nil {
		var failed *console.Error
		if errors.As(refused, &failed) {
			failed.Hints = append(failed.Hints, "Without the passphrase use ripio-explorer profiles forget: it says what it could not reach.")
		}
		return refused
	}
	_, warnings, err := m.manager.Remove(ctx, profile.Name)
	m.warn(warnings)
	if err != nil {
		return console.Failed(err)
	}
	m.document.Removed = []string{"profile " + profile.Name}
	m.text = "removed the profile " + visible.Line(profile.Name) + "; its test users, records and sends are kept, and profiles forget removes them too\n"
	if len(warnings) > 0 {
		return &console.Error{
			Code: console.ExitBlocked, Kind: kindNotReached, Title: "a secret stays behind",
			Message: "The profile is removed, but not all of its secrets.", Hints: []string{"See ripio-explorer profiles orphans."},
		}
	}
	return nil
}
