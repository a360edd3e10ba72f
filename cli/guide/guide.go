// Package guide is the command guide, which prints the page of a code, and the glossary.
package guide

import (
	"strings"

	"github.com/spf13/cobra"

	"devtools/ripio-explorer/cli/internal/console"
	"devtools/ripio-explorer/ripio/guide"
	"devtools/ripio-explorer/ripio/phrase"
)

const introduction = `Prints what there is to know about a code, as JSON output names them: of a finding, a cause,
a failure, a difference of another program's request, or a finding about a webhook; or about
a word of the API. It says what it is, why it matters, what to do, also in your own code, and
names the sources with their dates. Without a code it prints the words and the codes that
there are. Nothing is fetched.`

const examples = `  ripio-explorer guide
  ripio-explorer guide external_ref
  ripio-explorer guide address-evm-checksum
  ripio-explorer guide rejected --json
  ripio-explorer guide body-json`

const notes = `Exit codes:
  0  done
  1  the output could not be written
  2  the arguments are wrong
  3  nothing has that code or name
`

// NewCommand returns the command guide.
func NewCommand(c *console.Console) *cobra.Command {
	cmd := &cobra.Command{
		Use: "guide [flags] [CODE|WORD]", Short: "explain a code, or a word of the API",
		Long: introduction, Example: examples, Annotations: console.Notes(notes),
		Args: cobra.ArbitraryArgs,
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]cobra.Completion, cobra.ShellCompDirective) {
			return names(), cobra.ShellCompDirectiveNoFileComp
		},
	}
	console.JSONFlag(cmd, "print one JSON object")
	cmd.RunE = func(_ *cobra.Command, args []string) error {
		if len(args) > 1 {
			return console.Usage("write one code or word")
		}
		if len(args) == 0 {
			return list(c)
		}
		pages := guide.Find(args[0])
		if len(pages) == 0 { // it is not repeated: it may be anything
			return console.Missing("Nothing has that code or name.", "ripio-explorer guide lists all of them.")
		}
		s := &console.Sheet{}
		for i, page := range pages {
			if i > 0 {
				s.WriteString("\n")
			}
			write(s, page)
		}
		return c.Show(console.Object{{"failure", nil}, {"pages", pages}}, s.String())
	}
	return cmd
}

// names are all that guide takes.
func names() (all []string) {
	for _, term := range guide.Terms() {
		all = append(all, term.Name)
	}
	return append(all, guide.Codes()...)
}

// list prints the glossary whole, and the codes with their titles.
func list(c *console.Console) error {
	if c.JSON {
		var terms []guide.Page
		for _, term := range guide.Terms() {
			terms = append(terms, guide.Find(term.Name)...)
		}
		c.Schema = "guide-list"
		return c.PrintJSON(console.Object{{"failure", nil}, {"terms", terms}, {"codes", guide.Codes()}})
	}
	s := &console.Sheet{}
	s.WriteString("words of the API\n")
	for _, term := range guide.Terms() {
		s.Block(term.Name + "\n    " + term.Text)
	}
	var rows [][2]string
	for _, code := range guide.Codes() {
		var titles []string
		for _, page := range guide.Find(code) {
			if page.Kind != guide.KindTerm {
				titles = append(titles, page.Title)
			}
		}
		rows = append(rows, [2]string{code, phrase.JoinNonEmpty("; ", titles...)})
	}
	s.Rows("codes", rows)
	return c.Print(s.String())
}

// write writes a page.
func write(s *console.Sheet, page guide.Page) {
	s.WriteString(page.Title + "\n")
	if page.Kind != guide.KindTerm {
		s.WriteString(page.Kind.Words() + " " + page.Code + "\n")
	}
	before := ""
	for _, part := range page.Sections() {
		if part.Name != before {
			s.Gap(strings.ToLower(part.Name))
		}
		before = part.Name
		s.Block(part.Text)
	}
}
