package result

import (
	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"devtools/ripio-explorer/ripio/cause"
	"devtools/ripio-explorer/tui/zone"
)

// Remedies is what can be done about the causes that are shown.
type Remedies struct {
	// Stale says why the causes are no longer those of the selected request; empty
	// when they are.
	Stale string
	// Each is what can be done about each cause.
	Each []Remedy
	// Typing tells that letters are text now, Focused that enter acts on the open cause.
	Typing, Focused bool
	// First tells that the key of the fix does the first cause's remedy.
	First bool
}

// Remedy is what enter does about a cause. Words complete "Press enter: ..."; they are
// empty when no key can do anything. Disabled says why it does nothing now; empty
// when it does something.
type Remedy struct{ Words, Disabled string }

// Hint is a key and what it does about the causes: the letters that open one, such as
// "A-C", or how the only one is acted on. Both are empty where no key does anything.
func (r Remedies) Hint() (key, words string) {
	last := min(len(r.Each), len(causeLetters)) - 1
	switch {
	case last > 0:
		return Letter(0) + "-" + Letter(last), "open a cause"
	case last < 0 || r.Focused || r.Each[0].Words == "" || r.Each[0].Disabled != "":
		return "", ""
	}
	return Letter(0) + ", enter", "act on it"
}

// Acts reports whether enter acts on the cause at a place: it does, or says why not.
func (r Remedies) Acts(at int) bool { return r.Stale == "" || r.Each[at].Disabled == "" }

// Letter names the cause at a place of the list; there are six letters.
func Letter(at int) string {
	if at >= len(causeLetters) {
		return ""
	}
	return causeLetters[at : at+1]
}

const causeLetters = "ABCDEF"

// Ranked are the causes that are worth showing: none for a request that was wrong on
// purpose, and only with the whole those that a clear one leaves far behind.
func (m *Model) Ranked() []cause.Cause {
	switch {
	case m.exchange == nil || m.IsTest():
		return nil
	case m.whole:
		return m.Causes
	}
	return m.Causes[:cause.Foremost(m.Causes)]
}

// ClickedCause is the place of the cause that was clicked; act tells that it was on what
// does something about it.
func ClickedCause(target zone.Target) (at int, act, ok bool) {
	if at, ok = target.Part(actPart); ok {
		return at, true, true
	}
	at, ok = target.Part(causePart)
	return at, false, ok
}

// Chosen is the place of the open cause, counted from 0.
func (m *Model) Chosen() int { return m.chosen }

// Choose opens a cause and scrolls it into sight.
func (m *Model) Choose(at int) {
	if at < 0 || at >= len(m.Ranked()) {
		return
	}
	m.chosen = at
	m.arrange()
	m.scroll.Reveal(m.chosenFrom, m.chosenTo)
	if m.chosen == 0 && m.chosenTo <= m.scroll.Room {
		m.scroll.Offset = 0 // what happened stands above
	}
}

// updateCauses moves through the list of causes, and reports whether the key was one
// for it. At its ends it scrolls.
func (m *Model) updateCauses(msg tea.KeyMsg) bool {
	if m.tab != Token || len(m.Ranked()) == 0 {
		return false
	}
	switch k := m.Keys; {
	case key.Matches(msg, k.Up) && m.chosen > 0:
		m.Choose(m.chosen - 1)
	case key.Matches(msg, k.Down) && m.chosen < len(m.Ranked())-1:
		m.Choose(m.chosen + 1)
	case msg.String() == "right" && !m.whole, msg.String() == "left" && m.whole:
		m.showWhole(!m.whole)
	default:
		return false
	}
	return true
}
