package profiles

import (
	"errors"
	"strings"

	"devtools/ripio-explorer/cli/internal/console"
	"devtools/ripio-explorer/cli/internal/sendview"
	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/profiles/hygiene"
	"devtools/ripio-explorer/ripio/field"
	"devtools/ripio-explorer/ripio/visible"
)

// change makes a profile, or changes the account of one environment and what
// belongs to both. A name that cannot be used is said before any question is asked.
func (m *manage) change(flags *accountFlags) error {
	var before profiles.Profile
	after := profiles.Profile{Name: m.args[0]}
	if m.cmd.Name() == "edit" {
		found, err := m.find()
		if err != nil {
			return err
		}
		before, after = found, found
	} else if err := profiles.ValidateName(after.Name); err != nil {
		return err
	} else if _, taken := m.book.Find(after.Name); taken {
		return profiles.ErrNameTaken
	}
	account := after.AccountFor(m.environment)
	old := *account
	for _, text := range texts {
		if m.given(text.flag) {
			*text.of(&after, account) = *flags.texts[text.flag]
		}
	}
	if m.given("client-id") && !m.asIs {
		cleaned, removed := hygiene.Clean(account.ClientID)
		m.sayCleaned("client_id", cleaned, removed)
		account.ClientID = cleaned
	}
	if m.reference != "" {
		account.Secret = m.reference
	}
	if m.given("address") && !flags.acceptAddress && field.NeedsConfirmation(account.User.Address) {
		return sendview.UnconfirmedAddress(account.User.Address, "it is kept in the profile then")
	}
	values, err := m.newSecret(before, old.Secret, account.Secret, m.secretStdin || flags.secretPrompt)
	if err != nil {
		return err
	}
	if err := m.save(before.Name, after, values); err != nil || !m.given("default") {
		return err
	}
	return m.chooseDefault(after, flags.byDefault)
}

// save saves a profile, and makes it what will be shown.
func (m *manage) save(previous string, profile profiles.Profile, values profiles.NewSecretValues) error {
	book, warnings, err := m.manager.Save(m.ctx(), previous, profile, values)
	m.warn(warnings)
	if err == nil {
		m.book = book
		m.present(profile)
	}
	return err
}

// sayCleaned says what was taken off a text, and what is odd about the rest.
func (m *manage) sayCleaned(name, text string, removed []hygiene.Removal) {
	if len(removed) > 0 {
		m.Say("note: %s: %s; --as-is keeps it as it was given", name, hygiene.Summary(removed))
	}
	for _, warning := range hygiene.Warnings(text) {
		m.Say("warning: %s: %s", name, visible.Line(warning))
	}
}

// noPlace is the error of a secret that there is no place for.
func noPlace() error {
	return console.Missing("The profile names no place that this program writes a secret to.",
		"Choose one with --store keyring, --store sealed or --store plain.")
}

// newSecret makes sure that the place of the secret was chosen knowingly and can be
// written, and returns the secret that is typed or piped; none when the profile keeps
// the one it has, or when this program does not write to the place.
func (m *manage) newSecret(before profiles.Profile, old, reference profiles.SecretReference, typed bool) (profiles.NewSecretValues, error) {
	touched := m.reference != "" || typed
	if touched && reference == profiles.InPlainFile {
		if err := m.acceptPlainFile(); err != nil {
			return nil, err
		}
	}
	if touched && (reference == profiles.InSealedFile || old == profiles.InSealedFile) {
		if err := m.unlock(reference == profiles.InSealedFile); err != nil {
			return nil, err
		}
	}
	switch keeps := reference.Kind().Keeps(); {
	case typed && !keeps:
		return nil, noPlace()
	case !keeps, !typed && !m.given("store"):
		return nil, nil
	case !typed && old.Kind().Keeps():
		_, err := m.manager.Secrets.Resolve(m.ctx(), profiles.SecretKey{Profile: before.Name, Environment: m.environment}, old)
		if !errors.Is(err, profiles.ErrNotStored) && !errors.Is(err, profiles.ErrNoSealedFile) {
			return nil, err // without one there is a secret, which moves
		}
	}
	secret, err := m.secret()
	return profiles.NewSecretValues{m.environment: secret}, err
}

// acceptPlainFile shows the warning and wants it accepted.
func (m *manage) acceptPlainFile() error {
	if !m.acceptPlain {
		return console.NotConfirmed(profiles.PlainFileWarning, "Nothing was written. Add --accept-plain if you choose it all the same.")
	}
	m.warnText(profiles.PlainFileWarning)
	return nil
}

// chooseDefault makes the profile the default one, or takes that away.
func (m *manage) chooseDefault(profile profiles.Profile, byDefault bool) error {
	name := profile.Name
	if !byDefault {
		if !strings.EqualFold(m.book.Settings.Default, name) {
			return nil
		}
		name = ""
	}
	book, err := m.manager.Store.SetDefault(name)
	if err == nil {
		m.book = book
		m.present(profile)
	}
	return err
}
