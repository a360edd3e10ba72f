package atomicfile_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"devtools/ripio-explorer/profiles/atomicfile"
)

func TestCreateNeverWritesOver(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "report.md")
	outside := filepath.Join(dir, "outside")
	if err := os.Symlink(outside, filepath.Join(dir, "report-2.md")); err != nil && runtime.GOOS != "windows" {
		t.Fatal(err)
	}
	wants := []string{"report.md", "report-3.md", "report-4.md"}
	if runtime.GOOS == "windows" {
		wants = []string{"report.md", "report-2.md", "report-3.md"}
	}
	for i, want := range wants {
		got, err := atomicfile.Create(path, []byte{byte('a' + i)})
		if err != nil || got != filepath.Join(dir, want) {
			t.Fatalf("wrote %q, %v; want %q", got, err, want)
		}
	}
	for i, name := range wants {
		if got := readFile(t, filepath.Join(dir, name)); got != string(rune('a'+i)) {
			t.Errorf("%s holds %q", name, got)
		}
		info, err := os.Stat(filepath.Join(dir, name))
		if err != nil || atomicfile.IsLoose(info) {
			t.Errorf("%s lets other users in: %v", name, err)
		}
	}
	if _, err := os.Lstat(outside); !errors.Is(err, fs.ErrNotExist) {
		t.Error("a link was followed")
	}
}

func TestCreateSaysWhyNot(t *testing.T) {
	if _, err := atomicfile.Create(filepath.Join(t.TempDir(), "none", "report.md"), nil); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("the error is %v", err)
	}
}
