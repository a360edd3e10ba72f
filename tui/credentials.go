package tui

import (
	"context"
	"strings"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio"
	ripiofield "devtools/ripio-explorer/ripio/field"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/redact"
	"devtools/ripio-explorer/ripio/visible"
	"devtools/ripio-explorer/tui/dialog"
	"devtools/ripio-explorer/tui/draw"
	"devtools/ripio-explorer/tui/field"
	"devtools/ripio-explorer/tui/sending"
)

// armedRecord fetches when the armed credentials last worked.
func (m *Model) armedRecord() tea.Cmd {
	if !m.hasProfile() {
		return nil
	}
	if _, known := m.records[m.recordKey()]; known {
		return nil
	}
	return loadRecord(m.deps.Profiles.Records, m.recordKey())
}

// recordKey names the armed profile in the armed environment.
func (m *Model) recordKey() profiles.SecretKey {
	return profiles.SecretKey{Profile: m.profile, Environment: m.environment.Name}
}

// recordLoaded keeps the record; a fingerprint stays when it was known.
func (m *Model) recordLoaded(msg recordMsg) {
	if msg.fingerprint == "" {
		msg.fingerprint = m.records[msg.key].fingerprint
	}
	m.records[msg.key] = msg
	m.showRecord()
}

// showRecord tells the form about the armed credentials.
func (m *Model) showRecord() {
	m.form.Record = ""
	if m.hasProfile() {
		m.form.Record = m.records[m.recordKey()].short(m.deps.Now(), m.deps.Local)
	}
}

// short tells in a few words which secret it is and how it last fared.
func (r recordMsg) short(now time.Time, local *time.Location) string {
	outcome, at := "worked ", r.record.LastSuccess
	if r.record.LastFailure.After(at) {
		outcome, at = "failed ", r.record.LastFailure
	}
	if at.IsZero() {
		return r.fingerprint
	}
	layout := "2 Jan"
	if at.In(local).Format(time.DateOnly) == now.In(local).Format(time.DateOnly) {
		layout = "15:04"
	}
	return strings.TrimSpace(r.fingerprint + " " + outcome + at.In(local).Format(layout))
}

// aboutCredentials answers "which credentials are these" without the network.
func (m *Model) aboutCredentials() {
	account, known := m.account(), m.records[m.recordKey()]
	when := func(at time.Time) string {
		if at.IsZero() {
			return "never, as far as this machine knows"
		}
		return draw.Instant(at, m.deps.Local)
	}
	fingerprint := known.fingerprint
	if fingerprint == "" {
		fingerprint = "shown once the secret was used in this run"
	}
	failure := when(known.record.LastFailure)
	if known.record.Failure != "" {
		failure += ", " + known.record.Failure
	}
	lines := []string{
		"profile       " + m.profile,
		"environment   " + m.environment.Name.Label(),
		"client_id     " + ripiofield.ShowClientID(account.ClientID),
		"secret        " + account.Secret.Label(),
		"fingerprint   " + fingerprint,
		"last success  " + when(known.record.LastSuccess),
		"last failure  " + failure,
		"profiles file " + m.deps.Profiles.Store.Path(),
		"",
		"Two people who see the same fingerprint almost certainly have the same secret. It does not show the secret.",
	}
	m.open(&dialog.Text{Title: "About these credentials", Lines: lines})
}

// revealFor is how long a secret stays in sight.
const revealFor = 10 * time.Second

// reveal is a secret that is shown for a moment, on purpose. It goes out of
// sight when the time is over, when a dialog opens, when something else is
// armed, and when the terminal loses the focus.
type reveal struct {
	secret redact.Secret
	until  time.Time
}

// Active reports whether the secret is in sight.
func (r reveal) Active(now time.Time) bool { return !r.secret.IsEmpty() && now.Before(r.until) }

// revealMsg brings the secret that is to be shown.
type revealMsg struct {
	key    profiles.SecretKey
	secret redact.Secret
	err    error
}

