// Package clipboard puts a text where the person can paste it: on the system's
// clipboard, or, over a remote connection or where there is none, on the
// terminal's own with the OSC 52 sequence.
package clipboard

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"strings"
	"sync"
	"time"

	"github.com/aymanbagabas/go-osc52/v2"
)

var (
	// ErrTooLong is returned for a text that terminals refuse to take.
	ErrTooLong = errors.New("the text is too long for the terminal's clipboard")
	// ErrNoProgram is returned in the mode Native where no program puts a text on
	// the system's clipboard.
	ErrNoProgram = errors.New("no program for the system's clipboard was found; install wl-clipboard, xclip or xsel, or use --clipboard osc52")
	// ErrNoTerminal is returned where the terminal is known to have no clipboard.
	ErrNoTerminal = errors.New("this terminal has no clipboard, and no program for the system's was found")
)

// Mode says which ways are tried.
type Mode string

// The modes, as in k9s: Auto takes the system's clipboard where it is the person's
// own, and the terminal's otherwise.
const (
	Auto   Mode = "auto"
	Native Mode = "native"
	OSC52  Mode = "osc52"
)

// terminalLimit is what terminals commonly take in one OSC 52 sequence, before
// it is encoded.
const terminalLimit = 74_000

// systemLimit ends helpers that wait for a display which never answers.
const systemLimit = 3 * time.Second

// Clipboard copies texts. Out is the terminal; its writes must be whole, as
// those of an *os.File are, so that a sequence never lands inside a frame. Its
// methods are safe for concurrent use.
type Clipboard struct {
	Out    io.Writer
	Getenv func(string) string
	Mode   Mode // empty is Auto; UseMode changes it later
	system system

	mutex sync.Mutex
	// last is the hash of the text that was copied last, and lastRoute its way.
	last      [sha256.Size]byte
	lastRoute Route
}

// system is the system's clipboard; a field for tests.
type system struct {
	installed   func() bool
	write, read func(ctx context.Context, text string) (string, error)
}

// New makes a clipboard for a terminal and an environment such as os.Getenv.
// children returns the environment that a program for the clipboard is started with.
func New(out io.Writer, getenv func(string) string, children func() []string) *Clipboard {
	return &Clipboard{Out: out, Getenv: getenv, system: system{
		installed: func() bool { return hasHelper(getenv) },
		write: func(ctx context.Context, text string) (string, error) {
			return "", writeHelper(ctx, getenv, children(), text)
		},
		read: func(ctx context.Context, _ string) (string, error) { return readHelper(ctx, getenv, children()) },
	}}
}

// UseMode chooses the ways that are tried from now on.
func (c *Clipboard) UseMode(mode Mode) {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	c.Mode = mode
}

// Route says what became of a text: where it went, in a few words.
type Route string

// The ways. Whether a terminal takes a text nobody learns.
const (
	OnTheClipboard Route = "copied to the clipboard"
	SentToTerminal Route = "sent to the terminal (OSC 52); whether it took it is not known"
	SentToTmux     Route = "sent to tmux; it takes it with set-clipboard on, or passes it on with allow-passthrough on"
	SentToScreen   Route = "sent to the terminal through screen (OSC 52); whether it took it is not known"
)

// Arrived reports whether the text is known to be on a clipboard.
func (r Route) Arrived() bool { return r == OnTheClipboard }

// Copy puts the text on a clipboard and says what became of it. After an error it
// is nowhere; a person can be offered the text to select, or a file.
func (c *Clipboard) Copy(text string) (Route, error) {
	c.mutex.Lock()
	mode := c.Mode
	c.mutex.Unlock()
	route, err := c.copy(text, mode)
	c.mutex.Lock()
	defer c.mutex.Unlock()
	if err == nil {
		c.last, c.lastRoute = sha256.Sum256([]byte(text)), route
	}
	return route, err
}

func (c *Clipboard) copy(text string, mode Mode) (Route, error) {
	var failed error
	if mode == Native || mode != OSC52 && !c.isRemote() {
		failed = ErrNoProgram
		if c.system.installed() {
			_, failed = c.limited(c.system.write, text)
		}
		if failed == nil {
			return OnTheClipboard, nil
		}
	}
	if mode == Native {
		return "", failed
	}
	route, err := c.send(text)
	if err != nil && failed != nil && !errors.Is(failed, ErrNoProgram) {
		err = fmt.Errorf("%w; the system's clipboard: %w", err, failed)
	}
	return route, err
}

