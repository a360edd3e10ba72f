package cli

import (
	"fmt"
	"strings"
)

// historyList is the list of the subcommands.
func historyList() string {
	var text strings.Builder
	for _, known := range historyCommands() {
		fmt.Fprintf(&text, "  %-8s %s\n", known.name, known.summary)
	}
	return text.String()
}

func historyHelp() string {
	return `Looks at the sends that were kept: those of the explorer, and of token --history.

Usage:
  ripio-explorer history SUBCOMMAND [flags]

Subcommands:
` + historyList() + `
"ripio-explorer history SUBCOMMAND --help" explains a subcommand and its flags.

Examples:
  ripio-explorer history list --env sandbox --outcome failed
  ripio-explorer history show 20261124-0021 --json
  ripio-explorer history purge --before 30d --yes

` + historyNotes
}

const historyNotes = `ID is what history list shows, or its beginning if only one send begins so. Times
are in UTC. The history never holds a client_secret. It holds a token only if that was
chosen in the explorer.

JSON is written in ASCII: list prints one array, the others one object. When a command
fails its output is empty. Messages go to the error stream.

Exit codes:
  0  done; also when no send fits
  1  a fault in this program, or a disk that cannot be read or written
  2  the arguments are wrong
  3  no send has that ID, or the history cannot be read
  7  refused, because removing was not confirmed
`

// historyCommandHelp explains one subcommand.
func historyCommandHelp(command historyCommand) string {
	return historyIntroductions[command.name] + `
Usage:
  ripio-explorer history ` + command.name + " " + command.usage + `

Flags:
` + newHistoryFlags(command).set.FlagUsages() + "\n" + historyNotes
}

var historyIntroductions = map[string]string{
	"list": `Lists the sends that were kept, the newest first.
`,
	"show": `Shows one send: the token or the failure with its likely causes, the findings, and
what went over the wire. With --json it is the object of token --json.
`,
	"compare": `Sets two sends side by side: first what changed. What differs in every send, such as
dates and times, is left out; --noise shows it.
`,
	"report": `Prints a report in Markdown for Ripio's support. It holds no secret and no token, and
the middle of the address is left out. Read it before you send it.
`,
	"purge": `Removes sends: those before a time, those with a profile, or all. With --before and
--profile only those go that fit both. It cannot be undone: on a terminal yes has to be
typed, in a script --yes has to be given. How many went is printed.
`,
}
