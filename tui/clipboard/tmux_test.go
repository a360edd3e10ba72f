//go:build unix

package clipboard

import (
	"encoding/base64"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"devtools/ripio-explorer/tui/internal/ptytest"
)

// TestInTmux has a real tmux, in a terminal of its own, print what Copy writes, and
// looks at what tmux keeps and what the outer terminal gets.
func TestInTmux(t *testing.T) {
	if _, err := exec.LookPath("tmux"); err != nil {
		t.Skip("there is no tmux here")
	}
	encoded := base64.StdEncoding.EncodeToString([]byte("a token"))
	for _, test := range []struct{ clipboard, passthrough, kept, outside string }{
		{"on", "off", "a token", ";" + encoded},
		{"on", "on", "a token", ";" + encoded},
		{"external", "on", "", "52;c;" + encoded},
		{"off", "on", "", "52;c;" + encoded},
		{"external", "off", "", ""},
	} {
		t.Run("set-clipboard "+test.clipboard+", allow-passthrough "+test.passthrough, func(t *testing.T) {
			dir := t.TempDir()
			var sequence strings.Builder
			c := New(&sequence, func(name string) string { return map[string]string{"TMUX": "x"}[name] }, nil)
			if _, err := c.Copy("a token"); err != nil {
				t.Fatal(err)
			}
			settings := "set -g set-clipboard " + test.clipboard + "\nset -g allow-passthrough " + test.passthrough +
				"\nset -as terminal-features ',xterm*:clipboard'\nset -g status off\n"
			for name, text := range map[string]string{"tmux.conf": settings, "sequence": sequence.String()} {
				if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			tmux := func(arguments ...string) *exec.Cmd {
				command := exec.Command("tmux", append([]string{"-S", filepath.Join(dir, "socket"), "-f", filepath.Join(dir, "tmux.conf")}, arguments...)...)
				command.Env = []string{"HOME=" + dir, "PATH=" + os.Getenv("PATH"), "TERM=xterm-256color", "LANG=C.UTF-8", "SHELL=/bin/sh"}
				return command
			}
			outer, err := ptytest.Start(tmux("new-session", "echo ready; read key; cat "+filepath.Join(dir, "sequence")+"; echo written; exec sleep 60"), 80, 24, nil)
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() {
				_ = tmux("kill-server").Run()
				outer.Close()
			})
			waitFor := func(text string) {
				t.Helper()
				for end := time.Now().Add(10 * time.Second); !strings.Contains(outer.Output(), text); time.Sleep(5 * time.Millisecond) {
					if time.Now().After(end) {
						t.Fatalf("waited in vain for %s: %q", text, outer.Output())
					}
				}
			}
			waitFor("ready")
			if err := outer.Type("\r"); err != nil {
				t.Fatal(err)
			}
			waitFor("written")
			kept, _ := tmux("show-buffer").Output()
			if string(kept) != test.kept {
				t.Errorf("tmux keeps %q, want %q", kept, test.kept)
			}
			output := outer.Output()
			if !strings.Contains(output, test.outside) || test.outside == "" && strings.Contains(output, encoded) {
				t.Errorf("the terminal got %q, want %q in it", output, test.outside)
			}
			if strings.Contains(output, "tmux;") {
				t.Errorf("the terminal shows a part of a sequence: %q", output)
			}
		})
	}
}
