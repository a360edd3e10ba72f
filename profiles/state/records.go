package state

import (
	"time"
	"unicode/utf8"

	"devtools/ripio-explorer/profiles/book"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/phrase"
)

// Outcome is how a send ended.
type Outcome struct {
	// Success is true when a token was received.
	Success bool
	// Summary says in a few words what failed, such as the title of the failure.
	// It must hold no secret and no token; it is cut to 200 characters.
	Summary string
}

// Record is when a profile last worked in an environment, and when it last did
// not. Times are in UTC, and zero when it never happened.
type Record struct {
	LastSuccess time.Time `json:"last_success,omitzero"`
	LastFailure time.Time `json:"last_failure,omitzero"`
	// Failure is the summary of the last failure.
	Failure string `json:"failure,omitempty"`
}

const (
	RecordsName = "records.json"
	// maxRecords is how many are kept; the one that was changed longest ago goes.
	maxRecords = 1000
	maxSummary = 200
)

// recordEntry is what records.json lists.
type recordEntry struct {
	Profile     string                `json:"profile"`
	Environment ripio.EnvironmentName `json:"environment"`
	Record
}

func (e recordEntry) is(key book.SecretKey) bool {
	return e.Environment == key.Environment && book.SameName(e.Profile, key.Profile)
}

func (e recordEntry) goesBefore(other recordEntry) bool {
	return later(e.LastSuccess, e.LastFailure).Before(later(other.LastSuccess, other.LastFailure))
}

// note takes over an outcome, unless a later one of its kind is known.
func (e *recordEntry) note(at time.Time, outcome Outcome) {
	if outcome.Success {
		e.LastSuccess = later(e.LastSuccess, at)
		return
	}
	if !at.Before(e.LastFailure) {
		e.LastFailure, e.Failure = at, cutSummary(outcome.Summary)
	}
}

func cutSummary(text string) string {
	if !utf8.ValidString(text) {
		return ""
	}
	return phrase.FirstCharacters(text, maxSummary)
}

// Records remembers the last success and the last failure of each profile in
// each environment, in records.json of the state folder. Several instances may
// work on one folder. All its methods are safe for concurrent use.
type Records struct{ *profileList[recordEntry] }

// NewRecords makes the records for a state folder; nothing is read or created
// yet.
func NewRecords(stateDir string) *Records {
	return &Records{newProfileList(stateDir, RecordsName, "records", func(e *recordEntry) *string { return &e.Profile })}
}

// NoteExchange takes down how a profile's credentials fared in an exchange, and
// nothing when it tells nothing of them: without a profile, for a request that
// was wrong on purpose, and for one that never reached the server. Errors are
// those of Note.
func (r *Records) NoteExchange(exchange ripio.Exchange) error {
	if exchange.Profile == "" || exchange.Request.Deviation != ripio.DeviationNone || !exchange.MayHaveArrived() {
		return nil
	}
	outcome := Outcome{Success: exchange.Failure == nil}
	if exchange.Failure != nil {
		outcome.Summary = exchange.Failure.Title()
	}
	return r.Note(book.SecretKey{Profile: exchange.Profile, Environment: exchange.Environment.Name}, exchange.SentAt, outcome)
}

// Note takes an outcome down. It returns ErrNotText, ErrLocked,
// *NewerVersionError or an error of the disk; the send is not concerned.
func (r *Records) Note(key book.SecretKey, at time.Time, outcome Outcome) error {
	if err := checkUserTexts(key.Profile); err != nil {
		return err
	}
	at = at.UTC().Truncate(time.Second)
	return r.edit(func(entries *[]recordEntry) bool {
		entry := find(entries, maxRecords, func(e recordEntry) bool { return e.is(key) }, recordEntry.goesBefore)
		entry.Profile, entry.Environment = key.Profile, key.Environment
		entry.note(at, outcome)
		return true
	})
}

// Of returns the record of a profile in an environment; the zero Record when there
// is none. A *StateError says that the file cannot be understood.
func (r *Records) Of(key book.SecretKey) (Record, error) {
	entries, err := r.get()
	if err != nil {
		return Record{}, err
	}
	for _, entry := range entries {
		if entry.is(key) {
			return entry.Record, nil
		}
	}
	return Record{}, nil
}
