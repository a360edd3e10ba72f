package profiles

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"devtools/ripio-explorer/cli/internal/console"
	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio/phrase"
)

// orphanWords are the words of --remove.
var orphanWords = map[string]profiles.OrphanKind{
	"secrets": profiles.OrphanSecret, "temporary": profiles.OrphanTemporary,
	"damaged": profiles.OrphanCorrupt, "backups": profiles.OrphanBackup,
}

func newOrphans(m *manage) *cobra.Command {
	cmd := &cobra.Command{
		Use: "orphans [flags]", Short: "list what is left over, and remove it",
		Long: `Lists secrets without a profile, old temporary files, damaged files that were set
aside, and backups. With --remove it removes the kinds that are named.`,
	}
	var kinds []profiles.OrphanKind
	cmd.Flags().Func("remove", "`kinds` to remove: secrets, temporary, damaged, backups", func(text string) error {
		for word := range strings.SplitSeq(text, ",") {
			kind, known := orphanWords[word]
			if !known {
				return console.Usage("--remove takes secrets, temporary, damaged and backups, with commas between them")
			}
			kinds = append(kinds, kind)
		}
		return nil
	})
	cmd.Flags().BoolVar(&m.yes, "yes", false, "remove without asking")
	m.passphraseFlag(cmd)
	console.CompleteWords(cmd, "remove", slices.Sorted(maps.Keys(orphanWords))...)
	check := func() error {
		if m.yes && len(kinds) == 0 {
			return console.Usage("--yes needs --remove")
		}
		return nil
	}
	return m.define(cmd, check, func() error { return m.orphans(kinds) })
}

// orphans lists what is left over, and removes the kinds that were named.
func (m *manage) orphans(remove []profiles.OrphanKind) error {
	if m.passphraseStdin || m.CanAsk() && slices.Contains(remove, profiles.OrphanSecret) {
		if err := m.unlock(false); err != nil {
			return err
		}
	}
	orphans, notSeen, err := m.manager.Orphans(m.ctx())
	if err != nil {
		return err
	}
	objects := []console.Object{}
	for _, orphan := range orphans {
		objects = append(objects, orphanObject(orphan))
		m.text += listed(string(orphan.Kind), []string{orphanName(orphan)}) + listed("", []string{orphan.Reason})
	}
	m.put("orphans", objects)
	putList(m, "not_seen", notSeen)
	m.text += listed("not looked at", notSeen)
	if m.text == "" {
		m.Say("nothing is left over")
	}
	if len(remove) == 0 {
		return nil
	}
	return m.removeOrphans(slices.DeleteFunc(orphans, func(orphan profiles.Orphan) bool { return !slices.Contains(remove, orphan.Kind) }))
}

func (m *manage) removeOrphans(chosen []profiles.Orphan) error {
	if len(chosen) == 0 {
		m.reached(nil, nil)
		m.Say("there is nothing of that kind to remove")
		return nil
	}
	if err := m.showBeforeAsking(); err != nil {
		return err
	}
	if err := m.Confirm(m.yes, console.Removal(phrase.Plural(len(chosen), "thing"))); err != nil {
		return err
	}
	var removed, left []string
	for _, orphan := range chosen {
		if err := m.manager.RemoveOrphan(m.ctx(), orphan); err != nil {
			left = append(left, orphanName(orphan)+": "+err.Error())
			continue
		}
		removed = append(removed, orphanName(orphan))
	}
	m.reached(removed, left)
	if len(left) > 0 {
		return notReached("Not all of it could be removed.")
	}
	return nil
}

// showBeforeAsking shows what has been gathered for the output, if it is asked about.
// That must be one JSON object with --json; what is asked about then stands beside it.
func (m *manage) showBeforeAsking() error {
	if m.yes || !m.CanAsk() {
		return nil
	}
	if m.JSON {
		fmt.Fprint(m.Err, m.text)
		return nil
	}
	text := m.text
	m.text = ""
	return m.Print(text)
}

// orphanObject is an orphan in JSON. Its keys are stable.
func orphanObject(orphan profiles.Orphan) console.Object {
	var size *int64
	if orphan.Path != "" {
		size = &orphan.Size
	}
	return console.Object{
		{"kind", orphan.Kind}, {"path", console.Optional(orphan.Path)}, {"size", size}, {"modified", console.Instant(orphan.Modified)},
		{"place", console.Optional(orphan.Place)}, {"profile", console.Optional(orphan.Key.Profile)},
		{"environment", console.Optional(orphan.Key.Environment)}, {"reason", orphan.Reason},
	}
}

// orphanName says which one it is.
func orphanName(orphan profiles.Orphan) string {
	if orphan.Kind == profiles.OrphanSecret {
		return fmt.Sprintf("%s secret of %s in the %s", orphan.Key.Environment, orphan.Key.Profile, orphan.Place.Label())
	}
	return orphan.Path
}
