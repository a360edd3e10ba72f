package profiles

import (
	"context"
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

// rename gives a profile another name. Its secrets, users and records move along.
func (m *manage) rename(ctx context.Context) error {
	profile, refused := m.find()
	if refused != nil {
		return refused
	}
	previous, name := profile.Name, m.args[1]
	if err := profiles.ValidateName(name); err != nil {
		return err
	}
	if refused := m.unlockFor(ctx, profile); refused != nil {
		return refused
	}
	profile.Name = name
	book, warnings, err := m.manager.Save(ctx, previous, profile, nil)
	m.warn(warnings)
	if err != nil {
		return err
	}
	m.book = book
	return m.present(name)
}

func newRemove(m *manage) *cobra.Command {
	cmd := &cobra.Command{
		Use: "remove NAME [flags]", Short: "remove a profile and its stored secrets",
		Long: `Removes a profile and its stored secrets, with --yes, or when yes is typed on a
terminal. Its test users, its record of success and failure and its sends are kept;
forget removes them too, now or later.`,
	}
	yes := cmd.Flags().Bool("yes", false, "remove without asking")
	m.passphraseFlag(cmd)
	return m.define(cmd, nil, func(ctx context.Context) error { return m.remove(ctx, *yes) })
}

// remove removes a profile and its stored secrets, once that was confirmed. Its
// users and records stay, for forget.
func (m *manage) remove(ctx context.Context, yes bool) error {
	profile, refused := m.find()
	if refused != nil {
		return refused
	}
	if refused := m.confirmRemoval(yes, "the profile "+visible.Line(profile.Name)+" and its stored secrets"); refused != nil {
		return refused
	}
	if refused := console.Failed(m.unlockFor(ctx, profile)); refused != nil {
		var failed *console.Error
		if errors.As(refused, &failed) {
			failed.Hints = append(failed.Hints, "Without the passphrase use ripio-explorer profiles forget: it says what it could not reach.")
		}
		return refused
	}
	_, warnings, err := m.manager.Remove(ctx, profile.Name)
	m.warn(warnings)
	if err != nil {
		return err
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
