package clipboard

import (
	"bytes"
	"encoding/base64"
	"errors"
	"strings"
	"testing"
)

func TestCopy(t *testing.T) {
	encoded := base64.StdEncoding.EncodeToString([]byte("a token"))
	tests := []struct {
		name      string
		env       map[string]string
		writeErr  error
		wantOut   string
		wantRoute string
		wantSaved string
	}{
		{"with a display", map[string]string{"DISPLAY": ":0"}, nil, "", OnTheClipboard, "a token"},
		{"over ssh", map[string]string{"DISPLAY": ":0", "SSH_TTY": "/dev/pts/1"}, nil, "\x1b]52;c;" + encoded + "\a", SentToTerminal, ""},
		{"without a display", nil, nil, "\x1b]52;c;" + encoded + "\a", SentToTerminal, ""},
		{"when the helper fails", map[string]string{"WAYLAND_DISPLAY": "w"}, errors.New("no"), "\x1b]52;c;" + encoded + "\a", SentToTerminal, ""},
		{"inside tmux", map[string]string{"TMUX": "x"}, nil, "\x1b]52;c;" + encoded + "\a\x1bPtmux;\x1b\x1b]52;c;" + encoded + "\a\x1b\\", SentToTmux, ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var out bytes.Buffer
			saved := ""
			c := New(&out, func(name string) string { return test.env[name] }, nil)
			c.installed = func() bool { return true }
			c.write = func(text string) error {
				if test.writeErr == nil {
					saved = text
				}
				return test.writeErr
			}
			route, err := c.Copy("a token")
			if err != nil {
				t.Fatal(err)
			}
			if out.String() != test.wantOut || saved != test.wantSaved || route != test.wantRoute {
				t.Errorf("wrote %q, saved %q, route %q", out.String(), saved, route)
			}
		})
	}
}

func TestCopyRefusesWhatTerminalsRefuse(t *testing.T) {
	var out bytes.Buffer
	c := New(&out, func(string) string { return "" }, nil)
	if _, err := c.Copy(strings.Repeat("x", terminalLimit+1)); !errors.Is(err, ErrTooLong) {
		t.Errorf("err is %v", err)
	}
	if out.Len() != 0 {
		t.Error("something was written")
	}
}
