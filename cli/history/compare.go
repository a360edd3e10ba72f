package history

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"devtools/ripio-explorer/cli/internal/console"
	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio/compare"
	"devtools/ripio-explorer/ripio/visible"
)

// comparisonDocument is the output of history compare --json. Its keys are
// stable.
type comparisonDocument struct {
	Version int             `json:"version"`
	Summary string          `json:"summary"`
	Left    attemptDocument `json:"left"`
	Right   attemptDocument `json:"right"`
	Rows    []rowDocument   `json:"rows"`
}

// rowDocument is one thing that was compared.
type rowDocument struct {
	Group   compare.Group   `json:"group"`
	Name    string          `json:"name"`
	Left    string          `json:"left"`
	Right   string          `json:"right"`
	Verdict compare.Verdict `json:"verdict"`
}

func newCompare(c *console.Console) *cobra.Command {
	cmd := &cobra.Command{
		Use: "compare ID ID [flags]", Short: "set two sends side by side", Args: ids(2),
		Long: `Sets two sends side by side: first what changed. What differs in every send, such as
dates and times, is left out; --noise shows it.`,
	}
	noise := cmd.Flags().Bool("noise", false, "show also what is the same and what differs in every send")
	asJSON := console.JSONFlag(cmd, "print JSON")
	cmd.ValidArgsFunction = c.CompleteAttempts()
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		return open(c, cmd, func(r *recall) error {
			left, err := r.find(args[0])
			if err != nil {
				return err
			}
			right, err := r.find(args[1])
			if err != nil {
				return err
			}
			document := compared(left, right)
			if *asJSON {
				return r.PrintJSON(document)
			}
			return r.Print(document.text(*noise))
		})
	}
	return cmd
}

func compared(left, right profiles.Attempt) comparisonDocument {
	comparison := compare.Exchanges(left.Exchange, right.Exchange, left.Fingerprint, right.Fingerprint)
	document := comparisonDocument{
		Version: console.DocumentVersion, Summary: comparison.Summary,
		Left: describeAttempt(left), Right: describeAttempt(right), Rows: []rowDocument{},
	}
	for _, row := range comparison.Rows {
		document.Rows = append(document.Rows, rowDocument(row))
	}
	return document
}

// text shows what changed; with noise also what is the same, and what differs in
// every send.
func (d comparisonDocument) text(noise bool) string {
	var text strings.Builder
	text.WriteString(console.Table([][]string{d.Left.heading("left"), d.Right.heading("right")}))
	if d.Summary != "" {
		text.WriteString("\n" + visible.Line(d.Summary) + "\n")
	}
	text.WriteString(d.section("changed", compare.VerdictChanged))
	if noise {
		text.WriteString(d.section("differs in every send", compare.VerdictNoise) + d.section("same", compare.VerdictSame))
		return text.String()
	}
	if rest := d.count(compare.VerdictNoise) + d.count(compare.VerdictSame); rest > 0 {
		fmt.Fprintf(&text, "\nnot shown: %d the same, %d that differ in every send; --noise shows them\n",
			d.count(compare.VerdictSame), d.count(compare.VerdictNoise))
	}
	return text.String()
}

// heading is a row that says which send a side is.
func (d attemptDocument) heading(side string) []string {
	return []string{side, visible.Line(d.ID), d.sentText() + " UTC", visible.Line(string(d.Environment)),
		visible.Cut(orDash(d.Profile), profileCell), visible.Line(d.outcomeText()), d.statusText()}
}

func (d comparisonDocument) count(verdict compare.Verdict) int {
	number := 0
	for _, row := range d.Rows {
		if row.Verdict == verdict {
			number++
		}
	}
	return number
}

// section lists the rows of one verdict. The sides stand below each other: both
// are whole, however long they are, and their difference is easy to see.
func (d comparisonDocument) section(title string, verdict compare.Verdict) string {
	var rows [][]string
	for _, row := range d.Rows {
		if row.Verdict != verdict {
			continue
		}
		group, name := visible.Line(string(row.Group)), visible.Line(row.Name)
		if verdict == compare.VerdictSame {
			rows = append(rows, []string{" ", group, name, side(row.Left)})
			continue
		}
		rows = append(rows, []string{" ", group, name, "left", side(row.Left)}, []string{" ", "", "", "right", side(row.Right)})
	}
	if len(rows) == 0 {
		return ""
	}
	return "\n" + title + "\n" + console.Table(rows)
}

// side is one side's text; a hyphen when that side lacks it.
func side(text string) string {
	if text == "" {
		return "-"
	}
	return visible.Line(text)
}
