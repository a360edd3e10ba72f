//go:build unix

package clipboard

import (
	"context"
	"os/exec"
	"runtime"
	"strings"
)

// helper is a pair of programs for the clipboard.
type helper struct {
	// variable must be set for them to make sense; empty for none.
	variable string
	// write puts its input on the clipboard, read prints what is there; nil where
	// there is no program for that.
	write, read []string
}

// helpers are the programs that are looked for, best first.
var helpers = []helper{
	{"WAYLAND_DISPLAY", []string{"wl-copy"}, []string{"wl-paste", "--no-newline"}},
	{"DISPLAY", []string{"xclip", "-in", "-selection", "clipboard"}, []string{"xclip", "-out", "-selection", "clipboard"}},
	{"DISPLAY", []string{"xsel", "--input", "--clipboard"}, []string{"xsel", "--output", "--clipboard"}},
	{"WSL_INTEROP", []string{"clip.exe"}, []string{"powershell.exe", "-NoProfile", "-Command", "Get-Clipboard -Raw"}},
}

// findHelper returns the programs for this system; nil when there are none.
func findHelper(getenv func(string) string) *helper {
	if runtime.GOOS == "darwin" {
		return &helper{write: []string{"pbcopy"}, read: []string{"pbpaste"}}
	}
	for _, each := range helpers {
		if getenv(each.variable) == "" {
			continue
		}
		if _, err := exec.LookPath(each.write[0]); err == nil {
			return &each
		}
	}
	return nil
}

// hasHelper reports whether there is a program for the clipboard.
func hasHelper(getenv func(string) string) bool { return findHelper(getenv) != nil }

// command prepares a program with the given environment.
func command(ctx context.Context, argv, environment []string) *exec.Cmd {
	command := exec.CommandContext(ctx, argv[0], argv[1:]...) //nolint:gosec // one of the list above
	command.Env = environment
	return command
}

// writeHelper gives the text to the program for it.
func writeHelper(ctx context.Context, getenv func(string) string, environment []string, text string) error {
	found := findHelper(getenv)
	if found == nil {
		return ErrNoProgram
	}
	run := command(ctx, found.write, environment)
	run.Stdin = strings.NewReader(text)
	return run.Run()
}

// readHelper returns what the clipboard holds.
func readHelper(ctx context.Context, getenv func(string) string, environment []string) (string, error) {
	found := findHelper(getenv)
	if found == nil {
		return "", ErrNoProgram
	}
	out, err := command(ctx, found.read, environment).Output()
	return string(out), err
}
