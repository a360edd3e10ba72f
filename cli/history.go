package cli

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/pflag"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio/visible"
)

// historyCommand is a subcommand of history.
type historyCommand struct {
	name, summary string
	// usage is what follows the name, such as "ID [flags]".
	usage string
	// operands is how many arguments there are besides flags.
	operands int
	flags    func(*historyFlags)
	check    func(*historyFlags) error // what can be judged without the outside world
	run      func(context.Context, *recall) *refusal
}

// historyCommands lists the subcommands in the order of the help.
func historyCommands() []historyCommand {
	return []historyCommand{
		{"list", "list the sends that were kept", "[flags]", 0, listFlags, checkList, runHistoryList},
		{"show", "show one send whole", "ID [flags]", 1, jsonFlag, noHistoryCheck, runHistoryShow},
		{"compare", "set two sends side by side", "ID ID [flags]", 2, compareFlags, noHistoryCheck, runHistoryCompare},
		{"report", "print a report for Ripio's support", "ID [flags]", 1, func(*historyFlags) {}, noHistoryCheck, runHistoryReport},
		{"purge", "remove sends", "[flags]", 0, purgeFlags, checkPurge, runHistoryPurge},
	}
}

func findHistoryCommand(name string) (historyCommand, bool) {
	for _, known := range historyCommands() {
		if known.name == name {
			return known, true
		}
	}
	return historyCommand{}, false
}

// recall is one run of a subcommand of history.
type recall struct {
	*session
	flags   *historyFlags
	manager *profiles.Manager
}

// runHistory is the command history.
func runHistory(ctx context.Context, s *session, args []string) int {
	if len(args) == 0 {
		s.say("history: a subcommand is missing; there are:")
		fmt.Fprint(s.Err, historyList())
		return ExitUsage
	}
	if args[0] == "-h" || args[0] == "--help" || args[0] == "help" {
		return s.print(historyHelp())
	}
	command, ok := findHistoryCommand(args[0])
	if !ok {
		s.say("history has no subcommand %q; there are:", visible.Cut(args[0], 40))
		fmt.Fprint(s.Err, historyList())
		return ExitUsage
	}
	flags := newHistoryFlags(command)
	err := flags.parse(args[1:], s.Now())
	if errors.Is(err, pflag.ErrHelp) {
		return s.print(historyCommandHelp(command))
	}
	if err != nil {
		return s.wrongUsage("history "+command.name, err)
	}
	return s.recall(ctx, command, flags)
}

// recall runs a subcommand and gives the exit code. A failure is said on the
// error stream, in JSON too: the output is then empty.
func (s *session) recall(ctx context.Context, command historyCommand, flags *historyFlags) int {
	manager, err := s.NewManager(flags.configDir)
	refused := failed(err)
	if refused == nil {
		r := &recall{session: s, flags: flags, manager: manager}
		refused = command.run(ctx, r)
		r.sayWarnings(manager.Warnings())
	}
	if refused == nil {
		return ExitOK
	}
	if refused.message != "" {
		s.say("history %s: %s", command.name, refused.message)
	}
	for _, advice := range refused.advice {
		s.say("%s", advice)
	}
	return refused.code
}

// refusalOf turns the exit code of an output into a refusal; what was wrong has
// been said.
func refusalOf(code int) *refusal {
	if code == ExitOK {
		return nil
	}
	return &refusal{code: code}
}

// find returns the send that an argument names by its ID, or by how that begins.
func (r *recall) find(argument int) (profiles.Attempt, *refusal) {
	attempt, err := r.manager.History.Find(r.flags.set.Arg(argument))
	if err != nil {
		return attempt, notFound(err)
	}
	return attempt, nil
}

// notFound tells an ID that names no send, or more than one, from a history that
// cannot be read.
func notFound(err error) *refusal {
	switch {
	case errors.Is(err, profiles.ErrNoAttempt):
		return missing("No send has that ID.", "See ripio-explorer history list.")
	case errors.Is(err, profiles.ErrSeveralAttempts):
		return missing("Several sends have an ID that begins so.", "Write more of the ID; see ripio-explorer history list.")
	}
	return failed(err)
}
