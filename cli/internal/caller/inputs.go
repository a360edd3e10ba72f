package caller

import (
	"context"
	"strings"

	"devtools/ripio-explorer/cli/internal/console"
	"devtools/ripio-explorer/cli/internal/sendview"
	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/field"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/phrase"
	"devtools/ripio-explorer/ripio/redact"
	"devtools/ripio-explorer/ripio/simulator"
	"devtools/ripio-explorer/ripio/visible"
)

// chooseHost reads the URL of --base-url and the file of --cacert.
func (c *Caller) chooseHost(context.Context) (err error) {
	if c.authorities, err = c.options.Authorities(); err != nil || c.options.Environment != ripio.Custom {
		return err
	}
	c.Environment, err = c.options.Host.Environment()
	return err
}

// chooseProfile finds the profile that was asked for.
func (c *Caller) chooseProfile(ctx context.Context) error {
	if !c.options.given("profile") {
		return nil
	}
	book, warnings, err := c.console.LoadProfiles(ctx, c.options.ConfigDir)
	if err != nil {
		return &console.Error{
			Code: console.ExitBlocked, Kind: console.KindProfiles, Title: "the profiles cannot be read", Message: visible.Line(err.Error()),
		}
	}
	c.console.SayWarnings(warnings)
	profile, ok := book.Find(c.options.profile)
	if !ok {
		// The name is not repeated: -p stands for a password elsewhere.
		return console.UnknownProfile("No profile has that name.", book, "Make the profile with ripio-explorer profiles add.")
	}
	c.Profile = profile
	return nil
}

// guardProduction lets a script reach production only when it names what it uses there. A
// dry run sends nothing.
func (c *Caller) guardProduction(context.Context) error {
	if c.options.DryRun {
		return nil
	}
	return c.unconfirmed()
}

// unconfirmed is the error of a request to production that is not confirmed.
func (c *Caller) unconfirmed() error {
	wanted, what := c.Profile.Name, "the profile's name"
	if wanted == "" {
		wanted, what = c.options.clientID, "the client_id"
	}
	if c.options.Environment != ripio.Production || wanted != "" && strings.EqualFold(c.options.confirmProfile, wanted) {
		return nil
	}
	message := "A request to production must be confirmed with --confirm-production and " + what + "."
	if c.options.given("confirm-production") {
		message = "The value of --confirm-production is not " + what + "."
	}
	return &console.Error{
		Code: console.ExitRefused, Kind: "production-not-confirmed", Title: "production is not confirmed", Message: message,
		Hints: []string{"Add --confirm-production with " + what + " if you mean production."},
	}
}

// account is what the profile holds for the environment. The simulator has no account of
// its own and borrows the sandbox user, a custom host the sandbox account.
func (c *Caller) account() profiles.Account {
	switch c.options.Environment {
	case ripio.Simulator:
		return profiles.Account{ClientID: simulator.ExampleClientID, User: c.Profile.Sandbox.User}
	case ripio.Custom:
		return c.Profile.Sandbox
	}
	return c.Profile.Account(c.options.Environment)
}

// needs reports whether the request cannot be composed without the field.
func (c *Caller) needs(field finding.Field) bool { return !c.options.Deviation.Replaces(field) }

// chooseUser finds external_ref and address: what was typed, even when empty, comes
// before what the profile holds.
func (c *Caller) chooseUser(context.Context) error {
	o, user := c.options, c.account().User
	c.Request.ExternalRef, c.Request.Address = user.ExternalRef, user.Address
	switch {
	case o.given("external-ref"):
		c.Request.ExternalRef = o.externalRef
	case c.Request.ExternalRef == "" && c.needs(finding.FieldExternalRef):
		c.Request.ExternalRef, c.NewRef = c.console.NewExternalRef(), true
		c.console.Say("external_ref was not given; a new one was made: %s", visible.Line(c.Request.ExternalRef))
	}
	switch {
	case o.given("address"):
		c.Request.Address = o.address
	case c.Request.Address != "", !c.needs(finding.FieldAddress):
	case o.Environment == ripio.Simulator:
		c.Request.Address = simulator.ExampleAddress
		c.console.Say("address was not given; the documentation's example is used: %s", c.Request.Address)
	default:
		return console.Missing("The address is missing.", "Give it with --address, or fill it in as the default user of a profile.")
	}
	// An address that looks like a key is sent only with the flag that says that it is
	// none. A dry run shows what would stop the send.
	switch asks := c.needs(finding.FieldAddress) && field.NeedsConfirmation(c.Request.Address); {
	case asks && o.acceptAddress:
		c.Request.ConfirmedAddress = c.Request.Address
	case asks && !o.DryRun:
		return sendview.UnconfirmedAddress(c.Request.Address, phrase.JoinNonEmpty(", ", "it is sent to Ripio then", o.Kept))
	}
	return nil
}

// chooseClient finds the client_id.
func (c *Caller) chooseClient(context.Context) error {
	c.Request.ClientID, c.Request.CredentialsFor = c.account().ClientID, c.options.Environment
	if c.options.given("client-id") {
		c.Request.ClientID = c.options.clientID
	} else if c.Request.ClientID == "" && c.needs(finding.FieldClientID) {
		return console.Missing("The client_id is missing.", "Name a profile with --profile, or give --client-id.")
	}
	return nil
}

// findOwner says whom the credentials for a custom host belong to. The engine sends those
// of production nowhere else, so they are looked for among all profiles: their client_id,
// and their secret where a variable holds it. What cannot be read stops the send.
func (c *Caller) findOwner(ctx context.Context) error {
	if c.options.Environment != ripio.Custom {
		return nil
	}
	book, warnings, err := c.console.LoadProfiles(ctx, c.options.ConfigDir)
	if err != nil {
		return &console.Error{
			Code: console.ExitBlocked, Kind: console.KindProfiles, Title: "the profiles cannot be read",
			Message: visible.Line(err.Error()) + ". They would say whether the credentials are those of production, so nothing was sent.",
		}
	}
	known := c.Request.Secret
	if c.StandIn {
		known = redact.Secret{}
	}
	switch {
	case book.HoldsForProduction(c.Request.ClientID, known, c.console.LookupEnv):
		c.Request.CredentialsFor = ripio.Production
		refused := ripio.Failure{Kind: ripio.FailureRefusedPair, Evidence: "the credentials belong to production, the request goes to a custom host"}
		return &console.Error{
			Code: console.ExitRefused, Kind: string(refused.Kind), Title: refused.Title(), Message: refused.Explanation(),
			Hints: []string{"Give a mock the credentials of the sandbox, or ones of its own."},
		}
	case c.Profile.Name != "":
		c.Request.CredentialsFor = ripio.Sandbox
	}
	if c.Profile.Name == "" {
		c.console.SayWarnings(warnings)
	}
	return nil
}
