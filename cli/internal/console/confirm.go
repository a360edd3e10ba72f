package console

import (
	"fmt"
	"strings"
)

// Question asks for what cannot be taken back.
type Question struct {
	Text string
	// Accept reports whether an answer agrees; nil takes yes. Given is an answer that
	// a flag gave; nil asks for one.
	Accept func(answer string) bool
	Given  *string
	// Unasked is the message when nobody can be asked, Mismatch that of an answer
	// that does not agree; "The answer was not yes." if empty.
	Unasked, Mismatch string
	// Nothing says that nothing was done, Flag which flag agrees.
	Nothing, Flag string
}

// Confirm asks on a terminal. Without one, or when the answer does not agree, it
// returns an Error of KindNotConfirmed.
func (c *Console) Confirm(q Question) error {
	no := &Error{Code: ExitRefused, Kind: KindNotConfirmed, Title: "it is not confirmed"}
	if q.Given == nil && !c.CanAsk() {
		no.Message, no.Hints = q.Unasked, []string{q.Nothing + " " + q.Flag}
		return no
	}
	accept := q.Accept
	if accept == nil {
		accept = IsYes
	}
	if q.Given == nil {
		answer := c.Ask(q.Text)
		q.Given = &answer
	}
	if accept(*q.Given) {
		return nil
	}
	no.Message, no.Hints = q.Mismatch, []string{q.Nothing}
	if no.Message == "" {
		no.Message = "The answer was not yes."
	}
	return no
}

// IsYes reports whether an answer is yes.
func IsYes(answer string) bool { return strings.EqualFold(answer, "yes") }

// CanAsk reports whether a person can be asked. Then no flag must have claimed
// the input for something else.
func (c *Console) CanAsk() bool { return c.IsTerminal(c.In) }

// Ask reads a line that is shown while it is typed.
func (c *Console) Ask(question string) string {
	fmt.Fprint(c.Err, question+": ")
	var line []byte
	for one := make([]byte, 1); len(line) < 1024; {
		n, err := c.In.Read(one)
		if n == 1 && one[0] != '\n' {
			line = append(line, one[0])
		}
		if n == 1 && one[0] == '\n' || err != nil {
			break
		}
	}
	return strings.TrimSpace(string(line))
}
