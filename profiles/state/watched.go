package state

import (
	"cmp"
	"slices"

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

// watchedContent is what watched.json holds.
type watchedContent struct {
	stateVersion

	Runs []watchedRun `json:"runs"`
}

type watchedRun struct {
	WatchKey
	canary.Observation
}

// Watched remembers the last good run of each that is watched, in watched.json of the
// state folder. Several instances may work on one folder. All its methods are safe for
// concurrent use.
type Watched struct{ *stateFile[watchedContent] }

// NewWatched makes the memory for a state folder; nothing is read or created yet.
func NewWatched(stateDir string) *Watched {
	return &Watched{newStateFile[watchedContent](stateDir, WatchedName)}
}

// Last returns the last good run; nil when there was none. A *StateError says that the
// file cannot be understood.
func (w *Watched) Last(key WatchKey) (*canary.Observation, error) {
	content, err := w.get()
	if err != nil {
		return nil, err
	}
	for _, run := range content.Runs {
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
	return w.edit(func(runs []watchedRun) ([]watchedRun, bool) {
		runs = slices.DeleteFunc(runs, func(r watchedRun) bool { return r.is(key) })
		for len(runs) >= maxWatched {
			oldest := slices.MinFunc(runs, func(a, b watchedRun) int { return a.At.Compare(b.At) })
			runs = slices.DeleteFunc(runs, func(r watchedRun) bool { return r.is(oldest.WatchKey) })
		}
		return append(runs, watchedRun{key, run}), true
	})
}

// Rename moves a profile's runs to its new name. Those under the new name, which are
// those of a profile that is gone, are dropped.
func (w *Watched) Rename(from, to string) error {
	return w.edit(func(runs []watchedRun) ([]watchedRun, bool) {
		before := len(runs)
		if !book.SameName(from, to) {
			runs = slices.DeleteFunc(runs, func(r watchedRun) bool { return book.SameName(r.Profile, to) })
		}
		changed := len(runs) < before
		for i := range runs {
			if book.SameName(runs[i].Profile, from) && runs[i].Profile != to {
				runs[i].Profile, changed = to, true
			}
		}
		return runs, changed
	})
}

// Forget drops the runs of a profile and tells how many there were.
func (w *Watched) Forget(profile string) (removed int, err error) {
	err = w.edit(func(runs []watchedRun) ([]watchedRun, bool) {
		before := len(runs)
		runs = slices.DeleteFunc(runs, func(r watchedRun) bool { return book.SameName(r.Profile, profile) })
		removed = before - len(runs)
		return runs, removed > 0
	})
	return removed, err
}

func (w *Watched) edit(change func([]watchedRun) ([]watchedRun, bool)) error {
	return w.stateFile.edit(func(content *watchedContent) (changed bool) {
		content.Version = cmp.Or(content.Version, StateVersion)
		content.Runs, changed = change(content.Runs)
		return changed
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
