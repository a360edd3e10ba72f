package widget

import (
	"cmp"
	"strings"

	"github.com/spf13/cobra"

	"devtools/ripio-explorer/cli/internal/console"
	"devtools/ripio-explorer/cli/internal/known"
	"devtools/ripio-explorer/cli/internal/sendview"
	"devtools/ripio-explorer/ripio/widget"
)

const backIntroduction = `Explains the URL with which the widget sent a person back to you: what its
parameters mean, what is odd about them, and which test user or send it belongs to.

URL may be the whole URL, its query, or a line of an access log. Without URL, or
with -, it is read from the input. Nothing is sent anywhere.`

const backNotes = `The parameters are documented for the on-ramp. Those of the off-ramp are not known.

Exit codes:
  0  the URL was explained; warnings may be among the findings
  1  a fault in this program, or its output could not be written
  2  the arguments are wrong
  8  there is no redirect URL in the text
`

func newBack(c *console.Console) *cobra.Command {
	cmd := &cobra.Command{
		Use: "back [flags] [URL|-]", Short: "explain the URL that the widget opened at the end",
		Long: backIntroduction, Annotations: console.Notes(backNotes),
		Args: cobra.ArbitraryArgs, ValidArgsFunction: cobra.NoFileCompletions,
	}
	dir := cmd.Flags().String("config-dir", "", "`folder` of the profiles file")
	console.JSONFlag(cmd, "print one JSON object")
	cmd.RunE = func(_ *cobra.Command, args []string) error { return back(c, args, *dir) }
	return cmd
}

func back(c *console.Console, args []string, configDir string) error {
	text := strings.Join(args, " ")
	if text == "" || text == "-" {
		var err error
		if text, err = readInput(c, "URL"); err != nil {
			return err
		}
	}
	redirect, err := widget.ParseRedirect(text)
	if err != nil {
		return console.NotReadable(console.Sentence(err))
	}
	matches := redirect.Match(known.Users(c, configDir))
	s := &console.Sheet{}
	s.Line("URL", redirect.Endpoint)
	s.Line("flow", string(redirect.Flow))
	s.List("belongs to", matchLines(matches, redirect))
	var rows [][2]string
	for _, each := range redirect.Parameters {
		rows = append(rows, [2]string{each.Name, cmp.Or(each.Value, "empty") + "  (" + cmp.Or(each.Meaning, "not documented") + ")"})
	}
	s.Rows("parameters", rows)
	sendview.WriteFindings(s, redirect.Findings)
	return c.Show(backDocument(redirect, matches), s.String())
}

// matchLines says whom the redirect may be about.
func matchLines(matches []widget.Match, redirect widget.Redirect) []string {
	if len(matches) == 0 && redirect.ExternalRef() == "" {
		return []string{"not known: the URL names no external_ref, and no known user has the address"}
	}
	return known.Lines(matches)
}

// backDocument is the output of widget back --json. Its keys are stable.
func backDocument(redirect widget.Redirect, matches []widget.Match) console.Object {
	parameters := []console.Object{}
	for _, each := range redirect.Parameters {
		parameters = append(parameters, console.Object{{"name", each.Name}, {"value", each.Value}, {"meaning", console.Optional(each.Meaning)}})
	}
	return console.Object{
		{"failure", (*console.Error)(nil)},
		{"endpoint", console.Optional(redirect.Endpoint)},
		{"flow", console.Optional(redirect.Flow)},
		{"external_ref", console.Optional(redirect.ExternalRef())},
		{"parameters", parameters},
		{"missing", append([]string{}, redirect.Missing...)},
		{"matches", known.Objects(matches)},
		{"findings", sendview.FindingObjects(redirect.Findings)},
	}
}
