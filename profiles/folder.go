package profiles

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"

	"devtools/ripio-explorer/profiles/atomicfile"
)

const programFolder = "ripio-explorer"

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
		return filepath.Join(base, programFolder), nil
	}
	base, err := nativeConfigFolder()
	if err != nil {
		return "", fmt.Errorf("find the configuration folder: %w; name one with --config-dir", err)
	}
	return filepath.Join(base, programFolder), nil
}

// nativeConfigFolder does not use os.UserConfigDir on Linux because that fails
// on a relative XDG_CONFIG_HOME.
func nativeConfigFolder() (string, error) {
	switch runtime.GOOS {
	case "darwin", "ios", "windows":
		return os.UserConfigDir()
	}
	home, err := os.UserHomeDir()
	return filepath.Join(home, ".config"), err
}

// permissionWarnings reports whether others can read the folder or the file.
func permissionWarnings(dir, path string) []Warning {
	var warnings []Warning
	warn := func(what string, wanted os.FileMode) {
		info, err := os.Stat(what)
		if err != nil || !atomicfile.IsLoose(info) {
			return
		}
		outcome := fmt.Sprintf("the next save sets it to %04o", wanted)
		if info.Mode()&os.ModeSticky != 0 {
			outcome = "choose a folder for this program alone"
		}
		warnings = append(warnings, Warning{Text: fmt.Sprintf(
			"%s is open to other users of this machine (mode %04o); %s", what, info.Mode().Perm(), outcome)})
	}
	warn(dir, atomicfile.FolderMode)
	warn(path, atomicfile.FileMode)
	return warnings
}
