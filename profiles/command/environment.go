package command

import (
	"runtime"
	"slices"
	"strings"
)

// terminalVariable would let gpg's agent draw its passphrase prompt on the
// terminal that the program itself draws on. Source: gpg-agent(1).
const terminalVariable = "GPG_TTY"

// Environment is what a child gets of an environment in the form of os.Environ:
// all of it without the variables named in hidden, which hold secrets, and
// without GPG_TTY. It is for every child that needs more than a few variables.
func Environment(environment, hidden []string) []string {
	names := append([]string{terminalVariable}, hidden...)
	return slices.DeleteFunc(slices.Clone(environment), func(entry string) bool {
		if entry == "" {
			return false
		}
		// Windows keeps variables whose names begin with "=".
		name, _, _ := strings.Cut(entry[1:], "=")
		name = entry[:1] + name
		return slices.ContainsFunc(names, func(other string) bool {
			return name == other || runtime.GOOS == "windows" && strings.EqualFold(name, other)
		})
	})
}
