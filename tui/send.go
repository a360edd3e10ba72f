package tui

import (
	"context"
	"errors"

	tea "github.com/charmbracelet/bubbletea"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/simulator"
	"devtools/ripio-explorer/ripio/visible"
)

// send is the request that is being prepared or is under way.
type send struct {
	// number tells answers of this send from those of earlier ones.
	number int
	// cancel ends it; nil when there is none.
	cancel context.CancelFunc
	// binding and request are kept as they were when enter was pressed.
	binding binding
	request ripio.Request
	context context.Context
	// posted tells that the request itself is under way, not only its secret;
	// call brings its answer, from environment.
	posted      bool
	call        func() tea.Msg
	environment ripio.EnvironmentName
}

// begin checks the request, asks what has to be asked, and sends it.
func (m *Model) begin() tea.Cmd {
	if m.send.cancel != nil || m.waiting.active {
		m.status.say(ripio.LevelNote, "a request is under way; esc cancels it")
		return nil
	}
	if m.environment.Name == ripio.Simulator && m.simulator == nil {
		m.sendWhenReady = true
		return nil
	}
	if m.form.clientID == "" {
		return m.askForCredentials()
	}
	if finding, at, blocked := m.form.FirstBlocked(); blocked {
		m.setFocus(at)
		m.status.say(ripio.LevelFailure, "not sent: "+string(finding.Field)+": "+finding.Title)
		return nil
	}
	if m.environment.Name == ripio.Production && !m.confirmed[m.profile] {
		m.open(dialogProduction)
		m.prompt = newProductionPrompt(visible.Line(m.profile))
		return nil
	}
	if _, live := m.liveToken(m.binding()); live && m.environment.Name == ripio.Production {
		m.askRenewal()
		return nil
	}
	return m.politely()
}

// askForCredentials leads to the profile form when there is nothing to send
// with.
func (m *Model) askForCredentials() tea.Cmd {
	environment := m.environment.Name.Label()
	if !m.hasProfile() {
		m.editProfile(profiles.Profile{}, profiles.Profile{})
		m.profileForm.remark = environment + " needs a profile with credentials from Ripio."
		return nil
	}
	profile := m.armed()
	m.editProfile(profile, profile)
	m.profileForm.remark = "This profile has no client_id for " + environment + " yet."
	return nil
}

// resolve fetches the secret off the screen's loop.
func (m *Model) resolve() tea.Cmd {
	m.send.number++
	m.send.context, m.send.cancel = context.WithCancel(context.Background())
	m.send.binding = m.binding()
	m.send.request = m.form.Request()
	if !m.hasProfile() {
		return m.post(ripio.NewSecret(simulator.ExampleSecret))
	}
	m.status.say(ripio.LevelNote, "getting the client_secret: "+m.account().Secret.Label()+"; esc stops")
	return resolveSecret(m.send.context, m.send.number, m.deps.Profiles.Secrets, m.secretKey(), m.account().Secret)
}

// secretResolved goes on with the send, or asks for the secret.
func (m *Model) secretResolved(msg secretMsg) tea.Cmd {
	if msg.send != m.send.number || m.send.cancel == nil {
		return nil
	}
	m.status.clear()
	switch {
	case msg.err == nil:
		return m.post(m.trimmed(msg.secret))
	case errors.Is(msg.err, profiles.ErrPassphraseNeeded), errors.Is(msg.err, profiles.ErrNoSealedFile):
		m.endSend()
		m.askPassphrase(m.begin)
	case errors.Is(msg.err, profiles.ErrSecretNeeded):
		m.endSend()
		m.open(dialogSecret)
		m.prompt = newSecretPrompt(visible.Line(m.profile), m.secretKey().Environment)
	case errors.Is(msg.err, context.Canceled):
		m.endSend()
	default:
		m.endSend()
		m.offerOtherPlace(msg.err)
	}
	return nil
}

// offerOtherPlace says why the secret could not be had, and how to go on.
func (m *Model) offerOtherPlace(err error) {
	menu := newMenu("Not sent: no client_secret", []menuItem{
		{id: "again", name: "Try again"},
		{id: "change", name: "Choose another place", detail: "for the secret of " + m.accountName().Label() + ", in the profile"},
	})
	menu.hints = capital(visible.Line(err.Error())) + "."
	m.openMenu(menuPlace, menu)
}

func (m *Model) placeDecided(choice string) tea.Cmd {
	if choice == "again" {
		return m.begin()
	}
	profile := m.armed()
	m.editProfile(profile, profile)
	return nil
}

