// Package history is the tab of earlier sends: their list, its filter, and two of
// them side by side.
package history

import (
	"strings"
	"time"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/tui/draw"
	"devtools/ripio-explorer/tui/field"
	"devtools/ripio-explorer/tui/theme"
	"devtools/ripio-explorer/tui/zone"
)

// KeyMap holds the keys of the tab. Open and Report are keys of the root.
type KeyMap struct {
	draw.ScrollKeys
	Filter, KeepFilter, ShowAll                        key.Binding
	Open, Resend, Report, Mark, Compare, Purge, Tokens key.Binding
	// Noise, Whole and Close are those of the comparison.
	Noise, Whole, Close key.Binding
	// Named are keys of the explorer that the tab tells of.
	Named
}

// Named are keys that the root follows.
type Named struct{ Tab, Causes key.Binding }

// DefaultKeyMap returns the keys with the words that help shows for them.
func DefaultKeyMap() KeyMap {
	moves := draw.DefaultScrollKeys()
	moves.Up.SetKeys("k", "up", "N")
	moves.Down.SetKeys("j", "down", "n")
	return KeyMap{
		ScrollKeys: moves,
		Filter:     draw.Bind("/", "filter", "/"),
		KeepFilter: draw.Bind("enter", "keep the filter", "enter"),
		ShowAll:    draw.Bind("esc", "show all", "esc"),
		Open:       draw.Bind("enter", "open", "enter"),
		Resend:     draw.Bind("r", "re-send", "r"),
		Report:     draw.Bind("s", "report", "s"),
		Mark:       draw.Bind("m", "mark", "m"),
		Compare:    draw.Bind("c", "compare", "c"),
		Purge:      draw.Bind("x", "purge", "x"),
		Tokens:     draw.Bind("W", "keep tokens", "W"),
		Noise:      draw.Bind("n", "show noise", "n"),
		Whole:      draw.Bind("w", "whole values", "w"),
		Close:      draw.Bind("q", "close", "q", "enter"),
	}
}

// Model is the tab. It holds what the file held when it was last read.
type Model struct {
	Keys   KeyMap
	Styles theme.Styles
	Now    func() time.Time
	Local  *time.Location
	// UserName returns the name of an exchange's user, empty where it has none.
	UserName func(ripio.Exchange) string
	// KeepTokens means that sends of this run keep their token.
	KeepTokens bool

	host Host
	file *profiles.History
	// attempts are all of them, the newest first; matches are the places of those
	// that pass the filter.
	attempts []profiles.Attempt
	matches  []int
	// at is the selected match, scroll which of them are in sight.
	at            int
	scroll        draw.Scroll
	widths        widths
	width, height int

	// fresh means that nothing was written since the file was read, loading that it
	// is being read.
	fresh, loading, loaded bool
	err                    error

	// text is the filter as typed, filter its meaning.
	text      string
	filter    filter
	input     field.Field
	filtering bool

	// marked is the ID of the attempt that is to be compared.
	marked string
}

// New returns the tab of a history; nothing is read before Load.
func New(host Host, file *profiles.History, styles theme.Styles, now func() time.Time, local *time.Location) Model {
	return Model{
		Keys: DefaultKeyMap(), Styles: styles, Now: now, Local: local,
		UserName: func(ripio.Exchange) string { return "" }, host: host, file: file,
	}
}

// SetSize tells the area that View fills.
func (m *Model) SetSize(width, height int) { m.width, m.height = width, height }

// LoadedMsg brings the attempts.
type LoadedMsg struct {
	Attempts []profiles.Attempt
	Warnings []profiles.Warning
	Err      error
}

// Load returns a command that reads the file, nil when nothing was written since, or
// the tab is out of sight.
func (m *Model) Load(inSight bool) tea.Cmd {
	if !inSight || m.fresh || m.loading {
		return nil
	}
	m.fresh, m.loading = true, true
	file := m.file
	return func() tea.Msg {
		attempts, err := file.List(profiles.Filter{})
		return LoadedMsg{Attempts: attempts, Warnings: file.Warnings(), Err: err}
	}
}

// Written notes that the file may hold something new.
func (m *Model) Written() { m.fresh = false }

// Update takes what was loaded or removed, and the keys of the list. It reports
// whether a key was one of them.
func (m *Model) Update(msg tea.Msg) (cmd tea.Cmd, taken bool) {
	switch msg := msg.(type) {
	case LoadedMsg:
		m.load(msg)
	case PurgedMsg:
		m.purged(msg)
	case tea.KeyMsg:
		return m.pressed(msg)
	}
	return nil, true
}

// load takes the attempts; the selection stays on the attempt it is on.
func (m *Model) load(msg LoadedMsg) {
	selected, moved := m.Selected()
	moved = moved && m.at > 0 // whoever is at the top stays with the newest
	m.loading, m.loaded, m.err = false, true, msg.Err
	if msg.Err != nil && msg.Attempts == nil {
		return
	}
	m.attempts = msg.Attempts
	m.apply()
	for at, i := range m.matches {
		if moved && m.attempts[i].ID == selected.ID {
			m.at = at
		}
	}
}

// Move moves the pointer by rows.
func (m *Model) Move(by int) { m.at = max(0, min(m.at+by, len(m.matches)-1)) }

// rowPart is the name of the rows of the list.
const rowPart = "attempt"

// Click selects the attempt that is clicked, and reports whether it was selected
// already: a second click opens it.
func (m *Model) Click(target zone.Target) (again bool) {
	at, ok := target.Part(rowPart)
	if !ok || at >= len(m.matches) {
		return false
	}
	again, m.at = at == m.at, at
	return again
}

// Selected is the attempt the pointer is on; false when none is listed.
func (m *Model) Selected() (profiles.Attempt, bool) {
	if m.at >= len(m.matches) {
		return profiles.Attempt{}, false
	}
	return m.attempts[m.matches[m.at]], true
}

// count returns how many attempts a purge would remove, as far as they were read.
func (m *Model) count(choice profiles.PurgeChoice) int {
	count := 0
	for _, attempt := range m.attempts {
		if choice.Fits(attempt) {
			count++
		}
	}
	return count
}

// compare returns a view of the selected attempt beside the marked one, or beside
// the one before it of the same profile. It is false when there is none.
func (m *Model) compare() (*Comparison, bool) {
	selected, _ := m.Selected()
	older, passed := -1, false
	for i, other := range m.attempts {
		switch {
		case m.marked != "" && other.ID == m.marked && other.ID != selected.ID:
			return m.newComparison(other, selected), true
		case older < 0 && passed && strings.EqualFold(other.Exchange.Profile, selected.Exchange.Profile):
			older = i
		}
		passed = passed || other.ID == selected.ID
	}
	if older < 0 {
		return nil, false
	}
	return m.newComparison(m.attempts[older], selected), true
}

// ShortHelp are the keys of the tab.
func (m *Model) ShortHelp() []key.Binding {
	k := m.Keys
	if m.filtering {
		return []key.Binding{k.KeepFilter, k.ShowAll}
	}
	return []key.Binding{k.Open, k.Filter, k.Resend, k.Mark, k.Compare, k.Report, k.Purge, k.Tokens}
}
