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

// check judges how the flags go together.
func (o *options) check(json bool) error {
	switch {
	case o.raw && (json || o.DryRun):
		return console.Usage("--raw prints the token alone; --json and --dry-run exclude it")
	case o.printCurl && (json || o.raw || o.DryRun || o.history):
		return console.Usage("--print-curl prints the command alone and sends nothing; --json, --raw, --dry-run and --history exclude it")
	case o.printCurl && o.HasSecretFlag():
		return console.Usage("--print-curl needs no secret: the command takes it from the variable " + export.SecretVariable +
			"; leave out --secret-env, --secret-stdin and --passphrase-stdin")
	case o.printCurl && o.Deviation != "":
		return console.Usage("--print-curl and --negative-test exclude each other: a command is the request as documented")
	case o.shell != "" && !o.printCurl:
		return console.Usage("--shell needs --print-curl")
	case o.DryRun && o.history:
		return console.Usage("--dry-run and --history exclude each other: a request that is not sent is not kept")
	}
	if err := o.Check(); err != nil {
		return err
	}
	switch {
	case o.Given() && o.history:
		return console.Usage("--base-url and --history exclude each other: what a custom host answers is not kept")
	case o.Given() && o.printCurl:
		return console.Usage("--base-url and --print-curl exclude each other")
	case o.Deviation != "" && o.Environment == ripio.Production:
		return console.Usage("--negative-test is for sandbox and simulator: " +
			"requests that are wrong on purpose are not sent to production")
	}
	o.shell = cmp.Or(o.shell, export.POSIX)
	o.DryRun = o.DryRun || o.printCurl // of which only the output differs
	return nil
}
