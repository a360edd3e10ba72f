package atomicfile

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"time"

	"github.com/gofrs/flock"

	"devtools/ripio-explorer/profiles/atomicfile/faultpoint"
	"devtools/ripio-explorer/profiles/disk"
)

const (
	// LockLimit is how long a save waits for another window's save.
	LockLimit = 2 * time.Second

	lockPause = 10 * time.Millisecond
)

// ErrLocked says that another instance held the lock for the whole wait.
var ErrLocked = errors.New("another window is saving; try again in a moment")

// Lock makes the lock file's folder ready and takes the lock, waiting for it up
// to limit; ErrLocked after that. The system frees the lock of a killed process
// at once. A second Lock of one file within a process waits too.
func Lock(path string, limit time.Duration) (unlock func(), err error) {
	if err := EnsureFolder(filepath.Dir(path)); err != nil {
		return nil, err
	}
	if disk.InMemory(path) {
		unlock, ok := disk.Lock(path, limit)
		if !ok {
			return nil, ErrLocked
		}
		return unlock, nil
	}
	// Opening a named pipe waits for its other end, and a device can do anything.
	if info, err := disk.Stat(path); err == nil && !info.Mode().IsRegular() {
		return nil, fmt.Errorf("lock the folder: %s is not a regular file; remove it", path)
	}
	faultpoint.Pass("lock")
	lock := flock.New(path)
	wait, cancel := context.WithTimeout(context.Background(), limit)
	defer cancel()
	switch _, err := lock.TryLockContext(wait, lockPause); {
	case errors.Is(err, context.DeadlineExceeded):
		return nil, ErrLocked
	case err != nil:
		return nil, fmt.Errorf("lock the folder: %w", err)
	}
	return func() { _ = lock.Unlock() }, nil
}

// LockFolder is Lock before a save: it also removes old temporary files from the
// lock's folder, and from those that linked files really are in.
func LockFolder(path string, limit time.Duration, now time.Time, files ...string) (unlock func(), err error) {
	unlock, err = Lock(path, limit)
	if err != nil {
		return nil, err
	}
	RemoveStrays(filepath.Dir(path), now)
	for _, file := range files {
		if target, err := Resolve(file); err == nil && filepath.Dir(target) != filepath.Dir(path) {
			RemoveStrays(filepath.Dir(target), now)
		}
	}
	return unlock, nil
}
