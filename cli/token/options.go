package token

import (
	"cmp"
	"fmt"

	"github.com/spf13/cobra"

	"devtools/ripio-explorer/cli/internal/caller"
	"devtools/ripio-explorer/cli/internal/console"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/export"
	"devtools/ripio-explorer/ripio/visible"
)

// options are the flags of the command token.
type options struct {
	*caller.Options

	raw, history, printCurl bool
	shell                   export.Shell
}

func newOptions(cmd *cobra.Command, c *console.Console) *options {
	f := cmd.Flags()
	o := &options{Options: caller.Define(cmd, c, "the whole command, fetching the secret included")}
	o.Kept = "and kept in the history with --history"
	f.BoolVar(&o.DryRun, "dry-run", false, "show the request and send nothing; needs no secret")
	f.BoolVar(&o.printCurl, "print-curl", false,
		"print the request as a curl command and send nothing; needs no secret")
	caller.ShellFlag(cmd, &o.shell, "--print-curl writes")
	f.Func("negative-test", "`name` of a mistake to make on purpose; an unknown one lists all", func(text string) error {
		o.Deviation = ripio.Deviation(text)
		if _, known := o.Deviation.NegativeTest(); !known {
			return console.Usage(unknownTest(text))
		}
		return nil
	})
	f.BoolVar(&o.history, "history", false, "keep the attempt in the history, without its token")
	f.BoolVar(&o.raw, "raw", false, "print the token and nothing else")
	console.JSONFlag(cmd, "print one JSON object")
	console.CompleteWords(cmd, "negative-test", caller.AllTests()...)
	exclude(cmd)
	return o
}

// unknownTest lists the negative tests that there are.
func unknownTest(name string) string {
	text := fmt.Sprintf("no negative test is called %q; the negative tests are:", visible.Cut(name, 40))
	for _, test := range ripio.NegativeTests() {
		text += fmt.Sprintf("\n  %-18s %s", test.Deviation, test.What)
	}
	return text
}

// exclude says which flags do not go together.
func exclude(cmd *cobra.Command) {
	console.Excludes(cmd, "--raw prints the token alone; --json and --dry-run exclude it", "raw", "json", "dry-run")
	console.Excludes(cmd, "--print-curl prints the command alone and sends nothing; --json, --raw, --dry-run and --history exclude it",
		"print-curl", "json", "raw", "dry-run", "history")
	console.Excludes(cmd, "--print-curl needs no secret: the command takes it from the variable "+export.SecretVariable+
		"; leave out --secret-env, --secret-stdin and --passphrase-stdin", "print-curl", "secret-env", "secret-stdin", "passphrase-stdin")
	console.Excludes(cmd, "--print-curl and --negative-test exclude each other: a command is the request as documented",
		"print-curl", "negative-test")
	console.Excludes(cmd, "--dry-run and --history exclude each other: a request that is not sent is not kept", "dry-run", "history")
	console.Excludes(cmd, "--base-url and --history exclude each other: what a custom host answers is not kept", "base-url", "history")
	console.Excludes(cmd, "", "base-url", "print-curl")
}

// check judges how the flags go together.
func (o *options) check() error {
	if err := o.Check(); err != nil {
		return err
	}
	switch {
	case o.shell != "" && !o.printCurl:
		return console.Usage("--shell needs --print-curl")
	case o.Deviation != "" && o.Environment == ripio.Production:
		return console.Usage("--negative-test is for sandbox and simulator: " +
			"requests that are wrong on purpose are not sent to production")
	}
	o.shell = cmp.Or(o.shell, export.POSIX)
	o.DryRun = o.DryRun || o.printCurl // of which only the output differs
	return nil
}
