//go:build unix

package e2e_test

import (
	"bytes"
	"io"
	"strings"
	"sync"

	"github.com/charmbracelet/x/vt"
)

// screen is what a person sees: an emulated terminal. The emulator's own
// concurrent form does not protect all of its methods.
type screen struct {
	mutex    sync.Mutex
	emulator *vt.Emulator
	held     []byte // the begin of a frame that is not complete
}

func newScreen(columns, rows int) *screen {
	s := &screen{emulator: vt.NewEmulator(columns, rows)}
	go io.Copy(io.Discard, s.emulator) // the terminal never answers
	return s
}

// Write shows the program's output, of synchronised frames only whole ones.
func (s *screen) Write(output []byte) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	s.held = append(s.held, output...)
	if bytes.LastIndex(s.held, []byte("\x1b[?2026h")) > bytes.LastIndex(s.held, []byte("\x1b[?2026l")) {
		return
	}
	_, _ = s.emulator.Write(s.held)
	s.held = nil
}

// Resize changes the size.
func (s *screen) Resize(columns, rows int) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	s.emulator.Resize(columns, rows)
}

// Left reports whether the alternate screen was left and the cursor is shown.
func (s *screen) Left() bool {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	return !s.emulator.IsAltScreen() && !s.emulator.CursorHidden()
}

// Text is what the screen shows, without blanks at the ends.
func (s *screen) Text() string {
	s.mutex.Lock()
	lines := strings.Split(s.emulator.String(), "\n")
	s.mutex.Unlock()
	for i, line := range lines {
		lines[i] = strings.TrimRight(line, " ")
	}
	return strings.TrimRight(strings.Join(lines, "\n"), "\n")
}
