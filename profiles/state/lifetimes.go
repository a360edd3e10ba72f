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

// lifetimesContent is what lifetimes.json holds.
type lifetimesContent struct {
	stateVersion

	Lists []lifetimeList `json:"lists"`
}

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
type Lifetimes struct{ *stateFile[lifetimesContent] }

// NewLifetimes makes the memory for a state folder; nothing is read or created
// yet.
func NewLifetimes(stateDir string) *Lifetimes {
	return &Lifetimes{newStateFile[lifetimesContent](stateDir, LifetimesName)}
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
	return l.edit(func(lists []lifetimeList) ([]lifetimeList, bool) {
		index := slices.IndexFunc(lists, func(list lifetimeList) bool { return list.is(exchange.Profile, exchange.Environment.Name) })
		if index < 0 {
			lists = append(withoutOldestList(lists), lifetimeList{Environment: exchange.Environment.Name})
			index = len(lists) - 1
		}
		lists[index].Profile = exchange.Profile
		lists[index].add(entry)
		return lists, true
	})
}

// withoutOldestList makes room for one list more.
func withoutOldestList(lists []lifetimeList) []lifetimeList {
	for len(lists) >= maxLifetimeLists {
		oldest := 0
		for i, list := range lists {
			if list.last().Before(lists[oldest].last()) {
				oldest = i
			}
		}
		lists = slices.Delete(lists, oldest, oldest+1)
	}
	return lists
}

// Of returns the lifetimes seen for a profile in an environment, the oldest first,
// at most the last 60. A *StateError says that the file cannot be understood.
func (l *Lifetimes) Of(profile string, environment ripio.EnvironmentName) ([]Lifetime, error) {
	content, err := l.get()
	if err != nil {
		return nil, err
	}
	var lifetimes []Lifetime
	for _, list := range content.Lists {
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

// Rename moves a profile's lifetimes to its new name. Those under the new name,
// which are those of a profile that is gone, are dropped.
func (l *Lifetimes) Rename(from, to string) error {
	return l.edit(func(lists []lifetimeList) ([]lifetimeList, bool) {
		if !book.SameName(from, to) {
			lists = slices.DeleteFunc(lists, func(list lifetimeList) bool { return book.SameName(list.Profile, to) })
		}
		changed := false
		for i := range lists {
			if book.SameName(lists[i].Profile, from) && lists[i].Profile != to {
				lists[i].Profile, changed = to, true
			}
		}
		return lists, changed
	})
}

// Forget drops the lifetimes of a profile and tells how many there were.
func (l *Lifetimes) Forget(profile string) (removed int, err error) {
	err = l.edit(func(lists []lifetimeList) ([]lifetimeList, bool) {
		before := len(lists)
		lists = slices.DeleteFunc(lists, func(list lifetimeList) bool {
			if !book.SameName(list.Profile, profile) {
				return false
			}
			removed += len(list.Lifetimes)
			return true
		})
		return lists, len(lists) < before
	})
	return removed, err
}

func (l *Lifetimes) edit(change func([]lifetimeList) ([]lifetimeList, bool)) error {
	return l.stateFile.edit(func(content *lifetimesContent) (changed bool) {
		content.Version = StateVersion
		content.Lists, changed = change(content.Lists)
		return changed
	})
}
