package profiles

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"devtools/ripio-explorer/profiles/atomicfile"
	"devtools/ripio-explorer/profiles/book"
	"devtools/ripio-explorer/profiles/dir"
	"devtools/ripio-explorer/profiles/disk"
	"devtools/ripio-explorer/profiles/history"
	"devtools/ripio-explorer/profiles/secrets"
	"devtools/ripio-explorer/profiles/state"
)

// OrphanKind is what an orphan is.
type OrphanKind string

// The kinds of orphans.
const (
	// OrphanSecret is a stored secret that no profile refers to.
	OrphanSecret OrphanKind = "secret"
	// OrphanTemporary is a temporary file that a killed save left.
	OrphanTemporary OrphanKind = "temporary file"
	// OrphanCorrupt is a damaged file that was set aside.
	OrphanCorrupt OrphanKind = "damaged file"
	// OrphanBackup is a backup of the profiles file.
	OrphanBackup OrphanKind = "backup"
)

// Orphan is something that is left over and can be removed.
type Orphan struct {
	Kind OrphanKind
	// Path is a file's path; empty for a secret.
	Path string
	// Size is a file's size in bytes and Modified its time; zero for a secret.
	Size     int64
	Modified time.Time
	// Place is where a secret lies and Key whose it was; empty for a file. The
	// profile's name is in one letter case, as places keep it.
	Place StoreKind
	Key   SecretKey
	// Reason says in one sentence why it is listed.
	Reason string
}

// Orphans returns what is left over: secrets without a profile in every place that
// can list its secrets, old temporary files, damaged files and backups. notSeen
// says which places could not be looked into, and why. The error is that of the
// profiles file: without it no secret can be called an orphan.
func (m *Manager) Orphans(ctx context.Context) (orphans []Orphan, notSeen []string, err error) {
	saved, err := m.Store.Peek()
	if err != nil {
		return nil, nil, err
	}
	for _, kind := range []StoreKind{KindKeyring, KindSealed, KindPlain} {
		found, err := m.orphanSecrets(ctx, saved, kind)
		orphans = append(orphans, found...)
		if err != nil && !errors.Is(err, ErrNoSealedFile) {
			notSeen = append(notSeen, fmt.Sprintf("%s: %v", kind.Label(), err))
		}
	}
	files, failures := m.leftovers()
	for _, err := range failures {
		notSeen = append(notSeen, err.Error())
	}
	return append(orphans, files...), notSeen, nil
}

func (m *Manager) orphanSecrets(ctx context.Context, book Book, kind StoreKind) ([]Orphan, error) {
	keys, err := m.Secrets.Stored(ctx, kind)
	var orphans []Orphan
	for _, key := range keys {
		if refersTo(book, key, kind) {
			continue
		}
		orphans = append(orphans, Orphan{
			Kind: OrphanSecret, Place: kind, Key: key,
			Reason: fmt.Sprintf("no profile called %q looks for its %s secret in the %s", key.Profile, key.Environment, kind.Label()),
		})
	}
	return orphans, err
}

// Former returns the names of profiles that are not there any more, and of which
// something is: secrets among the orphans, test users or attempts. Forget removes
// what is left of one. What cannot be read is passed over.
func (m *Manager) Former(orphans []Orphan) []string {
	saved, err := m.Store.Peek()
	if err != nil {
		return nil
	}
	var names []string
	add := func(name string) {
		_, found := saved.Find(name)
		known := slices.ContainsFunc(names, func(each string) bool { return book.SameName(each, name) })
		if name != "" && !found && !known {
			names = append(names, name)
		}
	}
	users, _ := m.Users.List("")
	for _, user := range users {
		add(user.Profile)
	}
	attempts, _ := m.History.List(Filter{})
	for _, attempt := range attempts {
		add(attempt.Exchange.Profile)
	}
	for _, orphan := range orphans {
		add(orphan.Key.Profile)
	}
	return names
}

