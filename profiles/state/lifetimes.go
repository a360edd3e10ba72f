package state

import (
	"slices"
	"time"

	"devtools/ripio-explorer/profiles/book"
	"devtools/ripio-explorer/ripio"
)

// Lifetime is how long a token was valid when it was issued.
type Lifetime struct {
	At       time.Time
	Lifetime time.Duration
	// Measured tells that it was measured with the server's clock, see
	// ripio.Exchange.LifetimeBasis.
	Measured bool
}

const (
	LifetimesName = "lifetimes.json"
	// maxLifetimes is how many are kept for a profile in an environment, and
	// maxLifetimeLists for how many of those; the ones that are oldest go.
	maxLifetimes     = 60
	maxLifetimeLists = 100
)

// lifetimeList holds the lifetimes of a profile in an environment, the oldest
// first.
type lifetimeList struct {
	Profile     string                `json:"profile"`
	Environment ripio.EnvironmentName `json:"environment"`
	Lifetimes   []lifetimeEntry       `json:"lifetimes"`
}

type lifetimeEntry struct {
	At           time.Time `json:"at"`
	Milliseconds int64     `json:"lifetime_ms"`
	Measured     bool      `json:"measured"`
}

func (l lifetimeList) is(profile string, environment ripio.EnvironmentName) bool {
	return l.Environment == environment && book.SameName(l.Profile, profile)
}

// last is when the list was added to; the zero time for an empty one.
func (l lifetimeList) last() time.Time {
	if len(l.Lifetimes) == 0 {
		return time.Time{}
	}
	return l.Lifetimes[len(l.Lifetimes)-1].At
}

// add puts a lifetime at the place that its time gives it.
func (l *lifetimeList) add(entry lifetimeEntry) {
	at := len(l.Lifetimes)
	for at > 0 && l.Lifetimes[at-1].At.After(entry.At) {
		at--
	}
	l.Lifetimes = slices.Insert(l.Lifetimes, at, entry)
	l.Lifetimes = l.Lifetimes[max(0, len(l.Lifetimes)-maxLifetimes):]
}

// Lifetimes remembers the lifetimes of tokens by profile and environment, in
// lifetimes.json of the state folder. Several instances may work on one folder.
// All its methods are safe for concurrent use.
type Lifetimes struct{ *profileList[lifetimeList] }

// NewLifetimes makes the memory for a state folder; nothing is read or created
// yet.
func NewLifetimes(stateDir string) *Lifetimes {
	return &Lifetimes{newProfileList(stateDir, LifetimesName, "lists", func(l *lifetimeList) *string { return &l.Profile })}
}

// Note takes down the lifetime of the exchange's token. Exchanges without a
// readable expiry are passed over, and so are tokens that were never valid.
// Profile may be empty, for the simulator without a profile. Errors are those of
// Records.Note.
func (l *Lifetimes) Note(exchange ripio.Exchange) error {
	lifetime, ok := exchange.Lifetime()
	if !ok || lifetime <= 0 {
		return nil
	}
	if err := checkUserTexts(exchange.Profile); err != nil {
		return err
	}
	entry := lifetimeEntry{
		At: exchange.SentAt.UTC().Truncate(time.Second), Milliseconds: lifetime.Milliseconds(), Measured: exchange.Clock.Known,
	}
	return l.edit(func(lists *[]lifetimeList) bool {
		fits := func(list lifetimeList) bool { return list.is(exchange.Profile, exchange.Environment.Name) }
		list := find(lists, maxLifetimeLists, fits, func(a, b lifetimeList) bool { return a.last().Before(b.last()) })
		list.Profile, list.Environment = exchange.Profile, exchange.Environment.Name
		list.add(entry)
		return true
	})
}

// Of returns the lifetimes seen for a profile in an environment, the oldest first,
// at most the last 60. A *StateError says that the file cannot be understood.
func (l *Lifetimes) Of(profile string, environment ripio.EnvironmentName) ([]Lifetime, error) {
	lists, err := l.get()
	if err != nil {
		return nil, err
	}
	var lifetimes []Lifetime
	for _, list := range lists {
		if !list.is(profile, environment) {
			continue
		}
		for _, entry := range list.Lifetimes {
			lifetimes = append(lifetimes, Lifetime{
				At: entry.At, Lifetime: time.Duration(entry.Milliseconds) * time.Millisecond, Measured: entry.Measured,
			})
		}
	}
	return lifetimes, nil
}

// Forget drops the lifetimes of a profile and tells how many there were.
func (l *Lifetimes) Forget(profile string) (removed int, err error) {
	lists, _ := l.get()
	if _, err = l.profileList.Forget(profile); err != nil {
		return 0, err
	}
	for _, list := range lists {
		if book.SameName(list.Profile, profile) {
			removed += len(list.Lifetimes)
		}
	}
	return removed, nil
}
