package token

import (
	"context"

	"devtools/ripio-explorer/cli/internal/console"
	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/visible"
)

// chooseHost reads the URL of --base-url and the file of --cacert. A file that is set
// and of no use stops the send.
func (a *attempt) chooseHost() (err error) {
	if a.opts.given("cacert") {
		if a.authorities, err = ripio.ReadAuthorities(a.opts.authorityFile); err != nil {
			return console.Missing("--cacert "+visible.Line(err.Error())+".", "Name a file of certificates in PEM form.")
		}
	}
	if a.opts.environment != ripio.Custom {
		return nil
	}
	a.custom, err = ripio.CustomAt(a.opts.baseURL, a.opts.allowRemote)
	if err == nil {
		return nil
	}
	return &console.Error{
		Code: console.ExitRefused, Kind: string(ripio.FailureRefusedHost), Title: "the host is refused",
		Message: "The client_secret does not go to the URL of --base-url: " + console.Sentence(err),
		Hints: []string{
			"Use http or https on this machine, such as http://127.0.0.1:8787.",
			"For another machine use https and --allow-remote. For Ripio's own hosts use --env.",
		},
	}
}

// findOwner says whom the credentials for a custom host belong to. The engine sends those
// of production nowhere else, so they are looked for among all profiles: their client_id,
// and their secret where a variable holds it. What cannot be read stops the send.
func (a *attempt) findOwner(ctx context.Context) error {
	if a.opts.environment != ripio.Custom || a.opts.printCurl {
		return nil
	}
	if a.profile.Name != "" {
		a.request.CredentialsFor = ripio.Sandbox
	}
	book, warnings, err := a.LoadProfiles(ctx, a.opts.configDir)
	if err != nil {
		return &console.Error{
			Code: console.ExitBlocked, Kind: console.KindProfiles, Title: "the profiles cannot be read",
			Message: visible.Line(err.Error()) + ". They would say whether the credentials are those of production, so nothing was sent.",
		}
	}
	if a.profile.Name == "" {
		a.SayWarnings(warnings)
	}
	sameID := func(account profiles.Account) bool {
		return account.ClientID != "" && account.ClientID == a.request.ClientID
	}
	if ofProduction(book, sameID) || ofProduction(book, a.hasSecretOf) {
		a.request.CredentialsFor = ripio.Production
	}
	return nil
}

// ofProduction reports whether something is that of production accounts alone.
func ofProduction(book profiles.Book, is func(profiles.Account) bool) bool {
	production, sandbox := false, false
	for _, profile := range book.Profiles {
		production = production || is(profile.Production)
		sandbox = sandbox || is(profile.Sandbox)
	}
	return production && !sandbox
}

// hasSecretOf reports whether the request's secret is the one in an account's variable.
func (a *attempt) hasSecretOf(account profiles.Account) bool {
	name, is := account.Secret.Variable()
	if !is || a.standIn || a.request.Secret.IsEmpty() {
		return false
	}
	value, _ := a.LookupEnv(name)
	return value == a.request.Secret.Reveal()
}
