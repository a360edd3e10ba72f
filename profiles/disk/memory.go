package disk

import (
	"bytes"
	"cmp"
	"io/fs"
	"path/filepath"
	"slices"
	"strconv"
	"sync"
	"time"
)

// NewFolder makes an empty folder in memory and gives its path. It is gone when the
// program ends.
func NewFolder() string {
	memory.mutex.Lock()
	defer memory.mutex.Unlock()
	memory.folders++
	return "memory" + zero + strconv.Itoa(memory.folders)
}

// Write puts a file in memory in the place of what was there; the path must lead there,
// and its folder must exist.
func Write(path string, data []byte) error {
	memory.mutex.Lock()
	defer memory.mutex.Unlock()
	if !memory.dirs[filepath.Dir(path)] || !InMemory(path) {
		return &fs.PathError{Op: "write", Path: path, Err: fs.ErrNotExist}
	}
	memory.files[path] = &file{name: filepath.Base(path), data: bytes.Clone(data), at: time.Now()}
	return nil
}

// Read gives what a file in memory holds.
func Read(path string) ([]byte, error) {
	memory.mutex.Lock()
	defer memory.mutex.Unlock()
	found, ok := memory.files[path]
	if !ok {
		return nil, &fs.PathError{Op: "read", Path: path, Err: fs.ErrNotExist}
	}
	return bytes.Clone(found.data), nil
}

// Lock takes the lock of a path in memory, and waits for it up to limit; ok is false
// after that.
func Lock(path string, limit time.Duration) (unlock func(), ok bool) {
	memory.mutex.Lock()
	lock := memory.locks[path]
	if lock == nil {
		lock = make(chan struct{}, 1)
		memory.locks[path] = lock
	}
	memory.mutex.Unlock()
	timer := time.NewTimer(limit)
	defer timer.Stop()
	select {
	case lock <- struct{}{}:
		return sync.OnceFunc(func() { <-lock }), true
	case <-timer.C:
		return nil, false
	}
}

// memory are all files of this process that are on no disk, by their paths.
var memory = &volume{files: map[string]*file{}, dirs: map[string]bool{}, locks: map[string]chan struct{}{}}

type volume struct {
	mutex   sync.Mutex
	folders int
	files   map[string]*file
	dirs    map[string]bool
	locks   map[string]chan struct{}
}

// file is its own description: its data is never changed, but replaced.
type file struct {
	name string
	data []byte
	at   time.Time
	dir  bool
}

func (f *file) Name() string               { return f.name }
func (f *file) Size() int64                { return int64(len(f.data)) }
func (f *file) ModTime() time.Time         { return f.at }
func (f *file) IsDir() bool                { return f.dir }
func (f *file) Sys() any                   { return nil }
func (f *file) Type() fs.FileMode          { return f.Mode().Type() }
func (f *file) Info() (fs.FileInfo, error) { return f, nil }

// Mode is closed to others, as everything that this program writes.
func (f *file) Mode() fs.FileMode {
	if f.dir {
		return fs.ModeDir | 0o700
	}
	return 0o600
}

func (v *volume) stat(path string) (fs.FileInfo, error) {
	v.mutex.Lock()
	defer v.mutex.Unlock()
	if found, ok := v.files[path]; ok {
		return found, nil
	}
	if v.dirs[path] {
		return &file{name: filepath.Base(path), dir: true}, nil
	}
	return nil, &fs.PathError{Op: "stat", Path: path, Err: fs.ErrNotExist}
}

// opened is a file that is being read.
type opened struct {
	*bytes.Reader
	file *file
}

func (o opened) Stat() (fs.FileInfo, error) { return o.file, nil }
func (o opened) Close() error               { return nil }

func (v *volume) open(path string) (fs.File, error) {
	v.mutex.Lock()
	defer v.mutex.Unlock()
	found, ok := v.files[path]
	if !ok {
		return nil, &fs.PathError{Op: "open", Path: path, Err: fs.ErrNotExist}
	}
	return opened{bytes.NewReader(found.data), found}, nil
}

func (v *volume) list(path string) ([]fs.DirEntry, error) {
	v.mutex.Lock()
	defer v.mutex.Unlock()
	if !v.dirs[path] {
		return nil, &fs.PathError{Op: "list", Path: path, Err: fs.ErrNotExist}
	}
	var entries []fs.DirEntry
	for at, each := range v.files {
		if filepath.Dir(at) == path {
			entries = append(entries, each)
		}
	}
	slices.SortFunc(entries, func(a, b fs.DirEntry) int { return cmp.Compare(a.Name(), b.Name()) })
	return entries, nil
}

func (v *volume) mkdir(path string) {
	v.mutex.Lock()
	defer v.mutex.Unlock()
	for InMemory(path) {
		v.dirs[path] = true
		path = filepath.Dir(path)
	}
}

func (v *volume) remove(path string) error {
	v.mutex.Lock()
	defer v.mutex.Unlock()
	if _, ok := v.files[path]; !ok {
		return &fs.PathError{Op: "remove", Path: path, Err: fs.ErrNotExist}
	}
	delete(v.files, path)
	return nil
}

func (v *volume) rename(from, to string) error {
	v.mutex.Lock()
	defer v.mutex.Unlock()
	found, ok := v.files[from]
	if !ok || !v.dirs[filepath.Dir(to)] {
		return &fs.PathError{Op: "rename", Path: from, Err: fs.ErrNotExist}
	}
	moved := *found
	moved.name = filepath.Base(to)
	delete(v.files, from)
	v.files[to] = &moved
	return nil
}

func (v *volume) change(path string, at time.Time) error {
	v.mutex.Lock()
	defer v.mutex.Unlock()
	found, ok := v.files[path]
	if !ok {
		return &fs.PathError{Op: "chtimes", Path: path, Err: fs.ErrNotExist}
	}
	changed := *found
	changed.at = at
	v.files[path] = &changed
	return nil
}
