//go:build unix

package clipboard

import (
	"encoding/base64"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"devtools/ripio-explorer/tui/internal/ptytest"
)

// tmuxSettings are those that decide about a clipboard.
type tmuxSettings struct{ clipboard, passthrough string }

func (s tmuxSettings) String() string {
	return "set-clipboard " + s.clipboard + ", allow-passthrough " + s.passthrough
}

// tmux makes a command for a server of its own, which ends with the test.
func tmux(t *testing.T, s tmuxSettings) func(arguments ...string) *exec.Cmd {
	dir := shortDir(t)
	settings := "set -g set-clipboard " + s.clipboard + "\nset -g allow-passthrough " + s.passthrough +
		"\nset -as terminal-features ',xterm*:clipboard,tmux*:clipboard,screen*:clipboard'\nset -g status off\n"
	if err := os.WriteFile(filepath.Join(dir, "tmux.conf"), []byte(settings), 0o600); err != nil {
		t.Fatal(err)
	}
	run := func(arguments ...string) *exec.Cmd {
		command := exec.Command("tmux", append([]string{"-S", filepath.Join(dir, "socket"), "-f", filepath.Join(dir, "tmux.conf")}, arguments...)...)
		command.Env = []string{"HOME=" + dir, "PATH=" + os.Getenv("PATH"), "TERM=xterm-256color", "LANG=C.UTF-8", "SHELL=/bin/sh"}
		return command
	}
	t.Cleanup(func() { _ = run("kill-server").Run() })
	return run
}

// printsTheCopy is a shell command that prints what Copy writes inside tmux, once a
// key is pressed.
func printsTheCopy(t *testing.T) string {
	var sequence strings.Builder
	c := New(&sequence, func(name string) string { return map[string]string{"TMUX": "x"}[name] }, nil)
	c.Mode = OSC52
	if _, err := c.Copy("a token"); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(shortDir(t), "sequence")
	if err := os.WriteFile(path, []byte(sequence.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	return "echo ready; read key; cat " + path + "; echo written; exec sleep 60"
}

func waitFor(t *testing.T, terminal *ptytest.Terminal, text string) {
	t.Helper()
	for end := time.Now().Add(20 * time.Second); !strings.Contains(terminal.Output(), text); time.Sleep(5 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("waited in vain for %s: %q", text, terminal.Output())
		}
	}
}

func typeInto(t *testing.T, terminal *ptytest.Terminal, text string) {
	t.Helper()
	if err := terminal.Type(text); err != nil {
		t.Fatal(err)
	}
}

// printIn has the outermost tmux run a command and print the copy; it returns what
// the terminal around it got.
func printIn(t *testing.T, outermost *exec.Cmd) string {
	t.Helper()
	terminal, err := ptytest.Start(outermost, 80, 24, nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(terminal.Close)
	waitFor(t, terminal, "ready")
	typeInto(t, terminal, "\r")
	waitFor(t, terminal, "written")
	if output := terminal.Output(); strings.Contains(output, "tmux;") {
		t.Errorf("the terminal shows a part of a sequence: %q", output)
	}
	return terminal.Output()
}

var encodedCopy = base64.StdEncoding.EncodeToString([]byte("a token"))

func needTmux(t *testing.T) {
	t.Helper()
	if _, err := exec.LookPath("tmux"); err != nil {
		t.Skip("there is no tmux here")
	}
}

// TestInTmux has a real tmux, in a terminal of its own, print what Copy writes, and
// looks at what tmux keeps and what the outer terminal gets.
func TestInTmux(t *testing.T) {
	needTmux(t)
	for _, test := range []struct {
		tmuxSettings
		kept, outside string
	}{
		{tmuxSettings{"on", "off"}, "a token", ";" + encodedCopy},
		{tmuxSettings{"on", "on"}, "a token", ";" + encodedCopy},
		{tmuxSettings{"external", "on"}, "", "52;c;" + encodedCopy},
		{tmuxSettings{"off", "on"}, "", "52;c;" + encodedCopy},
		{tmuxSettings{"external", "off"}, "", ""},
	} {
		t.Run(test.String(), func(t *testing.T) {
			tmux := tmux(t, test.tmuxSettings)
			output := printIn(t, tmux("new-session", printsTheCopy(t)))
			if kept, _ := tmux("show-buffer").Output(); string(kept) != test.kept {
				t.Errorf("tmux keeps %q, want %q", kept, test.kept)
			}
			if !strings.Contains(output, test.outside) || test.outside == "" && strings.Contains(output, encodedCopy) {
				t.Errorf("the terminal got %q, want %q in it", output, test.outside)
			}
		})
	}
}

// TestInTmuxInTmux puts a real tmux into a real tmux, as over ssh. What the inner one
// hands on is a plain sequence, which the outer one takes with set-clipboard on only.
func TestInTmuxInTmux(t *testing.T) {
	needTmux(t)
	on, through, neither := tmuxSettings{"on", "off"}, tmuxSettings{"external", "on"}, tmuxSettings{"external", "off"}
	for _, test := range []struct {
		inner, outer tmuxSettings
		arrives      bool
	}{
		{on, on, true},
		{through, on, true},
		{neither, on, false},
		{on, through, false},
		{through, through, false},
	} {
		t.Run(fmt.Sprintf("inner %s, outer %s", test.inner, test.outer), func(t *testing.T) {
			inner, outer := tmux(t, test.inner), tmux(t, test.outer)
			// The inner one is started as a shell starts it, without the outer one's TMUX.
			inside := inner("new-session", "'"+printsTheCopy(t)+"'")
			output := printIn(t, outer("new-session", "env -u TMUX "+strings.Join(inside.Args, " ")))
			kept, _ := outer("show-buffer").Output()
			if arrives := string(kept) == "a token"; arrives != test.arrives {
				t.Errorf("the outer tmux keeps %q", kept)
			}
			if arrives := strings.Contains(output, ";"+encodedCopy); arrives != test.arrives {
				t.Errorf("the terminal got it: %v", arrives)
			}
		})
	}
}
