package book

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"slices"
	"sync"
	"time"

	"devtools/ripio-explorer/profiles/atomicfile"
)

// FileName is the name of the profiles file in the configuration folder.
const FileName = "profiles.toml"

// Store reads and writes the profiles file in a folder. Several stores, in this
// program or in others, may work on one folder: each save takes a lock, reads
// the file again and changes one profile in it. All methods are safe for
// concurrent use.
type Store struct {
	// Now is the clock that dates files, and LockLimit how long a save waits for
	// another window's. Change them before anything else.
	Now       func() time.Time
	LockLimit time.Duration

	dir   string
	mutex sync.Mutex
	// seen are the profiles as they were last given out; nil before the first
	// load. What differs from them on disk was changed by another instance.
	seen []Profile
	// corrupt is set while the file cannot be read, and keeps it from being
	// written.
	corrupt *CorruptError
	// removed are the profiles that were removed here, by folded name.
	removed map[string]removal
}

// NewStore makes a store for the folder; nothing is read or created yet.
func NewStore(dir string) *Store {
	return &Store{dir: dir, Now: time.Now, LockLimit: atomicfile.LockLimit, removed: map[string]removal{}}
}

// Path is the profiles file's address.
func (s *Store) Path() string { return filepath.Join(s.dir, FileName) }

// Load reads the profiles. A file that does not exist is an empty book. A
// corrupt file gives a *CorruptError, and the store then refuses to save until
// UseBackup, SetAside or another Load succeeds. A file made by a newer version
// is read as far as it is understood, with a warning.
func (s *Store) Load() (Book, []Warning, error) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	return s.load()
}

func (s *Store) load() (Book, []Warning, error) {
	s.corrupt = nil
	d, _, err := s.read()
	if err != nil {
		errors.As(err, &s.corrupt)
		return Book{}, nil, err
	}
	warnings := append(permissionWarnings(s.dir, s.Path()), d.warnings...)
	return s.give(d), warnings, nil
}

// give remembers what the rest of the program is told.
func (s *Store) give(d *document) Book {
	book := d.book()
	s.seen = slices.Clone(book.Profiles)
	if s.seen == nil {
		s.seen = []Profile{}
	}
	return book
}

// read returns the file as a document and as bytes; nil bytes when there is no
// file.
func (s *Store) read() (*document, []byte, error) {
	data, err := atomicfile.Read(s.Path(), atomicfile.MaxSize)
	if errors.Is(err, fs.ErrNotExist) {
		return s.missing(), nil, nil
	}
	if err != nil {
		return nil, nil, fmt.Errorf("read profiles: %w", err)
	}
	d, fault := parseDocument(data)
	if fault == nil && isBlank(data) && atomicfile.Backup(s.Path()) != "" {
		fault = &CorruptError{Reason: "it is empty, although there is a backup"}
	}
	if fault != nil {
		fault.Path = s.Path()
		fault.Backup, fault.BackupTime = s.findBackup()
		return nil, data, fault
	}
	if d.version > FormatVersion {
		newer := &NewerVersionError{Path: s.Path(), Version: d.version}
		d.warnings = []Warning{{Text: newer.explanation()}}
	}
	return d, data, nil
}

// missing is the document for a file that does not exist.
func (s *Store) missing() *document {
	d := emptyDocument()
	if backup, _ := s.findBackup(); backup != "" {
		d.warnings = []Warning{{Text: fmt.Sprintf("there is no profiles file, but there is a backup; "+
			"to have its profiles back, rename %s to %s", backup, FileName)}}
	}
	return d
}

// Peek returns what the file holds, without taking it for what the rest of the
// program was told.
func (s *Store) Peek() (Book, error) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	d, _, err := s.read()
	if err != nil {
		return Book{}, err
	}
	return d.book(), nil
}

// PeekForChange is peek before a change that also touches other stores: it
// refuses at once what the save would refuse after them.
func (s *Store) PeekForChange() (Book, error) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	if s.corrupt != nil {
		return Book{}, s.corrupt
	}
	d, _, err := s.read()
	if err != nil {
		return Book{}, err
	}
	if d.version > FormatVersion {
		return Book{}, &NewerVersionError{Path: s.Path(), Version: d.version}
	}
	return d.book(), nil
}

// SecretVariables names the variables that the profiles read secrets from, as far
// as the file can be read. It reads the file, because profiles change.
func (s *Store) SecretVariables() []string {
	book, _ := s.Peek()
	return book.SecretVariables()
}
