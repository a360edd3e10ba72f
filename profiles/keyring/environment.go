//go:build darwin || windows

package keyring

import "strings"

// childEnvironment returns the environment of the child: all of it, because the
// system's own services look into it, without the variables of this program,
// which may hold secrets. There always is a keyring.
func childEnvironment(environ []string) (environment []string, missing string) {
	environment = []string{}
	for _, entry := range environ {
		if !strings.HasPrefix(strings.ToUpper(entry), "RIPIO_") {
			environment = append(environment, entry)
		}
	}
	return environment, ""
}

// connect has nothing to do: the library asks the system itself.
func connect() *reply { return nil }
