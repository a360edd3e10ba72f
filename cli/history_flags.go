package cli

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/spf13/pflag"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio"
)

// defaultListLimit is how many sends history list shows.
const defaultListLimit = 50

// historyFlags are the flags of the subcommands of history. Each subcommand has
// some of them.
type historyFlags struct {
	command historyCommand
	set     *pflag.FlagSet

	configDir, profile, environment string
	user, outcome, text, before     string
	limit                           int
	json, noise, all, yes           bool

	filter profiles.Filter
	choice profiles.PurgeChoice
	now    time.Time
}

func newHistoryFlags(command historyCommand) *historyFlags {
	f := &historyFlags{command: command, set: newFlags("history " + command.name)}
	command.flags(f)
	f.set.StringVar(&f.configDir, "config-dir", "", "`folder` of the profiles file")
	return f
}

func jsonFlag(f *historyFlags) {
	f.set.BoolVar(&f.json, "json", false, "print JSON")
}

func listFlags(f *historyFlags) {
	f.set.StringVar(&f.profile, "profile", "", "only sends with the profile of this `name`")
	f.set.StringVar(&f.environment, "env", "", "only sends to this `environment`: sandbox, production or simulator")
	f.set.StringVar(&f.user, "user", "", "only sends whose external_ref or address holds this `text`")
	f.set.StringVar(&f.outcome, "outcome", "", "only sends with this `outcome`: token, failed, or a kind of failure such as rejected")
	f.set.StringVar(&f.text, "text", "", "only sends in which this `text` stands anywhere")
	f.set.IntVar(&f.limit, "limit", defaultListLimit, "at most this `number` of sends, the newest; 0 for all")
	jsonFlag(f)
}

func compareFlags(f *historyFlags) {
	f.set.BoolVar(&f.noise, "noise", false, "show also what is the same and what differs in every send")
	jsonFlag(f)
}

func purgeFlags(f *historyFlags) {
	f.set.StringVar(&f.before, "before", "", "remove sends before this `time`: a day such as 2026-11-24 (UTC), or an age such as 30d or 12h")
	f.set.StringVar(&f.profile, "profile", "", "remove sends with the profile of this `name`")
	f.set.BoolVar(&f.all, "all", false, "remove all sends")
	f.set.BoolVar(&f.yes, "yes", false, "remove without asking")
	jsonFlag(f)
}

func noHistoryCheck(*historyFlags) error { return nil }

// given reports whether a flag was typed, even with an empty value.
func (f *historyFlags) given(name string) bool { return f.set.Changed(name) }

// parse reads the arguments and what can be judged without the outside world.
func (f *historyFlags) parse(args []string, now time.Time) error {
	f.now = now
	if err := parseFlags(f.set, args); err != nil {
		return err
	}
	switch {
	case f.set.NArg() == f.command.operands:
		return f.command.check(f)
	case f.command.operands == 0:
		return errors.New(f.command.name + " takes flags only, and there is another argument")
	}
	return errors.New("write " + f.command.name + " " + f.command.usage + "; history list shows the IDs")
}

func checkList(f *historyFlags) error {
	if f.limit < 0 {
		return errors.New("--limit must be 0 or more")
	}
	f.filter = profiles.Filter{Profile: f.profile, User: f.user, Text: f.text, Outcome: strings.ToLower(f.outcome)}
	if f.given("env") {
		name, err := ripio.ParseEnvironmentName(f.environment)
		if err != nil {
			return err
		}
		f.filter.Environment = name
	}
	if f.given("outcome") && !isOutcome(f.filter.Outcome) {
		return errors.New(outcomes())
	}
	return nil
}

func isOutcome(name string) bool {
	return name == profiles.OutcomeToken || name == profiles.OutcomeFailed || slices.Contains(ripio.FailureKinds, ripio.FailureKind(name))
}

// outcomes lists what --outcome takes, one a line.
func outcomes() string {
	var text strings.Builder
	text.WriteString("--outcome takes one of these:")
	for _, name := range []string{profiles.OutcomeToken, profiles.OutcomeFailed} {
		fmt.Fprintf(&text, "\n  %s", name)
	}
	for _, kind := range ripio.FailureKinds {
		fmt.Fprintf(&text, "\n  %s", kind)
	}
	return text.String()
}

func checkPurge(f *historyFlags) error {
	switch {
	case !f.all && !f.given("before") && !f.given("profile"):
		return errors.New("say what to remove with --before, --profile or --all")
	case f.all && (f.given("before") || f.given("profile")):
		return errors.New("--all removes everything; leave it out to use --before or --profile")
	case f.given("profile") && f.profile == "":
		return errors.New("--profile needs a name")
	}
	f.choice.Profile = f.profile
	if !f.given("before") {
		return nil
	}
	before, err := parseBefore(f.before, f.now)
	f.choice.Before = before
	return err
}
