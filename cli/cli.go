// Package cli is the command line: commands for scripts that request a token, read
// one, keep profiles and look at earlier sends, over the same engine as the
// explorer, and the start of the explorer itself.
//
// What was asked for goes to the output, everything else to the error stream.
// Nothing prompts but profiles and history purge, and they only on a terminal.
// No secret is accepted as an argument.
package cli

import (
	"context"
	"errors"
	"strings"

	"github.com/spf13/cobra"

	"devtools/ripio-explorer/cli/config"
	"devtools/ripio-explorer/cli/decode"
	"devtools/ripio-explorer/cli/doctor"
	"devtools/ripio-explorer/cli/explain"
	"devtools/ripio-explorer/cli/export"
	"devtools/ripio-explorer/cli/guide"
	"devtools/ripio-explorer/cli/history"
	"devtools/ripio-explorer/cli/internal/console"
	"devtools/ripio-explorer/cli/profiles"
	"devtools/ripio-explorer/cli/readiness"
	"devtools/ripio-explorer/cli/simulate"
	"devtools/ripio-explorer/cli/token"
	"devtools/ripio-explorer/cli/watch"
	"devtools/ripio-explorer/cli/webhook"
	"devtools/ripio-explorer/cli/whoami"
	"devtools/ripio-explorer/cli/widget"
)

// The exit codes. They are stable: scripts may rely on them.
const (
	ExitOK          = console.ExitOK
	ExitInternal    = console.ExitInternal
	ExitUsage       = console.ExitUsage
	ExitBlocked     = console.ExitBlocked
	ExitRejected    = console.ExitRejected
	ExitNetwork     = console.ExitNetwork
	ExitNoToken     = console.ExitNoToken
	ExitRefused     = console.ExitRefused
	ExitNotReadable = console.ExitNotReadable
	ExitWarning     = console.ExitWarning
)

func init() {
	cobra.EnableCommandSorting = false
	cobra.MousetrapHelpText = "" // the explorer may be started with a click on Windows
}

// Run runs what args say and returns the process's exit code: one of the Exit
// constants, or that of the explorer.
func Run(ctx context.Context, args []string, streams Streams, deps Deps) int {
	c := &console.Console{Streams: streams, Deps: deps, JSON: console.TypedJSON(args)}
	root := tree(c, made(args))
	args = append([]string{}, args...) // cobra takes the process's own for nil
	root.SetArgs(args)
	cmd, _, _ := root.Find(args)
	if !isCompletion(args) && console.HoldsSecret(args, cmd.Flags()) {
		return report(c, cmd, console.SecretArgument(cmd.Flags()))
	}
	var unprinted error // the help that could not be printed
	root.SetHelpFunc(func(cmd *cobra.Command, _ []string) { unprinted = c.Print(console.Help(cmd)) })
	cmd, err := root.ExecuteContextC(ctx)
	return report(c, cmd, errors.Join(err, unprinted))
}

// isCompletion reports whether a shell asks what may follow. Nothing is read from
// the arguments then but which command they name.
func isCompletion(args []string) bool {
	return len(args) > 0 && (args[0] == cobra.ShellCompRequestCmd || args[0] == cobra.ShellCompNoDescRequestCmd)
}

// report says why a command failed, unless it has said so itself, and returns the
// exit code.
func report(c *console.Console, cmd *cobra.Command, err error) int {
	var failed *console.Error
	if err == nil {
		return ExitOK
	} else if !errors.As(err, &failed) { // cobra's own, which may quote an argument
		errors.As(console.Usage("the arguments are wrong"), &failed)
	}
	if failed.Shown {
		return failed.Code
	}
	message := failed.Message
	if name := strings.TrimPrefix(cmd.CommandPath(), console.Program); name != "" && failed.Kind != console.KindOutput {
		message = name[1:] + ": " + message
	}
	if failed.Kind == console.KindUsage {
		failed.Hints = []string{"see " + cmd.CommandPath() + " --help"}
	}
	if failed.Kind != console.KindOutput && (c.JSON || console.IsJSON(cmd)) && !failed.Printed {
		if c.Schema == "" { // the arguments were not read to their end
			c.Schema = console.SchemaOf(cmd)
		}
		if err := c.PrintJSON(console.Object{{"failure", failed}}); err != nil {
			c.Say("%s", err.Error())
		}
	}
	for _, line := range append([]string{message}, failed.Hints...) {
		c.Say("%s", line)
	}
	return failed.Code
}

type command struct {
	name string
	make func(*console.Console) *cobra.Command
}

// commands are the commands in the order of the help.
var commands = []command{
	{"token", token.NewCommand}, {"decode", decode.NewCommand}, {"explain", explain.NewCommand}, {"guide", guide.NewCommand}, {"profiles", profiles.NewCommand}, {"history", history.NewCommand}, {"whoami", whoami.NewCommand}, {"doctor", doctor.NewCommand},
	{"widget", widget.NewCommand}, {"webhook", webhook.NewCommand}, {"export", export.NewCommand}, {"readiness", readiness.NewCommand}, {"watch", watch.NewCommand}, {"simulate", simulate.NewCommand}, {"config", config.NewCommand}, {"version", newVersion},
}

// made are the commands that are made for some arguments: the one that the first argument
// names, none for the explorer alone, and else all. To make all takes a good part of the
// time before a send, and before the first frame.
func made(args []string) []command {
	for i, each := range commands {
		if len(args) > 0 && args[0] == each.name {
			return commands[i : i+1]
		}
	}
	if len(args) == 0 {
		return nil
	}
	return commands
}

// Root returns the whole tree of commands.
func Root(c *console.Console) *cobra.Command { return tree(c, commands) }

// tree returns a tree with some of the commands.
func tree(c *console.Console, commands []command) *cobra.Command {
	root := newExplorer(c)
	root.SilenceErrors, root.SilenceUsage = true, true
	root.SetIn(c.In)
	root.SetOut(c.Out)
	root.SetErr(c.Err)
	root.PersistentPreRun = func(cmd *cobra.Command, _ []string) { c.Schema, c.JSON = console.SchemaOf(cmd), console.IsJSON(cmd) }
	root.SetFlagErrorFunc(func(cmd *cobra.Command, err error) error {
		if words := cmd.Flags().Args(); cmd.HasSubCommands() && len(words) > 0 {
			return console.UnknownCommand(cmd, words) // which has the flag, perhaps
		}
		return console.FlagError(err)
	})
	for _, each := range commands {
		root.AddCommand(each.make(c))
	}
	root.InitDefaultHelpCmd()
	root.InitDefaultCompletionCmd()
	for _, cmd := range root.Commands() { // cobra's own would quote arguments
		switch cmd.Name() {
		case "completion":
			cmd.Short = "print the completion script of a shell"
			for _, shell := range console.Group(cmd).Commands() {
				shell.Args = console.NoArguments
			}
		case "help":
			cmd.Short, cmd.Run = "explain a command", nil
			cmd.RunE = func(_ *cobra.Command, args []string) error { return help(c, root, args) }
		}
	}
	return root
}

// help prints the help of the command that args name.
func help(c *console.Console, root *cobra.Command, args []string) error {
	cmd, rest, _ := root.Find(args)
	if len(rest) > 0 {
		return console.UnknownCommand(cmd, rest)
	}
	cmd.InitDefaultHelpFlag()
	return c.Print(console.Help(cmd))
}

func newVersion(c *console.Console) *cobra.Command {
	return &cobra.Command{
		Use: "version", Short: "print the version", Args: console.NoArguments,
		RunE: func(*cobra.Command, []string) error { return c.Print(console.Program + " " + c.Version + "\n") },
	}
}
