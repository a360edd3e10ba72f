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
	"devtools/ripio-explorer/tui/result"
	"devtools/ripio-explorer/tui/sending"
)

// begin checks the request, asks what has to be asked, and sends it.
func (m *Model) begin() tea.Cmd {
	if why := m.sends.Busy(); why != "" {
		m.status.say(finding.LevelNote, why)
		return nil
	}
	if m.environment.Name == ripio.Simulator && m.simulator == nil {
		owner := m.selectedOwner()
		m.whenReady = &owner
		return nil
	}
	if m.form.ClientID == "" {
		remark := "This profile has no client_id for " + m.accountName().Label() + " yet."
		if !m.hasProfile() {
			remark = m.environment.Name.Label() + " needs a profile with credentials from Ripio."
		}
		m.profiles.Edit(m.selectedProfile()).Remark = remark // the zero profile is a new one
		return nil
	}
	if item, at, blocked := m.form.FirstBlocked(); blocked {
		m.setFocus(at)
		if item.Code == ripiofield.CodeMaybeKey {
			m.askAboutAddress(item)
			return nil
		}
		m.status.say(finding.LevelFailure, "not sent: "+item.Headline())
		return nil
	}
	return m.ask(m.newSend(sending.Ordinary))
}

// ask puts the questions that stand before a send, one at a time, and then sends.
// Each answer comes back here with the same send.
func (m *Model) ask(s sending.Send) tea.Cmd {
	if m.options.Demo && s.Environment.Name != ripio.Simulator {
		m.status.say(finding.LevelWarning, "not sent: the demo sends to its simulator only; f2 selects it")
		return nil
	}
	if s.Environment.Name == ripio.Production {
		lease := m.settings.Settings.ConfirmProduction
		if !s.Allowed && m.sends.Leases.Left(s.Owner.Profile, m.deps.Now()) == 0 {
			m.open(newProductionPrompt(s.Owner.Profile, lease, func() tea.Cmd {
				m.sends.Leases[s.Owner.Profile] = m.deps.Now().Add(lease)
				s.Allowed = true
				return m.ask(s)
			}))
			return nil
		}
		if _, live := m.sends.Kept.Live(s.Owner, m.deps.Now()); live && !s.Again && m.settings.Settings.ConfirmRenewal {
			keep := func() tea.Cmd {
				m.showKept()
				m.status.say(finding.LevelNote, "nothing was sent")
				return nil
			}
			m.open(newRenewalMenu(keep, func() tea.Cmd {
				s.Again = true
				return m.ask(s)
			}))
			return nil
		}
	}
	return m.politely(s)
}

// resolve fetches the secret off the screen's loop.
func (m *Model) resolve(s sending.Send) tea.Cmd {
	s = m.sends.TakeOff(s)
	if s.Secret.IsSimulators() {
		return m.post(s, redact.NewSecret(simulator.ExampleSecret))
	}
	m.status.say(finding.LevelNote, "getting the client_secret: "+s.Secret.Reference.Label()+"; esc stops")
	return sending.FetchSecret(s, m.deps.Profiles.Secrets)
}

// secretResolved goes on with the send, or asks for the secret.
func (m *Model) secretResolved(msg sending.SecretMsg) tea.Cmd {
	s, current := m.sends.Current(msg.Send)
	if !current {
		return nil
	}
	if msg.Err == nil {
		m.status.clear()
		return m.post(s, msg.Secret)
	}
	m.sends.End()
	m.showKept()
	if errors.Is(msg.Err, context.Canceled) {
		m.status.clear()
		return nil
	}
	backup, damaged := manage.DamagedPlainFile(msg.Err)
	again := func() tea.Cmd { return m.ask(s) }
	return m.askAbout(s, "the client_secret was not there", func() {
		switch {
		case damaged:
			m.profiles.OfferPlainRepair(msg.Err, backup, again)
		case errors.Is(msg.Err, profiles.ErrPassphraseNeeded), errors.Is(msg.Err, profiles.ErrNoSealedFile):
			m.profiles.AskPassphrase(again)
		case errors.Is(msg.Err, profiles.ErrSecretNeeded):
			m.askSecret(s)
		default:
			m.open(newOtherPlaceMenu(s, msg.Err, again, func() { m.profiles.Edit(m.selectedProfile()) }))
		}
	})
}

