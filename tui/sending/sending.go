package sending

import (
	"context"
	"strings"
	"sync"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"devtools/ripio-explorer/profiles"
)

// Model is the sends of a run: the one under way, what holds the next one back, and
// what came of those before. At most one is under way or waits.
type Model struct {
	flight  *flight
	waiting *Waiting
	count   int

	Pauses   Pauses
	Renewals Renewals
	Tests    Series
	Kept     Outcomes
	Leases   Leases
	// Trimmed are the secrets that are sent without their stray characters.
	Trimmed map[profiles.SecretKey]bool
}

// New returns the sends of a run that begins.
func New() Model {
	return Model{Pauses: Pauses{}, Kept: Outcomes{}, Leases: Leases{}, Trimmed: map[profiles.SecretKey]bool{}}
}

// flight is the send that is being prepared or under way.
type flight struct {
	Send
	// story brings its answer, and makes the call where nobody did yet; nil while only
	// its secret is fetched.
	story func() AnswerMsg
}

// Waiting is a send that a pause holds back.
type Waiting struct {
	Send  Send
	pause Pause
}

// Busy says why no other send can begin; empty when one can.
func (m *Model) Busy() string {
	if m.flight != nil || m.waiting != nil {
		return "a request is under way; esc cancels it"
	}
	return ""
}

// TakeOff begins a send: from here on it can be given up, and no other begins.
func (m *Model) TakeOff(s Send) Send {
	m.End()
	m.count++
	s.number = m.count
	s.context, s.cancel = context.WithCancel(context.Background())
	m.flight = &flight{Send: s}
	return s
}

// Call returns a command that makes the call of the send under way, once: its story
// can still be had after it was given up.
func (m *Model) Call(s Send, secrets *profiles.Secrets, authenticate Authenticate) tea.Cmd {
	story := sync.OnceValue(func() AnswerMsg { return call(s, secrets, authenticate) })
	m.flight.Send, m.flight.story = s, story
	return func() tea.Msg { return story() }
}

// UnderWay is the send that is being prepared, under way, or between two tests of a
// run.
func (m *Model) UnderWay() (s Send, ok bool) {
	if m.flight == nil {
		return Send{}, false
	}
	return m.flight.Send, true
}

// Waiting is the send that waits for a pause to end.
func (m *Model) Waiting() (s Send, ok bool) {
	if m.waiting == nil {
		return Send{}, false
	}
	return m.waiting.Send, true
}

// NotWaiting says why there is no wait to cut short; empty when there is one.
func (m *Model) NotWaiting() string {
	if m.waiting == nil {
		return "nothing waits to be sent"
	}
	return ""
}

// Current is a step of the send under way, under the name that its profile has by
// now; ok is false for one that was answered or given up.
func (m *Model) Current(s Send) (current Send, ok bool) {
	if m.flight == nil || m.flight.number != s.number {
		return s, false
	}
	s.Owner.Profile, s.Secret.Key.Profile = m.flight.Owner.Profile, m.flight.Secret.Key.Profile
	return s, true
}

// Between notes that a run goes on: its last answer is written down already.
func (m *Model) Between() { m.flight.story = nil }

// End ends the send under way.
func (m *Model) End() {
	if m.flight != nil {
		m.flight.cancel()
	}
	m.flight = nil
}

// giveUp ends the send under way and the run it is part of. Where its call was made,
// a pause follows, as the server may have got it, and story brings what became of it.
func (m *Model) giveUp(now func() time.Time) (story func() AnswerMsg) {
	f := m.flight
	m.End()
	m.Tests = Series{}
	if f == nil || f.story == nil {
		return nil
	}
	m.Pauses.GivenUp(f.Environment.Name, now())
	return f.story
}

// Hold keeps a send until the pause of its environment is over, and returns the
// pause. held is false when none runs.
func (m *Model) Hold(s Send, now time.Time) (p Pause, held bool) {
	p = m.Pauses[s.Environment.Name]
	if held = p.Until.After(now); held {
		m.waiting = &Waiting{Send: s, pause: p}
	}
	return p, held
}

// Due reports whether the wait of a send is over.
func (m *Model) Due(now time.Time) bool { return m.waiting != nil && !m.waiting.pause.Until.After(now) }

// Release ends the wait and returns what waited.
func (m *Model) Release() Send {
	s := m.waiting.Send
	m.waiting = nil
	return s
}

// FollowClock keeps what counts down at its pace when the wall clock was set.
func (m *Model) FollowClock(step time.Duration) {
	m.Kept.followClock(step)
	m.Leases.followClock(step)
	for name, pause := range m.Pauses {
		pause.Until = pause.Until.Add(step)
		m.Pauses[name] = pause
	}
	if m.waiting != nil {
		m.waiting.pause.Until = m.waiting.pause.Until.Add(step)
	}
}

// Renamed takes what is known of a profile along to its new name: its tokens are still
// its own.
func (m *Model) Renamed(from, to string) {
	m.Kept.renamed(from, to)
	m.Renewals.owner.renamed(from, to)
	if m.waiting != nil {
		m.waiting.Send.renamed(from, to)
	}
	if m.flight != nil {
		m.flight.renamed(from, to)
	}
}

func (o *Owner) renamed(from, to string) {
	if strings.EqualFold(o.Profile, from) {
		o.Profile = to
	}
}

// Forget drops what is known of a profile that is gone for good.
func (m *Model) Forget(profile string) {
	for owner := range m.Kept {
		if strings.EqualFold(owner.Profile, profile) {
			delete(m.Kept, owner)
		}
	}
	m.Untrim(profile)
	delete(m.Leases, profile)
}

// Untrim sends the secrets of a profile as they are again.
func (m *Model) Untrim(profile string) {
	for key := range m.Trimmed {
		if strings.EqualFold(key.Profile, profile) {
			delete(m.Trimmed, key)
		}
	}
}
