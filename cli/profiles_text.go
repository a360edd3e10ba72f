package cli

import (
	"fmt"
	"strings"

	"github.com/charmbracelet/x/ansi"

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
		fmt.Fprintf(&text, "%s %s  %s  sandbox: %s  production: %s\n", mark, padded(visible.Cut(profile.Name, names), names),
			padded(visible.Cut(orEmpty(profile.Country), 4), 4), profile.Sandbox.badge(), profile.Production.badge())
	}
	return text.String()
}

func padded(text string, width int) string {
	return text + strings.Repeat(" ", max(0, width-ansi.StringWidth(text)))
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
	s := &sheet{clean: unchanged}
	s.line("profile", p.Name)
	s.line("country", orEmpty(p.Country))
	if p.Default {
		s.line("default", "yes")
	}
	s.account(ripio.Sandbox, p.Sandbox)
	s.account(ripio.Production, p.Production)
	return s.text.String()
}

// account writes what a profile uses in one environment.
func (s *sheet) account(name ripio.EnvironmentName, account *accountDocument) {
	if account == nil {
		return
	}
	s.gap(name.Label())
	s.line("client_id", orEmpty(account.ClientID))
	s.line("secret", account.StoreLabel)
	if orEmpty(account.Store) == string(profiles.KindCommand) {
		s.line("command", orEmpty(account.Secret))
	}
	s.line("fingerprint", orEmpty(account.Fingerprint))
	s.line("external_ref", orEmpty(account.ExternalRef))
	s.line("address", orEmpty(account.Address))
	s.line("last success", orEmpty(account.LastSuccess))
	s.line("last failure", strings.TrimSpace(orEmpty(account.LastFailure)+" "+orEmpty(account.LastFailureReason)))
}
