package profiles

import (
	"errors"
	"strings"

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
terminal. Its test users, its record of success and failure and its attempts are kept;
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
	m.put("removed", []string{"profile " + profile.Name})
	m.text = "removed the profile " + visible.Line(profile.Name) + "; its test users, records and attempts are kept, and profiles forget removes them too\n"
	if len(warnings) > 0 {
		return notReached("The profile is removed, but not all of its secrets.", "See ripio-explorer profiles orphans.")
	}
	return nil
}

func newForget(m *manage) *cobra.Command {
	cmd := &cobra.Command{
		Use: "forget NAME [flags]", Short: "remove all that is kept of a profile",
		Long: `Removes all that is kept of a profile: stored secrets, test users, records, the
profile itself, and its copy in the backup. It cannot be undone. What was removed and
what could not be reached is printed. The profile's name has to be typed, or given
with --confirm. Of a profile that was removed, it removes what is left.`,
	}
	confirmed := cmd.Flags().String("confirm", "", "`name` of the profile once more, in place of typing it")
	m.passphraseFlag(cmd)
	console.Complete(cmd, map[string]cobra.CompletionFunc{"confirm": m.CompleteProfiles()})
	return m.define(cmd, nil, func() error {
		profile, unknown := m.find()
		if unknown != nil {
			profile.Name = m.args[0] // removed before: something of it may be left
		}
		if err := m.confirmName(profile.Name, *confirmed); err != nil {
			return err
		}
		return m.forget(profile, unknown)
	})
}

// confirmName wants a profile's name once more, as the value of --confirm or typed on
// a terminal.
func (m *manage) confirmName(name, again string) error {
	if !m.given("confirm") {
		if !m.CanAsk() {
			return console.NotConfirmed("Forgetting a profile cannot be undone and must be confirmed.",
				"Nothing was removed. Add --confirm with the profile's name.")
		}
		again = m.Ask("this cannot be undone; type the profile's name to forget it")
	}
	if !strings.EqualFold(again, name) && !strings.EqualFold(again, visible.Line(name)) {
		return console.NotConfirmed("What was typed is not the profile's name.", "Nothing was removed.")
	}
	return nil
}

// forget removes all that is kept of a profile. unknown is the error of one that is
// not there.
func (m *manage) forget(profile profiles.Profile, unknown error) error {
	locked := m.unlockFor(profile.Sandbox.Secret, profile.Production.Secret)
	if unknown != nil && (m.passphraseStdin || m.CanAsk()) {
		locked = m.unlock(false) // where its secrets were is no longer known
	}
	if locked != nil { // a passphrase that nobody has must not stop the rest
		m.warnText(console.Failed(locked).Error())
	}
	_, report, err := m.manager.Forget(m.ctx(), profile.Name)
	m.reached(report.Removed, report.NotReached)
	switch {
	case errors.Is(err, profiles.ErrNoProfile) && unknown != nil:
		return unknown
	case err == nil && len(report.NotReached) > 0:
		return notReached("The profile is forgotten here, but something of it is left elsewhere.", "See what was not reached, and remove it there.")
	}
	return err
}
