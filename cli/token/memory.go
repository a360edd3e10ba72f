package token

import (
	"slices"

	"devtools/ripio-explorer/cli/internal/sendview"
	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/cause"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/redact"
	"devtools/ripio-explorer/ripio/visible"
)

// follow ranks the causes of a failure by what is known beside it, and keeps the
// send in the history if that was asked for, where id names it. For a token that
// is not kept no file is read: scripts wait for it.
func (a *attempt) follow(exchange ripio.Exchange) (causes []cause.Cause, id string) {
	var manager *profiles.Manager
	if sendview.WasSent(exchange) && (exchange.Failure != nil || a.opts.history) {
		manager = a.openManager()
	}
	if manager == nil {
		return cause.Rank(exchange, cause.Background{}), ""
	}
	attempt := profiles.Attempt{Exchange: exchange, Fingerprint: a.fingerprint(exchange)}
	var background cause.Background
	if exchange.Failure != nil {
		var warnings []profiles.Warning
		background, warnings = manager.Background(attempt)
		a.SayWarnings(warnings)
	}
	causes = cause.Rank(exchange, background)
	if !a.opts.history {
		return causes, ""
	}
	if a.opts.environment != ripio.Simulator { // which does not use the profile's credentials
		a.sayWarning(manager.Records.NoteExchange(exchange))
	}
	a.sayWarning(manager.Users.RecordExchange(exchange, a.user()))
	kept, warnings := manager.Remember(attempt, false)
	a.SayWarnings(warnings)
	return causes, kept.ID
}

func (a *attempt) sayWarning(err error) {
	if err != nil {
		a.Say("warning: %s", visible.Line(err.Error()))
	}
}

// fingerprint is empty for a send without a response, which tells nothing about
// its secret, and for a secret that was wrong on purpose: it takes a tenth of a
// second.
func (a *attempt) fingerprint(exchange ripio.Exchange) string {
	if exchange.Response == nil || exchange.Request.Deviation == ripio.DeviationWrongSecret {
		return ""
	}
	return profiles.Fingerprint(a.request.Secret)
}

func (a *attempt) user() profiles.User {
	return profiles.User{ExternalRef: a.request.ExternalRef, Address: a.request.Address}
}

// findDrift compares the user with the book of test users, without a change to
// it. An external_ref that was made just now is in no book.
func (a *attempt) findDrift() []finding.Finding {
	if a.newRef || a.request.ExternalRef == "" || a.request.Deviation != ripio.DeviationNone || a.NewManager == nil {
		return nil
	}
	if a.manager == nil {
		a.manager, _ = a.NewManager(a.opts.configDir)
	}
	if a.manager == nil {
		return nil // no folder, no book
	}
	found, err := a.manager.Users.Drift(a.opts.environment, a.profile.Name, a.user())
	if err != nil {
		a.Say("warning: earlier users were not compared: %s", visible.Line(err.Error()))
	}
	masked := redact.NewScrubber(a.request.Secret) // it may stand in a wrong field
	for i := range found {
		found[i].Found, found[i].Replacement = masked.Scrub(found[i].Found), masked.Scrub(found[i].Replacement)
	}
	return slices.DeleteFunc(found, func(finding finding.Finding) bool {
		return a.profile.Name == "" && finding.Code == "user-drift-profile"
	})
}

// openManager returns the manager of the profiles and of the history; nil, with a
// warning, when there is none.
func (a *attempt) openManager() *profiles.Manager {
	if a.manager != nil || a.NewManager == nil {
		return a.manager
	}
	manager, err := a.NewManager(a.opts.configDir)
	if err != nil {
		a.Say("warning: the history cannot be used: %s", visible.Line(err.Error()))
		return nil
	}
	a.manager = manager
	return manager
}
