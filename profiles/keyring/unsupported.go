//go:build !(dragonfly && cgo) && !(freebsd && cgo) && !linux && !netbsd && !openbsd && !darwin && !windows

package keyring

import (
	"runtime"

	library "github.com/zalando/go-keyring"
)

// childEnvironment says that there is no keyring, so no child is ever started.
func childEnvironment([]string) (environment []string, missing string) {
	return nil, "this program knows no keyring for " + runtime.GOOS
}

func connect() *reply { return nil }

func classify(err error) reply { return reply{Outcome: outcomeNoKeyring, Reason: err.Error()} }

func list(string) ([]string, error) { return nil, library.ErrUnsupportedPlatform }
