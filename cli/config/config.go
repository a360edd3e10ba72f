// Package config is the command config, which looks at the settings, checks their
// file and changes it.
package config

import (
	"errors"

	"github.com/spf13/cobra"

	"devtools/ripio-explorer/cli/internal/console"
	"devtools/ripio-explorer/profiles"
	settings "devtools/ripio-explorer/profiles/config"
	"devtools/ripio-explorer/ripio/phrase"
	"devtools/ripio-explorer/ripio/visible"
)

const introduction = `Looks at the settings: their file, what is wrong in it, and which values are in force.`

const examples = `  ripio-explorer config show
  ripio-explorer config check
  ripio-explorer config set mouse off
  RIPIO_EXPLORER_THEME=light ripio-explorer config show --json`

const notes = `A value comes from a flag of the explorer, else from an environment variable, else
from the file, else it is the default. docs/config.md lists all settings.

Exit codes:
  0  done; check found nothing wrong
  1  a fault in this program, or a disk that cannot be read or written
  2  the arguments are wrong
  3  check found something wrong, or the file cannot be understood
`

// NewCommand returns the command config.
func NewCommand(c *console.Console) *cobra.Command {
	return console.Group(&cobra.Command{
		Use: "config", Short: "look at the settings, and change them", Long: introduction, Example: examples, Annotations: console.Notes(notes),
	}, newShow(c), newCheck(c), newSet(c), newPath(c))
}

// define completes a subcommand: run gets the store of the chosen folder.
func define(cmd *cobra.Command, run func(*settings.Store, []string) error) *cobra.Command {
	dir := cmd.Flags().String("config-dir", "", "`folder` of the profiles file")
	if cmd.Args == nil {
		cmd.Args = console.NoArguments
	}
	cmd.RunE = func(_ *cobra.Command, args []string) error {
		chosen := *dir
		if chosen == "" {
			var err error
			if chosen, err = profiles.DefaultDir(); err != nil {
				return console.Failed(err)
			}
		}
		return failed(run(settings.NewStore(chosen), args))
	}
	return cmd
}

// failed turns an error of the settings into one with an exit code.
func failed(err error) error {
	corrupt, isCorrupt := errors.AsType[*settings.CorruptError](err)
	switch {
	case isCorrupt:
		return &console.Error{Code: console.ExitBlocked, Kind: kindSettings, Title: "the settings cannot be read", Message: console.Sentence(corrupt)}
	case errors.Is(err, settings.ErrNotSaved), errors.Is(err, profiles.ErrLocked):
		return &console.Error{Code: console.ExitBlocked, Kind: kindSettings, Title: "the settings cannot be changed", Message: console.Sentence(err)}
	}
	return console.Failed(err)
}

// kindSettings is the kind of errors about the file.
const kindSettings = "settings-file"

func newPath(c *console.Console) *cobra.Command {
	return define(&cobra.Command{Use: "path [flags]", Short: "print the file's path; it need not exist"}, func(store *settings.Store, _ []string) error {
		return c.Print(store.Path() + "\n")
	})
}

func newCheck(c *console.Console) *cobra.Command {
	cmd := &cobra.Command{
		Use: "check [flags]", Short: "say what is wrong in the file and in the variables",
		Long: "Says, line by line, what is wrong in the file and in the environment variables.",
	}
	console.JSONFlag(cmd, "print JSON")
	return define(cmd, func(store *settings.Store, _ []string) error {
		config, err := load(c, store)
		if err != nil {
			return err
		}
		text := ""
		for _, problem := range config.Problems {
			text += visible.Line(problem.String()) + "\n"
		}
		err = c.Show(console.Object{{"problems", problemObjects(config)}}, text)
		if err != nil || len(config.Problems) == 0 {
			return err
		}
		return &console.Error{Code: console.ExitBlocked, Kind: kindSettings, Title: "the settings have problems",
			Message: phrase.Plural(len(config.Problems), "problem") + " in the settings", Printed: true}
	})
}

// load reads the settings that the explorer would start with, without flags.
func load(c *console.Console, store *settings.Store) (settings.Config, error) {
	config, err := store.Load()
	config = config.Over(c.LookupEnv, nil)
	if c.CheckKeys != nil {
		config = c.CheckKeys(config)
	}
	return config, err
}

func problemObjects(config settings.Config) []console.Object {
	objects := []console.Object{}
	for _, problem := range config.Problems {
		source := problem.Source
		objects = append(objects, console.Object{
			{"source", source.Kind}, {"name", console.Optional(source.Name)}, {"line", optional(source.Line)}, {"column", optional(problem.Column)},
			{"text", problem.Text},
		})
	}
	return objects
}

// optional is null in JSON for a place that is not known.
func optional(number int) *int {
	if number == 0 {
		return nil
	}
	return &number
}
