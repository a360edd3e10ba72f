// Package decode is the command decode, which reads a token. Nothing is sent
// anywhere.
package decode

import (
	"errors"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"devtools/ripio-explorer/cli/internal/console"
	"devtools/ripio-explorer/ripio/jwt"
	"devtools/ripio-explorer/ripio/pasted"
)

const (
	kindNoToken = "not-readable"
	// inputLimit is how many bytes of a text are searched for a token.
	inputLimit = 1 << 20
)

const introduction = `Reads a token: its header, its claims and its expiry. Nothing is sent anywhere.

TOKEN may be the token itself, a "Bearer" line, the JSON answer it came in, or a
widget link. Without TOKEN, or with -, it is read from the input. That is the safer
way: arguments can be read in the process list and stay in the shell's history.`

const examples = `  ripio-explorer decode < answer.json
  ripio-explorer token --env simulator --json | ripio-explorer decode --json`

const notes = `The signature is not checked: only Ripio holds the key. An expired token is read
like any other; see "expired" in the JSON object.

Exit codes:
  0  the token's header and claims were read
  1  a fault in this program, or its output could not be written
  2  the arguments are wrong
  8  there is no token, or its header or claims cannot be read
`

// NewCommand returns the command decode.
func NewCommand(c *console.Console) *cobra.Command {
	cmd := &cobra.Command{
		Use: "decode [flags] [TOKEN|-]", Short: "read a token",
		Long: introduction, Example: examples, Annotations: console.Notes(notes),
		Args: cobra.ArbitraryArgs, DisableFlagsInUseLine: true,
	}
	asJSON := console.JSONFlag(cmd, "print one JSON object")
	cmd.ValidArgsFunction = cobra.NoFileCompletions
	cmd.RunE = func(_ *cobra.Command, args []string) error { return run(c, args, *asJSON) }
	return cmd
}

func run(c *console.Console, args []string, asJSON bool) error {
	if len(args) == 0 && c.IsTerminal(c.In) {
		return console.Usage("there is no token: give one as the argument, or pipe it into the command")
	}
	text, err := tokenText(c, args)
	r := &report{now: c.Now()}
	if err == nil {
		r.token, err = jwt.Decode(text)
	}
	r.judge(err)
	var printed error
	switch {
	case asJSON:
		printed = c.PrintJSON(r.document())
	case err == nil:
		printed = c.Print(r.text())
	}
	if r.failure == nil || printed != nil {
		return printed
	}
	c.Say("decode: %s", r.failure.Message)
	return &console.Error{Code: console.ExitNotReadable, Shown: true}
}

// tokenText is the text to look for a token in. Several arguments are a text
// that was typed without quotes, such as a "Bearer" line.
func tokenText(c *console.Console, args []string) (string, error) {
	if len(args) > 0 && !slices.Equal(args, []string{"-"}) {
		return strings.Join(args, " "), nil
	}
	text, err := io.ReadAll(io.LimitReader(c.In, inputLimit+1))
	switch {
	case err != nil:
		return "", errors.New("the input could not be read to its end")
	case len(text) > inputLimit:
		return "", errors.New("the input is longer than 1 MiB, so it cannot be a token")
	case pasted.LooksUTF16(text):
		return "", errors.New("the input is UTF-16, as PowerShell's > and Out-File write it; save it as UTF-8, or paste the token as the argument")
	}
	return string(text), nil
}
