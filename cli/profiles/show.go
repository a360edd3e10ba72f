package profiles

import (
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"devtools/ripio-explorer/cli/internal/console"
	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/profiles/book"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/redact"
)

func newList(m *manage) *cobra.Command {
	return m.define(&cobra.Command{
		Use: "list [flags]", Short: "list the profiles",
		Long: `Lists the profiles, and where the secret of each environment lives. * marks the
profile to begin with. No secret is read.`,
	}, nil, m.list)
}

func (m *manage) list() error {
	byDefault, _ := m.book.Default()
	list := []profileView{}
	for _, profile := range m.book.Profiles {
		list = append(list, m.describe(profile))
	}
	m.put("default", console.Optional(byDefault.Name))
	m.put("profiles", list)
	m.text = listText(list)
	if len(list) == 0 {
		m.Say("there are no profiles yet; make one with %s profiles add NAME", console.Program)
	}
	return nil
}

func newShow(m *manage) *cobra.Command {
	cmd := &cobra.Command{
		Use: "show NAME [flags]", Short: "show one profile",
		Long: `Shows one profile: where its secrets live, and when it last worked and last failed.
Secrets are read only for --fingerprint. Colleagues can compare a fingerprint without
showing the secret.`,
	}
	fingerprint := cmd.Flags().Bool("fingerprint", false, "read the secrets and print a short fingerprint of each")
	m.environmentFlag(cmd, "`environment` to fingerprint: sandbox or production (default both)")
	m.passphraseFlag(cmd)
	check := func() error {
		if m.environment != "" && !*fingerprint {
			return console.Usage("--env needs --fingerprint")
		}
		return nil
	}
	return m.define(cmd, check, func() error {
		profile, err := m.find()
		if err != nil {
			return err
		}
		view := m.describe(profile)
		if *fingerprint {
			err = m.addFingerprints(view)
		}
		m.show(view)
		return err
	})
}

// present makes a profile what will be shown.
func (m *manage) present(profile profiles.Profile) {
	m.show(m.describe(profile))
}

// show makes a profile what will be shown.
func (m *manage) show(view profileView) {
	m.put("profile", view)
	m.text = view.text()
}

// describe collects what is known of a profile without reading its secrets.
func (m *manage) describe(profile profiles.Profile) profileView {
	byDefault, ok := m.book.Default()
	return profileView{
		profile, ok && byDefault.Name == profile.Name, m.describeAccount(profile, ripio.Sandbox), m.describeAccount(profile, ripio.Production),
	}
}

func (m *manage) describeAccount(profile profiles.Profile, environment ripio.EnvironmentName) *accountView {
	account := profile.Account(environment)
	record, err := m.manager.Records.Of(profiles.SecretKey{Profile: profile.Name, Environment: environment})
	if err != nil && !m.recordsWarned {
		m.recordsWarned = true
		m.warnText(err.Error())
	}
	if account.IsZero() && record == (profiles.Record{}) {
		return nil
	}
	return &accountView{account, record, ""}
}

// addFingerprints reads the secrets, of the chosen environment or of both. One that
// cannot be read does not stop the other.
func (m *manage) addFingerprints(profile profileView) (failed error) {
	views := []*accountView{profile.sandbox, profile.production}
	for i, name := range book.Environments {
		reference := profile.Account(name).Secret
		if reference == "" || m.environment != "" && name != m.environment {
			continue
		}
		var secret redact.Secret
		err := m.unlockFor(reference)
		if err == nil {
			secret, err = m.manager.Secrets.Resolve(m.ctx(), profiles.SecretKey{Profile: profile.Name, Environment: name}, reference)
		}
		if err != nil {
			failed = errors.Join(failed, fmt.Errorf("the secret for %s was not read: %w", name, err))
			continue
		}
		views[i].fingerprint = profiles.Fingerprint(secret)
	}
	return failed
}
