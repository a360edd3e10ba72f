package console

import (
	"strings"

	"github.com/spf13/cobra"
)

const notesKey = "notes"

// Notes is the annotation of what stands at the end of a command's help, such as
// its exit codes.
func Notes(text string) map[string]string { return map[string]string{notesKey: text} }

// NotesOf returns what stands at the end of a command's help: its own notes, or
// those of the command above it.
func NotesOf(cmd *cobra.Command) string {
	for ; cmd != nil; cmd = cmd.Parent() {
		if notes := cmd.Annotations[notesKey]; notes != "" {
			return notes
		}
	}
	return ""
}

// Help is the help of a command.
func Help(cmd *cobra.Command) string {
	about := cmd.Long
	if about == "" {
		about = cmd.Short
	}
	text := strings.TrimSpace(about) + "\n\n" + cmd.UsageString()
	if notes := NotesOf(cmd); notes != "" {
		text += "\n" + notes
	}
	const form = "[=true|false]" // of a switch: nobody needs it, and it makes the lines long
	return strings.ReplaceAll(text, form, strings.Repeat(" ", len(form)))
}

// Group makes a command that only holds others. Their flags are listed in the
// order in which they were defined.
func Group(cmd *cobra.Command, subcommands ...*cobra.Command) *cobra.Command {
	for _, each := range subcommands {
		each.Flags().SortFlags = false
	}
	cmd.AddCommand(subcommands...)
	cmd.Args = cobra.ArbitraryArgs
	cmd.RunE = func(cmd *cobra.Command, args []string) error { return UnknownCommand(cmd, args) }
	return cmd
}

// UnknownCommand is the error of a word that is not a command, and of none. It does
// not quote the word, which may be a value that lost its flag.
func UnknownCommand(cmd *cobra.Command, args []string) error {
	what := "command"
	if cmd.HasParent() {
		what = "subcommand"
	}
	there := ""
	for _, each := range cmd.Commands() {
		there += ", " + each.Name()
	}
	there = strings.Replace(there, ",", "; there are", 1)
	if len(args) == 0 {
		return Usage("a " + what + " is missing" + there)
	}
	cmd.SuggestionsMinimumDistance = 2
	if near := cmd.SuggestionsFor(args[0]); len(near) > 0 {
		there = "; did you mean " + strings.Join(near, " or ") + "?"
	}
	return Usage("there is no such " + what + there)
}
