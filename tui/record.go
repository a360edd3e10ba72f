package tui

import (
	"context"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio"
	ripiofield "devtools/ripio-explorer/ripio/field"
	"devtools/ripio-explorer/ripio/redact"
	"devtools/ripio-explorer/tui/dialog"
	"devtools/ripio-explorer/tui/draw"
)

// recordMsg brings the record and the fingerprint of the selected credentials.
type recordMsg struct {
	key         profiles.SecretKey
	record      profiles.Record
	fingerprint string
}

// short tells in a few words how the credentials last fared. That they were accepted says
// nothing about the token.
func (r recordMsg) short(now time.Time, local *time.Location) string {
	outcome, at := "accepted ", r.record.LastSuccess
	if r.record.LastFailure.After(at) {
		outcome, at = "failed ", r.record.LastFailure
	}
	if at.IsZero() {
		return ""
	}
	layout := "2 Jan"
	if at.In(local).Format(time.DateOnly) == now.In(local).Format(time.DateOnly) {
		layout = "15:04"
	}
	return outcome + at.In(local).Format(layout)
}

// noteOutcome writes down how a send ended.
func noteOutcome(records *profiles.Records, key profiles.SecretKey, exchange ripio.Exchange, fingerprint func() string) tea.Cmd {
	return func() tea.Msg {
		_ = records.NoteExchange(exchange) // the send is not concerned
		record, _ := records.Of(key)
		return recordMsg{key: key, record: record, fingerprint: fingerprint()}
	}
}

// loadRecord fetches when the selected credentials last worked.
func (s *selection) loadRecord(records *profiles.Records) tea.Cmd {
	key := s.recordKey()
	if _, known := s.records[key]; known || !s.hasProfile() {
		return nil
	}
	return func() tea.Msg {
		record, err := records.Of(key)
		if err != nil {
			return nil
		}
		return recordMsg{key: key, record: record}
	}
}

// keepRecord keeps a record; a fingerprint stays when it was known.
func (s *selection) keepRecord(msg recordMsg) {
	if msg.fingerprint == "" {
		msg.fingerprint = s.records[msg.key].fingerprint
	}
	s.records[msg.key] = msg
}

// recordWords tell in a few words which secret is selected and how it last fared.
func (s *selection) recordWords(now time.Time, local *time.Location) (fared, fingerprint string) {
	if !s.hasProfile() {
		return "", ""
	}
	known := s.records[s.recordKey()]
	return known.short(now, local), known.fingerprint
}

// about answers "which credentials are these" without the network.
func (s *selection) about(local *time.Location, file string) *dialog.Text {
	account, known := s.account(), s.records[s.recordKey()]
	when := func(at time.Time) string {
		if at.IsZero() {
			return "never, as far as this machine knows"
		}
		return draw.Instant(at, local)
	}
	fingerprint := known.fingerprint
	if fingerprint == "" {
		fingerprint = "shown once the secret was used in this run"
	}
	failure := when(known.record.LastFailure)
	if known.record.Failure != "" {
		failure += ", " + known.record.Failure
	}
	return &dialog.Text{Title: "About these credentials", Lines: []string{
		"profile       " + s.profile,
		"environment   " + s.environment.Name.Label(),
		"client_id     " + ripiofield.ShowClientID(account.ClientID),
		"secret        " + account.Secret.Label(),
		"fingerprint   " + fingerprint,
		"last success  " + when(known.record.LastSuccess),
		"last failure  " + failure,
		"profiles file " + file,
		"",
		"Two people who see the same fingerprint almost certainly have the same secret. It does not show the secret.",
	}}
}

// revealFor is how long a secret stays in sight.
const revealFor = 10 * time.Second

// reveal is a secret that is shown for a moment, on purpose. It goes out of
// sight when the time is over, when a dialog opens, when something else is
// selected, and when the terminal loses the focus.
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

// fetchSecret fetches the selected secret to show it.
func (s *selection) fetchSecret(secrets *profiles.Secrets) tea.Cmd {
	key, reference := s.secretKey(), s.account().Secret
	return func() tea.Msg {
		secret, err := secrets.Resolve(context.Background(), key, reference)
		return revealMsg{key: key, secret: secret, err: err}
	}
}

// showSecret puts a secret in sight, if the same credentials are still selected.
func (s *selection) showSecret(msg revealMsg, now time.Time) bool {
	if msg.key != s.secretKey() {
		return false
	}
	s.reveal = reveal{secret: msg.secret, until: now.Add(revealFor)}
	return true
}

// hideSecret takes the secret out of sight.
func (s *selection) hideSecret() { s.reveal = reveal{} }

// shownSecret is what stands in place of the mask; empty when nothing does.
func (s *selection) shownSecret(now time.Time) string {
	if !s.reveal.Active(now) {
		return ""
	}
	return s.reveal.secret.Reveal()
}
