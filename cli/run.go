// Package cli is the face of the program for scripts: subcommands that request
// a token, read one, keep profiles and look at earlier sends, over the same
// engine as the explorer.
//
// What was asked for goes to the output, everything else to the error stream.
// Nothing prompts but profiles and history purge, and they only on a terminal.
// No secret is accepted as an argument. Text from outside reaches a terminal only
// through package visible, and JSON is written in ASCII alone, so both are safe
// to show.
package cli

import (
	"context"
	"fmt"
	"io"
	"strings"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio/visible"
)

// program is the name before messages.
const program = "ripio-explorer"

// Streams are the process's standard streams.
type Streams struct {
	In       io.Reader
	Out, Err io.Writer
}

// command is a subcommand.
type command struct {
	name, summary string
	run           func(ctx context.Context, s *session, args []string) int
	help          func() string
}

// commands lists the subcommands in the order of the help.
func commands() []command {
	return []command{
		{"token", "request a token", runToken, tokenHelp},
		{"decode", "read a token", runDecode, decodeHelp},
		{"profiles", "keep profiles and their secrets", runProfiles, profilesHelp},
		{"history", "look at earlier sends", runHistory, historyHelp},
	}
}

// session is one run of the program.
type session struct {
	Streams
	Deps
}

// Run runs the subcommand that args begin with and gives the process's exit
// code: one of the Exit constants.
func Run(ctx context.Context, args []string, streams Streams, deps Deps) int {
	s := &session{Streams: streams, Deps: deps}
	if len(args) == 0 {
		s.say("a command is missing")
		fmt.Fprint(s.Err, "\n", overview())
		return ExitUsage
	}
	name, rest := args[0], args[1:]
	if name == "help" {
		return s.help(rest)
	}
	chosen, ok := findCommand(name)
	if !ok {
		return s.unknownCommand(name)
	}
	return chosen.run(ctx, s, rest)
}

func findCommand(name string) (command, bool) {
	for _, known := range commands() {
		if known.name == name {
			return known, true
		}
	}
	return command{}, false
}

// help prints the overview, or the help of one command.
func (s *session) help(args []string) int {
	if len(args) == 0 || strings.HasPrefix(args[0], "-") || args[0] == "help" {
		return s.print(overview())
	}
	chosen, ok := findCommand(args[0])
	if !ok {
		return s.unknownCommand(args[0])
	}
	return s.print(chosen.help())
}

func (s *session) unknownCommand(name string) int {
	s.say("no command is called %q; there are:", visible.Cut(name, 40))
	fmt.Fprint(s.Err, commandList())
	return ExitUsage
}

// print writes what was asked for.
func (s *session) print(text string) int {
	if _, err := io.WriteString(s.Out, text); err != nil {
		s.say("write the output: %v", err)
		return ExitInternal
	}
	return ExitOK
}

// say writes a message beside the output. Its arguments must be this program's
// own words or have gone through package visible.
func (s *session) say(format string, arguments ...any) {
	fmt.Fprintf(s.Err, program+": "+format+"\n", arguments...)
}

// sayWarnings writes warnings beside the output.
func (s *session) sayWarnings(warnings []profiles.Warning) {
	for _, warning := range warnings {
		s.say("warning: %s", visible.Line(warning.Text))
	}
}
