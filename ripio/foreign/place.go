package foreign

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"devtools/ripio-explorer/ripio/redact"
)

// Place is where something stands in a pasted text.
type Place struct {
	// Line and Column count from 1, in characters; 0 for a place in a JSON document.
	Line   int `json:"line,omitempty"`
	Column int `json:"column,omitempty"`
	// Path leads to the place in a JSON document, such as "log.entries[3].request".
	Path string `json:"path,omitempty"`
}

// String says the place in words; nothing when it is not known.
func (p Place) String() string {
	switch {
	case p.Path != "":
		return p.Path
	case p.Line == 0:
		return ""
	}
	return fmt.Sprintf("line %d, column %d", p.Line, p.Column)
}

// spot is a Place before lines are counted.
type spot struct {
	offset int
	path   string
}

func (s source) spot(at int) spot { return spot{s.base + at, s.path} }

// spotOfNothing is that of what the text does not say: the client's own doing.
var spotOfNothing = spot{offset: -1}

// place counts the lines of a text up to a spot.
func (s spot) place(text string) Place {
	if s.path != "" {
		return Place{Path: s.path}
	} else if s == spotOfNothing {
		return Place{}
	}
	before := text[:min(s.offset, len(text))]
	start := strings.LastIndexByte(before, '\n') + 1
	return Place{Line: strings.Count(before, "\n") + 1, Column: utf8.RuneCountInString(before[start:]) + 1}
}

// A variable whose value the text does not tell stands in values between two
// characters of private use. So it comes through every decoding, and a rule can tell
// it from the letters of its name.
const varOpen, varClose = "\ue000", "\ue001"

// withoutMarks takes these characters out of a pasted text. They have as many bytes as
// the mark for a broken character, so places stay.
var withoutMarks = strings.NewReplacer(varOpen, "\ufffd", varClose, "\ufffd")

func variable(name string) string { return varOpen + name + varClose }

func hasVariable(text string) bool { return strings.Contains(text, varOpen) }

// showVariables writes variables as a shell does.
func showVariables(text string) string {
	return strings.NewReplacer(varOpen, "$", varClose, "").Replace(text)
}

// shown is a text that is known not to be a secret, with what a secret spells masked.
func (r Reading) shown(text string) string {
	return redact.Credentials(r.scrub.Scrub(showVariables(text)))
}
