package profiles

import (
	"context"
	"errors"

	"github.com/spf13/cobra"

	"devtools/ripio-explorer/cli/internal/console"
	"devtools/ripio-explorer/cli/internal/sendview"
	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/field"
	"devtools/ripio-explorer/ripio/visible"
)

func newList(m *manage) *cobra.Command {
	return m.define(&cobra.Command{
		Use: "list [flags]", Short: "list the profiles",
		Long: `Lists the profiles, and where the secret of each environment lives. * marks the
profile to begin with. No secret is read.`,
	}, nil, m.list)
}

// list lists all profiles. It reads no secret.
func (m *manage) list(context.Context) error {
	m.document.Profiles, m.document.Default = &[]profileDocument{}, new(*string)
	if profile, ok := m.book.Default(); ok {
		*m.document.Default = &profile.Name
	}
	for _, profile := range m.book.Profiles {
		*m.document.Profiles = append(*m.document.Profiles, m.describe(profile))
	}
	m.text = listText(*m.document.Profiles)
	if len(m.book.Profiles) == 0 {
		m.Say("there are no profiles yet; make one with %s profiles add NAME", console.Program)
	}
	return nil
}

// showOptions are the flags of show. environment is empty for both.
type showOptions struct {
	fingerprint bool
	named       string
	environment ripio.EnvironmentName
}

func newShow(m *manage) *cobra.Command {
	cmd := &cobra.Command{
		Use: "show NAME [flags]", Short: "show one profile",
		Long: `Shows one profile: where its secrets live, and when it last worked and last failed.
Secrets are read only for --fingerprint. Colleagues can compare a fingerprint without
showing the secret.`,
	}
	o := &showOptions{}
	cmd.Flags().BoolVar(&o.fingerprint, "fingerprint", false, "read the secrets and print a short fingerprint of each")
	environmentFlag(cmd, &o.named, "", "`environment` to fingerprint: sandbox or production (default both)")
	m.passphraseFlag(cmd)
	check := func() (err error) {
		switch {
		case !cmd.Flags().Changed("env"):
			return nil
		case !o.fingerprint:
			return console.Usage("--env needs --fingerprint")
		}
		o.environment, err = withCredentials(o.named)
		return err
	}
	return m.define(cmd, check, func(ctx context.Context) error { return m.show(ctx, o) })
}

// show shows one profile, and the fingerprints when they are asked for.
func (m *manage) show(ctx context.Context, o *showOptions) error {
	profile, refused := m.find()
	if refused != nil {
		return refused
	}
	if refused := m.present(profile.Name); refused != nil {
		return refused
	}
	if o.fingerprint {
		refused = m.addFingerprints(ctx, profile, o.environment)
	}
	m.text = m.document.Profile.text()
	return refused
}

// present makes a profile what will be shown.
func (m *manage) present(name string) error {
	profile, ok := m.book.Find(name)
	if !ok {
		return profiles.ErrNoProfile
	}
	document := m.describe(profile)
	m.document.Profile = &document
	m.text = document.text()
	return nil
}

// describe collects what is known of a profile without reading its secrets.
func (m *manage) describe(profile profiles.Profile) profileDocument {
	byDefault, ok := m.book.Default()
	return profileDocument{
		Name: profile.Name, Country: console.Optional(profile.Country), Default: ok && byDefault.Name == profile.Name,
		Sandbox: m.describeAccount(profile, ripio.Sandbox), Production: m.describeAccount(profile, ripio.Production),
	}
}

func (m *manage) describeAccount(profile profiles.Profile, environment ripio.EnvironmentName) *accountDocument {
	account := profile.Account(environment)
	record, err := m.manager.Records.Of(profiles.SecretKey{Profile: profile.Name, Environment: environment})
	if err != nil && !m.recordsWarned {
		m.recordsWarned = true
		m.warnText(err.Error())
	}
	if account.IsZero() && record == (profiles.Record{}) {
		return nil
	}
	return &accountDocument{
		ClientID: console.Optional(field.ShowClientID(account.ClientID)), Secret: console.Optional(string(account.Secret)),
		Store: console.Optional(string(account.Secret.Kind())), StoreLabel: account.Secret.Label(),
		ExternalRef: console.Optional(account.User.ExternalRef), Address: console.Optional(sendview.ShownAddress(account.User.Address)),
		LastSuccess: console.Instant(record.LastSuccess), LastFailure: console.Instant(record.LastFailure),
		LastFailureReason: console.Optional(record.Failure),
	}
}

// addFingerprints reads the secrets, of one environment or of both. One that cannot be read does not stop the
// other.
func (m *manage) addFingerprints(ctx context.Context, profile profiles.Profile, only ripio.EnvironmentName) (refused error) {
	for _, each := range []struct {
		name     ripio.EnvironmentName
		document *accountDocument
	}{{ripio.Sandbox, m.document.Profile.Sandbox}, {ripio.Production, m.document.Profile.Production}} {
		reference := profile.Account(each.name).Secret
		if reference == "" || only != "" && each.name != only {
			continue
		}
		if reference == profiles.InSealedFile {
			if locked := m.unlock(ctx, false); locked != nil {
				refused = locked
				continue
			}
		}
		secret, err := m.manager.Secrets.Resolve(ctx, profiles.SecretKey{Profile: profile.Name, Environment: each.name}, reference)
		if err != nil {
			refused = unreadable(each.name, err)
			m.Say("%s: %s", each.name, refused.Error())
			continue
		}
		each.document.Fingerprint = console.Optional(profiles.Fingerprint(secret))
	}
	return refused
}

// unreadable says why there is no fingerprint.
func unreadable(environment ripio.EnvironmentName, err error) error {
	var refused *console.Error
	errors.As(console.Failed(err), &refused)
	if errors.Is(err, profiles.ErrSecretNeeded) {
		refused.Message = "It is asked for in each session, so there is none to read."
	}
	refused.Message = "The secret for " + string(environment) + " was not read. " + visible.Line(refused.Message)
	return refused
}
