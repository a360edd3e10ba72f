package tui

import (
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/visible"
	"devtools/ripio-explorer/tui/dialog"
	"devtools/ripio-explorer/tui/field"
	"devtools/ripio-explorer/tui/request"
	"devtools/ripio-explorer/tui/result"
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
	if f := e.Failure; f != nil && f.Wait() > 0 && ended.Add(f.Wait()).After(p.until) {
		p = pause{ended.Add(f.Wait()), "The server asked to wait: Retry-After: " + visible.Line(f.RetryAfterRaw) + "."}
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
	active  bool
	sending sending
	pause
}

// politely sends now, or when the environment's pause is over.
func (m *Model) politely(s sending) tea.Cmd {
	if why := m.busy(); why != "" {
		m.status.say(finding.LevelNote, why)
		return nil
	}
	if m.result.Tab() == result.History && s.kind != sendRenewal {
		m.result.SetTab(result.Token)
	}
	p := m.pauses[s.environment.Name]
	now := m.deps.Now()
	if !p.until.After(now) {
		return m.resolve(s)
	}
	m.waiting = waiting{active: true, sending: s, pause: p}
	if !m.isAside(s) {
		m.result.ShowSending(result.Sending{Environment: s.environment, Since: now, Until: p.until, Why: p.why})
	}
	return nil
}

// waitOver sends what waited once its time has come.
func (m *Model) waitOver() tea.Cmd {
	if !m.waiting.active || m.waiting.until.After(m.deps.Now()) {
		return nil
	}
	return m.sendWithoutWaiting()
}

// sendWithoutWaiting ends the wait and sends, unless the profile is no longer what
// it was: its client_id and its secret would not belong together.
func (m *Model) sendWithoutWaiting() tea.Cmd {
	s := m.waiting.sending
	if !s.sameAs(m.newSending(s.kind)) {
		m.stopWaiting("What waited to be sent has changed; nothing was sent.")
		return nil
	}
	m.waiting = waiting{}
	m.result.EndSending()
	return m.resolve(s)
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
	aside := m.isAside(m.waiting.sending)
	m.waiting = waiting{}
	if !aside {
		m.result.ShowNothing(why)
	}
	m.showKept()
	m.status.say(finding.LevelNote, why)
}

// smallestStep is a difference between the two clocks that is no inexactness.
const smallestStep = 500 * time.Millisecond

// clockWatch holds what two clocks said at one moment: the wall clock, which can
// be set, and one that only goes on.
type clockWatch struct {
	begun   bool
	wall    time.Time
	elapsed time.Duration
}

// step is how far the wall clock was set ahead since the last step. Sleep is none:
// both clocks count it.
func (w *clockWatch) step(wall time.Time, elapsed time.Duration) time.Duration {
	wall = wall.Round(0) // without Go's own monotonic clock
	step := wall.Sub(w.wall) - (elapsed - w.elapsed)
	if w.begun && step.Abs() < smallestStep {
		return 0
	}
	begun := w.begun
	*w = clockWatch{begun: true, wall: wall, elapsed: elapsed}
	if !begun {
		return 0
	}
	return step
}

// followClock keeps what counts down at its pace when the wall clock was set: the
// tokens of this run and the pauses. It comes before a message is handled, as an
// answer that comes now was measured with the clock as it is now.
func (m *Model) followClock() {
	if m.deps.Elapsed == nil {
		return
	}
	elapsed, known := m.deps.Elapsed()
	if !known {
		return
	}
	step := m.clockWatch.step(m.deps.Now(), elapsed)
	if step == 0 {
		return
	}
	for whom, exchange := range m.kept {
		exchange.Clock.Stepped += step
		m.kept[whom] = exchange
	}
	m.result.FollowClock(step)
	for name, pause := range m.pauses {
		pause.until = pause.until.Add(step)
		m.pauses[name] = pause
	}
	m.waiting.until = m.waiting.until.Add(step)
}

// askProduction has the profile's name typed before the first send to production.
func (m *Model) askProduction(s sending) {
	prompt := newProductionPrompt(visible.Line(s.owner.profile))
	prompt.Accept = func(text string) dialog.Answer {
		return dialog.ConfirmName(text, s.owner.profile, sentNothing, func() tea.Cmd {
			m.confirmed[s.owner.profile] = true
			return m.ask(s)
		})
	}
	m.open(prompt)
}

// newProductionPrompt asks for the profile's name before the first send to
// production.
func newProductionPrompt(profile string) *dialog.Prompt {
	p := &dialog.Prompt{
		Title: "PRODUCTION",
		Text: "This request goes to Ripio's production with the real credentials of this profile. " +
			"It is not known whether a new token ends an older one of the same user. " +
			"Type the profile's name to go on: " + profile,
		Input:       field.New(""),
		Foot:        "enter confirms until the program ends, esc goes back",
		Environment: ripio.Production,
	}
	p.Input.Focus()
	return p
}

const sentNothing = "Nothing was sent."

// askAboutAddress asks once for an address that looks like a private key. The
// question carries the address that it is about.
func (m *Model) askAboutAddress(item finding.Finding) {
	address := m.form.Address.Value()
	menu := dialog.NewMenu("The address "+item.Title, []dialog.Choice{
		{Name: "Change it", Detail: item.Found, Run: func() tea.Cmd {
			m.setFocus(request.FocusAddress)
			m.status.say(finding.LevelNote, "nothing was sent")
			return nil
		}},
		{Name: "It is an address: send it", Detail: "to Ripio, and keep it in the history", Run: func() tea.Cmd {
			if m.form.Address.Value() != address {
				m.setFocus(request.FocusAddress)
				m.status.say(finding.LevelNote, "nothing was sent")
				return nil
			}
			m.form.ConfirmAddress()
			return m.begin()
		}},
	})
	menu.Hints = "It has the form of a key, maybe with a character lost; some chains' addresses have it too. A key that is sent is known to others."
	m.open(menu)
}
