package profiles

import (
	"cmp"
	"slices"
	"strings"

	"devtools/ripio-explorer/cli/internal/console"
	"devtools/ripio-explorer/cli/internal/sendview"
	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/profiles/book"
	"devtools/ripio-explorer/ripio"
)

// preview says what a plan would do, and counts the profiles it would write.
func (m *manage) preview(plan profiles.Import) int {
	effects := 0
	s := &console.Sheet{}
	changes := []console.Object{}
	for _, change := range plan.Changes {
		changes = append(changes, console.Object{
			{"profile", change.After.Name}, {"new", change.IsNew()}, {"changes", change.HasEffect()},
			{"secrets", append([]ripio.EnvironmentName{}, change.Secrets...)}, {"replaces", append([]ripio.EnvironmentName{}, change.Replaces...)},
			{"result", m.describe(decided(change))},
		})
		if !change.HasEffect() {
			s.Line("unchanged", change.After.Name)
			continue
		}
		effects++
		previewChange(s, change)
	}
	m.put("changes", changes)
	m.put("saved", []string{})
	m.text = s.String()
	return effects
}

// decided is the profile as it would be, without the places that are still open.
func decided(change profiles.ImportChange) profiles.Profile {
	after := change.After
	for _, name := range change.Secrets {
		if account := after.AccountFor(name); account.Secret == profiles.Ask {
			account.Secret = ""
		}
	}
	return after
}

// previewChange shows one profile as it would be. A reference is shown whole: one
// that comes from elsewhere may run a command.
func previewChange(s *console.Sheet, change profiles.ImportChange) {
	what := "change"
	if change.IsNew() {
		what = "new"
	}
	s.Line(what, change.After.Name)
	s.Line("country", change.After.Country)
	for _, name := range book.Environments {
		account := change.After.Account(name)
		if account.IsZero() {
			continue
		}
		replaces := ""
		if slices.Contains(change.Replaces, name) {
			replaces = "  (replaces what is there)"
		}
		s.Line(string(name), "client_id "+cmp.Or(account.ClientID, "-")+replaces)
		s.Line("", "secret "+previewSecret(change, name))
		s.Line("", strings.TrimSpace("user "+account.User.ExternalRef+" "+sendview.ShownAddress(account.User.Address)))
	}
}

func previewSecret(change profiles.ImportChange, name ripio.EnvironmentName) string {
	reference := change.After.Account(name).Secret
	switch {
	case slices.Contains(change.Secrets, name) && reference == profiles.Ask:
		return "found; choose its place with --store"
	case slices.Contains(change.Secrets, name):
		return "found; goes to the " + reference.Label()
	case reference.Kind() == profiles.KindCommand:
		return string(reference) + "  (a send runs this command)"
	case reference == "":
		return "none"
	}
	return string(reference)
}