// post makes the call.
func (m *Model) post(secret ripio.Secret) tea.Cmd {
	m.send.request.Secret, m.send.posted = secret, true
	for _, finding := range ripio.CheckSecret(secret) {
		if finding.Blocking {
			m.endSend()
			if ripio.TrimFixes(secret, finding) && m.hasProfile() {
				m.offerTrim(finding)
				return nil
			}
			m.deps.Profiles.Secrets.Forget(m.profile)
			m.status.say(ripio.LevelFailure, "not sent: client_secret: "+finding.Title)
			return nil
		}
	}
	m.status.clear()
	m.result.ShowSending(m.environment, m.deps.Now())
	m.ticking = false
	return m.underWay(m.environment.Name,
		sendRequest(m.send.context, m.send.number, m.deps.Authenticate, m.environment, m.send.request, m.send.binding.profile))
}

// exchangeArrived shows the outcome, unless it belongs to a send that was given
// up. It is kept under whom it was for, and shown only there.
func (m *Model) exchangeArrived(msg exchangeMsg) tea.Cmd {
	if msg.send != m.send.number || m.send.cancel == nil {
		return nil
	}
	whom, unasked := m.send.binding, m.sendingUnasked
	earlier, live := m.liveToken(whom)
	stays := live && msg.exchange.Failure != nil // the failure takes no good token away
	if !stays {
		m.kept[whom] = msg.exchange
	}
	note := m.writeDown(whom, msg.exchange)
	m.notePause(msg.exchange)
	m.endSend()
	m.ticking = false
	if unasked {
		m.renewed(msg.exchange)
	}
	if whom == m.binding() {
		m.result.ShowExchange(msg.exchange)
		m.result.remark = m.trimRemark()
		if stays {
			m.result.aside = "The token of " + earlier.SentAt.In(m.deps.Local).Format(clockLayout) + " is still good; esc shows it."
		}
		if m.onePane() && !unasked {
			m.setFocus(focusResult)
		}
		return note
	}
	m.showKept()
	m.status.say(ripio.LevelNote, "the answer is for the user you had before; go back to see it")
	return note
}

// writeDown puts the send into the history, and notes who was used and how the
// credentials fared, where there is a profile.
func (m *Model) writeDown(whom binding, exchange ripio.Exchange) tea.Cmd {
	if exchange.Timing.Reached == "" {
		return nil
	}
	secret := m.send.request.Secret
	fingerprint := func() string { return m.deps.Fingerprint(secret) }
	kept := m.writes.keep(remember(m.deps.Profiles, whom, profiles.Attempt{Exchange: exchange}, fingerprint, m.keepTokens))
	if whom.profile == "" {
		return kept
	}
	user := profiles.User{ExternalRef: whom.externalRef, Address: whom.address}
	key := profiles.SecretKey{Profile: whom.profile, Environment: whom.environment}
	return tea.Batch(
		kept,
		m.writes.keep(loadUsers(m.deps.Profiles.Users, "", func(book *profiles.Users) error {
			return book.RecordExchange(exchange, user)
		})),
		m.writes.keep(noteOutcome(m.deps.Profiles.Records, key, exchange, fingerprint)),
	)
}

// showKept shows what is known for the armed profile, environment and user, and
// nothing else's token.
func (m *Model) showKept() {
	if m.send.cancel != nil || m.waiting.active && m.waiting.whom == m.binding() {
		return
	}
	if m.waiting.active {
		m.stopWaiting("The wait was for another user; nothing was sent.")
		return
	}
	if m.result.dry != nil {
		m.refreshDryRun()
		return
	}
	if m.result.past != nil {
		return // esc leads back to what is kept
	}
	if exchange, ok := m.kept[m.binding()]; ok {
		if m.result.exchange == nil || !m.result.exchange.SentAt.Equal(exchange.SentAt) {
			m.result.ShowExchange(exchange)
			m.result.Remembered(m.beside[m.binding()])
		}
		return
	}
	if m.result.exchange == nil {
		return
	}
	if m.result.isTest() {
		m.result.ShowNothing(testIsPast)
		return
	}
	last := m.result.exchange
	profile := last.Profile
	if profile == "" {
		profile = "no profile"
	}
	m.result.ShowNothing("The last answer was for " + visible.Line(profile) + ", " + last.Environment.Name.Label() +
		", external_ref " + visible.Line(last.Request.ExternalRef) + ". It comes back when they are armed again.")
}
