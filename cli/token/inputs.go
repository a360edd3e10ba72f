package token

import (
	"context"
	"strings"

	"devtools/ripio-explorer/cli/internal/console"
	"devtools/ripio-explorer/cli/internal/sendview"
	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/field"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/simulator"
	"devtools/ripio-explorer/ripio/visible"
)

// chooseProfile finds the profile that was asked for.
func (a *attempt) chooseProfile(ctx context.Context) error {
	if !a.opts.given("profile") {
		return nil
	}
	book, warnings, err := a.LoadProfiles(ctx, a.opts.configDir)
	if err != nil {
		return &console.Error{
			Code: console.ExitBlocked, Kind: console.KindProfiles, Title: "the profiles cannot be read", Message: visible.Line(err.Error()),
		}
	}
	a.SayWarnings(warnings)
	profile, ok := book.Find(a.opts.profile)
	if !ok {
		// The name is not repeated: -p stands for a password elsewhere.
		return console.UnknownProfile("No profile has that name.", book, "Make the profile in the explorer: run ripio-explorer without a command.")
	}
	a.profile = profile
	return nil
}

// guardProduction lets a script reach production only when it names what it
// uses there.
func (a *attempt) guardProduction() error {
	wanted, what := a.profile.Name, "the profile's name"
	if wanted == "" {
		wanted, what = a.opts.clientID, "the client_id"
	}
	if a.opts.environment != ripio.Production || wanted != "" && strings.EqualFold(a.opts.confirmProfile, wanted) {
		return nil
	}
	message := "A request to production must be confirmed with --confirm-production and " + what + "."
	if a.opts.given("confirm-production") {
		message = "The value of --confirm-production is not " + what + "."
	}
	return &console.Error{
		Code: console.ExitRefused, Kind: "production-not-confirmed", Title: "production is not confirmed", Message: message,
		Hints: []string{"Add --confirm-production with " + what + " if you mean production."},
	}
}

// account is what the profile holds for the environment. The simulator has no
// account of its own and borrows the sandbox user, a custom host the sandbox account.
func (a *attempt) account() profiles.Account {
	switch a.opts.environment {
	case ripio.Simulator:
		return profiles.Account{ClientID: simulator.ExampleClientID, User: a.profile.Sandbox.User}
	case ripio.Custom:
		return a.profile.Sandbox
	}
	return a.profile.Account(a.opts.environment)
}

// needs reports whether the request cannot be composed without the field.
func (a *attempt) needs(field finding.Field) bool { return !a.opts.deviation.Replaces(field) }

// chooseUser finds external_ref and address: what was typed, even when empty,
// comes before what the profile holds.
func (a *attempt) chooseUser() error {
	user := a.account().User
	a.request.ExternalRef, a.request.Address = user.ExternalRef, user.Address
	switch {
	case a.opts.given("external-ref"):
		a.request.ExternalRef = a.opts.externalRef
	case a.request.ExternalRef == "" && a.needs(finding.FieldExternalRef):
		a.request.ExternalRef, a.newRef = a.NewExternalRef(), true
		a.Say("external_ref was not given; a new one was made: %s", visible.Line(a.request.ExternalRef))
	}
	switch {
	case a.opts.given("address"):
		a.request.Address = a.opts.address
	case a.request.Address != "", !a.needs(finding.FieldAddress):
	case a.opts.environment == ripio.Simulator:
		a.request.Address = simulator.ExampleAddress
		a.Say("address was not given; the documentation's example is used: %s", a.request.Address)
	default:
		return console.Missing("The address is missing.", "Give it with --address, or fill it in as the default user of a profile.")
	}
	// An address that looks like a key is sent only with the flag that says that it is
	// none. A dry run shows what would stop the send.
	switch asks := a.needs(finding.FieldAddress) && field.NeedsConfirmation(a.request.Address); {
	case asks && a.opts.acceptAddress:
		a.request.ConfirmedAddress = a.request.Address
	case asks && !a.opts.dryRun:
		return sendview.UnconfirmedAddress(a.request.Address, "it is sent to Ripio then, and kept in the history with --history")
	}
	return nil
}

// chooseClientID finds the client_id.
func (a *attempt) chooseClientID() error {
	a.request.ClientID, a.request.CredentialsFor = a.account().ClientID, a.opts.environment
	if a.opts.given("client-id") {
		a.request.ClientID = a.opts.clientID
	} else if a.request.ClientID == "" && a.needs(finding.FieldClientID) {
		return console.Missing("The client_id is missing.", "Name a profile with --profile, or give --client-id.")
	}
	return nil
}
