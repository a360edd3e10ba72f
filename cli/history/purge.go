package history

import (
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"devtools/ripio-explorer/cli/internal/console"
	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio/phrase"
)

// purgeDocument is the output of history purge --json. Its keys are stable.
type purgeDocument struct {
	Version int `json:"version"`
	Removed int `json:"removed"`
}

// purgeOptions are the flags of purge.
type purgeOptions struct {
	choice   profiles.PurgeChoice
	before   string
	all, yes bool
	json     *bool
}

func newPurge(c *console.Console) *cobra.Command {
	cmd := &cobra.Command{
		Use: "purge [flags]", Short: "remove sends", Args: console.NoArguments,
		Long: `Removes sends: those before a time, those with a profile, or all. With --before and
--profile only those go that fit both. It cannot be undone: on a terminal yes has to be
typed, in a script --yes has to be given. How many went is printed.`,
	}
	o := &purgeOptions{}
	f := cmd.Flags()
	f.StringVar(&o.before, "before", "", "remove sends before this `time`: a day such as 2026-11-24 (UTC), or an age such as 30d or 12h")
	f.StringVarP(&o.choice.Profile, "profile", "p", "", "remove sends with the profile of this `name`")
	f.BoolVar(&o.all, "all", false, "remove all sends")
	f.BoolVar(&o.yes, "yes", false, "remove without asking")
	o.json = console.JSONFlag(cmd, "print JSON")
	console.Complete(cmd, map[string]cobra.CompletionFunc{"profile": c.CompleteProfiles(), "before": cobra.NoFileCompletions})
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		if err := o.check(cmd, c.Now()); err != nil {
			return err
		}
		return open(c, cmd, func(r *recall) error { return r.purge(o) })
	}
	return cmd
}

// check judges the flags.
func (o *purgeOptions) check(cmd *cobra.Command, now time.Time) (err error) {
	before, profile := cmd.Flags().Changed("before"), cmd.Flags().Changed("profile")
	switch {
	case !o.all && !before && !profile:
		return console.Usage("say what to remove with --before, --profile or --all")
	case o.all && (before || profile):
		return console.Usage("--all removes everything; leave it out to use --before or --profile")
	case profile && o.choice.Profile == "":
		return console.Usage("--profile needs a name")
	case before:
		o.choice.Before, err = parseBefore(o.before, now)
	}
	return err
}

// purge removes the chosen sends, once that was confirmed.
func (r *recall) purge(o *purgeOptions) error {
	if !o.yes {
		if err := r.confirmPurge(o.choice); err != nil {
			return err
		}
	}
	removed, err := r.manager.History.Purge(o.choice)
	switch {
	case err != nil:
		return console.Failed(err)
	case *o.json:
		return r.PrintJSON(purgeDocument{console.DocumentVersion, removed})
	}
	return r.Print("removed " + phrase.Plural(removed, "send") + "\n")
}

// confirmPurge asks, unless nothing would go.
func (r *recall) confirmPurge(choice profiles.PurgeChoice) error {
	attempts, err := r.manager.History.List(profiles.Filter{Profile: choice.Profile})
	if err != nil {
		return console.Failed(err)
	}
	number := 0
	for _, attempt := range attempts {
		if choice.Before.IsZero() || attempt.Exchange.SentAt.Before(choice.Before) {
			number++
		}
	}
	if number == 0 && r.CanAsk() {
		return nil
	}
	return r.Confirm(console.Question{
		Text:    "this cannot be undone; type yes to remove " + phrase.Plural(number, "send"),
		Unasked: "Removing must be confirmed: it cannot be undone.",
		Nothing: "Nothing was removed.", Flag: "Add --yes to remove it.",
	})
}

// oldestAge is in days and reaches back before any send.
const oldestAge = 36500

var errBefore = console.Usage("--before needs a day such as 2026-11-24, an instant such as 2026-11-24T12:00:00Z, " +
	"or an age such as 30d or 12h")

// parseBefore reads a day (its beginning in UTC), an instant of RFC 3339, or an
// age in days or hours before now.
func parseBefore(text string, now time.Time) (time.Time, error) {
	for _, layout := range []string{time.DateOnly, time.RFC3339} {
		if at, err := time.Parse(layout, text); err == nil {
			return at.UTC(), nil
		}
	}
	number, days := strings.CutSuffix(text, "d")
	if !days {
		var hours bool
		if number, hours = strings.CutSuffix(text, "h"); !hours {
			return time.Time{}, errBefore
		}
	}
	count, err := strconv.ParseUint(number, 10, 32)
	switch {
	case err != nil || days && count > oldestAge || count > 24*oldestAge:
		return time.Time{}, errBefore
	case days:
		return now.UTC().AddDate(0, 0, -int(count)), nil
	}
	return now.UTC().Add(-time.Duration(count) * time.Hour), nil
}