// startReveal fetches the armed secret to show it.
func (m *Model) startReveal() tea.Cmd {
	secrets, key, reference := m.deps.Profiles.Secrets, m.secretKey(), m.account().Secret
	return func() tea.Msg {
		secret, err := secrets.Resolve(context.Background(), key, reference)
		return revealMsg{key: key, secret: secret, err: err}
	}
}

func (m *Model) noReveal() string {
	if !m.hasProfile() {
		return "no profile is selected"
	}
	return ""
}

// secretFetched shows the secret, if the same credentials are still armed and
// nothing lies over them.
func (m *Model) secretFetched(msg revealMsg) {
	switch {
	case msg.err != nil:
		m.status.say(finding.LevelWarning, visible.Line(msg.err.Error()))
	case msg.key == m.secretKey() && m.dialogs.Empty():
		m.reveal = reveal{secret: msg.secret, until: m.deps.Now().Add(revealFor)}
		m.status.say(finding.LevelWarning, "the secret is visible for 10 seconds; esc hides it")
	}
}

// hideSecret takes the secret out of sight.
func (m *Model) hideSecret() { m.reveal = reveal{} }

// shownSecret is what stands in place of the mask; empty when nothing does.
func (m *Model) shownSecret() string {
	if !m.dialogs.Empty() || !m.reveal.Active(m.deps.Now()) {
		return ""
	}
	return m.reveal.secret.Reveal()
}

// sendTrimmed sends again with the stray characters cut off the secret, from now
// on until the program ends or the profile changes. What is stored stays as it is.
func (m *Model) sendTrimmed() tea.Cmd {
	m.sends.Trimmed[m.secretKey()] = true
	return m.begin()
}

// offerTrim is for a stray character around the secret that stops a send.
func (m *Model) offerTrim(s sending.Send, item finding.Finding) {
	menu := dialog.NewMenu("Not sent: client_secret: "+item.Title, []dialog.Choice{
		{Name: "Cut it off and send", Detail: "what is stored stays as it is", Run: func() tea.Cmd {
			m.sends.Trimmed[s.Secret.Key], s.Secret.Trim = true, true
			return m.ask(s)
		}},
		{Name: "Change the credentials", Detail: "for " + m.accountName().Label(), Run: func() tea.Cmd {
			return m.editCredentials(finding.FieldSecret, "")
		}},
	})
	menu.Hints = "Found " + visible.Line(item.Found) + ". " + draw.Sentence(item.Rule)
	m.open(menu)
}

// trimRemark tells what a trimmed secret leaves to do; empty when it was not
// trimmed.
func (m *Model) trimRemark() string {
	if !m.sends.Trimmed[m.secretKey()] {
		return ""
	}
	text := "Sent without the stray characters of the secret. "
	reference := m.account().Secret
	switch kind := reference.Kind(); {
	case kind.Keeps():
		return text + draw.Capital(reference.Label()) + " still has them; ^P, Store the trimmed secret, corrects it."
	case kind == profiles.KindAsk:
		return text + "What you typed is cut so until the program ends."
	}
	return text + "They are still there: " + visible.Line(reference.Label()) + ". Correct it there."
}

// noTrimmed says why there is no trimmed secret to store; empty when there is.
func (m *Model) noTrimmed() string {
	switch {
	case !m.sends.Trimmed[m.secretKey()]:
		return "no secret was trimmed in this run"
	case !m.account().Secret.Kind().Keeps():
		return "this program does not keep this secret: " + m.account().Secret.Label()
	}
	return ""
}

// storeTrimmed puts the corrected secret where the profile keeps it.
func (m *Model) storeTrimmed() tea.Cmd {
	return m.profiles.StoreTrimmed(m.armed(), m.secretKey().Environment)
}

