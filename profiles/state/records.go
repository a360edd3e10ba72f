package state

import (
	"slices"
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
	LastSuccess time.Time
	LastFailure time.Time
	// Failure is the summary of the last failure.
	Failure string
}

const (
	RecordsName = "records.json"
	// maxRecords is how many are kept; the one that was changed longest ago goes.
	maxRecords = 1000
	maxSummary = 200
)

// recordsContent is what records.json holds.
type recordsContent struct {
	stateVersion

	Records []recordEntry `json:"records"`
}

type recordEntry struct {
	Profile     string                `json:"profile"`
	Environment ripio.EnvironmentName `json:"environment"`
	LastSuccess time.Time             `json:"last_success,omitzero"`
	LastFailure time.Time             `json:"last_failure,omitzero"`
	Failure     string                `json:"failure,omitempty"`
}

func (e recordEntry) is(key book.SecretKey) bool {
	return e.Environment == key.Environment && book.SameName(e.Profile, key.Profile)
}

func (e recordEntry) lastChange() time.Time { return later(e.LastSuccess, e.LastFailure) }

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
type Records struct{ *stateFile[recordsContent] }

// NewRecords makes the records for a state folder; nothing is read or created
// yet.
func NewRecords(stateDir string) *Records {
	return &Records{newStateFile[recordsContent](stateDir, RecordsName)}
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
	return r.edit(func(entries []recordEntry) ([]recordEntry, bool) {
		index := slices.IndexFunc(entries, func(e recordEntry) bool { return e.is(key) })
		if index < 0 {
			entries = append(entries, recordEntry{Environment: key.Environment})
			index = len(entries) - 1
		}
		entries[index].Profile = key.Profile
		entries[index].note(at, outcome)
		if len(entries) > maxRecords {
			entries = withoutOldestRecord(entries)
		}
		return entries, true
	})
}

func withoutOldestRecord(entries []recordEntry) []recordEntry {
	oldest := 0
	for i, entry := range entries {
		if entry.lastChange().Before(entries[oldest].lastChange()) {
			oldest = i
		}
	}
	return slices.Delete(entries, oldest, oldest+1)
}

// Of returns the record of a profile in an environment; the zero Record when there
// is none. A *StateError says that the file cannot be understood.
func (r *Records) Of(key book.SecretKey) (Record, error) {
	content, err := r.get()
	if err != nil {
		return Record{}, err
	}
	for _, entry := range content.Records {
		if entry.is(key) {
			return Record{LastSuccess: entry.LastSuccess, LastFailure: entry.LastFailure, Failure: entry.Failure}, nil
		}
	}
	return Record{}, nil
}

// Rename moves a profile's records to its new name. Records under the new name,
// which are those of a profile that is gone, are dropped.
func (r *Records) Rename(from, to string) error {
	return r.edit(func(entries []recordEntry) ([]recordEntry, bool) {
		if !book.SameName(from, to) {
			entries = slices.DeleteFunc(entries, func(e recordEntry) bool { return book.SameName(e.Profile, to) })
		}
		changed := false
		for i := range entries {
			if book.SameName(entries[i].Profile, from) && entries[i].Profile != to {
				entries[i].Profile, changed = to, true
			}
		}
		return entries, changed
	})
}

// Forget drops the records of a profile and tells how many there were.
func (r *Records) Forget(profile string) (removed int, err error) {
	err = r.edit(func(entries []recordEntry) ([]recordEntry, bool) {
		before := len(entries)
		entries = slices.DeleteFunc(entries, func(e recordEntry) bool { return book.SameName(e.Profile, profile) })
		removed = before - len(entries)
		return entries, removed > 0
	})
	return removed, err
}

func (r *Records) edit(change func([]recordEntry) ([]recordEntry, bool)) error {
	return r.stateFile.edit(func(content *recordsContent) (changed bool) {
		content.Version = StateVersion
		content.Records, changed = change(content.Records)
		return changed
	})
}
