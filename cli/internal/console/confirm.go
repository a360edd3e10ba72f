package console

import (
	"fmt"
	"strings"

	"devtools/ripio-explorer/ripio/redact"
)

// Question asks for a yes to what cannot be taken back.
type Question struct {
	Text string
	// Unasked is the message when nobody can be asked, Nothing says that nothing was
	// done, and Flag which flag agrees.
	Unasked, Nothing, Flag string
}

// Removal asks whether something is to be removed.
func Removal(what string) Question {
	return Question{
		"this cannot be undone; type yes to remove " + what, "Removing must be confirmed: it cannot be undone.",
		"Nothing was removed.", "Add --yes to remove it.",
	}
}

// Confirm wants a yes, which a flag has said or a person types on a terminal.
// Without one it returns an Error of KindNotConfirmed.
func (c *Console) Confirm(yes bool, q Question) error {
	switch {
	case yes:
		return nil
	case !c.CanAsk():
		return NotConfirmed(q.Unasked, q.Nothing+" "+q.Flag)
	case !IsYes(c.Ask(q.Text)):
		return NotConfirmed("The answer was not yes.", q.Nothing)
	}
	return nil
}

// NotConfirmed is the error of what was not agreed to.
func NotConfirmed(message, hint string) error {
	return &Error{Code: ExitRefused, Kind: KindNotConfirmed, Title: "it is not confirmed", Message: message, Hints: []string{hint}}
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

// ReadSecret asks a person on a terminal for a line that is not shown.
func (c *Console) ReadSecret(question string) (redact.Secret, error) {
	fmt.Fprint(c.Err, question+": ")
	text, err := c.ReadPassword(c.In)
	fmt.Fprintln(c.Err)
	if err != nil {
		return redact.Secret{}, stopped(err)
	}
	return redact.NewSecret(text), nil
}
