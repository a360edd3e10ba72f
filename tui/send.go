package tui

import (
	"context"
	"errors"

	tea "github.com/charmbracelet/bubbletea"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio"
	ripiofield "devtools/ripio-explorer/ripio/field"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/redact"
	"devtools/ripio-explorer/ripio/simulator"
	"devtools/ripio-explorer/ripio/visible"
	"devtools/ripio-explorer/tui/dialog"
	"devtools/ripio-explorer/tui/draw"
	"devtools/ripio-explorer/tui/manage"
	"devtools/ripio-explorer/tui/request"
	"devtools/ripio-explorer/tui/result"
)

// begin checks the request, asks what has to be asked, and sends it.
func (m *Model) begin() tea.Cmd {
	if why := m.busy(); why != "" {
		m.status.say(finding.LevelNote, why)
		return nil
	}
	if m.environment.Name == ripio.Simulator && m.simulator == nil {
		owner := m.armedOwner()
		m.whenReady = &owner
		return nil
	}
	if m.form.ClientID == "" {
		return m.askForCredentials()
	}
	if item, at, blocked := m.form.FirstBlocked(); blocked {
		m.setFocus(at)
		if item.Code == ripiofield.CodeMaybeKey {
			m.askAboutAddress(item)
			return nil
		}
		m.status.say(finding.LevelFailure, "not sent: "+string(item.Field)+": "+item.Title)
		return nil
	}
	return m.ask(m.newSending(sendOrdinary))
}

// ask puts the questions that stand before a send, one at a time, and then sends.
// Each answer comes back here with the same send.
func (m *Model) ask(s sending) tea.Cmd {
	if s.environment.Name == ripio.Production {
		if !m.confirmed[s.owner.profile] {
			m.askProduction(s)
			return nil
		}
		if _, live := m.liveToken(s.owner); live && !s.again {
			m.askRenewal(s)
			return nil
		}
	}
	return m.politely(s)
}

// askForCredentials leads to the profile form when there is nothing to send
// with.
func (m *Model) askForCredentials() tea.Cmd {
	environment := m.environment.Name.Label()
	if !m.hasProfile() {
		m.profiles.Edit(profiles.Profile{}).Remark = environment + " needs a profile with credentials from Ripio."
		return nil
	}
	m.profiles.Edit(m.armed()).Remark = "This profile has no client_id for " + environment + " yet."
	return nil
}

// resolve fetches the secret off the screen's loop.
func (m *Model) resolve(s sending) tea.Cmd {
	if why := m.busy(); why != "" {
		m.status.say(finding.LevelNote, why)
		return nil
	}
	s = m.takeOff(s)
	if s.secret.isSimulators() {
		return m.post(s, redact.NewSecret(simulator.ExampleSecret))
	}
	m.status.say(finding.LevelNote, "getting the client_secret: "+s.secret.reference.Label()+"; esc stops")
	return resolveSecret(s, m.deps.Profiles.Secrets)
}

// secretResolved goes on with the send, or asks for the secret.
func (m *Model) secretResolved(msg secretMsg) tea.Cmd {
	s := msg.sending
	if !m.isUnderWay(s) {
		return nil
	}
	s = m.flight.named(s)
	if msg.err == nil {
		m.status.clear()
		return m.post(s, msg.secret)
	}
	m.endSend()
	m.showKept()
	if errors.Is(msg.err, context.Canceled) {
		m.status.clear()
		return nil
	}
	backup, damaged := manage.DamagedPlainFile(msg.err)
	return m.askAbout(s, "the client_secret was not there", func() {
		switch {
		case damaged:
			m.profiles.OfferPlainRepair(msg.err, backup, func() tea.Cmd { return m.ask(s) })
		case errors.Is(msg.err, profiles.ErrPassphraseNeeded), errors.Is(msg.err, profiles.ErrNoSealedFile):
			m.profiles.AskPassphrase(func() tea.Cmd { return m.ask(s) })
		case errors.Is(msg.err, profiles.ErrSecretNeeded):
			m.askSecret(s)
		default:
			m.offerOtherPlace(s, msg.err)
		}
	})
}

// askAbout opens a question about a send that was stopped. It is asked only for
// what is still armed: an answer would lead on to what is no longer on screen.
func (m *Model) askAbout(s sending, why string, open func()) tea.Cmd {
	m.status.clear()
	return m.whenFree(func() tea.Cmd {
		if s.owner != m.armedOwner() {
			m.status.say(finding.LevelWarning, "not sent to "+s.environment.Name.Label()+" for the user you had before: "+why)
			return nil
		}
		open()
		return nil
	})
}

// offerOtherPlace says why the secret could not be had, and how to go on.
func (m *Model) offerOtherPlace(s sending, err error) {
	menu := dialog.NewMenu("Not sent: no client_secret", []dialog.Choice{
		{Name: "Try again", Run: func() tea.Cmd { return m.ask(s) }},
		{Name: "Choose another place", Detail: "for the secret of " + s.secret.key.Environment.Label() + ", in the profile", Run: func() tea.Cmd {
			m.profiles.Edit(m.armed())
			return nil
		}},
	})
	menu.Hints = draw.Capital(visible.Line(err.Error())) + "."
	m.open(menu)
}

