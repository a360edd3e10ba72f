package tui

import (
	"strings"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"devtools/ripio-explorer/profiles"
	ripiofield "devtools/ripio-explorer/ripio/field"
	"devtools/ripio-explorer/tui/dialog"
	"devtools/ripio-explorer/tui/draw"
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
		"Two people who see the same fingerprint have the same secret. It does not show the secret.",
	}
	m.open(&dialog.Text{Title: "About these credentials", Lines: lines})
}
