//go:build unix

package clipboard

import (
	"os/exec"
	"runtime"
	"strings"
)

// helpers are the programs that put their input on the clipboard, best first, with
// the variable that must be set for each to make sense.
var helpers = []struct {
	variable string
	command  []string
}{
	{"WAYLAND_DISPLAY", []string{"wl-copy"}},
	{"DISPLAY", []string{"xclip", "-in", "-selection", "clipboard"}},
	{"DISPLAY", []string{"xsel", "--input", "--clipboard"}},
	{"WSL_INTEROP", []string{"clip.exe"}},
}

// helper returns the program for this system; nil when there is none.
func helper(getenv func(string) string) []string {
	if runtime.GOOS == "darwin" {
		return []string{"pbcopy"}
	}
	for _, each := range helpers {
		if getenv(each.variable) == "" {
			continue
		}
		if _, err := exec.LookPath(each.command[0]); err == nil {
			return each.command
		}
	}
	return nil
}

// hasHelper reports whether there is a program for the clipboard.
func hasHelper(getenv func(string) string) bool { return helper(getenv) != nil }

// runHelper returns the text to the program, with the given environment.
func runHelper(getenv func(string) string, environment []string, text string) error {
	argv := helper(getenv)
	command := exec.Command(argv[0], argv[1:]...) //nolint:gosec // one of the list above
	command.Env = environment
	command.Stdin = strings.NewReader(text)
	return command.Run()
}
