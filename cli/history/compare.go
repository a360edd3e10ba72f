package history

import (
	"cmp"
	"fmt"

	"github.com/spf13/cobra"

	"devtools/ripio-explorer/cli/internal/console"
	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio/compare"
	"devtools/ripio-explorer/ripio/visible"
)

func newCompare(r *recall) *cobra.Command {
	cmd := &cobra.Command{
		Use: "compare ID ID [flags]", Short: "set two attempts side by side",
		Long: `Sets two attempts side by side: first what changed. What differs in every attempt, such as
dates and times, is left out; --noise shows it.`,
	}
	noise := cmd.Flags().Bool("noise", false, "show also what is the same and what differs in every attempt")
	return r.define(cmd, func(sends []profiles.Attempt) error {
		left, right := sends[0], sends[1]
		compared := compare.Exchanges(left.Exchange, right.Exchange, left.Fingerprint, right.Fingerprint)
		return r.Show(console.Object{
			{"summary", compared.Summary}, {"left", attemptObject(left)}, {"right", attemptObject(right)},
			{"rows", append([]compare.Row{}, compared.Rows...)},
		}, heading(left, right)+comparisonText(compared, *noise))
	})
}

// heading says which sends the two sides are.
func heading(left, right profiles.Attempt) string {
	row := func(side string, attempt profiles.Attempt) []string {
		row := append([]string{side}, cells(attempt)[:6]...)
		row[2] += " UTC"
		return row
	}
	return console.Table([][]string{row("left", left), row("right", right)})
}

// comparisonText shows what changed; with noise also what is the same, and what
// differs in every send.
func comparisonText(compared compare.Comparison, noise bool) string {
	text := ""
	if compared.Summary != "" {
		text = "\n" + visible.Line(compared.Summary) + "\n"
	}
	rows := map[compare.Verdict][]compare.Row{}
	for _, row := range compared.Rows {
		rows[row.Verdict] = append(rows[row.Verdict], row)
	}
	text += section("changed", rows[compare.VerdictChanged])
	same, differ := rows[compare.VerdictSame], rows[compare.VerdictNoise]
	switch {
	case noise:
		text += section("differs in every attempt", differ) + section("same", same)
	case len(same)+len(differ) > 0:
		text += fmt.Sprintf("\nnot shown: %d the same, %d that differ in every attempt; --noise shows them\n", len(same), len(differ))
	}
	return text
}

// section lists the rows of one verdict. Sides that differ stand below each other:
// both are whole, however long they are, and their difference is easy to see.
func section(title string, rows []compare.Row) string {
	var table [][]string
	for _, row := range rows {
		line := []string{" ", visible.Line(string(row.Group)), visible.Line(row.Name)}
		left, right := visible.Line(cmp.Or(row.Left, "-")), visible.Line(cmp.Or(row.Right, "-"))
		if row.Verdict == compare.VerdictSame {
			table = append(table, append(line, left))
			continue
		}
		table = append(table, append(line, "left", left), []string{" ", "", "", "right", right})
	}
	if len(rows) == 0 {
		return ""
	}
	return "\n" + title + "\n" + console.Table(table)
}
