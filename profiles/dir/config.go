// Package dir says which folders the program uses.
package dir

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
)

// ProgramFolder is the name of this program's folder in the system's own ones.
const ProgramFolder = "ripio-explorer"

// DefaultDir is the user's configuration folder for this program:
//
//   - $XDG_CONFIG_HOME/ripio-explorer on every system, where that variable holds
//     an absolute path; a relative one is ignored, as the XDG Base Directory
//     Specification asks;
//   - otherwise ~/.config/ripio-explorer on Linux and the BSDs,
//     ~/Library/Application Support/ripio-explorer on macOS, and
//     %AppData%\ripio-explorer on Windows.
//
// It fails only when the home folder is unknown.
func DefaultDir() (string, error) {
	if base := os.Getenv("XDG_CONFIG_HOME"); filepath.IsAbs(base) {
		return filepath.Join(base, ProgramFolder), nil
	}
	base, err := NativeConfigFolder()
	if err != nil {
		return "", fmt.Errorf("find the configuration folder: %w; name one with --config-dir", err)
	}
	return filepath.Join(base, ProgramFolder), nil
}

// NativeConfigFolder does not use os.UserConfigDir on Linux because that fails
// on a relative XDG_CONFIG_HOME.
func NativeConfigFolder() (string, error) {
	switch runtime.GOOS {
	case "darwin", "ios", "windows":
		return os.UserConfigDir()
	}
	home, err := os.UserHomeDir()
	return filepath.Join(home, ".config"), err
}
