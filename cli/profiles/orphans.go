package profiles

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"github.com/spf13/cobra"

	"devtools/ripio-explorer/cli/internal/console"
	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio/phrase"
	"devtools/ripio-explorer/ripio/visible"
)

// orphanWords are the words of --remove.
var orphanWords = map[string]profiles.OrphanKind{
	"secrets": profiles.OrphanSecret, "temporary": profiles.OrphanTemporary,
	"damaged": profiles.OrphanCorrupt, "backups": profiles.OrphanBackup,
}

// orphansOptions are the flags of orphans.
type orphansOptions struct {
	remove []string
	yes    bool
}

func newOrphans(m *manage) *cobra.Command {
	cmd := &cobra.Command{
		Use: "orphans [flags]", Short: "list what is left over, and remove it",
		Long: `Lists secrets without a profile, old temporary files, damaged files that were set
aside, and backups. With --remove it removes the kinds that are named.`,
	}
	o := &orphansOptions{}
	cmd.Flags().StringSliceVar(&o.remove, "remove", nil, "`kinds` to remove: secrets, temporary, damaged, backups")
	cmd.Flags().BoolVar(&o.yes, "yes", false, "remove without asking")
	m.passphraseFlag(cmd)
	completeWords(cmd, "remove", slices.Sorted(maps.Keys(orphanWords))...)
	return m.define(cmd, o.check, func(ctx context.Context) error { return m.orphans(ctx, o) })
}

func (o *orphansOptions) check() error {
	for _, word := range o.remove {
		if _, known := orphanWords[word]; !known {
			return console.Usage("--remove takes secrets, temporary, damaged and backups, with commas between them")
		}
	}
	if o.yes && len(o.remove) == 0 {
		return console.Usage("--yes needs --remove")
	}
	return nil
}

// orphans lists what is left over, and removes the kinds that were named.
func (m *manage) orphans(ctx context.Context, o *orphansOptions) error {
	if m.passphraseStdin || m.CanAsk() && slices.Contains(o.remove, "secrets") {
		if refused := m.unlock(ctx, false); refused != nil {
			return refused
		}
	}
	orphans, notSeen, err := m.manager.Orphans(ctx)
	if err != nil {
		return err
	}
	m.document.Orphans = []orphanDocument{}
	for _, orphan := range orphans {
		m.document.Orphans = append(m.document.Orphans, describeOrphan(orphan))
		m.text += orphanText(orphan)
	}
	m.document.NotSeen = append([]string{}, notSeen...)
	m.text += reachedText("not looked at", notSeen)
	if m.text == "" {
		m.Say("nothing is left over")
	}
	if len(o.remove) == 0 {
		return nil
	}
	return m.removeOrphans(ctx, orphans, o)
}

func (m *manage) removeOrphans(ctx context.Context, orphans []profiles.Orphan, o *orphansOptions) error {
	chosen := slices.DeleteFunc(slices.Clone(orphans), func(orphan profiles.Orphan) bool {
		return !slices.ContainsFunc(o.remove, func(word string) bool { return orphanWords[word] == orphan.Kind })
	})
	m.document.Removed, m.document.NotReached = []string{}, []string{}
	if len(chosen) == 0 {
		m.Say("there is nothing of that kind to remove")
		return nil
	}
	if refused := m.confirmRemoval(o.yes, phrase.Plural(len(chosen), "thing")); refused != nil {
		return refused
	}
	for _, orphan := range chosen {
		if err := m.manager.RemoveOrphan(ctx, orphan); err != nil {
			m.document.NotReached = append(m.document.NotReached, orphanName(orphan)+": "+err.Error())
			continue
		}
		m.document.Removed = append(m.document.Removed, orphanName(orphan))
	}
	m.text += reachedText("removed", m.document.Removed) + reachedText("not reached", m.document.NotReached)
	if len(m.document.NotReached) > 0 {
		return &console.Error{Code: console.ExitBlocked, Kind: kindNotReached, Title: "something was not reached",
			Message: "Not all of it could be removed."}
	}
	return nil
}

// confirmRemoval wants --yes, or a yes that is typed below what has been gathered
// for the output.
func (m *manage) confirmRemoval(yes bool, what string) error {
	if yes {
		return nil
	}
	if err := m.showBeforeAsking(); err != nil {
		return err
	}
	return m.Confirm(console.Question{
		Text:    "this cannot be undone; type yes to remove " + what,
		Unasked: "Removing must be confirmed: it cannot be undone.",
		Nothing: "Nothing was removed.", Flag: "Add --yes to remove it.",
	})
}

func describeOrphan(orphan profiles.Orphan) orphanDocument {
	document := orphanDocument{
		Kind: string(orphan.Kind), Path: console.Optional(orphan.Path), Modified: console.Instant(orphan.Modified), Place: console.Optional(string(orphan.Place)),
		Profile: console.Optional(orphan.Key.Profile), Environment: console.Optional(string(orphan.Key.Environment)), Reason: orphan.Reason,
	}
	if orphan.Path != "" {
		document.Size = &orphan.Size
	}
	return document
}

// orphanName says which one it is.
func orphanName(orphan profiles.Orphan) string {
	if orphan.Kind == profiles.OrphanSecret {
		return fmt.Sprintf("%s secret of %s in the %s", orphan.Key.Environment, orphan.Key.Profile, orphan.Place.Label())
	}
	return orphan.Path
}

func orphanText(orphan profiles.Orphan) string {
	return console.Padded(string(orphan.Kind), 14) + "  " + visible.Line(orphanName(orphan)) + "\n" +
		console.Padded("", 14) + "  " + visible.Line(orphan.Reason) + "\n"
}
