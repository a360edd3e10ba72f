// Package clipboard puts a text where the person can paste it: on the system's
// clipboard, or, over a remote connection or where there is none, on the
// terminal's own with the OSC 52 sequence.
package clipboard

import (
	"errors"
	"fmt"
	"io"
	"runtime"
	"time"

	"github.com/aymanbagabas/go-osc52/v2"
)

// ErrTooLong is returned for a text that terminals refuse to take.
var ErrTooLong = errors.New("the text is too long for the terminal's clipboard")

// terminalLimit is what terminals commonly take in one OSC 52 sequence, before
// it is encoded.
const terminalLimit = 74_000

// systemLimit ends helpers that wait for a display which never answers.
const systemLimit = 3 * time.Second

// Clipboard copies texts. Out is the terminal; its writes must be whole, as
// those of an *os.File are, so that a sequence never lands inside a frame.
type Clipboard struct {
	Out    io.Writer
	Getenv func(string) string
	// write puts a text on the system's clipboard, if installed tells that there
	// is a program for it; fields for tests.
	write     func(string) error
	installed func() bool
}

// New makes a clipboard for a terminal and an environment such as os.Getenv.
// children returns the environment that a program for the clipboard is started with.
func New(out io.Writer, getenv func(string) string, children func() []string) *Clipboard {
	return &Clipboard{
		Out: out, Getenv: getenv,
		write:     func(text string) error { return runHelper(getenv, children(), text) },
		installed: func() bool { return hasHelper(getenv) },
	}
}

// What Copy says of a text's way. Whether a terminal takes a text nobody learns.
const (
	OnTheClipboard = "copied to the clipboard"
	SentToTerminal = "sent to the terminal (OSC 52); whether it took it is not known"
	SentToTmux     = "sent to tmux; it takes it with set-clipboard on, or passes it on with allow-passthrough on"
)

// Copy puts the text on a clipboard and says what became of it: OnTheClipboard,
// SentToTerminal or SentToTmux.
func (c *Clipboard) Copy(text string) (route string, err error) {
	if c.hasSystem() {
		if err = c.system(text); err == nil {
			return OnTheClipboard, nil
		}
	}
	if len(text) > terminalLimit {
		return "", ErrTooLong
	}
	route = SentToTerminal
	sequence := osc52.New(text).String()
	switch {
	case c.Getenv("TMUX") != "":
		// Of these two tmux takes the one that its settings allow, and drops the
		// other without a trace: the plain one with set-clipboard on, the wrapped
		// one with allow-passthrough on.
		route = SentToTmux
		sequence += osc52.New(text).Tmux().String()
	case c.Getenv("STY") != "":
		sequence = osc52.New(text).Screen().String()
	}
	if _, err := io.WriteString(c.Out, sequence); err != nil {
		return "", fmt.Errorf("write to the terminal: %w", err)
	}
	return route, nil
}

// hasSystem reports whether a clipboard of this machine is the person's own: not
// over ssh, and on Linux only with a display, because the helpers hang without.
func (c *Clipboard) hasSystem() bool {
	if !c.installed() || c.Getenv("SSH_TTY") != "" || c.Getenv("SSH_CONNECTION") != "" {
		return false
	}
	if runtime.GOOS != "linux" {
		return true
	}
	return c.Getenv("DISPLAY") != "" || c.Getenv("WAYLAND_DISPLAY") != ""
}

var errSlow = errors.New("the clipboard helper did not answer")

func (c *Clipboard) system(text string) error {
	done := make(chan error, 1)
	go func() { done <- c.write(text) }()
	select {
	case err := <-done:
		return err
	case <-time.After(systemLimit):
		return errSlow
	}
}
