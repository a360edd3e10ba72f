package profiles

import (
	"context"
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
	confirm := cmd.Flags().String("confirm", "", "`name` of the profile once more, in place of typing it")
	m.passphraseFlag(cmd)
	console.Complete(cmd, map[string]cobra.CompletionFunc{"confirm": m.CompleteProfiles()})
	return m.define(cmd, nil, func(ctx context.Context) error {
		if !cmd.Flags().Changed("confirm") {
			confirm = nil
		}
		return m.forget(ctx, confirm)
	})
}

// forget removes all that is kept of a profile, once its name was typed: typed is
// what --confirm says, nil without it.
func (m *manage) forget(ctx context.Context, typed *string) error {
	profile, unknown := m.find()
	if unknown != nil {
		profile.Name = m.args[0] // removed before: something of it may be left
	}
	if err := m.Confirm(console.Question{
		Text: "this cannot be undone; type the profile's name to forget it", Given: typed,
		Accept: func(typed string) bool {
			return strings.EqualFold(typed, profile.Name) || strings.EqualFold(typed, visible.Line(profile.Name))
		},
		Unasked:  "Forgetting a profile cannot be undone and must be confirmed.",
		Mismatch: "What was typed is not the profile's name.",
		Nothing:  "Nothing was removed.", Flag: "Add --confirm with the profile's name.",
	}); err != nil {
		return err
	}
	unlock := m.unlockFor(ctx, profile)
	if unknown != nil && (m.passphraseStdin || m.CanAsk()) {
		unlock = m.unlock(ctx, false) // where its secrets were is no longer known
	}
	// A passphrase that nobody has must not stop the rest.
	if unlock != nil {
		m.warnText(console.Failed(unlock).Error())
	}
	_, report, err := m.manager.Forget(ctx, profile.Name)
	m.document.Removed = append([]string{}, report.Removed...)
	m.document.NotReached = append([]string{}, report.NotReached...)
	m.text = reachedText("removed", report.Removed) + reachedText("not reached", report.NotReached)
	if errors.Is(err, profiles.ErrNoProfile) && unknown != nil {
		return unknown
	}
	if err != nil {
		return err
	}
	if len(report.NotReached) > 0 {
		return &console.Error{Code: console.ExitBlocked, Kind: kindNotReached, Title: "something was not reached",
			Message: "The profile is forgotten here, but something of it is left elsewhere.", Hints: []string{"See what was not reached, and remove it there."}}
	}
	return nil
}

// reachedText lists sentences under a label.
func reachedText(label string, sentences []string) string {
	var text strings.Builder
	for _, each := range sentences {
		text.WriteString(console.Padded(label, 12) + "  " + visible.Line(each) + "\n")
	}
	return text.String()
}
