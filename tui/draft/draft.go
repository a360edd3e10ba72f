// Package draft keeps what is typed into the form for the next start: it is written
// when typing pauses, and what was not written yet when the program ends.
package draft

import (
	"sync"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"devtools/ripio-explorer/profiles/state"
)

// Pause is how long nothing must change before the draft is written.
const Pause = time.Second

// Keeper writes the draft of this run. Its value must not be copied.
type Keeper struct {
	// On reports whether drafts are kept. Load reads that of the run before, Save writes
	// one; nil where nothing is written.
	On   func() bool
	Load func() (state.Draft, error)
	Save func(state.Draft) error
	// After brings a message later; tea.Tick outside tests.
	After func(pause time.Duration, message func(time.Time) tea.Msg) tea.Cmd
	// Keep makes a command that is done even when the program ends first.
	Keep func(tea.Cmd) tea.Cmd

	// Earlier is that of the run before.
	Earlier state.Draft

	changes int
	write   tea.Cmd // of what was not written yet; nil when everything is
	mutex   sync.Mutex
	latest  state.Draft
	begun   bool
}

// DueMsg asks to write, if nothing changed since it was asked for.
type DueMsg struct{ changes int }

// LoadedMsg brings the draft of the run before.
type LoadedMsg struct {
	draft state.Draft
	next  tea.Cmd
}

// Read returns a command that reads the draft of the run before, and then goes on with
// next, as both decide what is selected.
func (k *Keeper) Read(next tea.Cmd) tea.Cmd {
	if !k.On() || k.After == nil {
		return next
	}
	return func() tea.Msg {
		earlier, _ := k.Load() // what cannot be read is typed again
		return LoadedMsg{draft: earlier, next: next}
	}
}

// Loaded takes the draft of the run before, which needs not be written again.
func (k *Keeper) Loaded(msg LoadedMsg) tea.Cmd {
	k.Earlier = msg.draft
	return msg.next
}

// Note takes what stands in the form now.
func (k *Keeper) Note(draft state.Draft) tea.Cmd {
	if !k.On() {
		return nil
	}
	k.mutex.Lock()
	if !k.begun {
		k.latest, k.begun = k.Earlier, true
	}
	same := k.latest == draft
	k.latest = draft
	k.mutex.Unlock()
	if same || k.Save == nil || k.After == nil {
		return nil
	}
	k.changes++
	if k.write == nil {
		k.write = k.Keep(func() tea.Msg {
			k.mutex.Lock()
			latest := k.latest
			k.mutex.Unlock()
			_ = k.Save(latest) // what cannot be kept is typed again
			return nil
		})
	}
	changes := k.changes
	return k.After(Pause, func(time.Time) tea.Msg { return DueMsg{changes} })
}

// Update returns the command that writes, once nothing changes any more.
func (k *Keeper) Update(msg DueMsg) tea.Cmd {
	if msg.changes != k.changes {
		return nil
	}
	write := k.write
	k.write = nil
	return write
}
