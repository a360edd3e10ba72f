package terminal

import (
	"fmt"
	"os"
	"time"

	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/term"
)

// leave undoes whatever a program may have switched on: mouse, focus reports,
// bracketed paste, a frame that was not finished, alternate screen, hidden cursor.
const leave = ansi.ResetModeMouseNormal + ansi.ResetModeMouseButtonEvent + ansi.ResetModeMouseAnyEvent +
	ansi.ResetModeMouseExtSgr + ansi.ResetModeFocusEvent + ansi.ResetModeBracketedPaste +
	ansi.ResetModeSynchronizedOutput + ansi.ResetStyle + ansi.ResetModeAltScreenSaveCursor + ansi.ShowCursor

// leavePatience is how long the terminal gets to take the sequence above.
const leavePatience = 40 * time.Millisecond

// tty is the terminal with the mode that it had before the program.
type tty struct {
	in, out *os.File
	mode    *term.State
}

// openTTY notes the terminal's mode. The error says that the input is not a
// terminal.
func openTTY(options Options) (*tty, error) {
	t := &tty{in: options.In, out: options.Out}
	if t.in == nil {
		t.in = os.Stdin
	}
	if t.out == nil {
		t.out = os.Stdout
	}
	mode, err := term.GetState(t.in.Fd())
	if err != nil {
		return nil, fmt.Errorf("reading the terminal's mode: %w", err)
	}
	t.mode = mode
	return t, nil
}

// restoreMode restores the terminal's mode. Bubble Tea does not where the mode was
// raw before it started.
func (t *tty) restoreMode() { _ = term.Restore(t.in.Fd(), t.mode) }

// giveBack restores the terminal without the program's help. It works past a
// write that hangs: output that the terminal has not taken is dropped, and so
// is the rest if the terminal takes nothing at all.
func (t *tty) giveBack() {
	t.restoreMode()
	dropOutput(t.out.Fd())
	written := make(chan struct{})
	go func() {
		defer close(written)
		writeTo(t.out.Fd(), leave)
	}()
	select {
	case <-written:
	case <-time.After(leavePatience):
	}
}
