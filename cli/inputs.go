package cli

import (
	"context"
	"fmt"
	"strings"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/field"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/redact"
	"devtools/ripio-explorer/ripio/simulator"
	"devtools/ripio-explorer/ripio/visible"
)

// chooseProfile finds the profile that was asked for.
func (a *attempt) chooseProfile(context.Context) *refusal {
	if !a.flags.given("profile") {
		return nil
	}
	book, warnings, err := a.LoadProfiles(a.flags.configDir)
	if err != nil {
		return &refusal{ExitBlocked, kindProfiles, "the profiles cannot be read", visible.Line(err.Error()), nil}
	}
	a.sayWarnings(warnings)
	profile, ok := book.Find(a.flags.profile)
	if !ok {
		return unknownProfile(a.flags.profile, book)
	}
	a.profile = profile
	return nil
}

func unknownProfile(name string, book profiles.Book) *refusal {
	advice := []string{"Make the profile in the explorer: run ripio-explorer without a command."}
	if len(book.Profiles) > 0 {
		var known []string
		for _, profile := range book.Profiles {
			known = append(known, visible.Line(profile.Name))
		}
		advice = []string{"Use one of the known profiles: " + strings.Join(known, ", ") + "."}
	}
	return missing(fmt.Sprintf("No profile is called %q.", visible.Cut(name, 80)), advice...)
}

// guardProduction lets a script reach production only when it names what it
// uses there.
func (a *attempt) guardProduction(context.Context) *refusal {
	if a.flags.name != ripio.Production {
		return nil
	}
	wanted, what := a.profile.Name, "the profile's name"
	if wanted == "" {
		wanted, what = a.flags.clientID, "the client_id"
	}
	if wanted != "" && strings.EqualFold(a.flags.confirmProfile, wanted) {
		return nil
	}
	message := "A request to production must be confirmed with --confirm-production and " + what + "."
	if a.flags.given("confirm-production") {
		message = "The value of --confirm-production is not " + what + "."
	}
	return &refusal{ExitRefused, kindProduction, "production is not confirmed", message,
		[]string{"Add --confirm-production with " + what + " if you mean production."}}
}

// account is what the profile holds for the environment. The simulator has no
// account of its own and borrows the sandbox user.
func (a *attempt) account() profiles.Account {
	if a.flags.name == ripio.Simulator {
		return profiles.Account{ClientID: simulator.ExampleClientID, User: a.profile.Sandbox.User}
	}
	return a.profile.Account(a.flags.name)
}

// chooseUser finds external_ref and address: what was typed, even when empty,
// comes before what the profile holds.
func (a *attempt) chooseUser(context.Context) *refusal {
	user := a.account().User
	a.request.ExternalRef, a.request.Address = user.ExternalRef, user.Address
	if a.flags.given("external-ref") {
		a.request.ExternalRef = a.flags.externalRef
	} else if a.request.ExternalRef == "" && a.needs(finding.FieldExternalRef) {
		a.request.ExternalRef, a.newRef = a.NewExternalRef(), true
		a.say("external_ref was not given; a new one was made: %s", visible.Line(a.request.ExternalRef))
	}
	switch {
	case a.flags.given("address"):
		a.request.Address = a.flags.address
	case a.request.Address != "", !a.needs(finding.FieldAddress):
	case a.flags.name == ripio.Simulator:
		a.request.Address = simulator.ExampleAddress
		a.say("address was not given; the documentation's example is used: %s", a.request.Address)
	default:
		return missing("The address is missing.", "Give it with --address, or fill it in as the default user of a profile.")
	}
	return a.confirmAddress()
}

// confirmAddress lets an address that looks like a key be sent only with the flag
// that says that it is none. A dry run shows what would stop the send.
func (a *attempt) confirmAddress() *refusal {
	switch {
	case !field.NeedsConfirmation(a.request.Address) || !a.needs(finding.FieldAddress):
		return nil
	case a.flags.acceptAddress:
		a.request.ConfirmedAddress = a.request.Address
		return nil
	case a.flags.dryRun:
		return nil
	}
	return notConfirmedAddress(a.request.Address, "it is sent to Ripio then, and kept in the history with --history")
}

// notConfirmedAddress is said of an address that may be a key; what says what
// happens to it once it is accepted.
func notConfirmedAddress(address, what string) *refusal {
	finding := field.CheckAddress(address)[0]
	return &refusal{ExitRefused, kindNotConfirmed, "the address is not confirmed",
		"The address " + finding.Title + ": " + finding.Found + ". It may also be an address of another chain, a hash or an identifier.",
		[]string{"If it is no key, add --accept-address: " + what + "."}}
}

// shownAddress masks what may be a private key.
func shownAddress(address string) string {
	if field.LooksLikePrivateKey(address) {
		return redact.Mask
	}
	return address
}

// chooseClientID finds the client_id.
func (a *attempt) chooseClientID(context.Context) *refusal {
	a.request.ClientID, a.request.CredentialsFor = a.account().ClientID, a.flags.name
	if a.flags.given("client-id") {
		a.request.ClientID = a.flags.clientID
	}
	if a.request.ClientID == "" && !a.flags.given("client-id") && a.needs(finding.FieldClientID) {
		return missing("The client_id is missing.", "Name a profile with --profile, or give --client-id.")
	}
	return nil
}

// chooseSecret reads the secret from the one place that was chosen.
func (a *attempt) chooseSecret(ctx context.Context) *refusal {
	known, refused := a.secretAtHand(ctx)
	if !known {
		a.request.Secret, refused = a.secretOfProfile(ctx)
	}
	return refused
}

// secretAtHand finds the secret where a flag says it is, or where none is needed
// or everybody knows it. It is false when only the profile can tell.
func (a *attempt) secretAtHand(ctx context.Context) (known bool, refused *refusal) {
	switch {
	case a.flags.secretStdin:
		a.request.Secret, refused = a.secretFromInput(ctx)
	case a.flags.given("secret-env"):
		a.request.Secret, refused = a.secretFromVariable()
	case !a.needs(finding.FieldSecret):
	case a.flags.name == ripio.Simulator:
		a.request.Secret = redact.NewSecret(simulator.ExampleSecret)
	default:
		return false, nil
	}
	return true, refused
}
