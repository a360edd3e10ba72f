package profiles

import (
	"slices"
	"time"

	"devtools/ripio-explorer/profiles/book"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/cause"
)

// Background gathers what history, catalogue and profiles know about a failure:
// when the same credentials worked, what the other environment has, and whether
// the same answer was seen before. Of an attempt of the history, which has an ID,
// it returns what was known when it was made. What cannot be read is left out, and
// said in a warning. It reads files: call it off the screen's loop.
func (m *Manager) Background(attempt Attempt) (cause.Background, []Warning) {
	exchange := attempt.Exchange
	if exchange.Failure == nil {
		return cause.Background{}, nil
	}
	var background cause.Background
	attempts, err := m.History.List(Filter{})
	warnings := asWarning("what happened before is not known", err)
	attempts = slices.DeleteFunc(attempts, func(other Attempt) bool { return !isEarlierSuccess(other, attempt) })
	background.LastSuccess, background.OtherSecretWorked = lastSuccesses(attempts, attempt)

	book, err := m.Store.Peek()
	warnings = append(warnings, asWarning("what the other environment has is not known", err)...)
	background.Other = otherCredentials(book, attempts, exchange)

	var at time.Time
	if attempt.ID != "" {
		at = exchange.SentAt
	}
	background.Seen, err = m.Observed.SeenBefore(exchange, at)
	warnings = append(warnings, asWarning("whether this response was seen before is not known", err)...)
	return background, append(warnings, m.rememberingWarnings()...)
}

// isEarlierSuccess reports whether an attempt says that the credentials of a profile
// worked before. A swap test and a request that was wrong on purpose do not: they
// do not send what the profile says.
func isEarlierSuccess(other, attempt Attempt) bool {
	return other.Exchange.Failure == nil && !other.SwapTest && other.Exchange.Request.Deviation == ripio.DeviationNone &&
		other.ID != attempt.ID && (attempt.ID == "" || other.Exchange.SentAt.Before(attempt.Exchange.SentAt))
}

// lastSuccesses tells when the attempt's client_id and secret, and when another
// secret of its profile, last brought a token in its environment.
func lastSuccesses(successes []Attempt, attempt Attempt) (same, other time.Time) {
	exchange := attempt.Exchange
	for _, success := range successes {
		e := success.Exchange
		if e.Environment.Name != exchange.Environment.Name || attempt.Fingerprint == "" || success.Fingerprint == "" {
			continue
		}
		switch {
		case success.Fingerprint != attempt.Fingerprint:
			if exchange.Profile != "" && book.SameName(e.Profile, exchange.Profile) {
				other = latest(other, e.SentAt)
			}
		case success.Fingerprint != TooShortToFingerprint && e.Request.ClientID == exchange.Request.ClientID:
			same = latest(same, e.SentAt)
		}
	}
	return same, other
}

func latest(a, b time.Time) time.Time {
	if b.After(a) {
		return b
	}
	return a
}

// otherCredentials describes the profile's credentials for the other one of
// sandbox and production.
func otherCredentials(saved Book, successes []Attempt, exchange ripio.Exchange) cause.OtherCredentials {
	otherName := map[ripio.EnvironmentName]ripio.EnvironmentName{
		ripio.Sandbox: ripio.Production, ripio.Production: ripio.Sandbox,
	}[exchange.Environment.Name]
	profile, found := saved.Find(exchange.Profile)
	clientID := profile.Account(otherName).ClientID
	if !found || clientID == "" {
		return cause.OtherCredentials{}
	}
	other := cause.OtherCredentials{Exist: true, SameClientID: clientID == exchange.Request.ClientID}
	for _, success := range successes {
		e := success.Exchange
		if e.Environment.Name == otherName && e.Request.ClientID == clientID && book.SameName(e.Profile, exchange.Profile) {
			other.LastSuccess = latest(other.LastSuccess, e.SentAt)
		}
	}
	return other
}

// Remember keeps a send in the history, and its answer in the catalogue. What was not
// sent, such as a dry run, is not kept. What could not be written is said in warnings;
// the send is not concerned. The attempt comes back with its ID, and without it when
// it was not kept.
func (m *Manager) Remember(attempt Attempt, keepToken bool) (Attempt, []Warning) {
	exchange := attempt.Exchange
	if exchange.DryRun || exchange.Failure != nil && exchange.ReceivedAt.IsZero() {
		return attempt, nil
	}
	kept, err := m.History.Append(attempt, keepToken)
	warnings := asWarning("this attempt is not in the history", err)
	if err != nil {
		kept = attempt
	}
	warnings = append(warnings, asWarning("this response is not in the catalogue", m.Observed.Note(exchange))...)
	return kept, append(warnings, m.rememberingWarnings()...)
}

// rememberingWarnings are those of the files that remember sends.
func (m *Manager) rememberingWarnings() []Warning {
	return slices.Concat(m.History.Warnings(), m.Observed.Warnings())
}
