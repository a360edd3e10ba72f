package profiles

import (
	"strings"

	"devtools/ripio-explorer/cli/internal/console"
	"devtools/ripio-explorer/cli/internal/sendview"
	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/field"
	"devtools/ripio-explorer/ripio/visible"
)

// profileView is what is shown of a profile. An environment of which nothing is
// known is nil.
type profileView struct {
	profiles.Profile

	byDefault           bool
	sandbox, production *accountView
}

// accountView is what a profile uses in one environment, and what came of it. The
// secret is its reference, never its value.
type accountView struct {
	profiles.Account
	profiles.Record

	fingerprint string
}

// MarshalJSON writes the profile with its stable keys.
func (p profileView) MarshalJSON() ([]byte, error) {
	return console.Object{
		{"name", p.Name}, {"country", console.Optional(p.Country)}, {"default", p.byDefault}, {"sandbox", p.sandbox}, {"production", p.production},
	}.MarshalJSON()
}

// MarshalJSON writes the account with its stable keys.
func (a *accountView) MarshalJSON() ([]byte, error) {
	return console.Object{
		{"client_id", console.Optional(field.ShowClientID(a.ClientID))}, {"secret", console.Optional(a.Secret)},
		{"store", console.Optional(a.Secret.Kind())}, {"store_label", a.Secret.Label()},
		{"external_ref", console.Optional(a.User.ExternalRef)}, {"address", console.Optional(sendview.ShownAddress(a.User.Address))},
		{"last_success", console.Instant(a.LastSuccess)}, {"last_failure", console.Instant(a.LastFailure)},
		{"last_failure_reason", console.Optional(a.Failure)}, {"fingerprint", console.Optional(a.fingerprint)},
	}.MarshalJSON()
}

// nameWidth is how many cells of a name a list shows.
const nameWidth = 40

// listText is one line for each profile: default mark, name, country, and where
// the secret of each environment lives.
func listText(list []profileView) string {
	var rows [][]string
	for _, profile := range list {
		mark := "  "
		if profile.byDefault {
			mark = "* "
		}
		rows = append(rows, []string{
			mark + visible.Cut(profile.Name, nameWidth), console.Padded(visible.Cut(profile.Country, 4), 4),
			"sandbox: " + profile.sandbox.badge(), "production: " + profile.production.badge(),
		})
	}
	return console.Table(rows)
}

// badge says where the secret lives.
func (a *accountView) badge() string {
	if a == nil || a.ClientID == "" && a.Secret == "" {
		return "-"
	}
	return visible.Line(a.Secret.Label())
}

// text is the output of show, add, edit and rename.
func (p profileView) text() string {
	s := &console.Sheet{}
	s.Line("profile", p.Name)
	s.Line("country", p.Country)
	if p.byDefault {
		s.Line("default", "yes")
	}
	p.sandbox.write(s, ripio.Sandbox)
	p.production.write(s, ripio.Production)
	return s.String()
}

func (a *accountView) write(s *console.Sheet, name ripio.EnvironmentName) {
	if a == nil {
		return
	}
	s.Gap(name.Label())
	s.Line("client_id", field.ShowClientID(a.ClientID))
	s.Line("secret", a.Secret.Label())
	if a.Secret.Kind() == profiles.KindCommand {
		s.Line("command", string(a.Secret))
	}
	s.Line("fingerprint", a.fingerprint)
	s.Line("external_ref", a.User.ExternalRef)
	s.Line("address", sendview.ShownAddress(a.User.Address))
	s.Line("last success", console.OrEmpty(console.Instant(a.LastSuccess)))
	s.Line("last failure", strings.TrimSpace(console.OrEmpty(console.Instant(a.LastFailure))+" "+a.Failure))
}
