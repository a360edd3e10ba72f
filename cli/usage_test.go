package cli_test

import (
	"errors"
	"strings"
	"testing"

	"devtools/ripio-explorer/cli"
	"devtools/ripio-explorer/cli/internal/console"
	"devtools/ripio-explorer/ripio/simulator"
)

const commandList = "token, decode, explain, guide, profiles, history, whoami, doctor, widget, webhook, export, readiness, watch, simulate, config, version, completion, help\n"

func TestHelp(t *testing.T) {
	overview := newWorld(success()).run(t, "help")
	if !strings.Contains(overview.out, "\n  token       request a token\n  decode      read a token\n") || overview.code != cli.ExitOK || overview.err != "" {
		t.Errorf("exit code %d, messages %q, output\n%s", overview.code, overview.err, overview.out)
	}
	for name, parts := range map[string][]string{
		"token": {"\nExamples:\n  ripio-explorer token --env simulator --json\n", "--confirm-production name", "--secret-stdin", "(default 20s)",
			"\n  0  a token came, or a dry run found nothing that stops the request\n", "\n  7  refused to protect production or the secret\n"},
		"history": {"  list        list the attempts that were kept\n", "\n  3  no attempt has that ID, or the history cannot be read\n"},
		"export":  {"\nExamples:\n  ripio-explorer export curl --profile acme --shell powershell\n", "\n  3  a check stopped it, or there is no such profile\n"},
		"decode":  {"\nExamples:\n  ripio-explorer decode < response.json\n", "--json", "\n  8  there is no token, or its header or claims cannot be read\n"},
	} {
		long := newWorld(success()).run(t, name, "--help")
		if long.code != cli.ExitOK || long.err != "" {
			t.Errorf("%s: exit code %d, messages %q", name, long.code, long.err)
		}
		for _, part := range parts {
			if !strings.Contains(long.out, part) {
				t.Errorf("%s --help lacks %q:\n%s", name, part, long.out)
			}
		}
		for _, args := range [][]string{{name, "-h"}, {"help", name}} {
			if other := newWorld(success()).run(t, args...); other != long {
				t.Errorf("%v differs from %s --help", args, name)
			}
		}
		for i, line := range strings.Split(long.out, "\n") {
			if len(line) > 120 {
				t.Errorf("%s --help: line %d is longer than 120 characters", name, i+1)
			}
		}
	}
}

func TestWrongUsage(t *testing.T) {
	const see = "ripio-explorer: see ripio-explorer --help\n"
	const seeToken = "\nripio-explorer: see ripio-explorer token --help\n"
	const seeDecode = "\nripio-explorer: see ripio-explorer decode --help\n"
	_, unknownScenario := simulator.Handler("nope")
	for _, test := range []struct {
		name string
		args []string
		want string
	}{
		{"unknown command", []string{"mint"}, "there is no such command; there are " + commandList + see},
		{"help for an unknown command", []string{"help", "mint\x1b"}, "help: there is no such command; there are " + commandList + "ripio-explorer: see ripio-explorer help --help\n"},
		{"help for more than a command", []string{"help", "token", "extra"}, "help: there is no such subcommand\nripio-explorer: see ripio-explorer help --help\n"},
		{"more than a shell", []string{"completion", "bash", "extra"}, "completion bash: bash takes flags only, and there is another argument\n" +
			"ripio-explorer: see ripio-explorer completion bash --help\n"},
		{"nearly a command", []string{"tokn"}, "there is no such command; did you mean token?\n" + see},
		{"a word behind flags", []string{"--env", "simulator", "tokne"}, "there is no such command; did you mean token?\n" + see},
		{"a flag of the explorer before a command", []string{"--mouse=off", "token"}, "token: there is no flag --mouse" + seeToken},
		{"unknown flag", []string{"token", "--nope"}, "token: there is no flag --nope" + seeToken},
		{"unknown short flag", []string{"token", "-z"}, "token: there is no such flag of one letter; others begin with two hyphens" + seeToken},
		{"flag without a value", []string{"token", "--profile"}, "token: --profile needs a value" + seeToken},
		{"value for a switch", []string{"token", "--json=maybe"}, "token: --json takes no value" + seeToken},
		{"not a duration", []string{"token", "--timeout", "20"}, "token: --timeout needs a duration such as 20s or 1m30s" + seeToken},
		{"no time", []string{"token", "--timeout", "0s"}, "token: --timeout must be greater than 0" + seeToken},
		{"flag without a name", []string{"token", "--=x"}, "token: a flag is not written correctly" + seeToken},
		{"argument", []string{"token", "acme"}, "token: token takes flags only, and there is another argument" + seeToken},
		{"unknown environment", []string{"token", "--env", "staging"},
			`token: no environment is called "staging"; there are sandbox, production and simulator` + seeToken},
		{"scenario elsewhere", []string{"token", "--scenario", "ok"}, "token: --scenario needs --env simulator" + seeToken},
		{"two secrets", []string{"token", "--secret-env", "A", "--secret-stdin"}, "token: --secret-stdin and --secret-env exclude each other" + seeToken},
		{"unknown scenario", []string{"token", "--env", "simulator", "--scenario", "nope"}, "token: " + unknownScenario.Error() + seeToken},
		{"decode: unknown flag", []string{"decode", "--raw"}, "decode: there is no flag --raw" + seeDecode},
	} {
		t.Run(test.name, func(t *testing.T) {
			w := newWorld(success())
			w.run(t, test.args...).check(t, result{code: cli.ExitUsage, err: "ripio-explorer: " + test.want})
			if len(w.sent) != 0 {
				t.Error("a request was sent")
			}
		})
	}
	if r := newWorld(success()).run(t); r.code != cli.ExitUsage || !strings.HasPrefix(r.err, "ripio-explorer: the explorer needs a terminal") || r.out != "" {
		t.Errorf("no command: exit code %d, messages %q", r.code, r.err)
	}
}

// brokenWriter is an output whose reader has gone.
type brokenWriter struct{}

func (brokenWriter) Write([]byte) (int, error) { return 0, errors.New("broken pipe") }

func TestAnOutputThatCannotBeWrittenIsAFailure(t *testing.T) {
	for _, args := range [][]string{
		{"help"}, {"token", "--help"}, {"token", "--profile", "acme"}, {"token", "--profile", "acme", "--json"},
		{"decode", sample}, {"decode", "--json", sample},
	} {
		var messages strings.Builder
		streams := cli.Streams{In: strings.NewReader(""), Out: brokenWriter{}, Err: &messages}
		code := cli.Run(t.Context(), args, streams, newWorld(success()).Deps)
		if want := "ripio-explorer: write the output: broken pipe\n"; code != cli.ExitInternal || messages.String() != want {
			t.Errorf("%v: exit code %d, messages %q", args, code, messages.String())
		}
	}
}

// TestACommandAloneIsAsInTheWholeTree compares the help of a command that is made without
// the others.
func TestACommandAloneIsAsInTheWholeTree(t *testing.T) {
	root := cli.Root(&console.Console{Deps: newWorld(success()).Deps})
	for _, cmd := range root.Commands() {
		cmd.InitDefaultHelpFlag()
		r := newWorld(success()).run(t, cmd.Name(), "--help")
		if want := console.Help(cmd); r.code != cli.ExitOK || r.out != want {
			t.Errorf("%s --help: exit code %d, output\n%s\nwant\n%s", cmd.Name(), r.code, r.out, want)
		}
	}
}
