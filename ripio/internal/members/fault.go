package members

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"devtools/ripio-explorer/ripio/phrase"
)

// FaultKind names what is wrong with a text that should be a JSON object.
type FaultKind string

// The faults.
const (
	Empty     FaultKind = "empty"
	NotObject FaultKind = "not an object" // sound JSON of another kind
	Trailing  FaultKind = "trailing data" // the object is whole, more text follows
	EndsEarly FaultKind = "ends early"    // no fault but that the text stops
	Syntax    FaultKind = "not JSON"
)

// Fault says where a text stops being the JSON object it should be.
type Fault struct {
	What   FaultKind
	Offset int    // in bytes, from 0
	Kind   Kind   // with NotObject: what the text is instead
	Detail string // what stands there and where it is wrong
}

// Error returns the place, counted from 1, and the fault. It quotes at most one
// character of the text, escaped.
func (f *Fault) Error() string { return fmt.Sprintf("byte %d: %s", f.Offset+1, f.Detail) }

// findFault returns nil for a JSON object.
func findFault(text string) *Fault {
	trimmed := strings.TrimLeft(text, space)
	if strings.HasPrefix(trimmed, "{") && json.Valid([]byte(text)) {
		return nil
	}
	if trimmed == "" {
		return &Fault{What: Empty, Offset: len(text), Detail: "the text is empty"}
	}
	var raw json.RawMessage
	var syntax *json.SyntaxError
	if !errors.As(json.Unmarshal([]byte(text), &raw), &syntax) {
		kind := KindOf(trimmed)
		return &Fault{What: NotObject, Offset: len(text) - len(trimmed), Kind: kind, Detail: "found " + string(kind) + " where an object was expected"}
	}
	at := int(syntax.Offset) - 1 // it counts the character that it stumbled over
	char, context, found := strings.Cut(strings.TrimPrefix(syntax.Error(), "invalid character '"), "' ")
	// Of a text that stops within a word it says that a space follows.
	if !found || char == "" || char == " " && text[at] != ' ' {
		return &Fault{What: EndsEarly, Offset: len(text), Detail: "the text ends before the JSON does"}
	}
	if wanted, ok := strings.CutPrefix(context, "looking for "); ok {
		context = "where the " + wanted + " was expected"
	}
	fault := &Fault{What: Syntax, Offset: at, Detail: "found " + phrase.QuoteCharacter(text[at:]) + " " + context}
	if context == "after top-level value" {
		fault.What, fault.Detail = Trailing, "found "+phrase.QuoteCharacter(text[at:])+" after the end of the value"
	}
	return fault
}
