package cli_test

import (
	"slices"
	"testing"
	"time"

	"devtools/ripio-explorer/cli"
	"devtools/ripio-explorer/profiles"
)

func TestSendsAreRemoved(t *testing.T) {
	d := newHistoryDesk(t)
	first, second := d.send(t), d.send(t)
	exchange := success()
	exchange.Profile, exchange.SentAt = "acme", d.day
	kept, err := d.manager(d.folder).History.Append(profiles.Attempt{Exchange: exchange}, false)
	if err != nil {
		t.Fatal(err)
	}
	left := func(want ...string) {
		t.Helper()
		if got := d.ids(t); !slices.Equal(got, want) {
			t.Errorf("left are %v, want %v", got, want)
		}
	}
	left(kept.ID, second, first)
	// The clock stands at noon of the third day.
	for _, test := range []struct {
		args []string
		out  string
		left []string
	}{
		{[]string{"--before", d.day.AddDate(0, 0, -2).Format(time.DateOnly)}, "removed 0 attempts\n", []string{kept.ID, second, first}},
		{[]string{"--before", "1d", "--profile", "acme"}, "removed 0 attempts\n", []string{kept.ID, second, first}},
		{[]string{"--before", "25h"}, "removed 1 attempt\n", []string{kept.ID, second}},
		{[]string{"--profile", "acme"}, "removed 1 attempt\n", []string{second}},
		{[]string{"--all"}, "removed 1 attempt\n", []string{}},
	} {
		d.history(t, append([]string{"purge", "--yes"}, test.args...)...).check(t, result{out: test.out})
		left(test.left...)
	}
}

func TestRemovingIsConfirmed(t *testing.T) {
	const question = "this cannot be undone; type yes to remove 2 attempts: "
	d := newHistoryDesk(t)
	d.send(t)
	d.send(t)
	d.inScript("yes\n")
	refused := "ripio-explorer: history purge: Removing must be confirmed: it cannot be undone.\n" +
		"ripio-explorer: Nothing was removed. Add --yes to remove it.\n"
	d.history(t, "purge", "--all").check(t, result{code: cli.ExitRefused, err: refused})
	inJSON := d.history(t, "purge", "--all", "--json")
	if kind := failure(inJSON.object(t), "kind"); inJSON.code != cli.ExitRefused || inJSON.err != refused || kind != "not-confirmed" {
		t.Errorf("exit code %d, failure %q, messages %q", inJSON.code, kind, inJSON.err)
	}
	d.atTerminal("no\n")
	d.history(t, "purge", "--all").check(t, result{code: cli.ExitRefused,
		err: question + "ripio-explorer: history purge: The answer was not yes.\nripio-explorer: Nothing was removed.\n"})
	if ids := d.ids(t); len(ids) != 2 {
		t.Fatalf("left are %v", ids)
	}
	d.atTerminal("")
	d.history(t, "purge", "--before", "80d").check(t, result{out: "removed 0 attempts\n"})
	d.atTerminal("Yes\n")
	d.history(t, "purge", "--all").check(t, result{out: "removed 2 attempts\n", err: question})
}

func TestHistoryIsUsedWrongly(t *testing.T) {
	const list = "list, show, compare, report, purge\n"
	const seeAll = "ripio-explorer: see ripio-explorer history --help\n"
	see := func(name string) string { return "\nripio-explorer: see ripio-explorer history " + name + " --help\n" }
	for _, test := range []struct {
		args []string
		want string
	}{
		{nil, "history: a subcommand is missing; there are " + list + seeAll},
		{[]string{"drop\x1b"}, "history: there is no such subcommand; there are " + list + seeAll},
		{[]string{"lst"}, "history: there is no such subcommand; did you mean list?\n" + seeAll},
		{[]string{"list", "x"}, "history list: list takes flags only, and there is another argument" + see("list")},
		{[]string{"list", "--limit", "-1"}, "history list: --limit must be 0 or more" + see("list")},
		{[]string{"list", "--env", "staging"}, `history list: no environment is called "staging"; there are sandbox, production and simulator` + see("list")},
		{[]string{"show"}, "history show: write show ID [flags]; history list shows the IDs" + see("show")},
		{[]string{"compare", "a"}, "history compare: write compare ID ID [flags]; history list shows the IDs" + see("compare")},
		{[]string{"report", "a", "--noise"}, "history report: there is no flag --noise" + see("report")},
		{[]string{"purge", "--yes"}, "history purge: say what to remove with --id, --before, --profile or --all" + see("purge")},
		{[]string{"purge", "--all", "--profile", "a"}, "history purge: --all removes everything; leave it out to use --before or --profile" + see("purge")},
		{[]string{"purge", "--profile="}, "history purge: --profile needs a name" + see("purge")},
		{[]string{"purge", "--before", "soon"}, "history purge: --before needs a day such as 2026-11-24, an instant such as " +
			"2026-11-24T12:00:00Z, or an age such as 30d or 12h" + see("purge")},
	} {
		d := newHistoryDesk(t)
		d.run(t, append([]string{"history"}, test.args...)...).check(t, result{code: cli.ExitUsage, err: "ripio-explorer: " + test.want})
	}
}
