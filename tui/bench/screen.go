//go:build unix

package main

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"sync"
	"time"

	"devtools/ripio-explorer/tui/internal/ptytest"
)

// patience is how long anything may take before the benchmark gives up.
const patience = 10 * time.Second

// terminal is a program in a terminal that answers questions, in its own way.
type terminal struct {
	*ptytest.Terminal
	answerAfter time.Duration // negative for a terminal that never answers

	mutex   sync.Mutex
	seen    []byte
	written int
	changed chan struct{} // closed and renewed at every output
}

// The kinds of terminals: one here, one that is a network away, one that never
// answers.
const (
	here = 0
	away = 80 * time.Millisecond
	mute = -1
)

// open starts a program in a terminal of 120 x 36 with an empty home.
func (b bench) open(program string, answerAfter time.Duration) (*terminal, error) {
	home, err := os.MkdirTemp(b.dir, "home")
	if err != nil {
		return nil, fmt.Errorf("making a home: %w", err)
	}
	command := exec.Command(program)
	command.Env = []string{"HOME=" + home, "PATH=" + os.Getenv("PATH"), "TERM=xterm-256color", "LANG=C.UTF-8"}
	t := &terminal{answerAfter: answerAfter, changed: make(chan struct{})}
	ready := make(chan struct{})
	t.Terminal, err = ptytest.Start(command, 120, 36, func(output []byte) {
		<-ready
		t.take(output)
	})
	close(ready)
	return t, err
}

// The question that a Bubble Tea program asks at its start, and a terminal's
// answer.
const (
	question = "\x1b]11;?\x1b\\\x1b[6n"
	answer   = "\x1b]11;rgb:0000/0000/0000\x1b\\\x1b[1;1R"
)

// take notes output and answers what it asks.
func (t *terminal) take(output []byte) {
	t.mutex.Lock()
	defer t.mutex.Unlock()
	t.seen = append(t.seen, output...)
	t.written += len(output)
	if t.answerAfter >= 0 && bytes.Contains(t.seen, []byte(question)) {
		t.seen = nil
		time.AfterFunc(t.answerAfter, func() { _ = t.Type(answer) })
	}
	close(t.changed)
	t.changed = make(chan struct{})
}

// look returns what was written since the last key, how much was written in all,
// and a channel that is closed at the next output.
func (t *terminal) look() (seen string, written int, changed <-chan struct{}) {
	t.mutex.Lock()
	defer t.mutex.Unlock()
	return string(t.seen), t.written, t.changed
}

// waitFor waits until a text was written and gives the time it took.
func (t *terminal) waitFor(text string) (time.Duration, error) {
	began := time.Now()
	for {
		seen, _, changed := t.look()
		if bytes.Contains([]byte(seen), []byte(text)) {
			return time.Since(began), nil
		}
		select {
		case <-changed:
		case <-time.After(patience):
			return 0, fmt.Errorf("waited in vain for %q; %s wrote %q", text, t.Command.Path, seen)
		}
	}
}

// press types a key after forgetting what was written.
func (t *terminal) press(key string) error {
	t.mutex.Lock()
	t.seen = nil
	t.mutex.Unlock()
	return t.Type(key)
}

// pressFor types a key and waits for a text.
func (t *terminal) pressFor(key, text string) (time.Duration, error) {
	if err := t.press(key); err != nil {
		return 0, err
	}
	return t.waitFor(text)
}
