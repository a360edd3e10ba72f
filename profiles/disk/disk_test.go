package disk_test

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
	"time"

	"devtools/ripio-explorer/profiles/atomicfile"
	"devtools/ripio-explorer/profiles/disk"
	"devtools/ripio-explorer/profiles/linefile"
)

// TestNoSystemTakesAPathInMemory is what keeps code that does not know of memory off the
// disk.
func TestNoSystemTakesAPathInMemory(t *testing.T) {
	t.Chdir(t.TempDir())
	path := filepath.Join(disk.NewFolder(), "a")
	if err := os.WriteFile(path, []byte("x"), 0o600); err == nil {
		t.Error("a file was written")
	}
	if err := os.MkdirAll(filepath.Join(path, "b"), 0o700); err == nil {
		t.Error("a folder was made")
	}
	if _, err := os.CreateTemp(filepath.Dir(path), "x"); err == nil {
		t.Error("a temporary file was made")
	}
	if _, err := atomicfile.Create(path, nil); err == nil {
		t.Error("a file was created")
	}
	if entries, err := os.ReadDir("."); err != nil || len(entries) > 0 {
		t.Errorf("the disk holds %v, %v", entries, err)
	}
}

func TestFilesInMemory(t *testing.T) {
	dir := filepath.Join(disk.NewFolder(), "state")
	path := filepath.Join(dir, "file.toml")
	if err := atomicfile.Replace(path, []byte("x")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a folder that is not there: %v", err)
	}
	unlock, err := atomicfile.LockFolder(filepath.Join(dir, "lock"), time.Second, time.Now())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := atomicfile.Lock(filepath.Join(dir, "lock"), time.Millisecond); !errors.Is(err, atomicfile.ErrLocked) {
		t.Errorf("a second lock: %v", err)
	}
	unlock()
	for _, text := range []string{"first", "second"} {
		if err := atomicfile.Replace(path, []byte(text)); err != nil {
			t.Fatal(err)
		}
	}
	if data, err := atomicfile.Read(path, 3); err != nil || string(data) != "seco" { // a byte more than the limit
		t.Errorf("%q, %v", data, err)
	}
	if kept, err := atomicfile.KeepCopy(path, path+".bak"); !kept || err != nil {
		t.Errorf("%t, %v", kept, err)
	}
	aside, err := atomicfile.SetAside(path, atomicfile.CorruptMark, time.Now())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := disk.Stat(path); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("it was not moved: %v", err)
	}
	names, err := disk.Glob(filepath.Join(dir, "file.*"))
	if err != nil || len(names) != 2 || names[1] != aside {
		t.Errorf("%q, %v", names, err)
	}
	if err := atomicfile.Remove(aside); err != nil {
		t.Error(err)
	}
	if err := disk.Remove(aside); !errors.Is(err, fs.ErrNotExist) {
		t.Error(err)
	}
	if info, err := disk.Stat(dir); err != nil || !info.IsDir() || atomicfile.IsLoose(info) {
		t.Errorf("%v, %v", info, err)
	}
}

func TestLinesInMemory(t *testing.T) {
	dir := disk.NewFolder()
	if err := disk.MkdirAll(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(dir, "lines")
	for _, line := range []string{"one", "two"} {
		if err := linefile.Append(path, []byte(line)); err != nil {
			t.Fatal(err)
		}
	}
	content, err := linefile.Read(path, 5) // the first line's begin is not in it
	if err != nil || len(content.Lines) != 1 || string(content.Lines[0]) != "two" || content.Torn {
		t.Errorf("%q, %v", content.Lines, err)
	}
	at := time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)
	if err := disk.Chtimes(path, at); err != nil {
		t.Fatal(err)
	}
	file, err := disk.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	data, _ := io.ReadAll(file)
	if info, err := file.Stat(); err != nil || string(data) != "one\ntwo\n" || !info.ModTime().Equal(at) {
		t.Errorf("%q, %v, %v", data, info, err)
	}
}
