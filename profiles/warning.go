package profiles

import "fmt"

// Warning is something about the file that a person should know, such as loose
// permissions or unknown keys.
type Warning struct {
	// Text says what it is and where. It quotes no value of the file but names
	// of profiles, and those with their control characters escaped.
	Text string
	// Line and Column say where in the file, in characters counted from 1. Both
	// are 0 for what concerns the whole file.
	Line, Column int
}

// before orders warnings by their place.
func (w Warning) before(other Warning) bool {
	if w.Line != other.Line {
		return w.Line < other.Line
	}
	return w.Column < other.Column
}

// maxWarnings is how many a person may want to read about one file.
const maxWarnings = 100

// limited returns the first warnings, and one that counts the rest.
func limited(warnings []Warning) []Warning {
	if len(warnings) <= maxWarnings {
		return warnings
	}
	rest := len(warnings) - maxWarnings
	next := warnings[maxWarnings]
	next.Text = fmt.Sprintf("profiles file, from line %d on: %d more warnings like these", next.Line, rest)
	return append(warnings[:maxWarnings:maxWarnings], next)
}
