package terminal

import (
	"os"
	"time"
)

// input is the terminal as Bubble Tea reads it. Bubble Tea takes an end of
// input for silence; this reports it. It takes the terminal's answers for
// letters; this leaves them out. It stays a file to Bubble Tea, which needs its
// descriptor for the raw mode and for reads that can be cancelled.
type input struct {
	*os.File
	hungUp    func()
	sequences sequences
	// last is when something was read last.
	last time.Time
}

const (
	// escapePatience is how long an escape waits for the rest of a sequence. The
	// escape key is late by as much.
	escapePatience = 20 * time.Millisecond
	// answerPatience is how long a gap in a sequence may be, as over a slow line.
	// What comes later was typed.
	answerPatience = 500 * time.Millisecond
)

// Read reads from the terminal, and may give nothing. In raw mode a read fails or
// ends only when the terminal is gone.
func (i *input) Read(buffer []byte) (int, error) {
	var passed []byte
	if i.sequences.incomplete() && time.Since(i.last) > answerPatience {
		passed = i.sequences.giveUp()
	}
	for {
		// What is held may come out together with what is read.
		room := buffer[:len(buffer)-len(passed)-i.sequences.kept()]
		n, err := i.File.Read(room)
		i.last = time.Now()
		passed = append(passed, i.sequences.pass(room[:n])...)
		if err != nil {
			i.hungUp()
			return copy(buffer, passed), err // the reader's own error: Bubble Tea looks for io.EOF
		}
		if !i.sequences.isKey() || len(passed) > len(buffer)/2 {
			break
		}
		if !readable(i.Fd(), escapePatience) {
			passed = append(passed, i.sequences.giveUp()...)
			break
		}
	}
	return copy(buffer, passed), nil
}
