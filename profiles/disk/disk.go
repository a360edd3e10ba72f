// Package disk is those functions of package os that the stores use, for paths on the
// disk and for paths in memory. A path in memory holds a zero byte, which no operating
// system takes in a name: code that does not know of memory can touch nothing with it.
package disk

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// InMemory reports whether a path leads into memory.
func InMemory(path string) bool { return strings.Contains(path, zero) }

const zero = "\x00"

// Stat is os.Stat. There are no links in memory, so that Lstat is the same there.
func Stat(path string) (fs.FileInfo, error) {
	if InMemory(path) {
		return memory.stat(path)
	}
	return os.Stat(path)
}

// Lstat is os.Lstat.
func Lstat(path string) (fs.FileInfo, error) {
	if InMemory(path) {
		return memory.stat(path)
	}
	return os.Lstat(path)
}

// Open is os.Open.
func Open(path string) (fs.File, error) {
	if InMemory(path) {
		return memory.open(path)
	}
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	return file, nil
}

// ReadDir is os.ReadDir.
func ReadDir(path string) ([]fs.DirEntry, error) {
	if InMemory(path) {
		return memory.list(path)
	}
	return os.ReadDir(path)
}

// Glob is filepath.Glob, but that in memory only the last part may be a pattern.
func Glob(pattern string) ([]string, error) {
	if !InMemory(pattern) {
		return filepath.Glob(pattern)
	}
	entries, err := memory.list(filepath.Dir(pattern))
	if err != nil {
		return nil, nil //nolint:nilerr // as filepath.Glob
	}
	var paths []string
	for _, entry := range entries {
		fits, err := filepath.Match(filepath.Base(pattern), entry.Name())
		if err != nil {
			return nil, err
		}
		if fits {
			paths = append(paths, filepath.Join(filepath.Dir(pattern), entry.Name()))
		}
	}
	return paths, nil
}

// MkdirAll is os.MkdirAll.
func MkdirAll(path string, mode fs.FileMode) error {
	if InMemory(path) {
		memory.mkdir(path)
		return nil
	}
	return os.MkdirAll(path, mode)
}

// Remove is os.Remove for files.
func Remove(path string) error {
	if InMemory(path) {
		return memory.remove(path)
	}
	return os.Remove(path)
}

// Rename is os.Rename for files.
func Rename(from, to string) error {
	if InMemory(from) || InMemory(to) {
		return memory.rename(from, to)
	}
	return os.Rename(from, to)
}

// Chtimes is os.Chtimes, of the time of change alone.
func Chtimes(path string, at time.Time) error {
	if InMemory(path) {
		return memory.change(path, at)
	}
	return os.Chtimes(path, at, at)
}
