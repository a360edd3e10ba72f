package widget

import (
	"cmp"
	"strings"

	"github.com/spf13/cobra"

	"devtools/ripio-explorer/cli/internal/console"
	"devtools/ripio-explorer/cli/internal/sendview"
	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/phrase"
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
	asJSON := console.JSONFlag(cmd, "print one JSON object")
	cmd.RunE = func(_ *cobra.Command, args []string) error { return back(c, args, *dir, *asJSON) }
	return cmd
}

func back(c *console.Console, args []string, configDir string, asJSON bool) error {
	text := strings.Join(args, " ")
	if text == "" || text == "-" {
		var err error
		if text, err = readInput(c, "URL"); err != nil {
			return err
		}
	}
	redirect, err := widget.ParseRedirect(text)
	if err != nil {
		return unreadable(console.Sentence(err))
	}
	matches := redirect.Match(seen(c, configDir))
	if asJSON {
		return c.PrintJSON(backDocument(redirect, matches))
	}
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
	return c.Print(s.String())
}

// seen lists the test users and the users of the sends that are kept. What cannot be
// read is said and left out.
func seen(c *console.Console, configDir string) []widget.Seen {
	manager, err := c.NewManager(configDir)
	if err != nil {
		c.Warn("test users and sends were not compared", err)
		return nil
	}
	var list []widget.Seen
	for _, environment := range ripio.EnvironmentNames {
		users, err := manager.Users.List(environment)
		c.Warn("test users were not compared", err)
		for _, user := range users {
			list = append(list, widget.Seen{Kind: widget.SeenUser, Name: user.Label, Environment: user.Environment,
				Profile: user.Profile, ExternalRef: user.ExternalRef, Address: user.Address, At: user.LastUse})
		}
	}
	sends, err := manager.History.List(profiles.Filter{})
	c.Warn("sends were not compared", err)
	for _, send := range sends {
		e := send.Exchange
		list = append(list, widget.Seen{Kind: widget.SeenAttempt, Name: send.ID, Environment: e.Environment.Name,
			Profile: e.Profile, ExternalRef: e.Request.ExternalRef, Address: e.Request.Address, At: e.SentAt})
	}
	c.SayWarnings(manager.Warnings())
	return list
}

// mostMatches is how many matches are written; JSON has all.
const mostMatches = 5

func matchLines(matches []widget.Match, redirect widget.Redirect) []string {
	if len(matches) == 0 {
		if redirect.ExternalRef() == "" {
			return []string{"not known: the URL names no external_ref, and no known user has the address"}
		}
		return []string{"no test user and no kept send has this external_ref"}
	}
	var lines []string
	for _, match := range matches[:min(len(matches), mostMatches)] {
		at := ""
		if !match.At.IsZero() {
			at = phrase.UTC(match.At)
		}
		lines = append(lines, phrase.JoinNonEmpty(" · ", strings.TrimSpace(string(match.Kind)+" "+match.Name),
			string(match.Environment), match.Profile, at, "by "+string(match.By)))
	}
	if more := len(matches) - mostMatches; more > 0 {
		lines = append(lines, phrase.Count(more, "other", "others"))
	}
	return lines
}

// backDocument is the output of widget back --json. Its keys are stable.
func backDocument(redirect widget.Redirect, matches []widget.Match) console.Object {
	parameters, found := []console.Object{}, []console.Object{}
	for _, each := range redirect.Parameters {
		parameters = append(parameters, console.Object{{"name", each.Name}, {"value", each.Value}, {"meaning", console.Optional(each.Meaning)}})
	}
	for _, match := range matches {
		found = append(found, console.Object{
			{"kind", match.Kind}, {"name", console.Optional(match.Name)}, {"by", match.By}, {"environment", match.Environment},
			{"profile", console.Optional(match.Profile)}, {"external_ref", match.ExternalRef}, {"at", console.Instant(match.At)},
		})
	}
	return console.Object{
		{"version", console.DocumentVersion},
		{"failure", (*console.Error)(nil)},
		{"endpoint", console.Optional(redirect.Endpoint)},
		{"flow", console.Optional(redirect.Flow)},
		{"external_ref", console.Optional(redirect.ExternalRef())},
		{"parameters", parameters},
		{"missing", append([]string{}, redirect.Missing...)},
		{"matches", found},
		{"findings", append([]finding.Finding{}, redirect.Findings...)},
	}
}
