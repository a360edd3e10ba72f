package console

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"
)

const notesKey = "notes"

// Notes is the annotation of what stands at the end of a command's help, such as
// its exit codes.
func Notes(text string) map[string]string { return map[string]string{notesKey: text} }

// NotesOf returns what stands at the end of a command's help.
func NotesOf(cmd *cobra.Command) string { return cmd.Annotations[notesKey] }

// Help is the help of a command.
func Help(cmd *cobra.Command) string {
	var text strings.Builder
	fmt.Fprintf(&text, "%s\n\nUsage:\n", strings.TrimSpace(firstOf(cmd.Long, cmd.Short)))
	switch {
	case !cmd.HasParent():
		fmt.Fprintf(&text, "  %-32s the explorer, in a terminal\n  %-32s a command for scripts\n", cmd.Name()+" [flags]", cmd.Name()+" COMMAND [flags]")
	case cmd.HasAvailableSubCommands():
		fmt.Fprintf(&text, "  %s SUBCOMMAND [flags]\n", cmd.CommandPath())
	default:
		fmt.Fprintf(&text, "  %s\n", cmd.UseLine())
	}
	if cmd.HasAvailableSubCommands() {
		what := "command"
		if cmd.HasParent() {
			what = "subcommand"
		}
		fmt.Fprintf(&text, "\n%ss:\n%s\n%q explains a %s and its flags.\n", strings.ToUpper(what[:1])+what[1:], Subcommands(cmd),
			cmd.CommandPath()+" "+strings.ToUpper(what)+" --help", what)
	}
	if cmd.Example != "" {
		fmt.Fprintf(&text, "\nExamples:\n%s\n", strings.TrimRight(cmd.Example, "\n"))
	}
	if flags := cmd.LocalFlags(); flags.HasAvailableFlags() {
		const form = "[=true|false]" // of a switch: nobody needs it, and it makes the lines long
		fmt.Fprintf(&text, "\nFlags:\n%s", strings.ReplaceAll(flags.FlagUsages(), form, strings.Repeat(" ", len(form))))
	}
	if notes := NotesOf(cmd); notes != "" {
		fmt.Fprintf(&text, "\n%s", notes)
	}
	return text.String()
}

// Subcommands lists the commands below one, in their order.
func Subcommands(cmd *cobra.Command) string {
	width := 8
	for _, each := range cmd.Commands() {
		width = max(width, len(each.Name()))
	}
	var text strings.Builder
	for _, each := range cmd.Commands() {
		if each.IsAvailableCommand() || each.Name() == "help" {
			fmt.Fprintf(&text, "  %-*s %s\n", width, each.Name(), each.Short)
		}
	}
	return text.String()
}

// Group makes a command that only holds others.
func Group(cmd *cobra.Command) *cobra.Command {
	cmd.Args = cobra.ArbitraryArgs
	cmd.RunE = func(cmd *cobra.Command, args []string) error { return UnknownCommand(cmd, args) }
	return cmd
}

// UnknownCommand is the error of a word that is no command, and of none. It does
// not quote the word, which may be a value that lost its flag.
func UnknownCommand(cmd *cobra.Command, args []string) error {
	what, text := "command", strings.Builder{}
	if cmd.HasParent() {
		what = "subcommand"
	}
	switch {
	case len(args) == 0:
		text.WriteString("a " + what + " is missing")
	default:
		text.WriteString("there is no such " + what)
		cmd.SuggestionsMinimumDistance = 2
		if near := cmd.SuggestionsFor(args[0]); len(near) > 0 {
			text.WriteString("; did you mean " + strings.Join(near, " or ") + "?")
			return Usage(text.String())
		}
	}
	text.WriteString("; there are:\n" + strings.TrimSuffix(Subcommands(cmd), "\n"))
	return Usage(text.String())
}

func firstOf(texts ...string) string {
	for _, text := range texts {
		if text != "" {
			return text
		}
	}
	return ""
}
