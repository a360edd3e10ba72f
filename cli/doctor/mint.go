package doctor

import (
	"context"
	"errors"
	"time"

	"devtools/ripio-explorer/cli/internal/console"
	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/profiles/book"
	"devtools/ripio-explorer/profiles/checks"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/cause"
	"devtools/ripio-explorer/ripio/checklist"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/phrase"
)

const (
	mintLimit = 30 * time.Second // the secret included, which a keyring may keep a person busy with
	sendLimit = 20 * time.Second
)

// minter requests tokens.
type minter struct {
	*console.Console
	manager *profiles.Manager
	servers servers
	book    profiles.Book
}

// mints are the checks that request a token in the sandbox. Production is never sent to:
// that wants a confirmation for each request.
func (o *options) mints(m minter) (list []checklist.Check) {
	for _, profile := range m.book.Profiles {
		if o.profile != "" && !book.SameName(o.profile, profile.Name) || profile.Sandbox.ClientID == "" {
			continue
		}
		list = append(list, checklist.Check{
			Name: "token", Subject: profile.Name + " " + string(m.servers.sandbox.Name), Limit: mintLimit,
			Run: func(ctx context.Context) []checklist.Line {
				return []checklist.Line{m.mint(ctx, profile)}
			},
		})
	}
	return list
}

func (m minter) mint(ctx context.Context, profile profiles.Profile) checklist.Line {
	account := profile.Sandbox
	notRun := func(found, fix string) checklist.Line {
		return checklist.Line{Verdict: checklist.NotRun, Found: found, Fix: fix}
	}
	if account.User.Address == "" {
		return notRun("the profile has no default address", "Add one: ripio-explorer profiles edit NAME --address ADDRESS.")
	}
	secret, err := m.manager.Secrets.Resolve(ctx, profiles.SecretKey{Profile: profile.Name, Environment: ripio.Sandbox}, account.Secret)
	switch {
	case errors.Is(err, profiles.ErrSecretNeeded), errors.Is(err, profiles.ErrPassphraseNeeded):
		return notRun("the secret, or the passphrase of its file, has to be typed",
			"Use ripio-explorer token --profile NAME with --secret-stdin or --passphrase-stdin.")
	case err != nil:
		return checklist.Line{Verdict: checklist.Failure, Found: err.Error(), Fix: checks.RepairHint(err)}
	}
	request := ripio.Request{
		ClientID: account.ClientID, Secret: secret, ExternalRef: account.User.ExternalRef, Address: account.User.Address,
		CredentialsFor: ripio.Sandbox,
	}
	if request.ExternalRef == "" {
		request.ExternalRef = m.NewExternalRef()
	}
	custom := m.servers.sandbox.Name == ripio.Custom
	if custom {
		request = m.manager.ForCustom(request, m.LookupEnv)
	}
	exchange := m.servers.authenticate(ctx, sendLimit, m.servers.sandbox, request)
	exchange.Profile = profile.Name
	if custom { // what it answers says nothing of Ripio's, so nothing is kept of it
		return outcome(exchange)
	}
	for _, err := range []error{
		m.manager.Records.NoteExchange(exchange),
		m.manager.Users.RecordExchange(exchange, profiles.User{ExternalRef: request.ExternalRef, Address: request.Address}),
	} {
		m.Warn("", err)
	}
	return outcome(exchange)
}

// outcome is what came of a request.
func outcome(exchange ripio.Exchange) checklist.Line {
	line := checklist.Line{Verdict: checklist.Failure}
	if failure := exchange.Failure; failure != nil {
		line.Found = phrase.JoinNonEmpty(": ", failure.Title(), failure.Words(), failure.Evidence)
		line.Source = failure.Source()
		if causes := cause.Rank(exchange, cause.Background{}); len(causes) > 0 {
			line.Fix = causes[0].Fix
		}
		return line
	}
	for _, noted := range exchange.Findings {
		if noted.Field == finding.FieldToken && noted.Level == finding.LevelFailure {
			line.Found = "a token came that cannot be used: " + noted.Title
			line.Fix = noted.Fix
			return line
		}
	}
	lifetime, known := exchange.Lifetime()
	line.Verdict = checklist.OK
	line.Found = "a token came; it lives " + phrase.TwoUnits(lifetime)
	if !known {
		line.Found = "a token came; how long it lives is not known"
	}
	return line
}
