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

// background gathers what is known beside a send that failed. A send that
// brought a token reads none of these files: scripts wait for it.
func (a *attempt) background(exchange ripio.Exchange) cause.Background {
	if exchange.Failure == nil || !sendview.WasSent(exchange) {
		return cause.Background{}
	}
	manager := a.openManager()
	if manager == nil {
		return cause.Background{}
	}
	background, warnings := manager.Background(a.asKept(exchange))
	a.SayWarnings(warnings)
	return background
}

// remember keeps the send in the history if that was asked for, and returns its
// ID there.
func (a *attempt) remember(exchange ripio.Exchange) (id string) {
	if !a.opts.history || !sendview.WasSent(exchange) {
		return ""
	}
	manager := a.openManager()
	if manager == nil {
		return ""
	}
	a.noteOutcome(manager.Records, exchange)
	a.noteUser(manager.Users, exchange)
	kept, warnings := manager.Remember(a.asKept(exchange), false)
	a.SayWarnings(warnings)
	return kept.ID
}

// noteOutcome writes down how the profile's credentials fared. The simulator
// does not use them.
func (a *attempt) noteOutcome(records *profiles.Records, exchange ripio.Exchange) {
	if a.opts.environment == ripio.Simulator {
		return
	}
	if err := records.NoteExchange(exchange); err != nil {
		a.Say("warning: %s", visible.Line(err.Error()))
	}
}

// noteUser writes the user down in the book of test users, as the explorer does.
func (a *attempt) noteUser(users *profiles.Users, exchange ripio.Exchange) {
	if err := users.RecordExchange(exchange, a.user()); err != nil {
		a.Say("warning: %s", visible.Line(err.Error()))
	}
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
		manager, err := a.NewManager(a.opts.configDir)
		if err != nil {
			return nil // no folder, no book
		}
		a.manager = manager
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

// asKept is the send as the history keeps it. A send without a response tells
// nothing about its secret, and a secret that was wrong on purpose is not the
// profile's: neither is fingerprinted, which takes a tenth of a second.
func (a *attempt) asKept(exchange ripio.Exchange) profiles.Attempt {
	known := exchange.Response != nil && exchange.Request.Deviation != ripio.DeviationWrongSecret
	if known && a.fingerprint == "" {
		a.fingerprint = profiles.Fingerprint(a.request.Secret)
	}
	return profiles.Attempt{Exchange: exchange, Fingerprint: a.fingerprint}
}
