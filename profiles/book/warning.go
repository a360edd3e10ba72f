package book

import (
	"cmp"
	"fmt"
	"os"
	"strings"

	"devtools/ripio-explorer/profiles/atomicfile"
	"devtools/ripio-explorer/profiles/disk"
)

// Warning is something about the file that a person should know, such as loose
// permissions or unknown keys.
type Warning struct {
	// Text says what it is and where. It quotes no value of the file but names
	// of profiles, and those with their control characters escaped.
	Text string
	// Line and Column say where in the file, in characters counted from 1. Both
	// are 0 for what concerns the whole file.
	Line, Column int
	// Open tells that it is about a folder or file that other users can read.
	Open bool
}

// before orders warnings by their place. Those in one inline table have its place.
func (w Warning) before(other Warning) bool {
	return cmp.Or(cmp.Compare(w.Line, other.Line), cmp.Compare(w.Column, other.Column), strings.Compare(w.Text, other.Text)) < 0
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

// permissionWarnings reports whether others can read the folder or the file.
func permissionWarnings(dir, path string) []Warning {
	var warnings []Warning
	warn := func(what string, wanted os.FileMode) {
		info, err := disk.Stat(what)
		if err != nil || !atomicfile.IsLoose(info) {
			return
		}
		outcome := fmt.Sprintf("the next save sets it to %04o", wanted)
		if info.Mode()&os.ModeSticky != 0 {
			outcome = "choose a folder for this program alone"
		}
		warnings = append(warnings, Warning{Open: true, Text: fmt.Sprintf(
			"%s is open to other users of this machine (mode %04o); %s", what, info.Mode().Perm(), outcome)})
	}
	warn(dir, atomicfile.FolderMode)
	warn(path, atomicfile.FileMode)
	return warnings
}
