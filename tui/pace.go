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
	"devtools/ripio-explorer/tui/sending"
)

// politely sends now, or when the environment's pause is over.
func (m *Model) politely(s sending.Send) tea.Cmd {
	if why := m.sends.Busy(); why != "" {
		m.status.say(finding.LevelNote, why)
		return nil
	}
	if m.result.Tab() == result.History && s.Kind != sending.Renewal {
		m.result.SetTab(result.Token)
	}
	p, held := m.sends.Hold(s, m.deps.Now())
	if !held {
		return m.resolve(s)
	}
	if !s.IsAside(m.result.Opened()) {
		m.result.ShowSending(result.Sending{Environment: s.Environment, Since: m.deps.Now(), Until: p.Until, Why: p.Why})
	}
	return nil
}

// sendWithoutWaiting ends the wait and sends, unless the profile is no longer what
// it was: its client_id and its secret would not belong together.
func (m *Model) sendWithoutWaiting() tea.Cmd {
	if s, _ := m.sends.Waiting(); !s.SameAs(m.newSend(s.Kind)) {
		m.stopWaiting("What waited to be sent has changed; nothing was sent.")
		return nil
	}
	m.result.EndSending()
	return m.resolve(m.sends.Release())
}

// stopWaiting gives up the send that waits.
func (m *Model) stopWaiting(why string) {
	if !m.sends.Release().IsAside(m.result.Opened()) {
		m.result.ShowNothing(why)
	}
	m.showKept()
	m.status.say(finding.LevelNote, why)
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
	step := m.clockWatch.Step(m.deps.Now(), elapsed)
	if step == 0 {
		return
	}
	m.sends.FollowClock(step)
	m.result.FollowClock(step)
	m.widget.FollowClock(step)
}

// newProductionPrompt asks for the profile's name before a send to production, and
// goes on once it was typed: for as long as the lease, or once.
func newProductionPrompt(profile string, lease time.Duration, confirmed func() tea.Cmd) *dialog.Prompt {
	foot := "enter confirms this request only, esc goes back"
	if lease > 0 {
		foot = "enter confirms for " + sending.LeaseWords(lease) + ", esc goes back"
	}
	p := &dialog.Prompt{
		Title: "PRODUCTION",
		Text: "This request goes to Ripio's production with the real credentials of this profile. " +
			"It is not known whether a new token ends an older one of the same user. " +
			"Type the profile's name to go on: " + visible.Line(profile),
		Input:       field.New(""),
		Foot:        foot,
		Environment: ripio.Production,
		Accept: func(text string) dialog.Answer {
			return dialog.ConfirmName(text, profile, sentNothing, confirmed)
		},
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
