package history

import (
	"strconv"
	"time"

	"github.com/spf13/cobra"

	"devtools/ripio-explorer/cli/internal/console"
	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio/phrase"
)

func newPurge(r *recall) *cobra.Command {
	cmd := &cobra.Command{
		Use: "purge [flags]", Short: "remove attempts",
		Long: `Removes attempts: one by its ID, those before a time, those with a profile, or all, and
prints how many went. With --before and --profile only those go that fit both. It cannot
be undone: on a terminal yes has to be typed, in a script --yes has to be given.`,
	}
	choice := profiles.PurgeChoice{}
	f := cmd.Flags()
	f.Func("before", "remove attempts before this `time`: a day such as 2026-11-24 (UTC), or an age such as 30d or 12h", func(text string) (err error) {
		choice.Before, err = parseBefore(text, r.Now())
		return err
	})
	r.ProfileFlag(cmd, &choice.Profile, "remove attempts with the profile of this `name`")
	id := f.String("id", "", "remove the attempt of this `ID`, or of the only one that begins with it")
	all := f.Bool("all", false, "remove all attempts")
	yes := f.Bool("yes", false, "remove without asking")
	console.Complete(cmd, map[string]cobra.CompletionFunc{
		"id": r.CompleteAttempts(), "before": cobra.NoFileCompletions,
	})
	console.Excludes(cmd, "--id removes one attempt; leave it out to use --before, --profile or --all", "id", "all", "before", "profile")
	console.Excludes(cmd, "--all removes everything; leave it out to use --before or --profile", "all", "before", "profile")
	return r.define(cmd, func([]profiles.Attempt) error {
		switch chosen := f.Changed("before") || f.Changed("profile"); {
		case f.Changed("id"):
			send, err := r.find(*id)
			if err != nil {
				return err
			}
			choice.ID = send.ID
		case !*all && !chosen:
			return console.Usage("say what to remove with --id, --before, --profile or --all")
		case chosen && f.Changed("profile") && choice.Profile == "":
			return console.Usage("--profile needs a name")
		}
		return r.purge(choice, *yes)
	})
}

// purge removes the chosen sends, once that was confirmed.
func (r *recall) purge(choice profiles.PurgeChoice, yes bool) error {
	if !yes {
		if err := r.confirmPurge(choice); err != nil {
			return err
		}
	}
	removed, err := r.manager.History.Purge(choice)
	if err != nil {
		return err
	}
	return r.Show(console.Object{{"removed", removed}}, "removed "+phrase.Plural(removed, "attempt")+"\n")
}

// confirmPurge asks, unless nothing would go.
func (r *recall) confirmPurge(choice profiles.PurgeChoice) error {
	attempts, err := r.manager.History.List(profiles.Filter{})
	if err != nil {
		return err
	}
	number := 0
	for _, attempt := range attempts {
		if choice.Fits(attempt) {
			number++
		}
	}
	return r.Confirm(number == 0 && r.CanAsk(), console.Removal(phrase.Plural(number, "attempt")))
}

// oldestAge reaches back before any send.
const oldestAge = 36500 * 24 * time.Hour

// parseBefore reads a day (its beginning in UTC), an instant of RFC 3339, or an
// age in days or hours before now.
func parseBefore(text string, now time.Time) (time.Time, error) {
	for _, layout := range []string{time.DateOnly, time.RFC3339} {
		if at, err := time.Parse(layout, text); err == nil {
			return at.UTC(), nil
		}
	}
	if last := len(text) - 1; last > 0 {
		unit := map[byte]time.Duration{'d': 24 * time.Hour, 'h': time.Hour}[text[last]]
		count, err := strconv.ParseUint(text[:last], 10, 32)
		if unit > 0 && err == nil && count <= uint64(oldestAge/unit) {
			return now.UTC().Add(-time.Duration(count) * unit), nil
		}
	}
	return time.Time{}, console.Usage("--before needs a day such as 2026-11-24, an instant such as 2026-11-24T12:00:00Z, " +
		"or an age such as 30d or 12h")
}
