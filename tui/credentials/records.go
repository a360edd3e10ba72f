package credentials

import (
	"maps"
	"strings"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio"
	ripiofield "devtools/ripio-explorer/ripio/field"
	"devtools/ripio-explorer/ripio/phrase"
	"devtools/ripio-explorer/tui/dialog"
	"devtools/ripio-explorer/tui/draw"
)

// RecordMsg brings the record and the fingerprint of some credentials.
type RecordMsg struct {
	Key         profiles.SecretKey
	Record      profiles.Record
	Fingerprint string
}

// short tells in a few words how the credentials last fared. That they were accepted says
// nothing about the token.
func (r RecordMsg) short(now time.Time, local *time.Location) string {
	outcome, at := "accepted ", r.Record.LastSuccess
	if r.Record.LastFailure.After(at) {
		outcome, at = "failed ", r.Record.LastFailure
	}
	if at.IsZero() {
		return ""
	}
	layout := "2 Jan"
	if phrase.SameDay(at.In(local), now.In(local)) {
		layout = "15:04"
	}
	return outcome + at.In(local).Format(layout)
}

// Records are those of the credentials that were selected in this run, by profile and
// environment.
type Records map[profiles.SecretKey]RecordMsg

// NoteOutcome writes down how a send ended.
func NoteOutcome(store *profiles.Records, key profiles.SecretKey, exchange ripio.Exchange, fingerprint func() string) tea.Cmd {
	return func() tea.Msg {
		_ = store.NoteExchange(exchange) // the send is not concerned
		record, _ := store.Of(key)
		return RecordMsg{Key: key, Record: record, Fingerprint: fingerprint()}
	}
}

// Load fetches when some credentials last worked; nil where that is known, or there is
// no profile.
func (r Records) Load(store *profiles.Records, key profiles.SecretKey) tea.Cmd {
	if _, known := r[key]; known || key.Profile == "" {
		return nil
	}
	return func() tea.Msg {
		record, err := store.Of(key)
		if err != nil {
			return nil
		}
		return RecordMsg{Key: key, Record: record}
	}
}

// Keep keeps a record; a fingerprint stays when it was known.
func (r Records) Keep(msg RecordMsg) {
	if msg.Fingerprint == "" {
		msg.Fingerprint = r[msg.Key].Fingerprint
	}
	r[msg.Key] = msg
}

// Renamed follows a profile to its new name, Forget drops what is known of one.
func (r Records) Renamed(from, to string) {
	for key, record := range maps.Clone(r) {
		if strings.EqualFold(key.Profile, from) {
			delete(r, key)
			record.Key.Profile = to
			r[record.Key] = record
		}
	}
}
func (r Records) Forget(name string) {
	for key := range r {
		if strings.EqualFold(key.Profile, name) {
			delete(r, key)
		}
	}
}

// Words tell in a few words which secret this is and how it last fared.
func (r Records) Words(key profiles.SecretKey, now time.Time, local *time.Location) (fared, fingerprint string) {
	if key.Profile == "" {
		return "", ""
	}
	known := r[key]
	return known.short(now, local), known.Fingerprint
}

// About answers "which credentials are these" without the network. file is the path of
// the profiles.
func (r Records) About(key profiles.SecretKey, account profiles.Account, local *time.Location, file string) *dialog.Text {
	known := r[key]
	when := func(at time.Time) string {
		if at.IsZero() {
			return "never, as far as this machine knows"
		}
		return draw.Instant(at, local)
	}
	fingerprint := known.Fingerprint
	if fingerprint == "" {
		fingerprint = "shown once the secret was used in this run"
	}
	failure := when(known.Record.LastFailure)
	if known.Record.Failure != "" {
		failure += ", " + known.Record.Failure
	}
	return &dialog.Text{Title: "About these credentials", Lines: []string{
		"profile       " + key.Profile,
		"environment   " + key.Environment.Label(),
		"client_id     " + ripiofield.ShowClientID(account.ClientID),
		"secret        " + account.Secret.Label(),
		"fingerprint   " + fingerprint,
		"last success  " + when(known.Record.LastSuccess),
		"last failure  " + failure,
		"profiles file " + file,
		"",
		"Two people who see the same fingerprint almost certainly have the same secret. It does not show the secret.",
	}}
}
