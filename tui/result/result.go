// Package result is the pane on the right: what came of a send, a token that was
// pasted, or an attempt from the history. A head always stays in sight, and the
// open tab scrolls under it.
package result

import (
	"time"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/jwt"
	"devtools/ripio-explorer/tui/draw"
	"devtools/ripio-explorer/tui/search"
	"devtools/ripio-explorer/tui/theme"
)

// Tab is a view of the result.
type Tab int

// The tabs. Widget and History are drawn by components of their own; here they only have
// their places.
const (
	Token Tab = iota
	Checks
	HTTP
	Widget
	History
	tabCount
)

var tabNames = [...]string{"Token", "Checks", "HTTP", "Widget", "History"}

// KeyMap holds the keys of the pane.
type KeyMap struct {
	Token, Checks, HTTP key.Binding
	Right, Left         key.Binding
	// Whole shows what is left out of the open tab, and leaves it out again.
	Whole key.Binding
	draw.ScrollKeys
	// Named are keys of the explorer that the pane tells of.
	Named
}

// Named are keys that the root follows.
type Named struct{ Renew, Copy, Inspect, Environment, Profiles, Scenario, Fix, Guide key.Binding }

// DefaultKeyMap returns the keys of the explorer.
func DefaultKeyMap() KeyMap {
	return KeyMap{
		Token:  draw.Bind("1", "token", "1"),
		Checks: draw.Bind("2", "checks", "2"),
		HTTP:   draw.Bind("3", "HTTP", "3"),
		Right:  draw.Bind("l", "next tab", "right", "l"),
		Left:   draw.Bind("h", "previous tab", "left", "h"),
		Whole:  draw.Bind("w", "show all of it", "w"),

		ScrollKeys: draw.DefaultScrollKeys(),
		Named: Named{
			Renew: draw.Bind("^N", "renew"), Copy: draw.Bind("^Y", "copy"), Inspect: draw.Bind("^R", "read a token"), Environment: draw.Bind("f2", "environment"),
			Profiles: draw.Bind("^T", "profiles"), Scenario: draw.Bind("^X", "scenario"), Fix: draw.Bind("^F", "apply the fix"), Guide: draw.Bind("i", "guide: explain this"),
		},
	}
}

// Model is the pane. The root asks it what is shown; it never reaches for the root.
type Model struct {
	Keys   KeyMap
	Styles theme.Styles
	// Now is the clock that counts down, Local where the clock on the wall hangs.
	Now   func() time.Time
	Local *time.Location
	// Remedies is what the root knows about doing something about the shown causes;
	// it is told afresh before each View.
	Remedies Remedies
	// InUse reports whether something is typed in the open tab, which then stays.
	InUse func() bool

	// The shown layer, and below it what esc brings back, the last one first.
	layer
	below []layer
	// searched is the tab that was searched last.
	search   search.Search
	searched Tab
	// beforeHistory is the tab that was open before that of earlier sends.
	beforeHistory Tab

	width, height int
	frame         int // of the spinner
}

// New returns an empty pane.
func New(styles theme.Styles, now func() time.Time, local *time.Location) Model {
	return Model{Keys: DefaultKeyMap(), Styles: styles, Now: now, Local: local, InUse: func() bool { return false }}
}

// SetSize tells the area that View fills.
func (m *Model) SetSize(width, height int) { m.width, m.height = width, height }

// ChoosesTab reports whether a key goes to a tab, or to the one beside.
func (k KeyMap) ChoosesTab(msg tea.KeyMsg) bool {
	return key.Matches(msg, k.Token, k.Checks, k.HTTP, k.Left, k.Right)
}

// Update scrolls, or chooses a tab.
func (m *Model) Update(msg tea.KeyMsg) tea.Cmd {
	switch k := m.Keys; {
	case m.updateCauses(msg):
	case key.Matches(msg, k.Whole):
		m.SwitchWhole()
	case key.Matches(msg, k.Token):
		m.SetTab(Token)
	case key.Matches(msg, k.Checks):
		m.SetTab(Checks)
	case key.Matches(msg, k.HTTP):
		m.SetTab(HTTP)
	case key.Matches(msg, k.Right):
		m.SetTab((m.tab + 1) % tabCount)
	case key.Matches(msg, k.Left):
		m.SetTab((m.tab + tabCount - 1) % tabCount)
	default:
		m.scroll.Update(msg, k.ScrollKeys)
	}
	return nil
}

// ShortHelp are the keys of the search while its prompt is open.
func (m *Model) ShortHelp() []key.Binding {
	if !m.Searching() {
		return nil
	}
	return []key.Binding{draw.Bind("enter", "keep"), draw.Bind("down", "next"), draw.Bind("up", "previous"), draw.Bind("esc", "end the search")}
}

// SetTab opens a tab at its top.
func (m *Model) SetTab(t Tab) { m.tab, m.scroll.Offset = t, 0 }

// Tab is the open tab.
func (m *Model) Tab() Tab { return m.tab }

// Tick turns the spinner.
func (m *Model) Tick() { m.frame++ }

// Exchange is the shown exchange, Decoded the shown token; nil without one.
func (m *Model) Exchange() *ripio.Exchange { return m.exchange }
func (m *Model) Decoded() *jwt.Token       { return m.token }

// From is the environment that granted a pasted token; empty where it is not known.
func (m *Model) From() ripio.EnvironmentName { return m.from }

// Own is the selected user's own exchange, whatever is opened over it.
func (m *Model) Own() *ripio.Exchange { return m.base().exchange }

// Attempt is the shown attempt from the history; ok is false for anything else.
func (m *Model) Attempt() (attempt profiles.Attempt, ok bool) {
	if m.attempt == nil {
		return attempt, false
	}
	return *m.attempt, true
}

// Opened reports whether something was opened over the selected user's own outcome.
func (m *Model) Opened() bool { return len(m.below) > 0 }

// Counting reports whether the pane changes with the time, and after how long:
// every second, every minute for a token that expired long ago, and fast while a
// request is under way.
func (m *Model) Counting() (after time.Duration, counting bool) {
	switch {
	case m.sending != nil:
		return sendingPause, true
	case m.WaitLeft() > 0:
		return countingPause, true
	case m.tokenKept() && m.life.counting():
		return m.life.pause(m.Now()), true
	}
	return 0, false
}

// The times for which a drawing stays right.
const (
	sendingPause  = 100 * time.Millisecond
	countingPause = time.Second
	expiredPause  = time.Minute
)

// ShortCountdown is the time left of the shown token, for places with little room;
// empty when it is none of this run.
func (m *Model) ShortCountdown() string {
	if m.token == nil || m.attempt != nil {
		return ""
	}
	return m.life.Short(m.Styles, m.Now())
}
