package terminal

import (
	"errors"
	"io"
	"os"
	"os/signal"
	"slices"

	"golang.org/x/term"

	"devtools/ripio-explorer/tui/terminal/ending"
)

var (
	// errStopped is the error of a question that a signal ended.
	errStopped    = errors.New("the question was not answered; nothing was changed")
	errNoTerminal = errors.New("the input is not a terminal")
)

// ReadPassword reads one line from a terminal without an echo. A signal that
// ends or stops the program would leave the terminal without one, and what was
// typed in its line, so it is caught until the line is read.
func ReadPassword(in io.Reader) (string, error) {
	file, ok := in.(interface{ Fd() uintptr })
	if !ok {
		return "", errNoTerminal
	}
	terminal := int(file.Fd())
	before, err := term.GetState(terminal)
	if err != nil {
		return "", errNoTerminal
	}
	signals := make(chan os.Signal, 1)
	for _, each := range ending.Caught(slices.Concat(ending.Signals, ending.Stopping)) {
		signal.Notify(signals, each)
	}
	defer signal.Stop(signals)
	type answer struct {
		text []byte
		err  error
	}
	answered := make(chan answer, 1)
	go func() {
		text, err := term.ReadPassword(terminal)
		answered <- answer{text, err}
	}()
	for {
		select {
		case got := <-answered:
			if got.err != nil {
				return "", errStopped
			}
			return string(got.text), nil
		case received := <-signals:
			hidden, err := term.GetState(terminal)
			giveBack(file.Fd(), before)
			if !slices.Contains(ending.Stopping, received) || err != nil {
				return "", errStopped
			}
			ending.Stop()
			_ = term.Restore(terminal, hidden)
		}
	}
}

// giveBack drops what was typed so far, which the terminal would hand to the shell
// as the begin of its next line, and restores the mode. What is typed between the
// two was still meant for the question, hence the second time.
func giveBack(terminal uintptr, mode *term.State) {
	ending.DropInput(terminal)
	_ = term.Restore(int(terminal), mode)
	ending.DropInput(terminal)
}