// refersTo reports whether a profile looks for its secret in that place.
func refersTo(book Book, key SecretKey, kind StoreKind) bool {
	profile, found := book.Find(key.Profile)
	base := key.Base()
	return found && profile.Account(base.Environment).Place(key.Slot()).Kind() == kind
}

// strayAge is how old a temporary file has to be to be left over while a window may
// be saving; a save takes a moment.
const strayAge = 10 * time.Minute

// leftoverFiles lists what is left over in a folder; temporary files once they are
// older than wait, or all of them below zero. One that does not exist holds nothing.
func leftoverFiles(dir string, now time.Time, wait time.Duration) ([]Orphan, error) {
	entries, err := disk.ReadDir(dir)
	if errors.Is(err, os.ErrNotExist) {
		return nil, nil
	}
	var orphans []Orphan
	for _, entry := range entries {
		kind := leftoverKind(entry.Name())
		info, err := entry.Info()
		if kind == "" || err != nil || !info.Mode().IsRegular() {
			continue
		}
		if kind == OrphanTemporary && wait >= 0 && now.Sub(info.ModTime()) <= wait {
			continue // a save may be using it
		}
		orphans = append(orphans, Orphan{
			Kind: kind, Path: filepath.Join(dir, entry.Name()), Size: info.Size(), Modified: info.ModTime(),
			Reason: leftoverReasons[kind],
		})
	}
	return orphans, err
}

var leftoverReasons = map[OrphanKind]string{
	OrphanTemporary: "a save was killed and left it",
	OrphanCorrupt:   "it could not be read and was set aside; it may hold credentials' ids, or a secret that was pasted into it",
	OrphanBackup:    "it is an earlier state of a file; remove it only while that file is in order",
}

// leftoverKind tells what a file of the program's folders is by its name; empty
// for one that is in use or not the program's.
func leftoverKind(name string) OrphanKind {
	switch {
	case atomicfile.IsStray(name):
		return OrphanTemporary
	case !isProgramFile(name):
		return ""
	case strings.Contains(name, atomicfile.CorruptMark), strings.Contains(name, atomicfile.AsideMark):
		return OrphanCorrupt
	case strings.HasSuffix(name, atomicfile.BackupSuffix), strings.Contains(name, atomicfile.BackupSuffix+"-"):
		return OrphanBackup
	}
	return ""
}

// isProgramFile reports whether a file is one of the program's or derived of one.
func isProgramFile(name string) bool {
	for _, own := range []string{
		book.FileName, state.UsersName, state.RecordsName, history.HistoryName, state.ObservedName, dir.FormerLifetimes, state.DraftName, state.WatchedName, secrets.SealedName, secrets.PlainName,
	} {
		if strings.HasPrefix(name, own) {
			return true
		}
	}
	return false
}

// ErrNoOrphan says that what was to be removed is gone, or is in use after all.
var ErrNoOrphan = errors.New("it is no longer left over; list the orphans again")

// RemoveOrphan removes one entry of Orphans, after making sure that it still is
// one. It gives ErrNoOrphan if it is not.
func (m *Manager) RemoveOrphan(ctx context.Context, orphan Orphan) error {
	if orphan.Kind == OrphanSecret {
		book, err := m.Store.Peek()
		if err != nil {
			return err
		}
		if !orphan.Place.Keeps() || refersTo(book, orphan.Key, orphan.Place) {
			return ErrNoOrphan
		}
		err = m.Secrets.EraseStored(ctx, orphan.Key, orphan.Place)
		if errors.Is(err, ErrNotStored) {
			return ErrNoOrphan
		}
		return secrets.InPlace(orphan.Place, err)
	}
	found, _ := m.leftovers()
	for _, file := range found {
		if file.Path == orphan.Path {
			return disk.Remove(file.Path)
		}
	}
	return ErrNoOrphan
}
