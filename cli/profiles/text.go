package profiles

import (
	"fmt"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"devtools/ripio-explorer/cli/internal/console"
	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/visible"
)

// nameWidth is how many cells of a name a list shows.
const nameWidth = 40

// listText is one line for each profile: default mark, name, country, and where
// the secret of each environment lives.
func listText(list []profileDocument) string {
	var text strings.Builder
	names := 0
	for _, profile := range list {
		names = max(names, ansi.StringWidth(visible.Cut(profile.Name, nameWidth)))
	}
	for _, profile := range list {
		mark := " "
		if profile.Default {
			mark = "*"
		}
		fmt.Fprintf(&text, "%s %s  %s  sandbox: %s  production: %s\n", mark, console.Padded(visible.Cut(profile.Name, names), names),
			console.Padded(visible.Cut(console.OrEmpty(profile.Country), 4), 4), profile.Sandbox.badge(), profile.Production.badge())
	}
	return text.String()
}

// badge says where the secret lives.
func (a *accountDocument) badge() string {
	if a == nil || a.ClientID == nil && a.Secret == nil {
		return "-"
	}
	return visible.Line(a.StoreLabel)
}

// text is the output of show, add, edit and rename.
func (p *profileDocument) text() string {
	s := &console.Sheet{}
	s.Line("profile", p.Name)
	s.Line("country", console.OrEmpty(p.Country))
	if p.Default {
		s.Line("default", "yes")
	}
	writeAccount(s, ripio.Sandbox, p.Sandbox)
	writeAccount(s, ripio.Production, p.Production)
	return s.String()
}

// writeAccount writes what a profile uses in one environment.
func writeAccount(s *console.Sheet, name ripio.EnvironmentName, account *accountDocument) {
	if account == nil {
		return
	}
	s.Gap(name.Label())
	s.Line("client_id", console.OrEmpty(account.ClientID))
	s.Line("secret", account.StoreLabel)
	if console.OrEmpty(account.Store) == string(profiles.KindCommand) {
		s.Line("command", console.OrEmpty(account.Secret))
	}
	s.Line("fingerprint", console.OrEmpty(account.Fingerprint))
	s.Line("external_ref", console.OrEmpty(account.ExternalRef))
	s.Line("address", console.OrEmpty(account.Address))
	s.Line("last success", console.OrEmpty(account.LastSuccess))
	s.Line("last failure", strings.TrimSpace(console.OrEmpty(account.LastFailure)+" "+console.OrEmpty(account.LastFailureReason)))
}
