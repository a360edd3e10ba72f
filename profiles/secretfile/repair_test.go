package secretfile_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"devtools/ripio-explorer/profiles/secretfile"
)

func fixClock(store *secretfile.File) {
	secretfile.SetClock(store, func() time.Time { return time.Date(2026, 11, 24, 3, 41, 51, 0, time.UTC) })
}

func wantFiles(t *testing.T, store *secretfile.File, want string) {
	t.Helper()
	files, err := store.Files()
	if err != nil {
		t.Fatal(err)
	}
	for i := range files {
		files[i] = filepath.Base(files[i])
	}
	if got := strings.Join(files, " "); got != want {
		t.Errorf("files %q, want %q", got, want)
	}
}

func TestCreate(t *testing.T) {
	store := newStore(t)
	wantSecrets(t, store, "")
	wantFiles(t, store, "")
	if err := store.Create(none); err != nil {
		t.Fatal(err)
	}
	wantSecrets(t, store, "")
	wantError(t, store.Create(none), secretfile.ErrExists)
	wantFiles(t, store, "secrets")
}

func TestAMissingFileWithABackup(t *testing.T) {
	store := begun(t)
	fixClock(store)
	update(t, store, "a", "1")
	if err := os.Remove(store.Path()); err != nil {
		t.Fatal(err)
	}
	_, err := store.Read()
	wantError(t, err, secretfile.ErrMissing)
	want := "open test file: there is no file " + store.Path() + ", but its backup is there; go back to the backup, or begin a new file"
	if err.Error() != want {
		t.Errorf("got %q, want %q", err, want)
	}
	if err := store.UseBackup(none); err != nil {
		t.Fatal(err)
	}
	wantSecrets(t, store, "a=1")
	if err := os.Remove(store.Path()); err != nil {
		t.Fatal(err)
	}
	if err := store.Create(none); err != nil {
		t.Fatal(err)
	}
	wantSecrets(t, store, "")
	wantFiles(t, store, "secrets secrets.bak-20261124-034151")
}

func TestUseBackup(t *testing.T) {
	for name, damage := range map[string]string{"damaged inside": "sealed {", "not opened": "garbage", "empty": ""} {
		t.Run(name, func(t *testing.T) {
			store := begun(t)
			fixClock(store)
			update(t, store, "a", "1")
			wantError(t, store.UseBackup(none), secretfile.ErrReadable)
			writeFile(t, store.Path(), damage)
			if err := store.UseBackup(none); err != nil {
				t.Fatal(err)
			}
			wantSecrets(t, store, "a=1")
			wantSecrets(t, another(store), "a=1")
			wantFiles(t, store, "secrets secrets.bak secrets.set-aside-20261124-034151")
			if got := readFile(t, store.Path()+".set-aside-20261124-034151"); got != damage {
				t.Errorf("the damaged file became %q", got)
			}
		})
	}
}

func TestABackupThatIsNoHelp(t *testing.T) {
	store := begun(t)
	writeFile(t, store.Path(), "sealed {")
	writeFile(t, store.Path()+".bak", "sealed [")
	err := store.UseBackup(none)
	wantError(t, err, secretfile.ErrCorrupt)
	if !strings.HasPrefix(err.Error(), "use the backup of the test file: "+store.Path()+".bak, line 1") {
		t.Errorf("got %v", err)
	}
	if err := os.Remove(store.Path() + ".bak"); err != nil {
		t.Fatal(err)
	}
	wantError(t, store.UseBackup(none), secretfile.ErrNoBackup)
	if got := readFile(t, store.Path()); got != "sealed {" {
		t.Errorf("the file became %q", got)
	}
}

func TestSetAside(t *testing.T) {
	store := begun(t)
	fixClock(store)
	update(t, store, "a", "1")
	path, err := store.SetAside()
	if want := store.Path() + ".set-aside-20261124-034151"; err != nil || path != want {
		t.Errorf("got %s, %v, want %s", path, err, want)
	}
	_, err = store.SetAside()
	wantError(t, err, secretfile.ErrMissing)
	if err := store.Create(none); err != nil {
		t.Fatal(err)
	}
	wantSecrets(t, store, "")
	wantFiles(t, store, "secrets secrets.bak-20261124-034151 secrets.set-aside-20261124-034151")
}

func TestALinkedFileStaysALink(t *testing.T) {
	store := newStore(t)
	fixClock(store)
	target := filepath.Join(t.TempDir(), "dotfiles", "secrets")
	writeFile(t, target, `sealed {"version": 1, "secrets": {"a": "1"}}`)
	if err := os.MkdirAll(filepath.Dir(store.Path()), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(target, store.Path()); err != nil {
		t.Skipf("no symbolic links here: %v", err)
	}
	update(t, store, "b", "2")
	if got := readFile(t, target); !strings.Contains(got, `"b": "2"`) {
		t.Errorf("the file behind the link is %s", got)
	}
	writeFile(t, target, "damaged")
	if err := store.UseBackup(none); err != nil {
		t.Fatal(err)
	}
	wantSecrets(t, store, "a=1 b=2")
	if link, err := os.Readlink(store.Path()); err != nil || link != target {
		t.Errorf("the link became %q, %v", link, err)
	}
	if got := readFile(t, target+".set-aside-20261124-034151"); got != "damaged" {
		t.Errorf("set aside is %q", got)
	}
	wantFiles(t, store, "secrets secrets.bak secrets secrets.set-aside-20261124-034151")
}
