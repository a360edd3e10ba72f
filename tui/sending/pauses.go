package sending

import (
	"time"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/visible"
)

// ProductionPause lies between two calls to production.
const ProductionPause = 3 * time.Second

// Pause is a time before which an environment is not called.
type Pause struct {
	Until time.Time
	Why   string
}

// pauseAfter is the pause that an exchange asks for: as long as the server says,
// and a short one in production.
func pauseAfter(e ripio.Exchange) Pause {
	ended := e.SentAt.Add(e.Timing.Total)
	p := Pause{}
	if e.Environment.Name == ripio.Production && e.Timing.Reached != "" {
		p = shortPause(ended)
	}
	if f := e.Failure; f != nil && f.Wait() > 0 && ended.Add(f.Wait()).After(p.Until) {
		p = Pause{ended.Add(f.Wait()), "The server asked to wait: Retry-After: " + visible.Line(f.RetryAfterRaw) + "."}
	}
	return p
}

// shortPause follows every call to production.
func shortPause(ended time.Time) Pause {
	return Pause{ended.Add(ProductionPause), "A short pause lies between two calls to production."}
}

// Pauses are the times before which environments are not called.
type Pauses map[ripio.EnvironmentName]Pause

// After keeps the pause that an exchange asks for.
func (p Pauses) After(e ripio.Exchange) { p.keep(e.Environment.Name, pauseAfter(e)) }

// GivenUp keeps the pause after a call whose answer nobody waited for.
func (p Pauses) GivenUp(environment ripio.EnvironmentName, now time.Time) {
	if environment == ripio.Production {
		p.keep(environment, shortPause(now))
	}
}

// keep keeps a pause, unless a longer one runs.
func (p Pauses) keep(environment ripio.EnvironmentName, new Pause) {
	if new.Until.After(p[environment].Until) {
		p[environment] = new
	}
}

// Refuse says that an environment asked to wait; empty when it did not.
func (p Pauses) Refuse(name ripio.EnvironmentName, now time.Time, local *time.Location) string {
	if until := p[name].Until; until.After(now) {
		return "a pause runs before the next request to " + name.Label() + "; it ends at " + until.In(local).Format(time.TimeOnly)
	}
	return ""
}
