package atomicfile_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"devtools/ripio-explorer/profiles/atomicfile"
)

func writeFile(t *testing.T, path, text string, mode os.FileMode) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), mode); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(path, mode); err != nil { // in spite of the umask
		t.Fatal(err)
	}
}

func readFile(t *testing.T, path string) string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func wantMode(t *testing.T, path string, want os.FileMode) {
	t.Helper()
	info, err := os.Lstat(path)
	if err != nil {
		t.Fatal(err)
	}
	if runtime.GOOS != "windows" && info.Mode() != want {
		t.Errorf("%s has mode %v, want %v", path, info.Mode(), want)
	}
}

func globStrays(t *testing.T, dir string) []string {
	t.Helper()
	strays, err := filepath.Glob(filepath.Join(dir, ".ripio-explorer-*.tmp"))
	if err != nil {
		t.Fatal(err)
	}
	return strays
}

func TestReplaceClosesTheFile(t *testing.T) {
	for _, old := range []os.FileMode{0, 0o644, 0o600, 0o400} {
		path := filepath.Join(t.TempDir(), "file")
		if old != 0 {
			writeFile(t, path, "old", old)
		}
		if err := atomicfile.Replace(path, []byte("new")); err != nil {
			t.Fatal(err)
		}
		if got := readFile(t, path); got != "new" {
			t.Errorf("over mode %04o: the file holds %q", old, got)
		}
		wantMode(t, path, 0o600)
		if strays := globStrays(t, filepath.Dir(path)); len(strays) != 0 {
			t.Errorf("left behind: %v", strays)
		}
	}
}

func TestReplaceKeepsLinks(t *testing.T) {
	tests := []struct {
		name string
		// links are pairs of a link and what it holds; the first one is replaced.
		links  [][2]string
		target string
	}{
		{"a link to a file", [][2]string{{"a", "real/file"}}, "real/file"},
		{"a link to a link", [][2]string{{"a", "real/b"}, {"real/b", "file"}}, "real/file"},
		{"through a linked folder and out of it", [][2]string{{"a", "folder/../file"}, {"folder", "real/deep"}}, "real/file"},
	}
	for _, test := range tests {
		for _, exists := range []bool{true, false} {
			t.Run(test.name, func(t *testing.T) {
				dir := t.TempDir()
				if err := os.MkdirAll(filepath.Join(dir, "real", "deep"), 0o700); err != nil {
					t.Fatal(err)
				}
				for _, link := range test.links {
					if err := os.Symlink(filepath.FromSlash(link[1]), filepath.Join(dir, link[0])); err != nil {
						t.Skipf("no symbolic links here: %v", err)
					}
				}
				target := filepath.Join(dir, filepath.FromSlash(test.target))
				if exists {
					writeFile(t, target, "old", 0o644)
				}
				if err := atomicfile.Replace(filepath.Join(dir, "a"), []byte("new")); err != nil {
					t.Fatal(err)
				}
				if got := readFile(t, target); got != "new" {
					t.Errorf("the file behind the links holds %q", got)
				}
				for _, link := range test.links {
					if got, err := os.Readlink(filepath.Join(dir, link[0])); err != nil || got != filepath.FromSlash(link[1]) {
						t.Errorf("%s became %q, %v", link[0], got, err)
					}
				}
			})
		}
	}
}

func TestReplaceRefusesALoopOfLinks(t *testing.T) {
	path := filepath.Join(t.TempDir(), "loop")
	if err := os.Symlink("loop", path); err != nil {
		t.Skipf("no symbolic links here: %v", err)
	}
	err := atomicfile.Replace(path, []byte("new"))
	if err == nil || !strings.HasSuffix(err.Error(), "too many symbolic links") {
		t.Errorf("got %v", err)
	}
}

func TestReplaceWithoutAFolder(t *testing.T) {
	err := atomicfile.Replace(filepath.Join(t.TempDir(), "missing", "file"), []byte("new"))
	if !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("got %v", err)
	}
}

func TestReadStopsBehindTheLimit(t *testing.T) {
	path := filepath.Join(t.TempDir(), "file")
	writeFile(t, path, "0123456789", 0o600)
	for limit, want := range map[int64]string{3: "0123", 9: "0123456789", 10: "0123456789"} {
		if got, err := atomicfile.Read(path, limit); err != nil || string(got) != want {
			t.Errorf("limit %d gave %q, %v", limit, got, err)
		}
	}
	if _, err := atomicfile.Read(filepath.Dir(path), 10); err == nil || !strings.HasSuffix(err.Error(), "is not a regular file") {
		t.Errorf("reading a folder gave %v", err)
	}
	if _, err := atomicfile.Read(path+"x", 10); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("reading nothing gave %v", err)
	}
}

func TestRemoveStrays(t *testing.T) {
	dir := t.TempDir()
	now := time.Now()
	for name, age := range map[string]time.Duration{
		".ripio-explorer-old.tmp": time.Hour, ".ripio-explorer-new.tmp": time.Minute,
		".ripio-explorer-old.bak": time.Hour, "old.tmp": time.Hour,
	} {
		path := filepath.Join(dir, name)
		writeFile(t, path, "", 0o600)
		if err := os.Chtimes(path, now.Add(-age), now.Add(-age)); err != nil {
			t.Fatal(err)
		}
	}
	atomicfile.RemoveStrays(dir, now)
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var left []string
	for _, entry := range entries {
		left = append(left, entry.Name())
	}
	if got, want := strings.Join(left, " "), ".ripio-explorer-new.tmp .ripio-explorer-old.bak old.tmp"; got != want {
		t.Errorf("left are %s, want %s", got, want)
	}
}

func TestEnsureFolder(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "a", "b")
	if err := atomicfile.EnsureFolder(dir); err != nil {
		t.Fatal(err)
	}
	wantMode(t, dir, os.ModeDir|0o700)
	for mode, want := range map[os.FileMode]os.FileMode{0o755: 0o700, 0o777 | os.ModeSticky: 0o777 | os.ModeSticky} {
		if err := os.Chmod(dir, mode); err != nil {
			t.Fatal(err)
		}
		if err := atomicfile.EnsureFolder(dir); err != nil {
			t.Fatal(err)
		}
		wantMode(t, dir, os.ModeDir|want)
	}
}

func TestFreeName(t *testing.T) {
	prefix := filepath.Join(t.TempDir(), "file-")
	now := time.Date(2026, 11, 24, 0, 41, 51, 0, time.FixedZone("", -3*60*60))
	for _, want := range []string{"20261124-034151", "20261124-034151-2", "20261124-034151-3"} {
		got := atomicfile.FreeName(prefix, now)
		if got != prefix+want {
			t.Errorf("got %s, want %s%s", got, prefix, want)
		}
		writeFile(t, got, "", 0o600)
	}
}

func TestLock(t *testing.T) {
	path := filepath.Join(t.TempDir(), "new", "lock")
	unlock, err := atomicfile.Lock(path, time.Minute)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := atomicfile.Lock(path, 30*time.Millisecond); !errors.Is(err, atomicfile.ErrLocked) {
		t.Errorf("the second lock gave %v", err)
	}
	unlock()
	unlock, err = atomicfile.Lock(path, time.Minute)
	if err != nil {
		t.Fatal(err)
	}
	unlock()
}
