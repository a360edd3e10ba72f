// Package zone tells what stands where on the screen. A view marks what it draws with
// what a click on it is for; the marks take no room and travel with the text through
// every cut, fit and frame. The places are measured in the finished screen, so nobody
// computes a coordinate.
package zone

import (
	"strconv"
	"strings"

	"github.com/charmbracelet/x/ansi"
)

// Target is what a place stands for: a key that is pressed there, or a part of a
// component, which knows its own by name and number.
type Target string

// keyPart is the name of the part that keys are.
const keyPart = "key"

// Key is a place that presses the key of that name, such as "ctrl+p".
func Key(name string) Target { return Target(keyPart + " " + name) }

// Part is a component's part of that name, such as the third row.
func Part(name string, at int) Target { return Target(name + " " + strconv.Itoa(at)) }

// Key is the name of the key that the place presses.
func (t Target) Key() (name string, ok bool) { return strings.CutPrefix(string(t), keyPart+" ") }

// Part is the number of the part of that name.
func (t Target) Part(name string) (at int, ok bool) {
	text, ok := strings.CutPrefix(string(t), name+" ")
	if !ok {
		return 0, false
	}
	at, err := strconv.Atoi(text)
	return at, err == nil
}

// A mark is a control string that no terminal gets to see: Clean takes it out. Text
// from outside cannot hold one, as it holds no escape at all.
const opening, ending = "\x1b_zone ", "\x1b\\"

// Begin begins a place of the target, for text that is drawn piece by piece; End ends
// the innermost one.
func Begin(t Target) string { return opening + string(t) + ending }

// End ends what Begin began.
const End = opening + ending

// Mark makes a text, which is drawn already, a place of the target.
func Mark(t Target, text string) string {
	if t == "" || text == "" {
		return text
	}
	return Begin(t) + text + End
}

// Row makes a line a place of the target on its whole width; with no width, as far as it
// goes.
func Row(t Target, line string, width int) string {
	if width == 0 {
		return Mark(t, line)
	}
	if blanks := width - ansi.StringWidth(line); blanks > 0 {
		line += strings.Repeat(" ", blanks)
	}
	return Mark(t, line)
}

// Rows makes lines places of the target, as Row does.
func Rows(t Target, lines []string, width int) []string {
	out := make([]string, len(lines))
	for i, line := range lines {
		out[i] = Row(t, line, width)
	}
	return out
}

// Clean is the screen without its marks.
func Clean(screen string) string {
	if !strings.Contains(screen, opening) {
		return screen
	}
	var out strings.Builder
	out.Grow(len(screen))
	for {
		before, rest, found := strings.Cut(screen, opening)
		out.WriteString(before)
		if !found {
			return out.String()
		}
		_, screen, _ = strings.Cut(rest, ending)
	}
}

// At are the targets at a cell of a marked screen, the innermost first.
func At(screen string, x, y int) []Target {
	found, _ := AtColumn(screen, x, y)
	return found
}

// AtColumn are the targets at a cell, and at which column of the innermost one it lies.
func AtColumn(screen string, x, y int) (found []Target, column int) {
	lines := strings.Split(screen, "\n")
	if y < 0 || y >= len(lines) {
		return nil, 0
	}
	rest, at := lines[y], 0
	var open []Target
	var begins []int // of the open ones
	for {
		before, after, more := strings.Cut(rest, opening)
		if end := at + ansi.StringWidth(before); x >= at && x < end {
			break
		} else if at = end; !more {
			return nil, 0
		}
		var name string
		name, rest, _ = strings.Cut(after, ending)
		switch {
		case name != "":
			open, begins = append(open, Target(name)), append(begins, at)
		case len(open) > 0:
			open, begins = open[:len(open)-1], begins[:len(begins)-1]
		}
	}
	for i := len(open) - 1; i >= 0; i-- {
		found = append(found, open[i])
	}
	if len(begins) > 0 {
		column = x - begins[len(begins)-1]
	}
	return found, column
}
