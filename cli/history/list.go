package history

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"devtools/ripio-explorer/cli/internal/console"
	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/phrase"
)

// defaultLimit is how many sends list shows.
const defaultLimit = 50

func newList(r *recall) *cobra.Command {
	cmd := &cobra.Command{
		Use: "list [flags]", Short: "list the attempts that were kept", Long: `Lists the attempts that were kept, the newest first.`,
	}
	filter := profiles.Filter{}
	f := cmd.Flags()
	r.ProfileFlag(cmd, &filter.Profile, "only attempts with the profile of this `name`")
	console.EnvironmentFlag(cmd, &filter.Environment, "only attempts to this `environment`: sandbox, production or simulator")
	f.StringVar(&filter.User, "user", "", "only attempts whose external_ref or address holds this `text`")
	f.Func("outcome", "only attempts with this `outcome`: token, failed, or a kind of failure such as rejected", func(text string) error {
		if filter.Outcome = strings.ToLower(text); !slices.Contains(outcomes(), filter.Outcome) {
			return console.Usage("--outcome takes one of these:\n  " + strings.Join(outcomes(), "\n  "))
		}
		return nil
	})
	f.StringVar(&filter.Text, "text", "", "only attempts in which this `text` stands anywhere")
	limit := f.Int("limit", defaultLimit, "at most this `number` of attempts, the newest; 0 for all")
	console.CompleteWords(cmd, "outcome", outcomes()...)
	return r.define(cmd, func([]profiles.Attempt) error { return r.list(filter, *limit) })
}

// outcomes lists what --outcome takes.
func outcomes() []string {
	names := []string{profiles.OutcomeToken, profiles.OutcomeFailed}
	for _, kind := range ripio.FailureKinds {
		names = append(names, string(kind))
	}
	return names
}

// list prints the sends that fit, the newest first.
func (r *recall) list(filter profiles.Filter, limit int) error {
	if limit < 0 {
		return console.Usage("--limit must be 0 or more")
	}
	attempts, err := r.manager.History.List(filter)
	if err != nil {
		return err
	}
	if left := len(attempts) - limit; limit > 0 && left > 0 {
		attempts = attempts[:limit]
		r.Say("%s more; --limit 0 shows all", phrase.Plural(left, "older send"))
	}
	documents, rows := []console.Object{}, [][]string{columns}
	for _, attempt := range attempts {
		documents, rows = append(documents, attemptObject(attempt)), append(rows, cells(attempt))
	}
	switch {
	case r.JSON:
		return r.PrintJSONList(documents)
	case len(attempts) == 0:
		r.Say("no attempt in the history fits")
		return nil
	}
	return r.Print(console.Table(rows))
}
