package checklist

import (
	"fmt"
	"strings"

	"devtools/ripio-explorer/ripio/phrase"
	"devtools/ripio-explorer/ripio/visible"
)

// Markdown writes the lines as a report: a table, then what to do. What may come from
// outside stands in code spans.
func Markdown(heading Heading, lines []Line) string {
	var text strings.Builder
	fmt.Fprintf(&text, "# %s\n\n", words(heading.Title))
	for _, each := range heading.About {
		if each[1] != "" {
			fmt.Fprintf(&text, "- %s: %s\n", words(each[0]), code(each[1]))
		}
	}
	fmt.Fprintf(&text, "- time: %s\n- result: %s\n\n", phrase.UTC(heading.At), Summary(lines))
	text.WriteString("| check | verdict | found | source |\n| --- | --- | --- | --- |\n")
	for _, line := range lines {
		// A pipe ends a cell, also in a code span (GitHub Flavored Markdown 0.29, section 4.10).
		fmt.Fprintf(&text, "| %s | %s | %s | %s |\n", words(line.Label()), line.Verdict, strings.ReplaceAll(code(line.Found), "|", `\|`), words(line.Source))
	}
	title := "\n## What to do\n\n"
	for _, line := range lines {
		if line.Fix != "" {
			fmt.Fprintf(&text, "%s- %s (%s): %s\n", title, words(line.Label()), line.Verdict, words(line.Fix))
			title = ""
		}
	}
	return text.String()
}

// special are the characters that could mean something to Markdown within a line.
var special = strings.NewReplacer(
	`\`, `\\`, "`", "\\`", "*", `\*`, "<", `\<`, ">", `\>`, "[", `\[`, "]", `\]`, "|", `\|`, "~", `\~`, "&", `\&`, "#", `\#`,
)

func words(text string) string { return special.Replace(visible.Line(text)) }

// code is a text in a code span, between more backticks than it holds in a row.
// Source: CommonMark 0.31, section 6.1.
func code(text string) string {
	const longest = 600
	text = visible.Line(phrase.CutText(text, longest))
	if strings.TrimSpace(text) == "" {
		return ""
	}
	fence := "`"
	for strings.Contains(text, fence) {
		fence += "`"
	}
	if strings.HasPrefix(text, "`") || strings.HasSuffix(text, "`") {
		text = " " + text + " "
	}
	return fence + text + fence
}
