// Package history is the command history, which looks at the sends that were kept:
// those of the explorer, and of token --history.
package history

import (
	"errors"
	"strings"

	"github.com/spf13/cobra"

	"devtools/ripio-explorer/cli/internal/console"
	"devtools/ripio-explorer/profiles"
)

const introduction = `Looks at the attempts that were kept: those of the explorer, and of token --history.`

const examples = `  ripio-explorer history list --env sandbox --outcome failed
  ripio-explorer history show 20261124-0021 --json
  ripio-explorer history purge --before 30d --yes`

const notes = `ID is what history list shows, or its beginning if only one attempt begins so. Times
are in UTC. With --json, list prints one array and the others one object, in ASCII.

Exit codes:
  0  done; also when no attempt fits
  1  a fault in this program, or a disk that cannot be read or written
  2  the arguments are wrong
  3  no attempt has that ID, or the history cannot be read
  7  refused, because removing was not confirmed
`

// NewCommand returns the command history.
func NewCommand(c *console.Console) *cobra.Command {
	var subcommands []*cobra.Command
	for _, subcommand := range []func(*recall) *cobra.Command{newList, newShow, newCompare, newReport, newPurge} {
		subcommands = append(subcommands, subcommand(&recall{Console: c}))
	}
	return console.Group(&cobra.Command{
		Use: "history", Short: "look at earlier attempts", Long: introduction, Example: examples, Annotations: console.Notes(notes),
	}, subcommands...)
}

// recall is one run of a subcommand.
type recall struct {
	*console.Console

	manager *profiles.Manager
}

// define completes a subcommand whose own flags are there. run gets the sends that
// the arguments name.
func (r *recall) define(cmd *cobra.Command, run func(sends []profiles.Attempt) error) *cobra.Command {
	if cmd.Name() != "report" {
		console.JSONFlag(cmd, "print JSON")
	}
	dir := cmd.Flags().String("config-dir", "", "`folder` of the profiles file")
	cmd.Args = console.Arguments("history list shows the IDs")
	if strings.Contains(cmd.Use, " ID") {
		cmd.ValidArgsFunction = r.CompleteAttempts()
	}
	cmd.RunE = func(_ *cobra.Command, args []string) (err error) {
		if r.manager, err = r.NewManager(*dir); err != nil {
			return console.Failed(err)
		}
		defer func() { r.SayWarnings(r.manager.Warnings()) }()
		var sends []profiles.Attempt
		for _, id := range args {
			send, err := r.find(id)
			if err != nil {
				return err
			}
			sends = append(sends, send)
		}
		return console.Failed(run(sends))
	}
	return cmd
}

// find returns the send that an argument names by its ID, or by how that begins.
func (r *recall) find(id string) (profiles.Attempt, error) {
	send, err := r.manager.History.Find(id)
	switch {
	case errors.Is(err, profiles.ErrNoAttempt):
		return send, console.Missing("No attempt has that ID.", "See ripio-explorer history list.")
	case errors.Is(err, profiles.ErrSeveralAttempts):
		return send, console.Missing("Several attempts have an ID that begins so.", "Write more of the ID; see ripio-explorer history list.")
	}
	return send, console.Failed(err)
}
