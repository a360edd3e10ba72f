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

// document is the output of profiles --json. Its keys are stable; a subcommand has
// those that belong to it.
type document struct {
	Version  int            `json:"version"`
	Failure  *console.Error `json:"failure"`
	Warnings []string       `json:"warnings"`
	// list
	Default  **string           `json:"default,omitzero"` // null for none
	Profiles *[]profileDocument `json:"profiles,omitzero"`
	// show, add, edit, rename
	Profile *profileDocument `json:"profile,omitzero"`
	// remove, forget, orphans --remove
	Removed    []string `json:"removed,omitzero"`
	NotReached []string `json:"not_reached,omitzero"`
	// orphans
	Orphans []console.Object `json:"orphans,omitzero"`
	NotSeen []string         `json:"not_seen,omitzero"`
	// repair
	Repair *repairDocument `json:"repair,omitzero"`
	// import
	Changes []console.Object `json:"changes,omitzero"`
	Saved   []string         `json:"saved,omitzero"`
}

// profileDocument is one profile. An environment of which nothing is known is
// null.
type profileDocument struct {
	Name       string           `json:"name"`
	Country    *string          `json:"country"`
	Default    bool             `json:"default"`
	Sandbox    *accountDocument `json:"sandbox"`
	Production *accountDocument `json:"production"`
}

// accountDocument is what a profile uses in one environment. The secret is its
// reference, never its value.
type accountDocument struct {
	ClientID          *string `json:"client_id"`
	Secret            *string `json:"secret"`
	Store             *string `json:"store"`
	StoreLabel        string  `json:"store_label"`
	ExternalRef       *string `json:"external_ref"`
	Address           *string `json:"address"`
	LastSuccess       *string `json:"last_success"`
	LastFailure       *string `json:"last_failure"`
	LastFailureReason *string `json:"last_failure_reason"`
	Fingerprint       *string `json:"fingerprint"`
}

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
	p.Sandbox.write(s, ripio.Sandbox)
	p.Production.write(s, ripio.Production)
	return s.String()
}

func (a *accountDocument) write(s *console.Sheet, name ripio.EnvironmentName) {
	if a == nil {
		return
	}
	s.Gap(name.Label())
	s.Line("client_id", console.OrEmpty(a.ClientID))
	s.Line("secret", a.StoreLabel)
	if console.OrEmpty(a.Store) == string(profiles.KindCommand) {
		s.Line("command", console.OrEmpty(a.Secret))
	}
	s.Line("fingerprint", console.OrEmpty(a.Fingerprint))
	s.Line("external_ref", console.OrEmpty(a.ExternalRef))
	s.Line("address", console.OrEmpty(a.Address))
	s.Line("last success", console.OrEmpty(a.LastSuccess))
	s.Line("last failure", strings.TrimSpace(console.OrEmpty(a.LastFailure)+" "+console.OrEmpty(a.LastFailureReason)))
}
