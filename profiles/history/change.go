package history

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"devtools/ripio-explorer/profiles/atomicfile"
	"devtools/ripio-explorer/profiles/book"
	"devtools/ripio-explorer/profiles/dir"
	"devtools/ripio-explorer/profiles/disk"
	"devtools/ripio-explorer/profiles/linefile"
)

// PurgeChoice says which attempts go. Parts are combined: an attempt goes when
// all of them fit. The zero value means all of them.
type PurgeChoice struct {
	// ID is that of one attempt.
	ID string
	// Before is a time; attempts of earlier times go.
	Before  time.Time
	Profile string
}

// Fits reports whether an attempt goes.
func (c PurgeChoice) Fits(attempt Attempt) bool {
	e := attempt.Exchange
	return c.fits(lineNames{lineHead: lineHead{ID: attempt.ID}, At: e.SentAt, Profile: e.Profile})
}

func (c PurgeChoice) fits(names lineNames) bool {
	return (c.ID == "" || names.ID == c.ID) && (c.Before.IsZero() || names.At.Before(c.Before)) &&
		(c.Profile == "" || book.SameName(names.Profile, c.Profile))
}

// Purge removes attempts, also those of newer versions, and tells how many there
// were. Damaged lines go too, as what they hold is not known, unless one attempt is
// named by its ID. It returns ErrLocked or an error of the disk, and then nothing is
// removed unless it says so.
func (h *History) Purge(choice PurgeChoice) (removed int, err error) {
	err = h.rewrite(func(lines [][]byte) (kept [][]byte) {
		for _, data := range lines {
			names, ok := readNames(data)
			switch {
			case !ok && choice.ID == "":
			case ok && choice.fits(names):
				removed++
			default:
				kept = append(kept, data)
			}
		}
		return kept
	})
	if err != nil {
		return 0, err
	}
	return removed, nil
}

// Forget removes the attempts of a profile and tells how many there were.
func (h *History) Forget(profile string) (removed int, err error) {
	if profile == "" {
		return 0, nil // to Purge it would mean all profiles
	}
	return h.Purge(PurgeChoice{Profile: profile})
}

// Rename moves a profile's attempts to its new name, and joins them with those
// that a profile of that name left.
func (h *History) Rename(from, to string) error {
	return h.rewrite(func(lines [][]byte) [][]byte {
		renamed := make([][]byte, len(lines))
		for i, data := range lines {
			renamed[i] = data
			if names, ok := readNames(data); ok && book.SameName(names.Profile, from) && names.Profile != to {
				renamed[i] = withProfile(data, to)
			}
		}
		return renamed
	})
}

// readNames tells whose attempt a line of any version holds; false for a damaged
// one.
func readNames(data []byte) (lineNames, bool) {
	var names lineNames
	err := json.Unmarshal(data, &names)
	return names, err == nil && names.Version > 0 && names.ID != ""
}

// withProfile returns a line of any version with another profile. What this program
// does not know in it stays.
func withProfile(data []byte, profile string) []byte {
	var members map[string]json.RawMessage
	name, err := json.Marshal(profile)
	if err != nil || json.Unmarshal(data, &members) != nil {
		return data
	}
	members["profile"] = name
	changed, err := json.Marshal(members)
	if err != nil {
		return data
	}
	return changed
}

// rewrite replaces the file, and what was taken out of it, by what change makes of
// the lines. A file that does not change, or does not exist, is left alone. Lifetimes
// that an earlier version kept go: they hold names that the change is about.
func (h *History) rewrite(change func(lines [][]byte) [][]byte) error {
	former := filepath.Join(h.dir, dir.FormerLifetimes)
	isMissing := func(path string) bool { _, err := disk.Stat(path); return os.IsNotExist(err) }
	if isMissing(h.Path()) && isMissing(h.TakenPath()) && isMissing(former) {
		return nil
	}
	return h.locked(func() error {
		for _, path := range []string{h.TakenPath(), h.Path()} {
			if err := rewriteLines(path, change); err != nil {
				return err
			}
		}
		if err := atomicfile.Remove(former); err != nil {
			return fmt.Errorf("the history is changed, but lifetimes that an earlier version kept are left: %w", err)
		}
		return nil
	})
}

func rewriteLines(path string, change func(lines [][]byte) [][]byte) error {
	content, err := linefile.Read(path, maxHistoryRead)
	if err != nil {
		return fmt.Errorf("save %s: %w", HistoryName, err)
	}
	before := linefile.Join(content.Lines)
	after := linefile.Join(change(content.Lines))
	if string(after) == string(before) {
		return nil
	}
	if len(after) == 0 && strings.HasSuffix(path, takenSuffix) {
		return atomicfile.Remove(path)
	}
	return replaceHistory(path, after)
}

// replaceHistory must be called with the lock held.
func replaceHistory(path string, data []byte) error {
	if err := atomicfile.Replace(path, data); err != nil {
		return fmt.Errorf("save %s: %w; it is unchanged on disk", HistoryName, err)
	}
	return nil
}
