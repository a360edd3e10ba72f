package dir_test

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"devtools/ripio-explorer/profiles/dir"
)

func TestDefaultDir(t *testing.T) {
	home := t.TempDir()
	t.Setenv("HOME", home)
	xdg := filepath.Join(home, "xdg")
	native := filepath.Join(home, ".config", "ripio-explorer")
	switch runtime.GOOS {
	case "darwin":
		native = filepath.Join(home, "Library", "Application Support", "ripio-explorer")
	case "windows":
		native = filepath.Join(os.Getenv("AppData"), "ripio-explorer")
	}
	for variable, want := range map[string]string{
		xdg:        filepath.Join(xdg, "ripio-explorer"),
		"":         native,
		"relative": native, // the XDG specification says to ignore it
	} {
		t.Setenv("XDG_CONFIG_HOME", variable)
		if got, err := dir.DefaultDir(); err != nil || got != want {
			t.Errorf("XDG_CONFIG_HOME=%q: got %s, %v; want %s", variable, got, err, want)
		}
	}
}

func TestDefaultDirWithoutAHome(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("Windows does not ask HOME")
	}
	t.Setenv("HOME", "")
	t.Setenv("XDG_CONFIG_HOME", "")
	got, err := dir.DefaultDir()
	if got != "" || err == nil || !strings.HasSuffix(err.Error(), "name one with --config-dir") {
		t.Errorf("got %q, %v", got, err)
	}
}
