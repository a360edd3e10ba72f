package tui

import (
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/visible"
)

// productionPause lies between two calls to production.
const productionPause = 3 * time.Second

// pause is a time before which an environment is not called.
type pause struct {
	until time.Time
	why   string
}

// pauseAfter is the pause that an exchange asks for: as long as the server says,
// and a short one in production.
func pauseAfter(e ripio.Exchange) pause {
	ended := e.SentAt.Add(e.Timing.Total)
	p := pause{}
	if e.Environment.Name == ripio.Production && e.Timing.Reached != "" {
		p = shortPause(ended)
	}
	if f := e.Failure; f != nil && f.RetryAfter > 0 && ended.Add(f.RetryAfter).After(p.until) {
		p = pause{ended.Add(f.RetryAfter), "The server asked to wait: Retry-After: " + visible.Line(f.RetryAfterRaw) + "."}
	}
	return p
}

// shortPause follows every call to production.
func shortPause(ended time.Time) pause {
	return pause{ended.Add(productionPause), "A short pause lies between two calls to production."}
}

// notePause keeps the pause that an exchange asks for.
func (m *Model) notePause(e ripio.Exchange) { m.keepPause(e.Environment.Name, pauseAfter(e)) }

// noteGivenUp keeps the pause after a call whose answer nobody waited for.
func (m *Model) noteGivenUp(environment ripio.EnvironmentName) {
	if environment == ripio.Production {
		m.keepPause(environment, shortPause(m.deps.Now()))
	}
}

// keepPause keeps a pause, unless a longer one runs.
func (m *Model) keepPause(environment ripio.EnvironmentName, p pause) {
	if p.until.After(m.pauses[environment].until) {
		m.pauses[environment] = p
	}
}

// waiting is a send that waits for a pause to end; active is false without one.
type waiting struct {
	active bool
	whom   binding
	pause
}

// politely sends now, or when the armed environment's pause is over.
func (m *Model) politely() tea.Cmd {
	if m.result.tab == tabHistory && !m.sendingUnasked {
		m.result.setTab(tabToken)
	}
	p := m.pauses[m.environment.Name]
	now := m.deps.Now()
	if !p.until.After(now) {
		return m.resolve()
	}
	m.waiting = waiting{active: true, whom: m.binding(), pause: p}
	m.ticking = false
	m.result.ShowWaiting(m.environment, now, p)
	return nil
}

// waitOver sends what waited once its time has come.
func (m *Model) waitOver() tea.Cmd {
	if !m.waiting.active || m.waiting.until.After(m.deps.Now()) {
		return nil
	}
	return m.sendWithoutWaiting()
}

// sendWithoutWaiting ends the wait and sends.
func (m *Model) sendWithoutWaiting() tea.Cmd {
	m.waiting = waiting{}
	m.result.sending = sending{}
	return m.resolve()
}

// noWaiting says why there is no wait to cut short; empty when there is one.
func (m *Model) noWaiting() string {
	if !m.waiting.active {
		return "nothing waits to be sent"
	}
	return ""
}

// stopWaiting gives up the send that waits.
func (m *Model) stopWaiting(why string) {
	m.waiting = waiting{}
	m.sendingUnasked = false
	m.ticking = false
	m.result.ShowNothing(why)
	m.showKept()
	m.status.say(ripio.LevelNote, why)
}
