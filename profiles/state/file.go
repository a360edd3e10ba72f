// Package state keeps what is remembered of sends beside the history, each in one
// JSON file of the state folder: test users, records of success and failure, the
// answers that were seen, and last good runs.
package state

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"sync"
	"time"

	"devtools/ripio-explorer/profiles/atomicfile"
	"devtools/ripio-explorer/profiles/book"
	"devtools/ripio-explorer/profiles/dir"
)

// StateVersion is the number under "version" in the files of the state folder.
// A file with a higher one is read, but not changed.
const StateVersion = 1

// stateFile is a JSON file in the state folder: its version, and a T under a key of
// its own. Each change takes a lock, reads the file again, changes it and replaces
// it, so that no instance loses what another one wrote. All its methods are safe for
// concurrent use.
type stateFile[T any] struct {
	dir, name, key string

	mutex    sync.Mutex
	warnings []book.Warning
}

// Path is the file's address.
func (f *stateFile[T]) Path() string { return filepath.Join(f.dir, f.name) }

// StateError says that a file of the state folder cannot be understood. It is
// never overwritten: the next change sets it aside and begins a new one.
type StateError struct {
	Path string
	// Reason says what is wrong with it, without its own words.
	Reason string
}

// Error names the file and says what happens to it.
func (e *StateError) Error() string {
	return fmt.Sprintf("read %s: %s; the next change sets it aside and begins a new file", e.Path, e.Reason)
}

// read returns what the file holds; the zero T when there is none. The mutex must
// be held.
func (f *stateFile[T]) read() (content T, err error) {
	data, err := atomicfile.Read(f.Path(), atomicfile.MaxSize)
	if errors.Is(err, fs.ErrNotExist) {
		return content, nil
	}
	if err != nil {
		return content, fmt.Errorf("read %s: %w", f.name, err)
	}
	var members map[string]json.RawMessage
	version := 0
	switch {
	case len(data) > atomicfile.MaxSize:
		return content, &StateError{f.Path(), "it is larger than 1 MiB"}
	case len(bytes.TrimSpace(data)) == 0:
		return content, &StateError{f.Path(), "it is empty"}
	case json.Unmarshal(data, &members) != nil || json.Unmarshal(members["version"], &version) != nil || version < 1:
		return content, &StateError{f.Path(), "it is not a JSON file of this program"}
	}
	value, there := members[f.key]
	if there {
		err = json.Unmarshal(value, &content)
	}
	if version > StateVersion {
		// What is understood of it is used, and the rest is not touched.
		return content, &book.NewerVersionError{Path: f.Path(), Version: int64(version), Known: StateVersion, Step: "save " + f.name}
	}
	if err != nil {
		return content, &StateError{f.Path(), "a value in it is not of the kind that belongs there"}
	}
	return content, nil
}

// Check says why the file cannot be used: a *StateError, a *book.NewerVersionError, or
// an error of the disk. One that does not exist is in order.
func (f *stateFile[T]) Check() error {
	f.mutex.Lock()
	defer f.mutex.Unlock()
	_, err := f.read()
	return err
}

// get reads the file for showing. A file of a newer version is used as far as it
// is understood.
func (f *stateFile[T]) get() (T, error) {
	f.mutex.Lock()
	defer f.mutex.Unlock()
	content, err := f.read()
	var newer *book.NewerVersionError
	if errors.As(err, &newer) {
		return content, nil
	}
	return content, err
}

// edit changes the file. A file that cannot be understood is set aside first.
// change reports whether it changed anything.
func (f *stateFile[T]) edit(change func(*T) bool) error {
	f.mutex.Lock()
	defer f.mutex.Unlock()
	unlock, err := dir.LockState(f.dir, atomicfile.LockLimit, time.Now())
	if err != nil {
		return fmt.Errorf("save %s: %w", f.name, err)
	}
	defer unlock()
	content, err := f.read()
	var damaged *StateError
	if err != nil && !errors.As(err, &damaged) {
		return err
	}
	if !change(&content) {
		return nil
	}
	value, err := json.MarshalIndent(content, "  ", "  ")
	if err != nil {
		return fmt.Errorf("save %s: %w", f.name, err)
	}
	data := fmt.Appendf(nil, "{\n  \"version\": %d,\n  %q: %s\n}\n", StateVersion, f.key, value)
	if len(data) > atomicfile.MaxSize {
		return fmt.Errorf("save %s: it would be larger than 1 MiB; remove entries of it", f.name)
	}
	if damaged != nil {
		if err := f.setAside(damaged); err != nil {
			return fmt.Errorf("save %s: %w", f.name, err)
		}
	}
	if err := atomicfile.Replace(f.Path(), data); err != nil {
		return fmt.Errorf("save %s: %w; it is unchanged on disk", f.name, err)
	}
	return nil
}

// setAside renames a damaged file, as Store.SetAside does. The lock must be
// held.
func (f *stateFile[T]) setAside(damaged *StateError) error {
	aside, err := atomicfile.SetAside(f.Path(), atomicfile.CorruptMark, time.Now())
	if err != nil {
		return err
	}
	f.warnings = append(f.warnings, book.Warning{Text: fmt.Sprintf(
		"%s: %s; it was kept as %s, and a new file was begun", damaged.Path, damaged.Reason, aside)})
	return nil
}

// Warnings returns what a person should know of the file since the last call, such
// as that a damaged one was set aside.
func (f *stateFile[T]) Warnings() []book.Warning {
	f.mutex.Lock()
	defer f.mutex.Unlock()
	warnings := f.warnings
	f.warnings = nil
	return warnings
}
