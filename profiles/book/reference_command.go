package book

import (
	"fmt"
	"path/filepath"

	"devtools/ripio-explorer/profiles/command"
)

// maxCommandName is how many characters of a program's name a label shows.
const maxCommandName = 40

// CommandReference makes the reference to a command from its program and its
// arguments. No shell reads them. The error wraps ErrReferenceForm and one of
// package command.
func CommandReference(argv []string) (SecretReference, error) {
	reference, err := command.FormatReference(argv)
	if err != nil {
		return "", fmt.Errorf("%w; %w", ErrReferenceForm, err)
	}
	return SecretReference(reference), nil
}

// Command returns the program and the arguments that the reference runs; ok is
// false for every other kind.
func (r SecretReference) Command() (argv []string, ok bool) {
	if r.Kind() != KindCommand {
		return nil, false
	}
	argv, err := command.ParseReference(string(r))
	return argv, err == nil
}

func parseCommand(argument string) ([]string, error) {
	return command.ParseReference(command.Prefix + argument)
}

func checkCommand(argument string, _ bool) string {
	if _, err := parseCommand(argument); err != nil {
		return err.Error()
	}
	return ""
}

// commandLabel names the program without its folder and its arguments.
func commandLabel(argument string) string {
	argv, err := parseCommand(argument)
	if err != nil {
		return "not a known reference"
	}
	name := []rune(filepath.Base(argv[0]))
	if len(name) > maxCommandName {
		name = append(name[:maxCommandName-1], '…')
	}
	return "from command " + string(name)
}
