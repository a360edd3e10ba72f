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
	// Save writes it; nil where nothing is written.
	Save func(state.Draft) error
	// After brings a message later; tea.Tick outside tests.
	After func(pause time.Duration, message func(time.Time) tea.Msg) tea.Cmd
	// Keep makes a command that is done even when the program ends first.
	Keep func(tea.Cmd) tea.Cmd

	changes int
	write   tea.Cmd // of what was not written yet; nil when everything is
	mutex   sync.Mutex
	latest  state.Draft
	begun   bool
}

// DueMsg asks to write, if nothing changed since it was asked for.
type DueMsg struct{ changes int }

// Begin notes what needs not be written, as it was just read or is nothing.
func (k *Keeper) Begin(draft state.Draft) { k.latest, k.begun = draft, true }

// Begun reports whether anything was noted.
func (k *Keeper) Begun() bool { return k.begun }

// Note takes what stands in the form now.
func (k *Keeper) Note(draft state.Draft) tea.Cmd {
	k.mutex.Lock()
	same := k.latest == draft
	if k.begun && !same {
		k.latest = draft
	}
	k.mutex.Unlock()
	if same || !k.begun || k.Save == nil || k.After == nil {
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
