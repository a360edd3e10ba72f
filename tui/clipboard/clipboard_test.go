package clipboard

import (
	"bytes"
	"context"
	"encoding/base64"
	"errors"
	"strings"
	"testing"
)

// board is a clipboard for tests, what its terminal got, and what the system's holds.
type board struct {
	*Clipboard

	out   bytes.Buffer
	saved string
	fails error
	none  bool
}

func newBoard(mode Mode, env map[string]string) *board {
	b := &board{}
	b.Clipboard = New(&b.out, func(name string) string { return env[name] }, nil)
	b.Mode = mode
	b.system = system{
		installed: func() bool { return !b.none },
		write: func(_ context.Context, text string) (string, error) {
			if b.fails == nil {
				b.saved = text
			}
			return "", b.fails
		},
		read: func(context.Context, string) (string, error) { return b.saved, b.fails },
	}
	return b
}

func TestCopy(t *testing.T) {
	encoded := base64.StdEncoding.EncodeToString([]byte("a token"))
	plain := "\x1b]52;c;" + encoded + "\a"
	ssh := map[string]string{"SSH_TTY": "/dev/pts/1"}
	broken := errors.New("no display")
	tests := []struct {
		name      string
		mode      Mode
		env       map[string]string
		none      bool
		fails     error
		wantOut   string
		wantRoute Route
		wantErr   error
	}{
		{"with a program", Auto, nil, false, nil, "", OnTheClipboard, nil},
		{"no mode", "", nil, false, nil, "", OnTheClipboard, nil},
		{"over ssh", Auto, ssh, false, nil, plain, SentToTerminal, nil},
		{"without a program", Auto, nil, true, nil, plain, SentToTerminal, nil},
		{"when the program fails", Auto, nil, false, broken, plain, SentToTerminal, nil},
		{"inside tmux", OSC52, map[string]string{"TMUX": "x"}, false, nil, plain + "\x1bPtmux;\x1b\x1b]52;c;" + encoded + "\a\x1b\\", SentToTmux, nil},
		{"inside screen", OSC52, map[string]string{"STY": "x"}, false, nil, "\x1bP" + plain + "\x1b\\", SentToScreen, nil},
		{"tmux on the console", OSC52, map[string]string{"TMUX": "x", "TERM": "linux"}, false, nil, plain + "\x1bPtmux;\x1b\x1b]52;c;" + encoded + "\a\x1b\\", SentToTmux, nil},
		{"the terminal's on purpose", OSC52, nil, false, nil, plain, SentToTerminal, nil},
		{"the system's on purpose, over ssh", Native, ssh, false, nil, "", OnTheClipboard, nil},
		{"the system's on purpose, without a program", Native, nil, true, nil, "", "", ErrNoProgram},
		{"the system's on purpose, when it fails", Native, nil, false, broken, "", "", broken},
		{"no way", Auto, map[string]string{"TERM": "dumb"}, true, nil, "", "", ErrNoTerminal},
		{"the console", OSC52, map[string]string{"TERM": "linux"}, false, nil, "", "", ErrNoTerminal},
		{"no way, and why", Auto, map[string]string{"TERM": "linux"}, false, broken, "", "", broken},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			b := newBoard(test.mode, test.env)
			b.none, b.fails = test.none, test.fails
			way, noWay := b.way()
			if b.out.Len() > 0 || b.saved != "" {
				t.Error("looking for the way copies something")
			}
			route, err := b.Copy("a token")
			// A program that fails is found out by running it alone.
			if test.fails == nil && (way != route || !errors.Is(err, noWay)) {
				t.Errorf("the way is %q, %v, and the route %q, %v", way, noWay, route, err)
			}
			if !errors.Is(err, test.wantErr) || (err == nil) != (test.wantErr == nil) {
				t.Fatalf("err is %v", err)
			}
			if b.out.String() != test.wantOut || route != test.wantRoute {
				t.Errorf("wrote %q, route %q", b.out.String(), route)
			}
			if arrived := b.saved == "a token"; arrived != route.Arrived() {
				t.Errorf("the system's clipboard has it: %v, and the route is %q", arrived, route)
			}
		})
	}
}

func TestCopyRefusesWhatTerminalsRefuse(t *testing.T) {
	b := newBoard(OSC52, nil)
	if _, err := b.Copy(strings.Repeat("x", terminalLimit+1)); !errors.Is(err, ErrTooLong) {
		t.Errorf("err is %v", err)
	}
	if b.out.Len() != 0 {
		t.Error("something was written")
	}
	b.Mode = Native
	if _, err := b.Copy(strings.Repeat("x", terminalLimit+1)); err != nil || len(b.saved) != terminalLimit+1 {
		t.Errorf("the system's clipboard: %v, %d bytes", err, len(b.saved))
	}
}

// TestClear takes only its own text off the clipboard.
func TestClear(t *testing.T) {
	b := newBoard(Auto, nil)
	step := func(name string, want Cleared, saved string) {
		t.Helper()
		if got, err := b.Clear(); got != want || err != nil || b.saved != saved {
			t.Errorf("%s: %q, %v; the clipboard holds %q", name, got, err, b.saved)
		}
	}
	put := func(text string) {
		t.Helper()
		if _, err := b.Copy(text); err != nil {
			t.Fatal(err)
		}
	}
	b.saved = "theirs"
	step("before a copy", NothingCopied, "theirs")
	put("a token")
	step("own text", WasCleared, "")
	step("again", NothingCopied, "")
	put("a token")
	b.saved = "a token\r\n" // as Get-Clipboard ends it
	step("own text with a line break", WasCleared, "")
	put("a token")
	b.saved = "theirs"
	step("somebody else's text", SomethingElse, "theirs")
	put("a token")
	b.fails = errors.New("no display")
	if got, err := b.Clear(); err == nil || b.saved != "a token" {
		t.Errorf("a clipboard that cannot be read: %q, %v", got, err)
	}
	b.Mode, b.saved = OSC52, "theirs"
	put("a token")
	step("the terminal's clipboard", ClearedUnknown, "theirs")
}
