package profiles_test

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"devtools/ripio-explorer/profiles"
)

func TestPermissions(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("Windows has no permission bits")
	}
	store := storeWith(t, "[[profile]]\nname = \"a\"\n")
	dir := filepath.Dir(store.Path())
	for path, mode := range map[string]os.FileMode{dir: 0o755, store.Path(): 0o644} {
		if err := os.Chmod(path, mode); err != nil {
			t.Fatal(err)
		}
	}
	_, warnings, err := store.Load()
	if err != nil || len(warnings) != 2 {
		t.Fatalf("got %v, %v; want two warnings", warnings, err)
	}
	for i, want := range []string{
		dir + " is open to other users of this machine (mode 0755); the next save sets it to 0700",
		store.Path() + " is open to other users of this machine (mode 0644); the next save sets it to 0600",
	} {
		if warnings[i].Text != want {
			t.Errorf("got  %s\nwant %s", warnings[i].Text, want)
		}
	}
	put(t, store, "", profile("b"))
	wantModes(t, dir, 0o700, store.Path(), store.Path()+".bak", filepath.Join(dir, "profiles.lock"))
	if _, warnings, _ := store.Load(); len(warnings) != 0 {
		t.Errorf("still warns: %v", warnings)
	}
}

func TestASharedFolderKeepsItsPermissions(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("Windows has no permission bits")
	}
	store := storeWith(t, "")
	dir := filepath.Dir(store.Path())
	if err := os.Chmod(dir, 0o777|os.ModeSticky); err != nil {
		t.Fatal(err)
	}
	_, warnings, err := store.Load()
	want := dir + " is open to other users of this machine (mode 0777); choose a folder for this program alone"
	if err != nil || len(warnings) != 1 || warnings[0].Text != want {
		t.Errorf("got %v, %v; want %s", warnings, err, want)
	}
	put(t, store, "", profile("a"))
	wantModes(t, dir, 0o777, store.Path())
}

func TestALinkedFileStaysALink(t *testing.T) {
	for _, exists := range []bool{true, false} {
		t.Run("target exists: "+map[bool]string{true: "yes", false: "no"}[exists], func(t *testing.T) {
			// The folder is linked too, and the file's link is relative to
			// where the folder really is, as GNU Stow makes them.
			root := t.TempDir()
			real := filepath.Join(root, "dotfiles", "config", "ripio-explorer")
			for _, dir := range []string{real, filepath.Join(root, "home"), filepath.Join(root, "dotfiles", "shared")} {
				if err := os.MkdirAll(dir, 0o700); err != nil {
					t.Fatal(err)
				}
			}
			target := filepath.Join(root, "dotfiles", "shared", "ripio.toml")
			if exists {
				writeFile(t, target, "[[profile]]\nname = \"old\"\n")
			}
			link := filepath.Join(real, "profiles.toml")
			mustLink(t, "../../shared/ripio.toml", link)
			dir := filepath.Join(root, "home", "ripio-explorer")
			mustLink(t, real, dir)

			store := profiles.NewStore(dir)
			load(t, store)
			put(t, store, "", profile("new"))
			if got, err := os.Readlink(link); err != nil || got != "../../shared/ripio.toml" {
				t.Errorf("the link became %q, %v", got, err)
			}
			if !strings.Contains(readFile(t, target), "name = 'new'") {
				t.Error("the link's target was not written")
			}
			wantModes(t, real, 0o700, target)
		})
	}
}

func TestLinksInACircleAreRefused(t *testing.T) {
	store := emptyStore(t)
	writeFile(t, store.Path()+".x", "")
	mustLink(t, "profiles.toml", store.Path())
	_, _, err := store.Load()
	if err == nil {
		t.Error("loaded a link to itself")
	}
	if _, err := store.Put("", profile("a")); err == nil {
		t.Error("saved through a link to itself")
	}
}

func mustLink(t *testing.T, target, link string) {
	t.Helper()
	if err := os.Symlink(target, link); err != nil {
		t.Skipf("no symbolic links here: %v", err)
	}
}

func TestStrayFilesAreRemovedWhenTheyAreOld(t *testing.T) {
	store := storeWith(t, "")
	dir := filepath.Dir(store.Path())
	now := time.Now()
	store.Now = func() time.Time { return now }
	stray := map[string]bool{ // name and whether it must stay
		".ripio-explorer-1.tmp": false,
		".ripio-explorer-2.tmp": true,
		"notes.tmp":             true,
		".ripio-explorer-notes": true,
	}
	for name := range stray {
		writeFile(t, filepath.Join(dir, name), "x")
		age := 11 * time.Minute
		if name == ".ripio-explorer-2.tmp" {
			age = 9 * time.Minute
		}
		if err := os.Chtimes(filepath.Join(dir, name), now.Add(-age), now.Add(-age)); err != nil {
			t.Fatal(err)
		}
	}
	load(t, store)
	put(t, store, "", profile("a"))
	for name, stays := range stray {
		if _, err := os.Stat(filepath.Join(dir, name)); (err == nil) != stays {
			t.Errorf("%s: stays %v, want %v", name, err == nil, stays)
		}
	}
}
