package token

import (
	"context"
	"slices"
	"time"

	"devtools/ripio-explorer/cli/internal/console"
	"devtools/ripio-explorer/cli/internal/sendview"
	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/cause"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/phrase"
	"devtools/ripio-explorer/ripio/redact"
)

// leastTime is how long files get at least after a send: one that took all the time of
// --timeout is remembered, too.
const leastTime = time.Second

// afterwards is the context of what is read and written after a send. It ends when the
// time of --timeout is over: a file may lie on a disk that hangs, or be locked.
func afterwards(ctx context.Context) (context.Context, context.CancelFunc) {
	left := leastTime
	if end, limited := ctx.Deadline(); limited {
		left = max(left, time.Until(end))
	}
	return context.WithTimeout(context.WithoutCancel(ctx), left)
}

// remember does what touches the files of a send, and says its warnings. Once it did not
// end in time nothing more is tried, as the files may hang again.
func (a *attempt) remember(ctx context.Context, do func() []profiles.Warning) (done bool) {
	if a.hung {
		return false
	}
	warnings, ended := console.Within(ctx, do)
	if a.hung = !ended; a.hung {
		a.Say("warning: the files of earlier attempts did not answer within --timeout; this attempt may be missing in the history and in the records")
	}
	a.SayWarnings(warnings)
	return ended
}

// follow ranks the causes of a failure by what is known beside it, and keeps the
// send in the history if that was asked for, where id names it. For a token that
// is not kept no file of the history is read: scripts wait for it. What a custom host
// answers says nothing of Ripio's, so nothing is known beside it and nothing is kept.
func (a *attempt) follow(ctx context.Context, exchange ripio.Exchange) (causes []cause.Cause, id string) {
	var background cause.Background
	if !sendview.WasSent(exchange) || exchange.Failure == nil && !a.opts.history || a.opts.Environment == ripio.Custom {
		return cause.Rank(exchange, background), ""
	}
	var known cause.Background
	var kept string
	done := a.remember(ctx, func() (warnings []profiles.Warning) {
		if err := a.openManager(); err != nil || a.manager == nil {
			return warning("the history cannot be used", err)
		}
		attempt := profiles.Attempt{Exchange: exchange}
		// A send without a response tells nothing about its secret, and a fingerprint takes
		// a tenth of a second.
		if exchange.Response != nil && !a.call.Request.Deviation.Replaces(finding.FieldSecret) {
			attempt.Fingerprint = profiles.Fingerprint(a.call.Request.Secret)
		}
		known, warnings = a.manager.Background(attempt) // nothing without a failure
		if a.opts.history {
			attempt, more := a.manager.Remember(attempt, false)
			kept, warnings = attempt.ID, append(warnings, more...)
		}
		return warnings
	})
	if done {
		background, id = known, kept
	}
	return cause.Rank(exchange, background), id
}

// warning is an error as a warning, behind what it kept from being done; none for none.
func warning(what string, err error) []profiles.Warning {
	if err == nil {
		return nil
	}
	return []profiles.Warning{{Text: phrase.JoinNonEmpty(": ", what, err.Error())}}
}

// record notes how the profile's credentials fared and the user, as the explorer
// does. It comes after the output: a script waits for that. A user whose
// external_ref was made for this run alone is recorded with --history only, or a
// script that runs every minute would drive all others out of the book.
func (a *attempt) record(ctx context.Context, exchange ripio.Exchange) {
	if a.call.Profile.Name == "" || !sendview.WasSent(exchange) || a.opts.Environment == ripio.Custom {
		return
	}
	a.remember(ctx, func() (warnings []profiles.Warning) {
		if err := a.openManager(); err != nil || a.manager == nil {
			return warning("the user was not recorded", err)
		}
		if a.opts.Environment != ripio.Simulator { // which does not use the profile's credentials
			warnings = warning("", a.manager.Records.NoteExchange(exchange))
		}
		if !a.call.NewRef || a.opts.history {
			warnings = append(warnings, warning("", a.manager.Users.RecordExchange(exchange, a.user()))...)
		}
		return append(warnings, a.manager.Warnings()...)
	})
}

func (a *attempt) user() profiles.User {
	return profiles.User{ExternalRef: a.call.Request.ExternalRef, Address: a.call.Request.Address}
}

// findDrift compares the user with the book of test users, without a change to
// it. An external_ref that was made just now is in no book.
func (a *attempt) findDrift() []finding.Finding {
	if a.call.NewRef || a.call.Request.ExternalRef == "" || a.call.Request.Deviation != ripio.DeviationNone || a.opts.Environment == ripio.Custom {
		return nil
	}
	if a.openManager() != nil || a.manager == nil {
		return nil // no folder, no book
	}
	found, err := a.manager.Users.Drift(a.opts.Environment, a.call.Profile.Name, a.user())
	a.Warn("earlier users were not compared", err)
	masked := redact.NewScrubber(a.call.Request.Secret) // it may stand in a wrong field
	for i := range found {
		found[i].Found, found[i].Replacement = masked.Scrub(found[i].Found), masked.Scrub(found[i].Replacement)
	}
	return slices.DeleteFunc(found, func(finding finding.Finding) bool {
		return a.call.Profile.Name == "" && finding.Code == "user-drift-profile"
	})
}

// openManager opens the manager of the profiles and of the history.
func (a *attempt) openManager() (err error) {
	if a.manager == nil && a.NewManager != nil {
		a.manager, err = a.NewManager(a.opts.ConfigDir)
	}
	return err
}
