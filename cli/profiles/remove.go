package profiles

import (
	"errors"

	"github.com/spf13/cobra"

	"devtools/ripio-explorer/cli/internal/console"
	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio/visible"
)

func newRename(m *manage) *cobra.Command {
	cmd := &cobra.Command{
		Use: "rename NAME NEW-NAME [flags]", Short: "rename a profile",
		Long: `Gives a profile another name. Its stored secrets, its test users and its records
move along.`,
	}
	m.passphraseFlag(cmd)
	return m.define(cmd, nil, m.rename)
}

func (m *manage) rename() error {
	profile, err := m.find()
	if err != nil {
		return err
	}
	if err := profiles.ValidateName(m.args[1]); err != nil {
		return err
	}
	if err := m.unlockFor(profile.Sandbox.Secret, profile.Production.Secret); err != nil {
		return err
	}
	previous := profile.Name
	profile.Name = m.args[1]
	return m.save(previous, profile, nil)
}

func newRemove(m *manage) *cobra.Command {
	cmd := &cobra.Command{
		Use: "remove NAME [flags]", Short: "remove a profile and its stored secrets",
		Long: `Removes a profile and its stored secrets, with --yes, or when yes is typed on a
terminal. Its test users, its record of success and failure and its sends are kept;
forget removes them too, now or later.`,
	}
	cmd.Flags().BoolVar(&m.yes, "yes", false, "remove without asking")
	m.passphraseFlag(cmd)
	return m.define(cmd, nil, m.remove)
}

// remove removes a profile and its stored secrets, once that was confirmed. Its
// users and records stay, for forget.
func (m *manage) remove() error {
	profile, err := m.find()
	if err != nil {
		return err
	}
	if err := m.Confirm(m.yes, console.Removal("the profile "+visible.Line(profile.Name)+" and its stored secrets")); err != nil {
		return err
	}
	if err := console.Failed(m.unlockFor(profile.Sandbox.Secret, profile.Production.Secret)); err != nil {
		var failed *console.Error
		if errors.As(err, &failed) {
			failed.Hints = append(failed.Hints, "Without the passphrase use ripio-explorer profiles forget: it says what it could not reach.")
		}
		return err
	}
	_, warnings, err := m.manager.Remove(m.ctx(), profile.Name)
	m.warn(warnings)
	if err != nil {
		return err
	}
	m.document.Removed = []string{"profile " + profile.Name}
	m.text = "removed the profile " + visible.Line(profile.Name) + "; its test users, records and sends are kept, and profiles forget removes them too\n"
	if len(warnings) > 0 {
		return notReached("The profile is removed, but not all of its secrets.", "See ripio-explorer profiles orphans.")
	}
	return nil
}
