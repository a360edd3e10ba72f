// Package sending is a request from the key press to the history: what was captured for
// it, the questions before it, what is under way or waits, the pauses of an environment,
// renewals, the swap test, runs of negative tests, and what came of earlier sends. It
// draws nothing and knows no form: the root captures a Send and hands it in, and what a
// flow may do with the explorer is in Host.
package sending

import (
	"context"
	"strings"
	"sync"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"devtools/ripio-explorer/profiles"
)

// Flow takes sends from the key press to the history: it asks what has to be asked,
// waits, fetches the secret, makes the call, and shows and writes down what came. At
// most one send is under way or waits.
type Flow struct {
	Host
	flight  *flight
	waiting *waiting
	count   int

	Pauses   Pauses
	Renewals Renewals
	tests    series
	Kept     Outcomes
	Leases   Leases
	// Trimmed are the secrets that are sent without their stray characters.
	Trimmed map[profiles.SecretKey]bool
}

// New returns the sends of a run that begins.
func New(host Host) *Flow {
	return &Flow{Host: host, Pauses: Pauses{}, Kept: Outcomes{}, Leases: Leases{}, Trimmed: map[profiles.SecretKey]bool{}}
}

// flight is the send that is being prepared or under way, or the last one of a run of
// tests between two of them.
type flight struct {
	Send
	// story brings its answer, and makes the call where nobody did yet; nil while only
	// its secret is fetched.
	story func() AnswerMsg
}

// waiting is a send that a pause holds back.
type waiting struct {
	Send
	pause Pause
}

// Msg is the result of a command of the flow, which goes on with it.
type Msg interface {
	land(f *Flow) tea.Cmd
}

// Update hands a result to the step that it is for.
func (f *Flow) Update(msg Msg) tea.Cmd { return msg.land(f) }

// Busy says why no other send can begin; empty when one can.
func (f *Flow) Busy() string {
	if f.flight != nil || f.waiting != nil {
		return "a request is under way; esc cancels it"
	}
	return ""
}

// NotWaiting says why there is no wait to cut short; empty when there is one.
func (f *Flow) NotWaiting() string {
	if f.waiting == nil {
		return "nothing waits to be sent"
	}
	return ""
}

// takeOff begins a send: from here on it can be given up, and no other begins.
func (f *Flow) takeOff(s Send) Send {
	f.end()
	f.count++
	s.number = f.count
	s.context, s.cancel = context.WithCancel(context.Background())
	f.flight = &flight{Send: s}
	return s
}

// call returns a command that makes the call of the send under way, once: its story
// can still be had after it was given up.
func (f *Flow) call(s Send) tea.Cmd {
	secrets, authenticate := f.Manager.Secrets, f.Authenticate
	story := sync.OnceValue(func() AnswerMsg { return s.answer(secrets, authenticate) })
	f.flight.Send, f.flight.story = s, story
	return func() tea.Msg { return story() }
}

// current is a step of the send under way, under the name that its profile has by
// now; ok is false for one that was answered or given up.
func (f *Flow) current(s Send) (current Send, ok bool) {
	if f.flight == nil || f.flight.number != s.number {
		return s, false
	}
	s.Owner.Profile, s.Secret.Key.Profile = f.flight.Owner.Profile, f.flight.Secret.Key.Profile
	return s, true
}

// end ends the send under way.
func (f *Flow) end() {
	if f.flight != nil {
		f.flight.cancel()
	}
	f.flight = nil
}

// aside reports whether a send must leave the pane alone: nobody pressed a key for a
// renewal, and what was opened over the token is being read.
func (f *Flow) aside(s Send) bool { return s.Kind == Renewal && f.Pane.Opened() }

// FollowClock keeps what counts down at its pace when the wall clock was set.
func (f *Flow) FollowClock(step time.Duration) {
	f.Kept.followClock(step)
	f.Leases.followClock(step)
	for name, pause := range f.Pauses {
		pause.Until = pause.Until.Add(step)
		f.Pauses[name] = pause
	}
	if f.waiting != nil {
		f.waiting.pause.Until = f.waiting.pause.Until.Add(step)
	}
}

// Renamed takes what is known of a profile along to its new name: its tokens are still
// its own.
func (f *Flow) Renamed(from, to string) {
	f.Kept.renamed(from, to)
	f.Renewals.owner.renamed(from, to)
	if f.waiting != nil {
		f.waiting.renamed(from, to)
	}
	if f.flight != nil {
		f.flight.renamed(from, to)
	}
}

func (o *Owner) renamed(from, to string) {
	if strings.EqualFold(o.Profile, from) {
		o.Profile = to
	}
}

// Forget drops what is known of a profile that is gone for good.
func (f *Flow) Forget(profile string) {
	for owner := range f.Kept {
		if strings.EqualFold(owner.Profile, profile) {
			delete(f.Kept, owner)
		}
	}
	f.Untrim(profile)
	delete(f.Leases, profile)
}

// Untrim sends the secrets of a profile as they are again.
func (f *Flow) Untrim(profile string) {
	for key := range f.Trimmed {
		if strings.EqualFold(key.Profile, profile) {
			delete(f.Trimmed, key)
		}
	}
}
