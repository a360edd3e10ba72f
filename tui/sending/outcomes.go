package sending

import (
	"maps"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/cause"
	"devtools/ripio-explorer/ripio/redact"
)

// Outcome is the newest answer for somebody, and what is known beside it once it was
// written down.
type Outcome struct {
	Exchange ripio.Exchange
	Beside   RememberedMsg
}

// Outcomes are those of a run, each under whom it was for.
type Outcomes map[Owner]Outcome

// Live returns the exchange of a token that is still good for somebody.
func (o Outcomes) Live(owner Owner, now time.Time) (ripio.Exchange, bool) {
	e := o[owner].Exchange
	if e.Token == nil || e.Failure != nil {
		return e, false
	}
	return e, e.Token.Expiry.Remaining(e.Clock.ServerTime(now)) > 0
}

// Keep takes the newest answer for somebody.
func (o Outcomes) Keep(owner Owner, e ripio.Exchange) { o[owner] = Outcome{Exchange: e} }

// Amend replaces an exchange where it is still the newest one.
func (o Outcomes) Amend(owner Owner, e ripio.Exchange) {
	if outcome, ok := o[owner]; ok && outcome.Exchange.SentAt.Equal(e.SentAt) {
		outcome.Exchange = e
		o[owner] = outcome
	}
}

// Remembered adds what is known beside an exchange where it is still the newest one.
func (o Outcomes) Remembered(msg RememberedMsg) {
	if outcome, ok := o[msg.Owner]; ok && outcome.Exchange.SentAt.Equal(msg.Attempt.Exchange.SentAt) {
		outcome.Beside = msg
		o[msg.Owner] = outcome
	}
}

func (o Outcomes) followClock(step time.Duration) {
	for owner, outcome := range o {
		outcome.Exchange.Clock.Stepped += step
		o[owner] = outcome
	}
}

func (o Outcomes) renamed(from, to string) {
	for owner, outcome := range maps.Clone(o) {
		delete(o, owner)
		owner.renamed(from, to)
		outcome.Exchange.Profile, outcome.Beside.Owner = owner.Profile, owner
		o[owner] = outcome
	}
}

// RememberedMsg brings what is known beside an attempt: of a send that was put into
// the history, and of whom it was for, or of one that was opened from there.
type RememberedMsg struct {
	Written    bool
	Owner      Owner
	Attempt    profiles.Attempt
	Background cause.Background
	Lifetimes  []profiles.Lifetime
	Warnings   []profiles.Warning
}

// LookUp returns a command that gathers what is known beside an attempt of the history.
func LookUp(manager *profiles.Manager, attempt profiles.Attempt) tea.Cmd {
	return func() tea.Msg { return gather(manager, RememberedMsg{Attempt: attempt}, false) }
}

// gather collects what is known beside an attempt, and writes it into the history
// if it is a new one: after the background is read, so that it is not among the
// earlier ones.
func gather(manager *profiles.Manager, msg RememberedMsg, keepToken bool) RememberedMsg {
	var background, kept []profiles.Warning
	msg.Background, background = manager.Background(msg.Attempt)
	if msg.Written {
		msg.Attempt, kept = manager.Remember(msg.Attempt, keepToken)
	}
	msg.Warnings = append(background, kept...)
	if e := msg.Attempt.Exchange; e.Token != nil {
		var err error
		if msg.Lifetimes, err = manager.History.Lifetimes(e.Profile, e.Environment.Name); err != nil {
			msg.Warnings = append(msg.Warnings, profiles.Warning{Text: err.Error()})
		}
	}
	return msg
}

// Journal is where answers are written down.
type Journal struct {
	Manager     *profiles.Manager
	Fingerprint func(redact.Secret) string
	// KeepTokens writes the token of an ordinary send too.
	KeepTokens bool
}

// Write returns a command that puts an answer into the history and gathers what is
// known beside it; nil when no server was reached.
func (j Journal) Write(msg AnswerMsg) tea.Cmd {
	e, s := msg.Exchange, msg.Send
	if msg.Err != nil || e.Timing.Reached == "" {
		return nil
	}
	owner := s.Owner
	if s.IsProbe() {
		owner = OwnerOf(e)
	}
	return func() tea.Msg {
		attempt := profiles.Attempt{Exchange: e, SwapTest: s.Kind == SwapTest, Fingerprint: j.Fingerprint(s.Request.Secret)}
		return gather(j.Manager, RememberedMsg{Written: true, Owner: owner, Attempt: attempt}, j.KeepTokens && !s.IsProbe())
	}
}

// Finish returns a command that writes down what became of a call that was given up.
func (j Journal) Finish(story func() AnswerMsg) tea.Cmd {
	return func() tea.Msg {
		msg := story()
		write := j.Write(msg)
		if write == nil {
			return nil
		}
		if !msg.Send.IsProbe() {
			_ = j.Manager.Users.RecordExchange(msg.Exchange, UserOf(msg.Send)) // giving up is not concerned
		}
		return write()
	}
}

// UserOf is the user that a send is for.
func UserOf(s Send) profiles.User {
	return profiles.User{ExternalRef: s.Owner.ExternalRef, Address: s.Owner.Address}
}
