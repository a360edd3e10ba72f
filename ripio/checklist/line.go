// Package checklist holds the lines of a list of checks, such as those of the commands
// readiness, watch and doctor, and writes them as JUnit XML and as Markdown.
package checklist

import (
	"cmp"
	"slices"
	"time"

	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/phrase"
)

// Verdict is what came of a check. Its text is the word for it everywhere.
type Verdict string

// The verdicts, from "as it should be" to "this does not work".
const (
	NotRun  Verdict = "not run"
	OK      Verdict = "ok"
	Note    Verdict = "note"
	Warning Verdict = "warning"
	Failure Verdict = "failure"
)

// verdicts is their order: what did not run says nothing, so everything is worse.
var verdicts = []Verdict{NotRun, OK, Note, Warning, Failure}

// VerdictOf is the verdict of a finding's level.
func VerdictOf(level finding.Level) Verdict { return Verdict(level.String()) }

// Compare is negative when the verdict is better than the other one.
func (v Verdict) Compare(other Verdict) int {
	return cmp.Compare(slices.Index(verdicts, v), slices.Index(verdicts, other))
}

// Line is one check and what came of it.
//
// Name, Fix and Source are this program's own words. Found may hold bytes from outside:
// pass it through package visible before it reaches a terminal. No line holds a secret
// or a token.
type Line struct {
	// Name is stable: scripts may rely on it.
	Name string `json:"name"`
	// Subject is what the check is about where there are several of a name, such as an
	// environment or a profile; it may come from outside.
	Subject string  `json:"subject,omitempty"`
	Verdict Verdict `json:"verdict"`
	// Found is what was seen, or why the check did not run.
	Found string `json:"found"`
	// Fix says what to do; empty when there is nothing to do.
	Fix string `json:"fix,omitempty"`
	// Source names the page or standard that the check goes by.
	Source string `json:"source,omitempty"`
	// Took is how long it took; zero when that says nothing.
	Took time.Duration `json:"-"`
}

// Label is the name, and the subject where there is one.
func (l Line) Label() string { return phrase.JoinNonEmpty(" ", l.Name, l.Subject) }

// Worst is the worst verdict; NotRun when no check ran.
func Worst(lines []Line) Verdict {
	worst := NotRun
	for _, line := range lines {
		if line.Verdict.Compare(worst) > 0 {
			worst = line.Verdict
		}
	}
	return worst
}

// Count is how many lines have a verdict.
func Count(lines []Line, verdict Verdict) (count int) {
	for _, line := range lines {
		if line.Verdict == verdict {
			count++
		}
	}
	return count
}

// Summary counts the verdicts, the worst first: "1 failure, 2 warnings, 8 ok".
func Summary(lines []Line) string {
	var parts []string
	for _, verdict := range slices.Backward(verdicts) {
		count, many := Count(lines, verdict), string(verdict)+"s"
		if verdict == OK || verdict == NotRun {
			many = string(verdict)
		}
		if count > 0 {
			parts = append(parts, phrase.Count(count, string(verdict), many))
		}
	}
	return phrase.JoinNonEmpty(", ", parts...)
}
