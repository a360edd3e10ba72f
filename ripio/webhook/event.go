package webhook

import (
	_ "embed"
	"errors"
	"strings"
	"sync"

	"github.com/pelletier/go-toml/v2"
)

// Envelope is the key of the object that an event is about.
type Envelope string

// The documented envelopes. Ripio's pages call the first one both names.
const (
	EnvelopeTransactionObject Envelope = "transactionObject"
	EnvelopeTransaction       Envelope = "transaction"
	EnvelopeAccount           Envelope = "account" // of ACCOUNT.CLOSED
)

// Event is a kind of webhook.
type Event struct {
	Name     string   `toml:"name"`
	Standing Standing `toml:"-"`
	// Envelope is the documented one; empty where none is documented.
	Envelope Envelope `toml:"envelope"`
	// Now is the name that took the place of an older one.
	Now string `toml:"now"`
	// Meaning is what the name says in words.
	Meaning string `toml:"meaning"`
	Source  string `toml:"source"`
}

//go:embed events.toml
var eventsTOML []byte

// Events lists the known events: those of a flow in their order.
var Events = sync.OnceValue(func() (events []Event) {
	var table struct {
		Event []struct {
			Event

			Standing string `toml:"standing"`
		} `toml:"event"`
	}
	if err := toml.Unmarshal(eventsTOML, &table); err != nil {
		panic("ripio: events.toml: " + err.Error())
	}
	standings := map[string]Standing{"documented": Documented, "seen": Seen, "renamed": Renamed}
	for _, each := range table.Event {
		each.Event.Standing = standings[each.Standing]
		events = append(events, each.Event)
	}
	return events
})

// FindEvent finds an event by its exact name. Of one that is not known the standing is
// Unknown, and nothing else is told.
func FindEvent(name string) Event {
	for _, event := range Events() {
		if event.Name == name {
			return event
		}
	}
	return Event{Name: name, Standing: Unknown}
}

// DocumentedEvents lists the events that Ripio documents, without older names.
func DocumentedEvents() (events []Event) {
	for _, event := range Events() {
		if event.Standing == Documented {
			events = append(events, event)
		}
	}
	return events
}

// ErrNoEvent is the error of ChooseEvents.
var ErrNoEvent = errors.New("no event has that name")

// ChooseEvents finds what a person asked for: "all" for the documented ones, or a name
// in any letter case.
func ChooseEvents(name string) ([]Event, error) {
	if name == "all" {
		return DocumentedEvents(), nil
	}
	for _, event := range Events() {
		if strings.EqualFold(event.Name, name) {
			return []Event{event}, nil
		}
	}
	return nil, ErrNoEvent
}