// way says where a text would go, and copies nothing. A program for the system's
// clipboard is looked for and not run, so it may fail all the same.
func (c *Clipboard) way() (Route, error) {
	if (c.Mode == Native || c.Mode != OSC52 && !c.isRemote()) && c.system.installed() {
		return OnTheClipboard, nil
	}
	if c.Mode == Native {
		return "", ErrNoProgram
	}
	return c.terminalWay()
}

// terminalWay is the way to the terminal's clipboard.
func (c *Clipboard) terminalWay() (Route, error) {
	switch term := c.Getenv("TERM"); {
	case c.Getenv("TMUX") != "":
		return SentToTmux, nil
	case c.Getenv("STY") != "":
		return SentToScreen, nil
	case term == "dumb" || term == "linux":
		return "", ErrNoTerminal
	}
	return SentToTerminal, nil
}

// send writes the sequence for the terminal, and for what stands between.
func (c *Clipboard) send(text string) (route Route, err error) {
	if len(text) > terminalLimit {
		return "", ErrTooLong
	}
	if route, err = c.terminalWay(); err != nil {
		return "", err
	}
	sequence := osc52.New(text).String()
	switch route {
	case SentToTmux:
		// Of these two tmux takes the one that its settings allow, and drops the
		// other without a trace: the plain one with set-clipboard on, the wrapped
		// one with allow-passthrough on.
		sequence += osc52.New(text).Tmux().String()
	case SentToScreen:
		sequence = osc52.New(text).Screen().String()
	}
	if _, err := io.WriteString(c.Out, sequence); err != nil {
		return "", fmt.Errorf("write to the terminal: %w", err)
	}
	return route, nil
}

// isRemote reports whether the system's clipboard is that of another machine than
// the person's.
func (c *Clipboard) isRemote() bool {
	return c.Getenv("SSH_TTY") != "" || c.Getenv("SSH_CONNECTION") != ""
}

var errSlow = errors.New("the program for the clipboard did not answer")

// limited runs a program of the system's clipboard for a limited time.
func (c *Clipboard) limited(run func(context.Context, string) (string, error), text string) (string, error) {
	ctx, cancel := context.WithTimeout(context.Background(), systemLimit)
	defer cancel()
	type answer struct {
		text string
		err  error
	}
	done := make(chan answer, 1)
	go func() {
		text, err := run(ctx, text)
		done <- answer{text, err}
	}()
	select {
	case got := <-done:
		return got.text, got.err
	case <-ctx.Done():
		return "", errSlow
	}
}

// Cleared says what became of the last text that was copied.
type Cleared string

// The outcomes of Clear.
const (
	NothingCopied  Cleared = "nothing was copied"
	WasCleared     Cleared = "cleared from the clipboard"
	SomethingElse  Cleared = "the clipboard holds something else by now; it was left alone"
	ClearedUnknown Cleared = "it was sent to the terminal, whose clipboard this program cannot read; it was left alone"
)

// Clear takes the text that was copied last off the clipboard if it is still there.
// Nothing else is ever taken off: where the clipboard cannot be read it is left alone.
func (c *Clipboard) Clear() (Cleared, error) {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	switch {
	case c.lastRoute == "":
		return NothingCopied, nil
	case !c.lastRoute.Arrived():
		return ClearedUnknown, nil
	}
	now, err := c.limited(c.system.read, "")
	if err != nil {
		return "", fmt.Errorf("the clipboard could not be read, so it was left alone: %w", err)
	}
	// Some programs end a text with a line break of their own.
	if sha256.Sum256([]byte(now)) != c.last && sha256.Sum256([]byte(strings.TrimRight(now, "\r\n"))) != c.last {
		c.lastRoute = ""
		return SomethingElse, nil
	}
	if _, err := c.limited(c.system.write, ""); err != nil {
		return "", fmt.Errorf("the clipboard could not be cleared: %w", err)
	}
	c.lastRoute = ""
	return WasCleared, nil
}
