package linefile_test

import (
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"devtools/ripio-explorer/profiles/linefile"
)

func read(t *testing.T, path string, limit int64) (lines []string, torn bool) {
	t.Helper()
	content, err := linefile.Read(path, limit)
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range content.Lines {
		lines = append(lines, string(line))
	}
	return lines, content.Torn
}

func appendLine(t *testing.T, path, line string) {
	t.Helper()
	if err := linefile.Append(path, []byte(line)); err != nil {
		t.Fatal(err)
	}
}

func TestAppend(t *testing.T) {
	path := filepath.Join(t.TempDir(), "file")
	if lines, torn := read(t, path, 100); lines != nil || torn {
		t.Errorf("a missing file holds %q", lines)
	}
	for _, line := range []string{"one", "two", ""} {
		appendLine(t, path, line)
	}
	if lines, torn := read(t, path, 100); !slices.Equal(lines, []string{"one", "two"}) || torn {
		t.Errorf("got %q, torn %v", lines, torn)
	}
	info, err := os.Stat(path)
	if err != nil || runtime.GOOS != "windows" && info.Mode() != 0o600 {
		t.Errorf("mode %v, %v", info.Mode(), err)
	}
}

// TestATornWriteDamagesNothingElse cuts the last line at each of its bytes.
func TestATornWriteDamagesNothingElse(t *testing.T) {
	for cut := range len("third\n") {
		path := filepath.Join(t.TempDir(), "file")
		rest := "third\n"[:cut]
		if err := os.WriteFile(path, []byte("first\nsecond\n"+rest), 0o600); err != nil {
			t.Fatal(err)
		}
		want := []string{"first", "second"}
		if rest != "" {
			want = append(want, rest)
		}
		if lines, torn := read(t, path, 100); !slices.Equal(lines, want) || torn != (rest != "") {
			t.Errorf("after %q: %q, torn %v", rest, lines, torn)
		}
		appendLine(t, path, "fourth")
		if lines, torn := read(t, path, 100); !slices.Equal(lines, append(want, "fourth")) || torn {
			t.Errorf("after %q and an append: %q, torn %v", rest, lines, torn)
		}
	}
}

func TestReadLooksAtTheEnd(t *testing.T) {
	path := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(path, []byte("first\nsecond\nthird\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for limit, want := range map[int64]string{6: "", 7: "third", 12: "third", 13: "third", 14: "second third", 19: "first second third"} {
		if lines, _ := read(t, path, limit); strings.Join(lines, " ") != want {
			t.Errorf("limit %d gave %q, want %q", limit, lines, want)
		}
	}
}

func TestALinkStaysALink(t *testing.T) {
	dir := t.TempDir()
	link, target := filepath.Join(dir, "link"), filepath.Join(dir, "target")
	if err := os.Symlink("target", link); err != nil {
		t.Skipf("no symbolic links here: %v", err)
	}
	appendLine(t, link, "one")
	if lines, _ := read(t, target, 100); !slices.Equal(lines, []string{"one"}) {
		t.Errorf("the file behind the link holds %q", lines)
	}
}

func TestAFolderIsRefused(t *testing.T) {
	dir := t.TempDir()
	want := dir + " is not a regular file"
	if err := linefile.Append(dir, []byte("x")); err == nil || err.Error() != want {
		t.Errorf("append: %v", err)
	}
	if _, err := linefile.Read(dir, 10); err == nil || err.Error() != want {
		t.Errorf("read: %v", err)
	}
}

func TestJoinIsTheReverse(t *testing.T) {
	path := filepath.Join(t.TempDir(), "file")
	want := "first\nsecond\n"
	if err := os.WriteFile(path, linefile.Join([][]byte{[]byte("first"), []byte("second")}), 0o600); err != nil {
		t.Fatal(err)
	}
	if data, err := os.ReadFile(path); string(data) != want || err != nil {
		t.Errorf("got %q, %v", data, err)
	}
}
