//go:build unix

package clipboard

import (
	"bytes"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// TestTheHelpersEnvironment plays the program that puts a text on the clipboard.
func TestTheHelpersEnvironment(t *testing.T) {
	if runtime.GOOS == "darwin" {
		t.Skip("pbcopy needs no display")
	}
	dir := t.TempDir()
	t.Setenv("PATH", dir+":"+os.Getenv("PATH"))
	script := "#!/bin/sh\nenv >" + dir + "/environment\nif [ \"$1\" = -out ]; then cat " + dir + "/text; else cat >" + dir + "/text; fi\n"
	if err := os.WriteFile(filepath.Join(dir, "xclip"), []byte(script), 0o700); err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	getenv := func(name string) string { return map[string]string{"DISPLAY": ":0"}[name] }
	c := New(&out, getenv, func() []string { return []string{"PATH=" + os.Getenv("PATH"), "DISPLAY=:0"} })
	t.Setenv("OTHER_PROFILE_SECRET", "c4n4ry")
	if route, err := c.Copy("a token"); err != nil || route != OnTheClipboard {
		t.Fatalf("route %q, %v", route, err)
	}
	text, _ := os.ReadFile(dir + "/text")
	environment, err := os.ReadFile(dir + "/environment")
	if string(text) != "a token" || err != nil {
		t.Errorf("the clipboard got %q, %v", text, err)
	}
	if strings.Contains(string(environment), "c4n4ry") {
		t.Errorf("the helper got a secret: %s", environment)
	}
	if cleared, err := c.Clear(); cleared != WasCleared || err != nil {
		t.Errorf("%q, %v", cleared, err)
	}
	if text, _ := os.ReadFile(dir + "/text"); len(text) > 0 {
		t.Errorf("the clipboard still holds %q", text)
	}
}
