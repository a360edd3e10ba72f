//go:build unix

package profiles_test

import (
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"

	"devtools/ripio-explorer/profiles"
)

func init() {
	helpers["full"] = helpFull
	helpers["read-only"] = helpReadOnly
}

// bulky needs some kilobytes in the file.
func bulky(name string) profiles.Profile {
	p := profile(name)
	p.Production.User.Address = strings.Repeat("0123456789", 600)
	return p
}

// helpFull saves a bulky profile while no file may be larger than the argument
// says: what a full disk does, without filling one.
func helpFull(dir string, arguments []string) error {
	limit, err := strconv.ParseUint(arguments[0], 10, 64)
	if err != nil {
		return err
	}
	signal.Ignore(syscall.SIGXFSZ)
	if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &syscall.Rlimit{Cur: limit, Max: limit}); err != nil {
		return err
	}
	_, err = profiles.NewStore(dir).Put("", bulky("more"))
	return err
}

func TestAFullDiskKeepsTheOldFile(t *testing.T) {
	tests := []struct {
		name  string
		old   profiles.Profile
		limit string
	}{
		{"no room for the new file", profile("old"), "4096"},
		{"no room for the backup", bulky("old"), "4096"},
		{"no room at all", profile("old"), "0"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			store := emptyStore(t)
			put(t, store, "", test.old)
			before := readFile(t, store.Path())
			output, err := helper(store, "full", test.limit).Output()
			if err == nil {
				t.Fatal("the save succeeded")
			}
			if got, want := string(output), "file too large; the profiles on disk are unchanged\n"; !strings.HasSuffix(got, want) || !strings.HasPrefix(got, "save profiles: write ") {
				t.Errorf("the error is %q", got)
			}
			if got := readFile(t, store.Path()); got != before {
				t.Errorf("the file became\n%s", got)
			}
			if strays := globStrays(t, store); len(strays) != 0 {
				t.Errorf("left behind: %v", strays)
			}
			if got := names(put(t, store, "", profile("more"))); got != "old, more" {
				t.Errorf("once there is room: %s", got)
			}
		})
	}
}

// nobody is a user whom permissions bind, on every Unix.
const nobody = 65534

// helpReadOnly saves as a user who must not write in the folder. The root user
// may do so anywhere, so it becomes another one first.
func helpReadOnly(dir string, _ []string) error {
	if err := os.Chdir(dir); err != nil {
		return err
	}
	if os.Geteuid() == 0 {
		if err := syscall.Setuid(nobody); err != nil {
			return err
		}
	}
	store := profiles.NewStore(".")
	book, _, err := store.Load()
	if err != nil {
		return err
	}
	fmt.Println("loaded", names(book))
	_, err = store.Put("", profile("more"))
	return err
}

func TestAReadOnlyFolderKeepsTheOldFile(t *testing.T) {
	store := emptyStore(t)
	put(t, store, "", profile("old"))
	before := readFile(t, store.Path())
	dir := filepath.Dir(store.Path())
	if os.Geteuid() == 0 {
		for _, path := range []string{dir, store.Path(), filepath.Join(dir, "profiles.lock")} {
			if err := os.Chown(path, nobody, nobody); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := os.Chmod(dir, 0o500); err != nil {
		t.Fatal(err)
	}
	defer os.Chmod(dir, 0o700)
	output, err := helper(store, "read-only").Output()
	if err == nil {
		t.Fatalf("the save succeeded: %s", output)
	}
	got := string(output)
	if !strings.HasPrefix(got, "loaded old\nsave profiles: open ") ||
		!strings.HasSuffix(got, "permission denied; the profiles on disk are unchanged\n") {
		t.Errorf("the helper said %q", got)
	}
	if readFile(t, store.Path()) != before {
		t.Error("the file changed")
	}
}

func TestAFileInThePlaceOfTheFolder(t *testing.T) {
	path := filepath.Join(t.TempDir(), "ripio-explorer")
	writeFile(t, path, "I am a file")
	store := profiles.NewStore(path)
	_, _, err := store.Load()
	if want := "read profiles: stat " + store.Path() + ": not a directory"; err == nil || err.Error() != want {
		t.Errorf("load gave %v, want %s", err, want)
	}
	_, err = store.Put("", profile("a"))
	if want := "save profiles: mkdir " + path + ": not a directory"; err == nil || err.Error() != want {
		t.Errorf("put gave %v, want %s", err, want)
	}
	if got := readFile(t, path); got != "I am a file" {
		t.Errorf("the file became %q", got)
	}
}

func TestAPipeInThePlaceOfTheFileDoesNotBlock(t *testing.T) {
	store := storeWith(t, "")
	if err := os.Remove(store.Path()); err != nil {
		t.Fatal(err)
	}
	if err := syscall.Mkfifo(store.Path(), 0o600); err != nil {
		t.Skipf("no named pipes here: %v", err)
	}
	_, _, err := store.Load()
	if want := "read profiles: " + store.Path() + " is not a regular file"; err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
}

// TestAFailedFirstSaveLeavesTheBackup has a backup whose file is gone.
func TestAFailedFirstSaveLeavesTheBackup(t *testing.T) {
	store := emptyStore(t)
	put(t, store, "", profile("old"))
	backup := readFile(t, store.Path())
	writeFile(t, store.Path()+".bak", backup)
	if err := os.Remove(store.Path()); err != nil {
		t.Fatal(err)
	}
	if output, err := helper(store, "full", "0").CombinedOutput(); err == nil {
		t.Fatalf("the save succeeded: %s", output)
	}
	if got := readFile(t, store.Path()+".bak"); got != backup {
		t.Errorf("the backup became %q", got)
	}
	if copies, _ := filepath.Glob(store.Path() + ".bak-*"); len(copies) != 0 {
		t.Errorf("left behind: %v", copies)
	}
	put(t, store, "", profile("new"))
	copies, _ := filepath.Glob(store.Path() + ".bak*")
	if len(copies) != 1 || readFile(t, copies[0]) != backup {
		t.Errorf("the old backup is not kept: %v", copies)
	}
}
