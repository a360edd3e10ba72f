package token

import (
	"slices"

	"devtools/ripio-explorer/cli/internal/sendview"
	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/cause"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/redact"
)

// follow ranks the causes of a failure by what is known beside it, and keeps the
// send in the history if that was asked for, where id names it. For a token that
// is not kept no file of the history is read: scripts wait for it. What a custom host
// answers says nothing of Ripio's, so nothing is known beside it and nothing is kept.
func (a *attempt) follow(exchange ripio.Exchange) (causes []cause.Cause, id string) {
	var background cause.Background
	if !sendview.WasSent(exchange) || exchange.Failure == nil && !a.opts.history || a.opts.Environment == ripio.Custom {
		return cause.Rank(exchange, background), ""
	}
	a.Warn("the history cannot be used", a.openManager())
	if a.manager == nil {
		return cause.Rank(exchange, background), ""
	}
	attempt := profiles.Attempt{Exchange: exchange}
	// A send without a response tells nothing about its secret, and a fingerprint takes
	// a tenth of a second.
	if exchange.Response != nil && !a.call.Request.Deviation.Replaces(finding.FieldSecret) {
		attempt.Fingerprint = profiles.Fingerprint(a.call.Request.Secret)
	}
	var warnings []profiles.Warning
	if exchange.Failure != nil {
		background, warnings = a.manager.Background(attempt)
		a.SayWarnings(warnings)
	}
	causes = cause.Rank(exchange, background)
	if !a.opts.history {
		return causes, ""
	}
	kept, warnings := a.manager.Remember(attempt, false)
	a.SayWarnings(warnings)
	return causes, kept.ID
}

// record notes how the profile's credentials fared and the user, as the explorer
// does. It comes after the output: a script waits for that. A user whose
// external_ref was made for this run alone is recorded with --history only, or a
// script that runs every minute would drive all others out of the book.
func (a *attempt) record(exchange ripio.Exchange) {
	if a.call.Profile.Name == "" || !sendview.WasSent(exchange) || a.opts.Environment == ripio.Custom {
		return
	}
	if err := a.openManager(); err != nil || a.manager == nil {
		a.Warn("the user was not recorded", err)
		return
	}
	if a.opts.Environment != ripio.Simulator { // which does not use the profile's credentials
		a.Warn("", a.manager.Records.NoteExchange(exchange))
	}
	if !a.call.NewRef || a.opts.history {
		a.Warn("", a.manager.Users.RecordExchange(exchange, a.user()))
	}
	a.SayWarnings(a.manager.Warnings())
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
