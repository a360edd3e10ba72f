package tui

import (
	tea "github.com/charmbracelet/bubbletea"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio"
	ripiofield "devtools/ripio-explorer/ripio/field"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/tui/credentials"
	"devtools/ripio-explorer/tui/dialog"
	"devtools/ripio-explorer/tui/request"
	"devtools/ripio-explorer/tui/result"
	"devtools/ripio-explorer/tui/sending"
)

// begin checks the request, and sends it.
func (m *Model) begin() tea.Cmd {
	if why := m.sends.Busy(); why != "" {
		m.status.say(finding.LevelNote, why)
		return nil
	}
	if m.selected.Starting() {
		m.fillInAddress()
	}
	if m.form.ClientID == "" {
		remark := "This profile has no client_id for " + m.selected.AccountName().Label() + " yet."
		if !m.selected.HasProfile() {
			remark = m.selected.Environment.Name.Label() + " needs a profile with credentials from Ripio."
		}
		m.profiles.Edit(m.selected.Whole()).Remark = remark // the zero profile is a new one
		return nil
	}
	if item, at, blocked := m.form.FirstBlocked(); blocked {
		m.form.SetFocus(at)
		if item.Code == ripiofield.CodeMaybeKey {
			m.askAboutAddress(item)
			return nil
		}
		m.status.say(finding.LevelFailure, "not sent: "+item.Headline())
		return nil
	}
	s := m.newSend(sending.Ordinary)
	if m.selected.Starting() {
		m.whenReady = &s
		return nil
	}
	return m.sends.Ask(s)
}

// unready says why the request cannot be sent as it is; empty when it can.
func (m *Model) unready() string {
	if why := m.notReady(); why != "" {
		return why
	}
	if m.form.ClientID == "" {
		return "there are no credentials for " + m.selected.Environment.Name.Label() + " yet"
	}
	if finding, _, blocked := m.form.FirstBlocked(); blocked {
		return "first correct the request: " + finding.Headline()
	}
	return ""
}

// askAboutAddress asks once for an address that looks like a private key. The
// question carries whose address it is about.
func (m *Model) askAboutAddress(item finding.Finding) {
	owner := m.selectedOwner()
	menu := dialog.NewMenu("The address "+item.Title, []dialog.Choice{
		{Name: "Change it", Detail: item.Found, Run: func() tea.Cmd {
			m.form.SetFocus(request.FocusAddress)
			m.status.say(finding.LevelNote, "nothing was sent")
			return nil
		}},
		{Name: "It is an address: send it", Detail: "to Ripio, and keep it in the history", Run: func() tea.Cmd {
			if m.selectedOwner() != owner {
				m.form.SetFocus(request.FocusAddress)
				m.status.say(finding.LevelNote, "nothing was sent")
				return nil
			}
			m.form.ConfirmAddress()
			return m.begin()
		}},
	})
	menu.Hints = "It has the form of a key, maybe with a character lost; some chains' addresses have it too. A key that is sent is known to others."
	m.dialogs.Open(menu)
}

// selectedOwner is what a token that is requested now would belong to.
func (m *Model) selectedOwner() sending.Owner {
	request := m.form.Request()
	return sending.Owner{Profile: m.selected.Profile, Environment: m.selected.Environment.Name, ExternalRef: request.ExternalRef, Address: request.Address}
}

// newSend captures a send of what is selected now. The secret is that of the
// environment whose client_id stands in the form.
func (m *Model) newSend(kind sending.Kind) sending.Send {
	request := m.form.Request()
	key := profiles.SecretKey{Profile: m.selected.Profile, Environment: request.CredentialsFor}
	if !m.selected.HasProfile() {
		request.CredentialsFor = ripio.Simulator // it has credentials of its own
	}
	return sending.Send{
		Owner: m.selectedOwner(), Environment: m.selected.Environment, Request: request, Kind: kind,
		Secret: sending.Source{Key: key, Reference: m.selected.Whole().Account(key.Environment).Secret, Trim: m.sends.Trimmed[key]},
	}
}

// noteAnswer notes who was used and how the credentials of a profile fared.
func (m *Model) noteAnswer(msg sending.AnswerMsg) tea.Cmd {
	owner, secret := msg.Send.Owner, msg.Send.Request.Secret
	key := profiles.SecretKey{Profile: owner.Profile, Environment: owner.Environment}
	return tea.Batch(
		m.users.RecordExchange(msg.Exchange, sending.UserOf(msg.Send)),
		m.writes.keep(credentials.NoteOutcome(m.deps.Profiles.Records, key, msg.Exchange, func() string { return m.deps.Fingerprint(secret) })),
	)
}

// renew sends the inputs of the selected user again.
func (m *Model) renew() tea.Cmd {
	if attempt, open := m.result.Attempt(); open {
		return m.history.Resend(attempt)
	}
	return m.begin()
}

// noRenew says why nothing can be renewed; empty when it can.
func (m *Model) noRenew() string {
	if attempt, open := m.result.Attempt(); open {
		return m.history.NoResend(attempt)
	}
	if _, ok := m.sends.Kept[m.selectedOwner()]; !ok {
		return "nothing was sent for this user yet"
	}
	return ""
}

// ownLife is the life of the selected user's running token while a pasted one is
// shown.
func (m *Model) ownLife() (result.Life, bool) {
	if !m.result.IsPasted() {
		return result.Life{}, false
	}
	exchange, live := m.sends.Kept.Live(m.selectedOwner(), m.deps.Now())
	if !live {
		return result.Life{}, false
	}
	return result.LifeOf(exchange), true
}
