// Package explain is the command explain, which compares a request of another program
// with the one that this program would send. Nothing is sent anywhere.
package explain

import (
	"context"
	"errors"

	"github.com/spf13/cobra"

	"devtools/ripio-explorer/cli/internal/console"
	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/foreign"
	"devtools/ripio-explorer/ripio/visible"
)

// inputLimit is how many bytes a text may have; a HAR of a long visit has some.
const inputLimit = 64 << 20

const introduction = `Compares a request of another program with the one that this program would send, and
says what differs. Nothing is sent, and nothing in the text is run.

FILE (or -, the input) holds a curl command, a call of PowerShell or fetch, an HTTP
dump, the output of curl -v, a HAR, a log line, .env lines or a username. Secrets in
it are not printed.`

const examples = `  ripio-explorer explain request.txt
  ripio-explorer explain --env sandbox - < capture.har
  ripio-explorer explain --profile acme --json request.txt`

const notes = `The command at the end is the call as documented; it takes the client_secret from a
variable. --profile also compares the client_secret in the text with the profile's.

Exit codes:
  0  it is as this program would send it, or differs in nothing that matters
  1  a fault in this program, or its output could not be written
  2  the arguments are wrong
  3  the file, the profile or its secret cannot be read
  4  it differs so that it may fail, or gives the client_secret away
  8  nothing was recognised in the text
`

// options are the flags.
type options struct {
	environment        ripio.EnvironmentName
	profile, configDir string
}

// NewCommand returns the command explain.
func NewCommand(c *console.Console) *cobra.Command {
	var o options
	cmd := &cobra.Command{
		Use: "explain [flags] FILE|-", Short: "find out why another program's request fails",
		Long: introduction, Example: examples, Annotations: console.Notes(notes),
		Args: cobra.ArbitraryArgs,
	}
	f := cmd.Flags()
	f.SortFlags = false
	console.EnvironmentFlag(cmd, &o.environment, "compare with this `environment` (default: the one of the request's host)")
	c.ProfileFlag(cmd, &o.profile, "compare the client_secret with that of this profile, unseen")
	f.StringVar(&o.configDir, "config-dir", "", "`folder` of the profiles file")
	console.JSONFlag(cmd, "print one JSON object")
	cmd.RunE = func(cmd *cobra.Command, args []string) error { return run(cmd.Context(), c, args, o) }
	return cmd
}

func run(ctx context.Context, c *console.Console, args []string, o options) error {
	if len(args) != 1 {
		return console.Usage("write explain FILE, or explain - to read the input; the text itself is not an argument, as it may hold a secret")
	}
	text, err := c.ReadText(args[0], console.TextFile{
		What: "text", Limit: inputLimit, UTF8: "Save it as UTF-8.",
		TooLong: console.Missing("The text is longer than 64 MiB.", "Cut it down to the request."),
	})
	if err != nil {
		return err
	}
	reading := foreign.Read(string(text))
	if reading.Kind == foreign.KindUnknown {
		return &console.Error{
			Code: console.ExitNotReadable, Kind: console.KindNotReadable, Title: "nothing was recognised",
			Message: "There is no request in the text that can be compared.",
			Hints:   []string{"Paste a curl command, an HTTP request with its body, a HAR or a log line with the URL."},
		}
	}
	e := explanation{Reading: reading}
	if reading.IsRequest() {
		e.Comparison = reading.Compare(o.environment)
	} else {
		e.Differences = reading.Check()
	}
	if o.profile != "" {
		known, err := compareSecret(ctx, c, o, e)
		if err != nil {
			return err
		}
		e.Differences = append(known, e.Differences...)
	}
	return e.print(c)
}

// compareSecret compares the client_secret in the text with the profile's.
func compareSecret(ctx context.Context, c *console.Console, o options, e explanation) ([]foreign.Difference, error) {
	profile, err := c.Profile(ctx, o.configDir, o.profile, "Make the profile in the explorer: run ripio-explorer without a command.")
	if err != nil {
		return nil, err
	}
	name := e.Comparison.Environment.Name
	if name == "" {
		name = e.Reading.Environment
	}
	if o.environment != "" {
		name = o.environment
	}
	switch {
	case e.Secret.IsEmpty():
		c.Say("note: the text holds no client_secret to compare")
		return nil, nil
	case name != ripio.Sandbox && name != ripio.Production:
		c.Say("note: nothing tells the environment, so the client_secret was not compared; add --env")
		return nil, nil
	}
	secret, err := c.NewSecrets(o.configDir).Resolve(ctx, profiles.SecretKey{Profile: profile.Name, Environment: name}, profile.Account(name).Secret)
	switch {
	case errors.Is(err, profiles.ErrSecretNeeded), errors.Is(err, profiles.ErrPassphraseNeeded):
		return nil, console.Missing("The profile's secret needs a person to be read, and a script cannot be asked.", "Leave --profile out.")
	case err != nil:
		return nil, console.Missing(visible.Line(err.Error())+".", "Leave --profile out to compare the rest.")
	}
	return e.CompareSecret(secret), nil
}

// fails reports whether a difference matters.
func fails(differences []foreign.Difference) bool {
	for _, d := range differences {
		if d.Breaks() {
			return true
		}
	}
	return false
}
