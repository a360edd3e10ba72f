//go:build unix

package clipboard

import (
	"encoding/base64"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"devtools/ripio-explorer/tui/internal/ptytest"
)

// TestInScreen has a real GNU screen, in a terminal of its own, print what Copy
// writes, and looks at what the outer terminal gets. The long text is more than one
// of screen's strings holds.
func TestInScreen(t *testing.T) {
	if _, err := exec.LookPath("screen"); err != nil {
		t.Skip("there is no screen here")
	}
	for _, text := range []string{"a token", strings.Repeat("a long token ", 400)} {
		var sequence strings.Builder
		c := New(&sequence, func(name string) string { return map[string]string{"STY": "x"}[name] }, nil)
		c.Mode = OSC52
		if _, err := c.Copy(text); err != nil {
			t.Fatal(err)
		}
		dir := shortDir(t)
		for name, content := range map[string]string{"rc": "startup_message off\n", "sequence": sequence.String()} {
			if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		command := exec.Command("screen", "-c", filepath.Join(dir, "rc"), "sh", "-c",
			"echo ready; read key; cat "+filepath.Join(dir, "sequence")+"; echo written; read key")
		command.Env = []string{"HOME=" + dir, "PATH=" + os.Getenv("PATH"), "TERM=xterm-256color", "LANG=C.UTF-8", "SCREENDIR=" + dir}
		outer, err := ptytest.Start(command, 80, 24, nil)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(outer.Close)
		waitFor(t, outer, "ready")
		typeInto(t, outer, "\r")
		waitFor(t, outer, "written")
		if want := "\x1b]52;c;" + base64.StdEncoding.EncodeToString([]byte(text)) + "\a"; !strings.Contains(outer.Output(), want) {
			t.Errorf("the terminal got %.300q, want %.80q in it", outer.Output(), want)
		}
		typeInto(t, outer, "\r") // the shell ends, and screen with it
		<-outer.Ended
	}
}

// shortDir is a folder whose path leaves room for the name of a socket in it.
func shortDir(t *testing.T) string {
	t.Helper()
	dir, err := os.MkdirTemp("", "mux")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	return dir
}
