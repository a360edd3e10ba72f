// Package history is the command history, which looks at the sends that were kept:
// those of the explorer, and of token --history.
package history

import (
	"errors"

	"github.com/spf13/cobra"

	"devtools/ripio-explorer/cli/internal/console"
	"devtools/ripio-explorer/profiles"
)

const introduction = `Looks at the sends that were kept: those of the explorer, and of token --history.`

const examples = `  ripio-explorer history list --env sandbox --outcome failed
  ripio-explorer history show 20261124-0021 --json
  ripio-explorer history purge --before 30d --yes`

const notes = `ID is what history list shows, or its beginning if only one send begins so. Times
are in UTC. The history never holds a client_secret. It holds a token only if that was
chosen in the explorer.

JSON is written in ASCII: list prints one array, the others one object. When a command
fails, the output is an object with "failure" in JSON, and empty otherwise. Messages go
to the error stream.

Exit codes:
  0  done; also when no send fits
  1  a fault in this program, or a disk that cannot be read or written
  2  the arguments are wrong
  3  no send has that ID, or the history cannot be read
  7  refused, because removing was not confirmed
`

// NewCommand returns the command history.
func NewCommand(c *console.Console) *cobra.Command {
	cmd := console.Group(&cobra.Command{
		Use: "history", Short: "look at earlier sends", Long: introduction, Example: examples, Annotations: console.Notes(notes),
	})
	for _, each := range []*cobra.Command{newList(c), newShow(c), newCompare(c), newReport(c), newPurge(c)} {
		each.Annotations = console.Notes(notes)
		each.DisableFlagsInUseLine = true
		each.Flags().SortFlags = false
		each.Flags().String("config-dir", "", "`folder` of the profiles file")
		cmd.AddCommand(each)
	}
	return cmd
}

// ids is cobra.ExactArgs with a message that does not quote them.
func ids(number int) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) != number {
			return console.Usage("write " + cmd.Use + "; history list shows the IDs")
		}
		return nil
	}
}

// recall is one run of a subcommand.
type recall struct {
	*console.Console
	manager *profiles.Manager
}

// open opens the history and runs a subcommand.
func open(c *console.Console, cmd *cobra.Command, run func(*recall) error) error {
	dir, _ := cmd.Flags().GetString("config-dir")
	manager, err := c.NewManager(dir)
	if err != nil {
		return console.Failed(err)
	}
	err = run(&recall{c, manager})
	c.SayWarnings(manager.Warnings())
	return err
}

// find returns the send that an argument names by its ID, or by how that begins.
func (r *recall) find(id string) (profiles.Attempt, error) {
	attempt, err := r.manager.History.Find(id)
	switch {
	case errors.Is(err, profiles.ErrNoAttempt):
		return attempt, console.Missing("No send has that ID.", "See ripio-explorer history list.")
	case errors.Is(err, profiles.ErrSeveralAttempts):
		return attempt, console.Missing("Several sends have an ID that begins so.", "Write more of the ID; see ripio-explorer history list.")
	}
	return attempt, console.Failed(err)
}