// askAbout opens a question about a send that was stopped. It is asked only for
// what is still selected: an answer would lead on to what is no longer on screen.
func (m *Model) askAbout(s sending.Send, why string, open func()) tea.Cmd {
	m.status.clear()
	return m.whenFree(func() tea.Cmd {
		if s.Owner != m.selectedOwner() {
			m.status.say(finding.LevelWarning, "not sent to "+s.Environment.Name.Label()+" for the user you had before: "+why)
			return nil
		}
		open()
		return nil
	})
}

// newOtherPlaceMenu says why the secret could not be had, and how to go on.
func newOtherPlaceMenu(s sending.Send, err error, again func() tea.Cmd, edit func()) *dialog.Menu {
	menu := dialog.NewMenu("Not sent: no client_secret", []dialog.Choice{
		{Name: "Try again", Run: again},
		{Name: "Choose another place", Detail: "for the secret of " + s.Secret.Key.Environment.Label() + ", in the profile", Run: func() tea.Cmd {
			edit()
			return nil
		}},
	})
	menu.Hints = draw.Capital(visible.Line(err.Error())) + "."
	return menu
}

// post makes the call.
func (m *Model) post(s sending.Send, secret redact.Secret) tea.Cmd {
	for _, item := range ripiofield.CheckSecret(secret) {
		if !item.Blocking {
			continue
		}
		m.sends.End()
		m.showKept()
		trims := item.Trims && !s.Secret.IsSimulators()
		if !trims {
			m.deps.Profiles.Secrets.Forget(s.Owner.Profile)
			m.status.say(finding.LevelFailure, "not sent: "+item.Headline())
			return nil
		}
		return m.askAbout(s, item.Headline(), func() { m.offerTrim(s, item) })
	}
	s.Request.Secret = secret
	m.status.clear()
	if !s.IsAside(m.result.Opened()) {
		m.result.ShowSending(result.Sending{Environment: s.Environment, Since: m.deps.Now()})
	}
	return m.sends.Call(s, m.deps.Profiles.Secrets, m.deps.Authenticate)
}

// selectedOwner is what a token that is requested now would belong to.
func (m *Model) selectedOwner() sending.Owner {
	request := m.form.Request()
	return sending.Owner{Profile: m.profile, Environment: m.environment.Name, ExternalRef: request.ExternalRef, Address: request.Address}
}

// newSend captures a send of what is selected now. The secret is that of the
// environment whose client_id stands in the form.
func (m *Model) newSend(kind sending.Kind) sending.Send {
	request := m.form.Request()
	key := profiles.SecretKey{Profile: m.profile, Environment: request.CredentialsFor}
	if !m.hasProfile() {
		request.CredentialsFor = ripio.Simulator // it has credentials of its own
	}
	return sending.Send{
		Owner: m.selectedOwner(), Environment: m.environment, Request: request, Kind: kind,
		Secret: sending.Source{Key: key, Reference: m.selectedProfile().Account(key.Environment).Secret, Trim: m.sends.Trimmed[key]},
	}
}

// cancelSend gives up the request that is under way.
func (m *Model) cancelSend(s sending.Send) tea.Cmd {
	aside := s.IsAside(m.result.Opened())
	note, posted := m.giveUp()
	text := "stopped; nothing was sent"
	if posted {
		text = "cancelled; whether " + s.Environment.Name.Label() + " received the request is not known"
	}
	m.status.say(finding.LevelNote, text)
	if s.IsProbe() {
		m.endProbe()
		return note
	}
	_, live := m.sends.Kept.Live(s.Owner, m.deps.Now())
	if posted && !aside && !live {
		m.result.ShowNothing("The last request was cancelled. Whether it reached the server is not known.")
	}
	if posted && (live || s.Owner != m.selectedOwner()) {
		m.showKept()
	}
	return note
}

// giveUp ends the send that is under way, and reports whether its call was made. It
// stands in the history then all the same.
func (m *Model) giveUp() (note tea.Cmd, posted bool) {
	story := m.sends.GiveUp(m.deps.Now)
	if story == nil {
		return nil, false
	}
	return m.writes.keep(m.journal().Finish(story)), true
}