// post makes the call.
func (m *Model) post(s sending, secret redact.Secret) tea.Cmd {
	for _, item := range ripiofield.CheckSecret(secret) {
		if !item.Blocking {
			continue
		}
		m.endSend()
		m.showKept()
		trims := item.Trims && !s.secret.isSimulators()
		if !trims {
			m.deps.Profiles.Secrets.Forget(s.owner.profile)
			m.status.say(finding.LevelFailure, "not sent: client_secret: "+item.Title)
			return nil
		}
		return m.askAbout(s, "client_secret: "+item.Title, func() { m.offerTrim(s, item) })
	}
	s.request.Secret = secret
	m.status.clear()
	m.flight.sending, m.flight.posted = s, true
	if !m.isAside(s) {
		m.result.ShowSending(result.Sending{Environment: s.environment, Since: m.deps.Now()})
	}
	return m.underWay(sendRequest(s, m.deps.Authenticate))
}

// exchangeArrived shows the outcome, unless it belongs to a send that was given
// up. It is kept under whom it was for, and shown only there.
func (m *Model) exchangeArrived(msg exchangeMsg) tea.Cmd {
	s := msg.sending
	if !m.isUnderWay(s) {
		return nil
	}
	s = m.flight.named(s)
	msg.exchange.Profile = s.owner.profile
	earlier, live := m.liveToken(s.owner)
	stays := live && msg.exchange.Failure != nil // the failure takes no good token away
	if !stays {
		m.kept[s.owner] = msg.exchange
	}
	note := m.writeDown(s, msg.exchange)
	m.notePause(msg.exchange)
	aside := m.isAside(s)
	m.endSend()
	if s.kind == sendRenewal {
		m.renewed(msg.exchange)
	}
	if s.owner != m.armedOwner() {
		m.showKept()
		if m.result.IsSending() {
			m.result.ShowNothing(elsewhere(msg.exchange))
		}
		m.status.say(finding.LevelNote, "the answer is for the user you had before; go back to see it")
		return note
	}
	if aside {
		if !stays {
			m.result.ShowOwn(msg.exchange)
		}
		return note
	}
	m.showAnswer(msg.exchange)
	m.result.SetRemark(m.trimRemark())
	if stays {
		m.result.SetAside("The token of " + earlier.SentAt.In(m.deps.Local).Format(draw.ClockLayout) + " is still good; esc shows it.")
	}
	if m.onePane() && s.kind != sendRenewal {
		m.setFocus(request.FocusResult)
	}
	return note
}

// showAnswer shows an outcome. The history stays in front while its filter is
// being typed.
func (m *Model) showAnswer(e ripio.Exchange) {
	filtering := m.filtering()
	m.result.ShowExchange(e)
	if filtering {
		m.result.SetTab(result.History)
	}
}

// writeDown puts the send into the history, and notes who was used and how the
// credentials fared, where there is a profile.
func (m *Model) writeDown(s sending, exchange ripio.Exchange) tea.Cmd {
	if exchange.Timing.Reached == "" {
		return nil
	}
	owner := s.owner
	fingerprint := func() string { return m.deps.Fingerprint(s.request.Secret) }
	kept := m.writes.keep(remember(m.deps.Profiles, owner, profiles.Attempt{Exchange: exchange}, fingerprint, m.history.KeepTokens))
	if owner.profile == "" {
		return kept
	}
	user := profiles.User{ExternalRef: owner.externalRef, Address: owner.address}
	key := profiles.SecretKey{Profile: owner.profile, Environment: owner.environment}
	return tea.Batch(
		kept,
		m.users.RecordExchange(exchange, user),
		m.writes.keep(noteOutcome(m.deps.Profiles.Records, key, exchange, fingerprint)),
	)
}

// showKept shows what is known for the armed profile, environment and user, and
// nothing else's token.
func (m *Model) showKept() {
	owner := m.armedOwner()
	if m.flight != nil || m.waiting.active && m.waiting.sending.owner == owner {
		return
	}
	if m.waiting.active {
		m.stopWaiting("The wait was for another user; nothing was sent.")
		return
	}
	exchange, kept := m.kept[owner]
	last := m.result.Own()
	switch {
	case kept:
		if about := m.beside[owner]; m.result.ShowOwn(exchange) {
			m.result.Remembered(about.attempt, about.background, about.lifetimes)
		}
	case last == nil:
	case last.Request.Deviation != ripio.DeviationNone:
		m.result.ShowNothing(testIsPast)
	default:
		m.result.ShowNothing(elsewhere(*last))
	}
	if m.result.IsDryRun() {
		m.refreshDryRun()
	}
}

// elsewhere says whose the last answer was, when somebody else is armed.
func elsewhere(last ripio.Exchange) string {
	return "The last answer was for " + placeWords(last) + ", external_ref " + visible.Line(last.Request.ExternalRef) +
		". It comes back when they are selected again."
}
