package whoami

import (
	"context"
	"strings"
	"time"

	"devtools/ripio-explorer/cli/internal/console"
	"devtools/ripio-explorer/cli/internal/sendview"
	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/profiles/book"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/field"
	"devtools/ripio-explorer/ripio/phrase"
)

// identity is what whoami says.
type identity struct {
	profile        profiles.Profile
	chosenBy, path string
	accounts       []account
}

// account is what a profile uses in one environment, and what came of it.
type account struct {
	profiles.Account
	profiles.Record

	environment ripio.EnvironmentName
	// fingerprint is empty when it is not known. Then note says why. from is where it
	// comes from, sentAt the send of the history that had it.
	fingerprint, from, note string
	sentAt                  time.Time
}

// Where a fingerprint comes from. They are stable.
const (
	fromSecret  = "secret"
	fromHistory = "history"
)

// addSend takes over what a send of the history tells.
func (a *account) addSend(send profiles.Attempt) {
	e := send.Exchange
	if send.Fingerprint != "" && e.SentAt.After(a.sentAt) {
		a.fingerprint, a.from, a.sentAt = send.Fingerprint, fromHistory, e.SentAt
	}
}

// fingerprintNow computes the fingerprint where the secret can be read without waiting:
// from a variable and from the plain file. A keyring may hang or open a window, a
// command may do anything, and the encrypted file needs its passphrase.
func (a *account) fingerprintNow(ctx context.Context, manager *profiles.Manager, key profiles.SecretKey) {
	kind := a.Secret.Kind()
	if kind != profiles.KindVariable && kind != profiles.KindPlain {
		a.note = map[profiles.StoreKind]string{
			profiles.KindKeyring: "the keyring was not asked, because it may wait or open a window",
			profiles.KindSealed:  "the encrypted file was not opened, because it needs its passphrase",
			profiles.KindCommand: "the command was not run",
			profiles.KindAsk:     "the secret is asked for in each session",
		}[kind]
		switch {
		case a.Secret == "":
			a.note = "the profile does not say where its secret is"
		case a.note == "":
			a.note = "the profiles file does not hold a reference that is known"
		}
		if a.fingerprint != "" {
			a.note += "; this is the fingerprint of the latest attempt in the history"
		}
		return
	}
	secret, err := manager.Secrets.Resolve(ctx, key, a.Secret)
	a.fingerprint, a.from, a.sentAt = "", "", time.Time{}
	if err != nil {
		a.note = strings.TrimSuffix(console.Sentence(err), ".")
		return
	}
	a.fingerprint, a.from = profiles.Fingerprint(secret), fromSecret
}

// document is the JSON object. Its keys are stable.
func (i identity) document() console.Object {
	accounts := []console.Object{}
	for _, a := range i.accounts {
		accounts = append(accounts, console.Object{
			{"environment", a.environment}, {"host", host(a.environment)},
			{"client_id", console.Optional(field.ShowClientID(a.ClientID))},
			{"secret", console.Optional(a.Secret)}, {"store", console.Optional(a.Secret.Kind())}, {"store_label", a.Secret.Label()},
			{"fingerprint", console.Optional(a.fingerprint)}, {"fingerprint_from", console.Optional(a.from)},
			{"fingerprint_at", console.Instant(a.sentAt)}, {"fingerprint_note", console.Optional(a.note)},
			{"external_ref", console.Optional(a.User.ExternalRef)}, {"address", console.Optional(sendview.ShownAddress(a.User.Address))},
			{"last_success", console.Instant(a.LastSuccess)}, {"last_failure", console.Instant(a.LastFailure)},
			{"last_failure_reason", console.Optional(a.Failure)},
		})
	}
	return console.Object{
		{"failure", nil},
		{"profile", i.profile.Name}, {"chosen_by", i.chosenBy}, {"country", console.Optional(i.profile.Country)},
		{"profiles_file", i.path}, {"accounts", accounts},
	}
}

func host(environment ripio.EnvironmentName) string {
	fixed, _ := ripio.EnvironmentFor(environment)
	return fixed.Host()
}

func (i identity) text() string {
	s := &console.Sheet{}
	s.Line("profile", i.profile.Name+map[string]string{byDefault: "  (the default)", byOnly: "  (the only one)"}[i.chosenBy])
	s.Line("country", i.profile.Country)
	s.Line("profiles", i.path)
	if len(i.accounts) == 0 {
		s.Line("", "the profile has no credentials yet")
	}
	for _, a := range i.accounts {
		s.Gap(a.environment.Label() + "  " + host(a.environment))
		s.Line("client_id", orNone(field.ShowClientID(a.ClientID)))
		s.Line("secret", a.Secret.Label())
		if a.Secret.Kind() == book.KindCommand {
			s.Line("command", string(a.Secret))
		}
		fingerprint := a.fingerprint
		if a.from == fromHistory {
			fingerprint += "  of " + phrase.UTC(a.sentAt)
		}
		s.Line("fingerprint", orNone(fingerprint))
		s.Line("", a.note)
		s.Line("external_ref", a.User.ExternalRef)
		s.Line("address", sendview.ShownAddress(a.User.Address))
		s.Line("last success", orNone(phrase.DateOf(a.LastSuccess)))
		s.Line("last failure", orNone(phrase.JoinNonEmpty("  ", phrase.DateOf(a.LastFailure), a.Failure)))
	}
	return s.String()
}

func orNone(text string) string {
	if text == "" {
		return "none known"
	}
	return text
}
