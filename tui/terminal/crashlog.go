package terminal

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"time"
)

// writeCrashLog replaces the file with the story of this panic. The file is
// made anew, so that it is readable by its owner only whatever stood there.
func writeCrashLog(path string, e *PanicError) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return fmt.Errorf("making the folder of the crash log: %w", err)
	}
	if err := os.Remove(path); err != nil && !os.IsNotExist(err) {
		return fmt.Errorf("removing the old crash log: %w", err)
	}
	file, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return fmt.Errorf("creating the crash log: %w", err)
	}
	_, err = fmt.Fprintf(file, "%s\n%s %s %s/%s\n\npanic: %s\n\n%s",
		time.Now().UTC().Format(time.RFC3339), version(), runtime.Version(), runtime.GOOS, runtime.GOARCH,
		e.Value, e.Stack)
	if closeErr := file.Close(); err == nil {
		err = closeErr
	}
	if err != nil {
		return fmt.Errorf("writing the crash log: %w", err)
	}
	return nil
}

// version names the program and its build.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "unknown build"
	}
	return info.Main.Path + " " + info.Main.Version
}
