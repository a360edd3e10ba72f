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
