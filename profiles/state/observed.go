package state

import (
	"cmp"
	"slices"
	"time"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/cause"
)

const (
	ObservedName = "observed.json"
	// maxObserved is how many answers are kept; the one that was seen longest ago
	// goes.
	maxObserved = 500
	// maxRecentSightings is how many of an answer's last times are kept.
	maxRecentSightings = 8
)

// observedAnswer is an answer in a situation, as observed.json lists them. It holds no credentials and names no
// profile and no user.
type observedAnswer struct {
	Environment ripio.EnvironmentName `json:"environment"`
	// Deviation is the negative test that it answered; empty for an ordinary send.
	Deviation ripio.Deviation `json:"deviation,omitempty"`
	answerFeatures
	First time.Time `json:"first"`
	Last  time.Time `json:"last"`
	Times int       `json:"times"`
	// Recent are the last times, the oldest first; Last is one of them.
	Recent []time.Time `json:"recent"`
}

func (a observedAnswer) is(environment ripio.EnvironmentName, fingerprint string) bool {
	return a.Environment == environment && a.Fingerprint == fingerprint
}

// note takes down one time more.
func (a *observedAnswer) note(at time.Time) {
	a.First, a.Last = earlier(a.First, at), later(a.Last, at)
	a.Times++
	a.Recent = append(a.Recent, at)
	slices.SortFunc(a.Recent, time.Time.Compare)
	a.Recent = a.Recent[max(0, len(a.Recent)-maxRecentSightings):]
}

// before returns the sighting as it was at a time; false when there was none yet.
func (a observedAnswer) before(at time.Time) (cause.Sighting, bool) {
	seen := cause.Sighting{At: a.First, Deviation: a.Deviation, Times: a.Times}
	for _, recent := range a.Recent {
		if recent.Before(at) {
			seen.At = later(seen.At, recent)
		} else {
			seen.Times--
		}
	}
	return seen, seen.At.Before(at) && seen.Times > 0
}

// Observed remembers which answers a server really gave, and in which situation:
// a private catalogue of error bodies, in observed.json of the state folder. Two
// answers are the same when status, content type, error code and body are, apart
// from what differs in every answer, such as dates and ids. Several instances may
// work on one folder. All its methods are safe for concurrent use.
type Observed struct{ stateFile[[]observedAnswer] }

// NewObserved makes the catalogue for a state folder; nothing is read or created
// yet.
func NewObserved(stateDir string) *Observed {
	return &Observed{stateFile[[]observedAnswer]{dir: stateDir, name: ObservedName, key: "answers"}}
}

// Note takes down the answer of an exchange that failed with one. Exchanges
// without an answer, or with a token, are passed over, and so are answers whose
// body ended early. Errors are those of Records.Note.
func (o *Observed) Note(exchange ripio.Exchange) error {
	if !isObservable(exchange) {
		return nil
	}
	features, at := featuresOf(exchange), observedAt(exchange.SentAt)
	return o.edit(func(answers *[]observedAnswer) bool {
		fits := func(answer observedAnswer) bool {
			return answer.is(exchange.Environment.Name, features.Fingerprint) && answer.Deviation == exchange.Request.Deviation
		}
		answer := find(answers, maxObserved, fits, func(a, b observedAnswer) bool { return a.Last.Before(b.Last) })
		if answer.Times == 0 {
			answer.Environment, answer.Deviation, answer.answerFeatures = exchange.Environment.Name, exchange.Request.Deviation, features
		}
		answer.note(at)
		return true
	})
}

// observedAt is a time as the catalogue holds it.
func observedAt(at time.Time) time.Time { return at.UTC().Truncate(time.Second) }

// halfAnswers are failures that leave a body in pieces, cut at another place each
// time.
var halfAnswers = []ripio.FailureKind{
	ripio.FailureTruncated, ripio.FailureCancelled, ripio.FailureTimeout, ripio.FailureReset, ripio.FailureClosed,
}

func isObservable(exchange ripio.Exchange) bool {
	return exchange.Failure != nil && exchange.Response != nil && exchange.Token == nil && !exchange.DryRun &&
		!slices.Contains(halfAnswers, exchange.Failure.Kind)
}

// SeenBefore returns the sightings of the same answer in the same environment, one for
// each situation, the newest first: as they were at a time, or as they are now for the
// zero time. Call it before the exchange itself is noted. A *StateError says that the
// file cannot be understood.
func (o *Observed) SeenBefore(exchange ripio.Exchange, at time.Time) ([]cause.Sighting, error) {
	if !isObservable(exchange) {
		return nil, nil
	}
	answers, err := o.get()
	if err != nil {
		return nil, err
	}
	fingerprint := featuresOf(exchange).Fingerprint
	var sightings []cause.Sighting
	for _, answer := range answers {
		if !answer.is(exchange.Environment.Name, fingerprint) {
			continue
		}
		seen, ok := cause.Sighting{At: answer.Last, Deviation: answer.Deviation, Times: answer.Times}, true
		if !at.IsZero() {
			seen, ok = answer.before(observedAt(at))
		}
		if ok {
			sightings = append(sightings, seen)
		}
	}
	slices.SortStableFunc(sightings, func(a, b cause.Sighting) int {
		return cmp.Or(b.At.Compare(a.At), cmp.Compare(a.Deviation, b.Deviation))
	})
	return sightings, nil
}
