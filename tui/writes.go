package tui

import (
	"sync"
	"time"

	tea "github.com/charmbracelet/bubbletea"
)

// writes are the commands that change files or key rings and have not ended.
// Bubble Tea drops what it has not begun when a program ends, and waits for
// nothing; a send that was just answered would be missing in the history then.
type writes struct {
	mutex sync.Mutex
	count int
	left  map[int]func()
}

// keep makes a command that is done even when the program ends first, and once
// only.
func (w *writes) keep(cmd tea.Cmd) tea.Cmd {
	if cmd == nil {
		return nil
	}
	w.mutex.Lock()
	defer w.mutex.Unlock()
	w.count++
	number := w.count
	once := sync.OnceValue(func() tea.Msg {
		defer w.done(number)
		return cmd()
	})
	if w.left == nil {
		w.left = map[int]func(){}
	}
	w.left[number] = func() { once() }
	return once
}

func (w *writes) done(number int) {
	w.mutex.Lock()
	defer w.mutex.Unlock()
	delete(w.left, number)
}

// Settle gives up what is under way and finishes what is still to be written,
// after the program has ended. It takes no longer than limit, for key rings that
// wait for somebody.
func (m *Model) Settle(limit time.Duration) {
	m.giveUp()
	m.writes.mutex.Lock()
	var all sync.WaitGroup
	for _, finish := range m.writes.left {
		all.Go(func() {
			defer func() { _ = recover() }() // nobody is left to be told
			finish()
		})
	}
	m.writes.mutex.Unlock()
	ended := make(chan struct{})
	go func() {
		all.Wait()
		close(ended)
	}()
	select {
	case <-ended:
	case <-time.After(limit):
	}
}
