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

// listOptions are the flags of list.
type listOptions struct {
	filter               profiles.Filter
	environment, outcome string
	limit                int
	json                 *bool
}

func newList(c *console.Console) *cobra.Command {
	cmd := &cobra.Command{
		Use: "list [flags]", Short: "list the sends that were kept", Args: console.NoArguments,
		Long: `Lists the sends that were kept, the newest first.`,
	}
	o := &listOptions{}
	f := cmd.Flags()
	f.StringVarP(&o.filter.Profile, "profile", "p", "", "only sends with the profile of this `name`")
	f.StringVarP(&o.environment, "env", "e", "", "only sends to this `environment`: sandbox, production or simulator")
	f.StringVar(&o.filter.User, "user", "", "only sends whose external_ref or address holds this `text`")
	f.StringVar(&o.outcome, "outcome", "", "only sends with this `outcome`: token, failed, or a kind of failure such as rejected")
	f.StringVar(&o.filter.Text, "text", "", "only sends in which this `text` stands anywhere")
	f.IntVar(&o.limit, "limit", defaultLimit, "at most this `number` of sends, the newest; 0 for all")
	o.json = console.JSONFlag(cmd, "print JSON")
	console.Complete(cmd, map[string]cobra.CompletionFunc{
		"env": console.CompleteEnvironments, "profile": c.CompleteProfiles(),
		"outcome": console.Offer(func(*cobra.Command) []string { return outcomes() }),
	})
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		if err := o.check(cmd); err != nil {
			return err
		}
		return open(c, cmd, func(r *recall) error { return r.list(o) })
	}
	return cmd
}

// check judges the flags.
func (o *listOptions) check(cmd *cobra.Command) (err error) {
	if o.limit < 0 {
		return console.Usage("--limit must be 0 or more")
	}
	if cmd.Flags().Changed("env") {
		if o.filter.Environment, err = console.Environment(o.environment); err != nil {
			return err
		}
	}
	o.filter.Outcome = strings.ToLower(o.outcome)
	if cmd.Flags().Changed("outcome") && !slices.Contains(outcomes(), o.filter.Outcome) {
		return console.Usage("--outcome takes one of these:\n  " + strings.Join(outcomes(), "\n  "))
	}
	return nil
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
func (r *recall) list(o *listOptions) error {
	attempts, err := r.manager.History.List(o.filter)
	if err != nil {
		return console.Failed(err)
	}
	if left := len(attempts) - o.limit; o.limit > 0 && left > 0 {
		attempts = attempts[:o.limit]
		r.Say("%s more; --limit 0 shows all", phrase.Plural(left, "older send"))
	}
	documents := []attemptDocument{}
	for _, attempt := range attempts {
		documents = append(documents, describeAttempt(attempt))
	}
	switch {
	case *o.json:
		return r.PrintJSON(documents)
	case len(documents) == 0:
		r.Say("no send in the history fits")
		return nil
	}
	return r.Print(attemptsText(documents))
}
