//go:build (dragonfly && cgo) || (freebsd && cgo) || linux || netbsd || openbsd

package keyring

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/godbus/dbus/v5"
)

const busVariable = "DBUS_SESSION_BUS_ADDRESS"

// childEnvironment returns the environment of the child: the address of the
// session bus and nothing else, because the keyring shows its windows itself.
// Without an address the library would start a bus, and with it a keyring, that
// nobody ends; then missing says what is missing, and there must be no child.
func childEnvironment(environ []string) (environment []string, missing string) {
	address := withoutAutolaunch(variable(environ, busVariable))
	if address == "" {
		address = runtimeBus(variable(environ, "XDG_RUNTIME_DIR"))
	}
	if address == "" {
		return nil, "no session bus: " + busVariable + " is not set and $XDG_RUNTIME_DIR/bus does not exist"
	}
	return []string{busVariable + "=" + address}, ""
}

// withoutAutolaunch drops the addresses that ask to start a bus (D-Bus
// Specification, "Autolaunch").
func withoutAutolaunch(addresses string) string {
	var kept []string
	for address := range strings.SplitSeq(addresses, ";") {
		if address != "" && !strings.HasPrefix(address, "autolaunch:") {
			kept = append(kept, address)
		}
	}
	return strings.Join(kept, ";")
}

// runtimeBus returns the address of the bus in the user's runtime folder, where
// systemd puts it; empty when there is none.
func runtimeBus(folder string) string {
	socket := filepath.Join(folder, "bus")
	info, err := os.Stat(socket)
	if !filepath.IsAbs(folder) || err != nil || info.Mode().Type() != fs.ModeSocket {
		return ""
	}
	return "unix:path=" + dbus.EscapeBusAddressValue(socket)
}

// variable returns the value of a variable; the last one counts, as in os/exec.
func variable(environ []string, name string) (value string) {
	for _, entry := range environ {
		if rest, isIt := strings.CutPrefix(entry, name+"="); isIt {
			value = rest
		}
	}
	return value
}
