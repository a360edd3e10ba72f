package state

import (
	"devtools/ripio-explorer/profiles/book"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/canary"
	"devtools/ripio-explorer/ripio/phrase"
)

const (
	WatchedName = "watched.json"
	// maxWatched is how many last good runs are kept; the oldest goes.
	maxWatched = 100
)

// WatchKey says whose last good run is meant. Profile is empty without one; Client, such
// as a hash of the client_id, then tells apart who asks.
type WatchKey struct {
	Profile     string                `json:"profile,omitempty"`
	Client      string                `json:"client,omitempty"`
	Environment ripio.EnvironmentName `json:"environment"`
}

func (k WatchKey) is(other WatchKey) bool {
	return k.Environment == other.Environment && k.Client == other.Client && book.SameName(k.Profile, other.Profile)
}

// watchedRun is what watched.json lists.
type watchedRun struct {
	WatchKey
	canary.Observation
}

// Watched remembers the last good run of each that is watched, in watched.json of the
// state folder. Several instances may work on one folder. All its methods are safe for
// concurrent use.
type Watched struct{ *profileList[watchedRun] }

// NewWatched makes the memory for a state folder; nothing is read or created yet.
func NewWatched(stateDir string) *Watched {
	return &Watched{newProfileList(stateDir, WatchedName, "runs", func(r *watchedRun) *string { return &r.Profile })}
}

// Last returns the last good run; nil when there was none. A *StateError says that the
// file cannot be understood.
func (w *Watched) Last(key WatchKey) (*canary.Observation, error) {
	runs, err := w.get()
	if err != nil {
		return nil, err
	}
	for _, run := range runs {
		if run.is(key) {
			return &run.Observation, nil
		}
	}
	return nil, nil
}

// Note keeps a good run in place of the one before. Errors are those of Records.Note.
func (w *Watched) Note(key WatchKey, run canary.Observation) error {
	if err := checkUserTexts(key.Profile, key.Client); err != nil {
		return err
	}
	return w.edit(func(runs *[]watchedRun) bool {
		older := func(a, b watchedRun) bool { return a.At.Before(b.At) }
		*find(runs, maxWatched, func(r watchedRun) bool { return r.is(key) }, older) = watchedRun{key, run}
		return true
	})
}

// RecogniseAnswer returns what the catalogue recognises an answer by, and the answer in a
// few words without what the request held; both empty for an exchange that it passes over.
func RecogniseAnswer(exchange ripio.Exchange) (fingerprint, text string) {
	if !isObservable(exchange) {
		return "", ""
	}
	text = phrase.JoinNonEmpty(" · ", ripio.StatusLine(exchange.Response), exchange.Failure.Code, exchange.Failure.Words())
	return featuresOf(exchange).Fingerprint, withoutOwn(exchange.Request, text)
}
