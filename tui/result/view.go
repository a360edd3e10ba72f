package result

import (
	"github.com/charmbracelet/bubbles/key"

	"devtools/ripio-explorer/tui/draw"
)

// WholeKey is the key that shows what is left out of the open tab, in the tab's words.
func (m *Model) WholeKey() key.Binding {
	k, words := m.Keys.Whole, "show all of it"
	switch {
	case m.tab == HTTP && m.whole:
		words = "cut long lines"
	case m.tab == HTTP:
		words = "wrap long lines"
	case m.whole:
		words = "show less"
	}
	k.SetHelp(k.Help().Key, words)
	return k
}

// SwitchWhole shows what is left out of the open tab, or leaves it out again.
func (m *Model) SwitchWhole() { m.showWhole(!m.whole) }

// NoWhole says why there is nothing to show more of; empty when there is.
func (m *Model) NoWhole() string {
	if !m.Searchable() {
		return "nothing of this tab is left out"
	}
	return ""
}

// showWhole shows everything, or what matters first.
func (m *Model) showWhole(whole bool) {
	m.whole, m.http, m.raw = whole, page{}, page{}
	if m.sending == nil && !m.IsEmpty() {
		m.arrange()
		m.scroll.By(0)
	}
}

// Scroll moves the body by lines.
func (m *Model) Scroll(by int) { m.scroll.By(by) }

// Head is what stands above a tab that another component draws: what happened, and how
// long the token lives. It is empty where nothing was sent.
func (m *Model) Head() []string {
	if m.sending != nil || m.IsEmpty() {
		return nil
	}
	return m.head(m.width, m.height)
}

// View draws head and body.
func (m *Model) View() []string {
	switch {
	case m.sending != nil:
		return m.sendingLines(m.width)
	case m.IsEmpty():
		return m.emptyLines(m.width)
	}
	head, body := m.arrange()
	return append(head, m.marked(body)...)
}

// arrange lays head and body out, and returns what of the body is in sight.
func (m *Model) arrange() (head, inSight []string) {
	head = m.head(m.width, m.height)
	room := m.height - len(head)
	m.tight, m.spare = false, 0
	m.drawn = m.bodyLines(m.width)
	if m.token == nil && len(m.drawn) > room && !m.whole {
		m.tight = true
		m.drawn = m.bodyLines(m.width)
		if m.spare = max(room-len(m.drawn), 0); m.spare > 0 {
			m.drawn = m.bodyLines(m.width)
		}
	}
	return head, m.scroll.Show(m.drawn, room)
}

// Position says how far the body is scrolled, empty when all of it shows, and whether
// it goes on below.
func (m *Model) Position() (text string, more bool) {
	if m.sending != nil {
		return "", false
	}
	return m.scroll.Position(), m.scroll.More()
}

// bodyLines lays the open tab out.
func (m *Model) bodyLines(width int) []string {
	if m.tab == HTTP {
		return m.httpLines(width)
	}
	p := draw.NewWriter(m.Styles, width)
	p.CopyKey = m.Keys.Copy.Help().Key
	p.Everything = m.whole
	switch {
	case m.tab == Checks:
		m.writeChecks(p)
	case m.IsTest():
		m.writeTest(p)
	case m.IsDryRun():
		writeDryRun(p, m.exchange)
	case m.exchange != nil && m.exchange.Failure != nil:
		m.writeFailure(p)
	default:
		m.writeToken(p)
	}
	p.End()
	return p.Lines
}
