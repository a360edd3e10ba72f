package profiles

import (
	"errors"
	"strings"

	"github.com/spf13/cobra"

	"devtools/ripio-explorer/cli/internal/console"
	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio/visible"
)

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
	m.document.Removed, m.document.NotReached = append([]string{}, report.Removed...), append([]string{}, report.NotReached...)
	m.text = listed("removed", report.Removed) + listed("not reached", report.NotReached)
	switch {
	case errors.Is(err, profiles.ErrNoProfile) && unknown != nil:
		return unknown
	case err == nil && len(report.NotReached) > 0:
		return notReached("The profile is forgotten here, but something of it is left elsewhere.", "See what was not reached, and remove it there.")
	}
	return err
}