// restartSimulator ends the simulator and starts it with the same scenario.
func (m *Model) restartSimulator() tea.Cmd {
	old, scenario := m.simulator, defaultScenario
	if old != nil {
		scenario = old.Scenario()
	}
	m.simulator = nil
	m.environment = ripio.Environment{Name: ripio.Simulator}
	m.status.say(finding.LevelNote, "the simulator starts again; enter then sends")
	begin := startSimulator(m.deps.StartSimulator, scenario)
	return func() tea.Msg {
		if old != nil {
			_ = old.Close() // a new one starts either way
		}
		return begin()
	}
}

// recordMsg brings the record and the fingerprint of the armed credentials.
type recordMsg struct {
	key         profiles.SecretKey
	record      profiles.Record
	fingerprint string
}

// noteOutcome writes down how a send ended.
func noteOutcome(records *profiles.Records, key profiles.SecretKey, exchange ripio.Exchange, fingerprint func() string) tea.Cmd {
	return func() tea.Msg {
		_ = records.NoteExchange(exchange) // the send is not concerned
		record, _ := records.Of(key)
		return recordMsg{key: key, record: record, fingerprint: fingerprint()}
	}
}

func loadRecord(records *profiles.Records, key profiles.SecretKey) tea.Cmd {
	return func() tea.Msg {
		record, err := records.Of(key)
		if err != nil {
			return nil
		}
		return recordMsg{key: key, record: record}
	}
}

// askSecret asks for a secret that stays in memory.
func (m *Model) askSecret(s sending.Send) {
	prompt := newSecretPrompt(visible.Line(s.Owner.Profile), s.Secret.Key.Environment)
	prompt.Accept = func(text string) dialog.Answer {
		if text == "" {
			return dialog.Answer{Remark: "The secret is empty. " + sentNothing}
		}
		m.deps.Profiles.Secrets.Remember(s.Secret.Key, redact.NewSecret(text))
		return dialog.Answer{Run: func() tea.Cmd { return m.ask(s) }}
	}
	m.open(prompt)
}

// newSecretPrompt asks for a secret that is kept in memory only.
func newSecretPrompt(profile string, environment ripio.EnvironmentName) *dialog.Prompt {
	p := &dialog.Prompt{
		Title: "client_secret",
		Text: "The client_secret of " + profile + " for " + environment.Label() + ". " +
			"It stays in memory until the program ends and is written nowhere.",
		Input:       field.NewSecret("type or paste the secret; it is not shown"),
		Foot:        "enter uses it, esc goes back",
		Environment: environment,
	}
	p.Input.Focus()
	return p
}

// editCredentials opens the profile at the armed environment's credentials, with
// a corrected client_id where there is one. A secret that is typed in each
// session is in no profile: it is asked for again.
func (m *Model) editCredentials(field finding.Field, clientID string) tea.Cmd {
	if !m.hasProfile() {
		m.profiles.Add()
		return nil
	}
	if field != finding.FieldClientID && m.account().Secret.Kind() == profiles.KindAsk {
		m.chooseCredential()
		return nil
	}
	m.openCredentials(field, clientID)
	return nil
}

func (m *Model) openCredentials(field finding.Field, clientID string) {
	form := m.profiles.Edit(m.armed())
	form.GoTo(m.accountName(), field)
	if clientID != "" {
		form.SetClientID(m.accountName(), clientID)
		form.Remark = "The client_id is corrected here. Save keeps it."
	}
}

// chooseCredential is for a secret that the program keeps only in memory.
func (m *Model) chooseCredential() {
	menu := dialog.NewMenu("Credentials for "+m.accountName().Label(), []dialog.Choice{
		{Name: "Type the client_secret again", Detail: "and send; it stays in memory only", Run: func() tea.Cmd {
			m.askSecret(m.newSend(sending.Ordinary))
			return nil
		}},
		{Name: "Change the profile", Detail: "its client_id, or where the secret is kept", Run: func() tea.Cmd {
			m.openCredentials(finding.FieldClientID, "")
			return nil
		}},
	})
	m.open(menu)
}
