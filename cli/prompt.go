package cli

import (
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"slices"
	"strings"

	"golang.org/x/term"

	"devtools/ripio-explorer/tui/terminal/ending"
)

var (
	errPromptStopped = errors.New("the question was not answered; nothing was changed")
	errNoTerminal    = errors.New("the input is no terminal to ask on")
)

// readPassword reads one line from a terminal without an echo. A signal that
// ends or stops the program would leave the terminal without one, and what was
// typed in its line, so it is caught until the line is read.
func readPassword(in io.Reader) (string, error) {
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
				return "", errPromptStopped
			}
			return string(got.text), nil
		case received := <-signals:
			hidden, err := term.GetState(terminal)
			giveBack(file.Fd(), before)
			if !slices.Contains(ending.Stopping, received) || err != nil {
				return "", errPromptStopped
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

// canAsk reports whether a person can be asked. Then no flag must have claimed
// the input for something else.
func (s *session) canAsk() bool { return s.IsTerminal(s.In) }

// askYes shows what has been gathered for the output, asks, and reports whether
// the answer is yes. The output must be one JSON object with --json; what is asked
// about then stands beside it.
func (m *manage) askYes(question string) (agreed bool, no *refusal) {
	if m.flags.json {
		fmt.Fprint(m.Err, m.text)
	} else {
		if m.print(m.text) != ExitOK {
			return false, &refusal{ExitInternal, kindDisk, "the output cannot be written", "What is asked about could not be shown.", nil}
		}
		m.text = ""
	}
	answer, no := m.input.askLine(question)
	return strings.EqualFold(answer, "yes"), no
}

// askLine reads a line that is shown.
func (s *session) askLine(question string) (string, *refusal) {
	fmt.Fprint(s.Err, question+": ")
	var line []byte
	for one := make([]byte, 1); len(line) < 1024; {
		n, err := s.In.Read(one)
		if n == 1 && one[0] != '\n' {
			line = append(line, one[0])
		}
		if n == 1 && one[0] == '\n' || err != nil {
			break
		}
	}
	return strings.TrimSpace(string(line)), nil
}
