package history

import (
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"devtools/ripio-explorer/profiles/book"
	"devtools/ripio-explorer/profiles/linefile"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/jwt"
)

// Lifetime is how long a token was valid when it was issued.
type Lifetime struct {
	At       time.Time
	Lifetime time.Duration
	// Measured tells that it was measured with the server's clock, see
	// ripio.Exchange.LifetimeBasis.
	Measured bool
}

// maxLifetimes is how many are told for a profile in an environment, the newest.
const maxLifetimes = 60

// lifetimeLine is what of a line tells a lifetime. They are looked up after each send,
// and whole attempts would take megabytes each time.
type lifetimeLine struct {
	lineNames

	Environment ripio.EnvironmentName `json:"environment"`
	ReceivedAt  time.Time             `json:"received_at"`
	Request     struct {
		Deviation ripio.Deviation `json:"deviation"`
	} `json:"request"`
	Clock ripio.Clock `json:"clock"`
	Token *struct {
		Expiry jwt.Expiry `json:"expiry"`
	} `json:"token"`
	SwapTest bool `json:"swap_test"`
}

// tell returns the lifetime of the line's token; false for one without a readable
// expiry, that was never valid, or that answered a negative test or a swap test.
func (l lifetimeLine) tell() (Lifetime, bool) {
	if l.Token == nil || l.SwapTest || l.Request.Deviation != ripio.DeviationNone {
		return Lifetime{}, false
	}
	exchange := ripio.Exchange{SentAt: l.At, ReceivedAt: l.ReceivedAt, Clock: l.Clock, Token: &jwt.Token{Expiry: l.Token.Expiry}}
	lifetime, known := exchange.Lifetime()
	return Lifetime{At: l.At, Lifetime: lifetime, Measured: l.Clock.Known}, known && lifetime > 0
}

// Lifetimes returns those of the tokens that a profile got in an environment with
// ordinary sends, the oldest first, at most the last 60. Profile may be empty, for the
// simulator without a profile. Lines that cannot be read are passed over; List warns of
// them. An error is that of the disk.
func (h *History) Lifetimes(profile string, environment ripio.EnvironmentName) ([]Lifetime, error) {
	content, err := linefile.Read(h.Path(), maxHistoryRead)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", HistoryName, err)
	}
	var sends []time.Time
	var lifetimes []Lifetime
	for _, data := range content.Lines {
		var line lifetimeLine
		if json.Unmarshal(data, &line) != nil || line.Version != HistoryVersion || line.ID == "" {
			continue
		}
		sends = append(sends, line.At)
		lifetime, told := line.tell()
		if told && line.Environment == environment && book.SameName(line.Profile, profile) {
			lifetimes = append(lifetimes, lifetime)
		}
	}
	oldest := h.oldestKept(sends, h.now())
	lifetimes = slices.DeleteFunc(lifetimes, func(one Lifetime) bool { return one.At.Before(oldest) })
	slices.SortStableFunc(lifetimes, func(a, b Lifetime) int { return a.At.Compare(b.At) })
	return lifetimes[max(len(lifetimes)-maxLifetimes, 0):], nil
}
