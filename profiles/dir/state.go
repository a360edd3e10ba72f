package dir

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"time"

	"devtools/ripio-explorer/profiles/atomicfile"
	"devtools/ripio-explorer/profiles/disk"
)

const (
	// StateLock is the name of the lock under which the files of the state folder change.
	StateLock = "state.lock"
	// FormerLifetimes is the file of an earlier version that held the lifetimes of tokens
	// by the names of profiles. The history tells them now.
	FormerLifetimes = "lifetimes.json"
)

// LockState waits for the lock under which the files of a state folder change, as
// atomicfile.LockFolder does, and removes FormerLifetimes. That is tidying: what cannot
// be removed is left.
func LockState(stateDir string, limit time.Duration, now time.Time) (unlock func(), err error) {
	unlock, err = atomicfile.LockFolder(filepath.Join(stateDir, StateLock), limit, now)
	if err == nil {
		_ = disk.Remove(filepath.Join(stateDir, FormerLifetimes))
	}
	return unlock, err
}

// DefaultStateDir is the user's folder for what the program remembers by itself:
// test users, the times of the last success and failure, and the history.
//
//   - $XDG_STATE_HOME/ripio-explorer on every system, where that variable holds
//     an absolute path;
//   - otherwise ~/.local/state/ripio-explorer on Linux and the BSDs,
//     ~/Library/Application Support/ripio-explorer/state on macOS, and
//     %LocalAppData%\ripio-explorer on Windows.
//
// It fails only when the home folder is unknown.
func DefaultStateDir() (string, error) {
	if base := os.Getenv("XDG_STATE_HOME"); filepath.IsAbs(base) {
		return filepath.Join(base, ProgramFolder), nil
	}
	dir, err := nativeStateFolder()
	if err != nil {
		return "", fmt.Errorf("find the state folder: %w; name a folder with --config-dir", err)
	}
	return dir, nil
}

func nativeStateFolder() (string, error) {
	switch runtime.GOOS {
	case "darwin", "ios":
		base, err := os.UserConfigDir()
		return filepath.Join(base, ProgramFolder, "state"), err
	case "windows":
		base, err := os.UserCacheDir() // %LocalAppData%
		return filepath.Join(base, ProgramFolder), err
	}
	home, err := os.UserHomeDir()
	return filepath.Join(home, ".local", "state", ProgramFolder), err
}

// StateDirFor is the state folder that belongs to a configuration folder:
// DefaultStateDir for an empty text or DefaultDir, and the folder "state" inside
// any other one. So a folder that --config-dir names holds everything, and
// trying the program in it leaves no trace elsewhere.
func StateDirFor(configDir string) (string, error) {
	standard, err := DefaultDir()
	if configDir == "" || err == nil && filepath.Clean(configDir) == standard {
		return DefaultStateDir()
	}
	return filepath.Join(configDir, "state"), nil
}
