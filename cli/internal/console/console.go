// Package console is what all commands share: the streams, messages, the
// output as text and as JSON, questions, and errors with an exit code.
//
// Text from outside reaches a terminal only through package visible, and JSON
// is written in ASCII alone, so both are safe to show.
package console

import (
	"fmt"
	"io"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio/phrase"
	"devtools/ripio-explorer/ripio/visible"
)

// Program is the name before messages.
const Program = "ripio-explorer"

// Streams are the process's standard streams.
type Streams struct {
	In       io.Reader
	Out, Err io.Writer
}

// Console is where a command runs: its streams and the outside world.
type Console struct {
	Streams
	Deps

	// Schema names the JSON object that the command prints: a file of docs/schema. It is
	// SchemaOf the command, unless the command prints another one.
	Schema string
	// JSON means that the command was asked for JSON.
	JSON bool
}

// Print writes what was asked for to the output; nothing for an empty text.
func (c *Console) Print(text string) error {
	if text == "" {
		return nil
	}
	if _, err := io.WriteString(c.Out, text); err != nil {
		return outputFailed(err)
	}
	return nil
}

// Show writes the JSON object when that was asked for, and otherwise the text.
func (c *Console) Show(document Object, text string) error {
	if c.JSON {
		return c.PrintJSON(document)
	}
	return c.Print(text)
}

// Say writes a message beside the output. Its arguments must be this program's
// own words or have gone through package visible.
func (c *Console) Say(format string, arguments ...any) {
	fmt.Fprintf(c.Err, Program+": "+format+"\n", arguments...)
}

// SayWarnings writes warnings beside the output.
func (c *Console) SayWarnings(warnings []profiles.Warning) {
	for _, warning := range warnings {
		c.Say("warning: %s", visible.Line(warning.Text))
	}
}

// Warn writes an error beside the output as a warning, behind what it kept from
// being done; nothing for none.
func (c *Console) Warn(what string, err error) {
	if err != nil {
		c.Say("warning: %s", visible.Line(phrase.JoinNonEmpty(": ", what, err.Error())))
	}
}
