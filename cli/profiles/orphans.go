package profiles

import (
	"context"
	"fmt"
	"slices"

	"devtools/ripio-explorer/cli/internal/console"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio/visible"
)

// orphanWords are the words of --remove.
var orphanWords = map[string]profiles.OrphanKind{
	"secrets": profiles.OrphanSecret, "temporary": profiles.OrphanTemporary,
	"damaged": profiles.OrphanCorrupt, "backups": profiles.OrphanBackup,
}

func checkOrphans(f *profilesFlags) error {
	for _, word := range f.remove {
		if _, known := orphanWords[word]; !known {
			return console.Usage("--remove takes secrets, temporary, damaged and backups, with commas between them")
		}
	}
	if f.yes && len(f.remove) == 0 {
		return console.Usage("--yes needs --remove")
	}
	return nil
}

// runOrphans lists what is left over, and removes the kinds that were named.
func runOrphans(ctx context.Context, m *manage) error {
	if m.flags.passphraseStdin || m.input.CanAsk() && slices.Contains(m.flags.remove, "secrets") {
		if refused := m.unlock(ctx, false); refused != nil {
			return refused
		}
	}
	orphans, notSeen, err := m.manager.Orphans(ctx)
	if err != nil {
		return console.Failed(err)
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
	if len(m.flags.remove) == 0 {
		return nil
	}
	return m.removeOrphans(ctx, orphans)
}

func (m *manage) removeOrphans(ctx context.Context, orphans []profiles.Orphan) error {
	chosen := slices.DeleteFunc(slices.Clone(orphans), func(orphan profiles.Orphan) bool {
		return !slices.ContainsFunc(m.flags.remove, func(word string) bool { return orphanWords[word] == orphan.Kind })
	})
	m.document.Removed, m.document.NotReached = []string{}, []string{}
	if len(chosen) == 0 {
		m.Say("there is nothing of that kind to remove")
		return nil
	}
	if refused := m.confirmRemoval(console.Plural(len(chosen), "thing")); refused != nil {
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
func (m *manage) confirmRemoval(what string) error {
	if m.flags.yes {
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
