package console

import (
	"fmt"

	"github.com/charmbracelet/x/ansi"

	"devtools/ripio-explorer/ripio/checklist"
	"devtools/ripio-explorer/ripio/visible"
)

// The kinds of the error with which a list of checks ends. They are stable.
const (
	KindCheckFailed = "check-failed"
	KindCheckWarned = "check-warned"
)

// ChecksText is a list of checks for a person: name, verdict and what was found, and below
// what is not ok its fix and source.
func ChecksText(lines []checklist.Line) string {
	width := 0
	for _, line := range lines {
		width = max(width, ansi.StringWidth(visible.Line(line.Label())))
	}
	s := &Sheet{}
	for _, line := range lines {
		fmt.Fprintf(s, "%-7s  %s  %s\n", line.Verdict, Padded(visible.Line(line.Label()), width), visible.Line(line.Found))
		if line.Verdict != checklist.OK {
			source := line.Source
			if line.Verdict.Compare(checklist.Warning) < 0 {
				source = ""
			}
			for _, part := range [][2]string{{"fix", line.Fix}, {"source", source}} {
				if part[1] != "" {
					fmt.Fprintf(s, "%-7s  %-*s  %s: %s\n", "", width, "", part[0], visible.Line(part[1]))
				}
			}
		}
	}
	return s.String()
}

// ChecksObjects are the lines as JSON.
func ChecksObjects(lines []checklist.Line) []Object {
	objects := []Object{}
	for _, line := range lines {
		objects = append(objects, Object{
			{"name", line.Name}, {"subject", Optional(line.Subject)}, {"verdict", line.Verdict}, {"found", line.Found}, {"fix", Optional(line.Fix)},
			{"source", Optional(line.Source)}, {"took_ms", Milliseconds(line.Took)},
		})
	}
	return objects
}

// ChecksFailed is the error of a list whose worst line is a warning or a failure; nil for
// a better one, and for warnings that are accepted.
func ChecksFailed(lines []checklist.Line, acceptWarnings bool) *Error {
	worst := checklist.Worst(lines)
	kind, title := KindCheckWarned, "a check warned"
	if worst == checklist.Failure {
		kind, title = KindCheckFailed, "a check failed"
	}
	code := VerdictCode(worst)
	if code == ExitOK || worst == checklist.Warning && acceptWarnings {
		return nil
	}
	return &Error{Code: code, Kind: kind, Title: title, Message: title + ": " + checklist.Summary(lines)}
}
