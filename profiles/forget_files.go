package profiles

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"devtools/ripio-explorer/profiles/atomicfile"
	"devtools/ripio-explorer/profiles/book"
	"devtools/ripio-explorer/profiles/dir"
	"devtools/ripio-explorer/profiles/disk"
	"devtools/ripio-explorer/profiles/secretfile"
	"devtools/ripio-explorer/profiles/secrets"
)

// quietLimit is how long a save of another window is waited for before its
// temporary files are left alone.
const quietLimit = time.Second

// folders are the folders that this program saves in: the two of its own, and those
// that linked files really are in.
func (m *Manager) folders() []string {
	config, state := filepath.Dir(m.Store.Path()), filepath.Dir(m.Users.Path())
	all := []string{config, state}
	for _, name := range []string{book.FileName, secrets.SealedName, secrets.PlainName} {
		target, err := atomicfile.Resolve(filepath.Join(config, name))
		if err == nil && !slices.Contains(all, filepath.Dir(target)) {
			all = append(all, filepath.Dir(target))
		}
	}
	return all
}

// quiet takes every lock under which a file of the program is replaced, so that no
// window uses a temporary file until release is called.
func (m *Manager) quiet() (release func(), err error) {
	config, state := filepath.Dir(m.Store.Path()), filepath.Dir(m.Users.Path())
	var unlocks []func()
	release = func() {
		for _, unlock := range unlocks {
			unlock()
		}
	}
	for _, path := range []string{
		filepath.Join(config, book.LockName),
		filepath.Join(config, secrets.SealedName+secretfile.LockSuffix), filepath.Join(config, secrets.PlainName+secretfile.LockSuffix),
		filepath.Join(state, dir.StateLock),
	} {
		unlock, err := atomicfile.Lock(path, quietLimit)
		if err != nil {
			release()
			return nil, err
		}
		unlocks = append(unlocks, unlock)
	}
	return release, nil
}

// hasStrays reports whether any folder holds a temporary file.
func (m *Manager) hasStrays() bool {
	return slices.ContainsFunc(m.folders(), func(dir string) bool {
		entries, _ := disk.ReadDir(dir)
		return slices.ContainsFunc(entries, func(entry os.DirEntry) bool { return atomicfile.IsStray(entry.Name()) })
	})
}

// forgetStrays removes the temporary files that killed saves left: whose they are
// cannot be told, and they may hold the secret.
func (m *Manager) forgetStrays(report *ForgetReport) {
	if !m.hasStrays() {
		return
	}
	release, err := m.quiet()
	if err != nil {
		report.notReached("temporary files of killed saves, which may hold the secret: %v; list them with profiles orphans", err)
		return
	}
	defer release()
	for _, dir := range m.folders() {
		removed, err := atomicfile.RemoveAllStrays(dir)
		if len(removed) > 0 {
			report.removed("temporary files of killed saves in %s: %d", dir, len(removed))
		}
		if err != nil {
			report.notReached("temporary files of killed saves in %s, which may hold the secret: %v", dir, err)
		}
	}
}

// forgetCopies removes a profile's secrets and its entry from backups and from files
// that were set aside, as far as they can be read, and names the others.
func (m *Manager) forgetCopies(name string, report *ForgetReport) {
	var accounts []string
	for _, key := range book.SecretKeys(name) {
		accounts = append(accounts, key.AccountName())
	}
	unread := m.unreadProfiles(name, report)
	for _, file := range m.secretCopies() {
		cleaned, locked, err := file.PurgeCopies(accounts)
		for _, path := range cleaned {
			report.removed("the secret from %s", path)
		}
		if err != nil {
			report.notReached("copies of %s: %v", file.Path(), err)
		}
		unread = append(unread, locked...)
	}
	unread = append(unread, corruptFiles(filepath.Dir(m.Users.Path()))...)
	slices.Sort(unread)
	for _, path := range slices.Compact(unread) {
		report.notReached("%s may mention the profile or hold its secret, and cannot be read; it is kept until you remove it", path)
	}
}

func (m *Manager) secretCopies() (files []*secretfile.File) {
	files = append(files, secretfile.OpenPlain(filepath.Dir(m.Store.Path())))
	if file, err := m.Secrets.SealedFile(); err == nil {
		files = append(files, file)
	}
	return files
}

// unreadProfiles takes the profile out of earlier states of the profiles file, and
// lists those that cannot be read.
func (m *Manager) unreadProfiles(name string, report *ForgetReport) (unread []string) {
	dir := filepath.Dir(m.Store.Path())
	entries, _ := disk.ReadDir(dir)
	for _, entry := range entries {
		path := filepath.Join(dir, entry.Name())
		if !strings.HasPrefix(entry.Name(), book.FileName) || leftoverKind(entry.Name()) == "" {
			continue
		}
		changed, err := m.Store.ForgetInCopy(path, name)
		switch {
		case err != nil, leftoverKind(entry.Name()) == OrphanCorrupt: // what it means is not known

			unread = append(unread, path)
		case changed:
			report.removed("the profile from %s", path)
		}
	}
	return unread
}

// corruptFiles lists the damaged files of a folder that were set aside.
func corruptFiles(dir string) (paths []string) {
	entries, _ := disk.ReadDir(dir)
	for _, entry := range entries {
		if leftoverKind(entry.Name()) == OrphanCorrupt {
			paths = append(paths, filepath.Join(dir, entry.Name()))
		}
	}
	return paths
}

// leftovers lists what is left over in the program's folders. Temporary files are
// listed at once while no window saves, and otherwise when they are old.
func (m *Manager) leftovers() (orphans []Orphan, failures []error) {
	wait := strayAge
	if m.hasStrays() {
		if release, err := m.quiet(); err == nil {
			defer release()
			wait = -1
		}
	}
	for _, dir := range m.folders() {
		found, err := leftoverFiles(dir, m.Store.Now(), wait)
		orphans = append(orphans, found...)
		if err != nil {
			failures = append(failures, err)
		}
	}
	return orphans, failures
}
