package tui

import (
	tea "github.com/charmbracelet/bubbletea"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/visible"
	"devtools/ripio-explorer/tui/credentials"
	"devtools/ripio-explorer/tui/draw"
	"devtools/ripio-explorer/tui/history"
	"devtools/ripio-explorer/tui/request"
	"devtools/ripio-explorer/tui/sending"
)

// answered takes the answer of a send, unless it was given up, and writes it down.
func (m *Model) answered(msg sending.AnswerMsg) tea.Cmd {
	var current bool
	if msg.Send, current = m.sends.Current(msg.Send); !current {
		return nil
	}
	s := msg.Send
	if msg.Err != nil {
		m.sends.Tests = sending.Series{}
		m.endProbe()
		m.status.say(finding.LevelFailure, "not sent: "+noSecretForProbe(msg.Err))
		return nil
	}
	msg.Exchange.Profile = s.Owner.Profile
	m.sends.Pauses.After(msg.Exchange)
	note := m.writeDown(msg)
	m.recent.Sent(msg.Exchange)
	switch s.Kind {
	case sending.SwapTest:
		m.swapTestAnswered(s, msg.Exchange)
	case sending.NegativeTest:
		m.negativeTestAnswered(msg)
	default:
		m.showAnswer(s, msg.Exchange)
	}
	return note
}

// showAnswer shows the outcome of an ordinary send. It is kept under whom it was for,
// and shown only there.
func (m *Model) showAnswer(s sending.Send, e ripio.Exchange) {
	earlier, live := m.sends.Kept.Live(s.Owner, m.deps.Now())
	stays := live && e.Failure != nil // the failure takes no good token away
	if !stays {
		m.sends.Kept.Keep(s.Owner, e)
	}
	aside := s.IsAside(m.result.Opened())
	m.sends.End()
	if s.Kind == sending.Renewal {
		m.status.say(m.sends.Renewals.Answered(e))
	}
	switch {
	case s.Owner != m.selectedOwner():
		m.showKept()
		if m.result.IsSending() {
			m.result.ShowNothing(elsewhere(e))
		}
		m.status.say(finding.LevelNote, "the response is for the user you had before; go back to see it")
		return
	case aside:
		if !stays {
			m.result.ShowOwn(e)
		}
		return
	}
	m.result.ShowExchange(e, m.keyboard() == inFilter)
	m.result.SetRemark(m.trimRemark())
	if stays {
		m.result.SetAside("The token of " + earlier.SentAt.In(m.settings.Zone()).Format(draw.ClockLayout) + " is still good; esc shows it.")
	}
	if m.onePane() && s.Kind != sending.Renewal {
		m.setFocus(request.FocusResult)
	}
}

// journal is where answers are written down.
func (m *Model) journal() sending.Journal {
	return sending.Journal{Manager: m.deps.Profiles, Fingerprint: m.deps.Fingerprint, KeepTokens: m.history.KeepTokens}
}

// writeDown puts an answer into the history, and notes who was used and how the
// credentials fared, where there is a profile. What a custom host answers says nothing of
// Ripio's, so nothing is kept of it.
func (m *Model) writeDown(msg sending.AnswerMsg) tea.Cmd {
	if msg.Exchange.Environment.Name == ripio.Custom {
		return nil
	}
	kept := m.writes.keep(m.journal().Write(msg))
	owner, secret := msg.Send.Owner, msg.Send.Request.Secret
	if kept == nil || owner.Profile == "" || msg.Send.IsProbe() {
		return kept
	}
	key := profiles.SecretKey{Profile: owner.Profile, Environment: owner.Environment}
	return tea.Batch(
		kept,
		m.users.RecordExchange(msg.Exchange, sending.UserOf(msg.Send)),
		m.writes.keep(credentials.NoteOutcome(m.deps.Profiles.Records, key, msg.Exchange, func() string { return m.deps.Fingerprint(secret) })),
	)
}

// showKept shows what is known for the selected profile, environment and user, and
// nothing else's token.
func (m *Model) showKept() {
	owner := m.selectedOwner()
	_, flying := m.sends.UnderWay()
	waiting, waits := m.sends.Waiting()
	switch {
	case flying, waits && waiting.Owner == owner:
		return
	case waits:
		m.stopWaiting("The wait was for another user; nothing was sent.")
		return
	}
	outcome, kept := m.sends.Kept[owner]
	last := m.result.Own()
	switch {
	case kept:
		if about := outcome.Beside; m.result.ShowOwn(outcome.Exchange) {
			m.result.Remembered(about.Attempt, about.Background, about.Lifetimes)
		}
	case last == nil:
	case last.Request.Deviation != ripio.DeviationNone:
		m.result.ShowNothing("The last response was to a negative test. It is in the history.")
	default:
		m.result.ShowNothing(elsewhere(*last))
	}
	switch {
	case !m.result.IsDryRun():
	case m.notReady() != "":
		m.closeOpened()
	default:
		m.showDryRun() // it follows what was typed or selected
	}
}

// elsewhere says whose the last answer was, when somebody else is selected.
func elsewhere(last ripio.Exchange) string {
	return "The last response was for " + history.PlaceWords(last) + ", external_ref " + visible.Line(last.Request.ExternalRef) +
		". It comes back when they are selected again."
}
