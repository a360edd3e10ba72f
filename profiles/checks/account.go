package checks

import (
	"context"
	"errors"
	"os/exec"
	"slices"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/profiles/book"
	"devtools/ripio-explorer/profiles/command"
	"devtools/ripio-explorer/profiles/sealed"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/checklist"
	"devtools/ripio-explorer/ripio/field"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/phrase"
)

// Accounts checks each profile in each environment that it has credentials for, or the
// one of that name alone.
func (h *House) Accounts(only string) []checklist.Check {
	var checks []checklist.Check
	for _, profile := range h.book.Profiles {
		if only != "" && !book.SameName(profile.Name, only) {
			continue
		}
		before := len(checks)
		for _, environment := range book.Environments {
			account := profile.Account(environment)
			if account.ClientID == "" && account.Secret == "" {
				continue
			}
			a := audit{h, profiles.SecretKey{Profile: profile.Name, Environment: environment}, account}
			checks = append(checks, checklist.Check{
				Name: "profile", Subject: profile.Name + " " + string(environment), Limit: h.limit + spare, Run: a.run,
			})
		}
		if len(checks) == before {
			checks = append(checks, check("profile", profile.Name, spare, func() []checklist.Line {
				return []checklist.Line{{
					Verdict: checklist.Note, Found: "it has no credentials yet",
					Fix: "Add them: ripio-explorer profiles edit NAME --client-id ID --secret-ref env:NAME.",
				}}
			}))
		}
	}
	return checks
}

// audit looks at one account.
type audit struct {
	*House

	key     profiles.SecretKey
	account profiles.Account
}

func (a audit) run(ctx context.Context) []checklist.Line {
	lines := []checklist.Line{a.clientID(), a.user()}
	lines = append(lines, a.secret(ctx)...)
	return append(lines, a.lastUse())
}

// worst makes one line of findings: the worst one, or ok when none is a warning.
func worst(name, fine string, findings []finding.Finding) checklist.Line {
	line := checklist.Line{Name: name, Verdict: checklist.OK, Found: fine}
	for _, noted := range findings {
		verdict := checklist.VerdictOf(noted.Level)
		if noted.Level >= finding.LevelWarning && verdict.Compare(line.Verdict) > 0 {
			line.Verdict, line.Fix, line.Source = verdict, noted.Fix, noted.Source
			line.Found = phrase.JoinNonEmpty(": ", string(noted.Field)+" "+noted.Title, noted.Found)
		}
	}
	return line
}

func (a audit) clientID() checklist.Line {
	shown := field.ShowClientID(a.account.ClientID)
	return worst("client-id", shown, field.CheckClientID(a.account.ClientID))
}

// user judges the user that a request starts with; without one it is named each time.
func (a audit) user() checklist.Line {
	user := a.account.User
	if user.Address == "" {
		return checklist.Line{Name: "user", Verdict: checklist.OK, Found: "no default address; token needs --address"}
	}
	findings := field.CheckAddress(user.Address)
	if user.ExternalRef != "" {
		findings = append(findings, field.CheckExternalRef(user.ExternalRef)...)
	}
	return worst("user", "a default user", findings)
}

// secret looks at the place of the secret, and at the secret where it can be read
// without waiting for anybody.
func (a audit) secret(ctx context.Context) []checklist.Line {
	label := a.account.Secret.Label()
	line := checklist.Line{Name: "secret", Verdict: checklist.OK, Found: label}
	fail := func(found, fix string) []checklist.Line {
		line.Verdict, line.Found, line.Fix = checklist.Failure, label+": "+found, fix
		return []checklist.Line{line}
	}
	switch kind := a.account.Secret.Kind(); kind {
	case profiles.KindVariable, profiles.KindPlain:
		secret, err := a.manager.Secrets.Resolve(ctx, a.key, a.account.Secret)
		if variable, is := errors.AsType[*profiles.VariableError](err); is {
			what := "the variable is not set"
			if variable.Empty {
				what = "the variable is empty"
			}
			return fail(what, "Set "+variable.Name+" in the environment that this program starts in.")
		}
		if err != nil {
			return fail(err.Error(), RepairHint(err))
		}
		line = worst("secret", label, field.CheckSecret(secret))
	case profiles.KindKeyring:
		stored, err := a.stored()
		switch {
		case err != nil:
			line.Verdict, line.Found = checklist.NotRun, label+": the keyring gave no list, see keyring"
		case !slices.Contains(stored, a.key.Folded()):
			return fail("it holds no secret for this profile and environment", "ripio-explorer profiles edit NAME --store keyring asks for it.")
		}
	case profiles.KindSealed:
		if err := sealed.Inspect(a.configDir()); err != nil {
			return fail("the file cannot be used, see encrypted-file", "")
		}
		line.Found = label + "; whether it holds this secret only its passphrase tells"
	case profiles.KindCommand:
		argv, err := command.ParseReference(string(a.account.Secret))
		if err == nil {
			_, err = exec.LookPath(argv[0])
		}
		if err != nil {
			return fail("there is no such program on this machine's PATH", "Install it, or write its full path in the profile.")
		}
		line.Found = label + "; the program is there and was not run"
	case profiles.KindAsk:
		line.Found = label + "; a script needs --secret-env or --secret-stdin"
	default:
		line.Verdict, line.Fix = checklist.Warning, "Choose where the secret is: ripio-explorer profiles edit NAME --secret-ref env:NAME, or --store."
	}
	return []checklist.Line{line}
}

// lastUse is what came of the last requests.
func (a audit) lastUse() checklist.Line {
	line := checklist.Line{Name: "last-use", Verdict: checklist.OK, Found: "no request is on record"}
	record, err := a.manager.Records.Of(a.key)
	switch {
	case err != nil:
		line.Verdict, line.Found = checklist.NotRun, "the records cannot be read, see state-file"
	case record.LastFailure.After(record.LastSuccess):
		line.Verdict, line.Found = checklist.Note, "the last request on record failed, "+phrase.UTC(record.LastFailure)+": "+record.Failure
		line.Fix = "ripio-explorer doctor --mint tries again, and says why it fails."
		if a.key.Environment == ripio.Production {
			line.Fix = "Try it again in the explorer, or with ripio-explorer token --env production."
		}
	case !record.LastSuccess.IsZero():
		line.Found = "a token came " + phrase.UTC(record.LastSuccess)
	}
	return line
}
