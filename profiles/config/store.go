package config

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"sync"
	"time"

	"devtools/ripio-explorer/profiles/atomicfile"
)

// LockName is the lock under which the file changes.
const LockName = "config.lock"

// Store reads and changes the file of a folder. Several programs may work on one
// folder. All methods are safe for concurrent use.
type Store struct {
	// LockLimit is how long a save waits for another window's, Now the clock that
	// tells which temporary files are old.
	LockLimit time.Duration
	Now       func() time.Time

	dir   string
	mutex sync.Mutex
}

// NewStore makes a store for the folder; nothing is read or created yet.
func NewStore(dir string) *Store {
	return &Store{dir: dir, LockLimit: atomicfile.LockLimit, Now: time.Now}
}

// Path is the file's path.
func (s *Store) Path() string { return filepath.Join(s.dir, FileName) }

// Load reads the file. One that does not exist leaves the defaults, and so does one
// that cannot be read or understood: the error, a *CorruptError or one of the disk,
// is for a notice.
func (s *Store) Load() (Config, error) {
	f, err := s.read()
	if err != nil {
		c := (&file{}).understand()
		c.Unread = err
		return c, err
	}
	return f.understand(), nil
}

func (s *Store) read() (*file, error) {
	data, err := atomicfile.Read(s.Path(), atomicfile.MaxSize)
	if errors.Is(err, fs.ErrNotExist) {
		return &file{tree: map[string]any{}, places: map[string]place{}}, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read the settings: %w; the defaults are used", err)
	}
	f, fault := parse(data)
	if fault != nil {
		fault.Path = s.Path()
		return nil, fault
	}
	return f, nil
}

// Set writes one option into the file, as a person writes its value: "on", "dark",
// "30". Comments and all other keys stay as they are. Its errors are *ValueError,
// *CorruptError, ErrNotSaved, atomicfile.ErrLocked and those of the disk; the file is
// unchanged after each.
func (s *Store) Set(option Option, text string) error {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	changed := Defaults()
	if err := option.set(&changed, option.fromText(text)); err != nil {
		return err
	}
	unlock, err := atomicfile.LockFolder(filepath.Join(s.dir, LockName), s.LockLimit, s.Now())
	if err != nil {
		return fmt.Errorf("save the settings: %w", err)
	}
	defer unlock()
	f, err := s.read()
	if err != nil {
		return err
	}
	data, err := f.with(option.Name, option.value(changed))
	if err != nil {
		return fmt.Errorf("save the settings: %w", err)
	}
	if err := atomicfile.Replace(s.Path(), data); err != nil {
		return fmt.Errorf("save the settings: %w; the file on disk is unchanged", err)
	}
	return nil
}
