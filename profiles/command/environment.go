package command

import (
	"runtime"
	"slices"
	"strings"
)

// terminalVariable would let gpg's agent draw its passphrase prompt on the
// terminal that the program itself draws on. Source: gpg-agent(1).
const terminalVariable = "GPG_TTY"

// without gives the environment less the variables of some names.
func without(environment, names []string) []string {
	names = append([]string{terminalVariable}, names...)
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
