// Package linefile appends lines to a file in such a way that a crash, a full
// disk or a kill at any moment damages no line but the last one, and reads what
// is there. It does not know what the lines hold. Writers must hold a lock; to
// take lines out, a file is replaced with package atomicfile.
package linefile

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"

	"devtools/ripio-explorer/profiles/atomicfile"
	"devtools/ripio-explorer/profiles/atomicfile/faultpoint"
	"devtools/ripio-explorer/profiles/disk"
)

// Append writes one line, which must hold no line break, in one call of write. It
// makes the file if need be and closes it to other users. When the file does not
// end in a line break, as after a write that was torn, a new line is begun first.
// After an error the file is as long as it was, as far as that is possible.
func Append(path string, line []byte) error {
	if info, err := disk.Stat(path); err == nil && !info.Mode().IsRegular() {
		return fmt.Errorf("%s is not a regular file", path)
	}
	if disk.InMemory(path) {
		return appendInMemory(path, line)
	}
	faultpoint.Pass("open")
	file, err := os.OpenFile(path, os.O_APPEND|os.O_CREATE|os.O_RDWR, atomicfile.FileMode)
	if err != nil {
		return err
	}
	return errors.Join(appendTo(file, line), file.Close())
}

// appendInMemory is Append where a write cannot be torn.
func appendInMemory(path string, line []byte) error {
	before, err := disk.Read(path)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return disk.Write(path, append(append(before, line...), '\n'))
}

func appendTo(file *os.File, line []byte) error {
	info, err := file.Stat()
	if err != nil {
		return err
	}
	if atomicfile.IsLoose(info) {
		// Some file systems have no permissions.
		_ = file.Chmod(atomicfile.FileMode)
	}
	torn, err := isTorn(file, info.Size())
	if err != nil {
		return err
	}
	data := make([]byte, 0, len(line)+2)
	if torn {
		data = append(data, '\n')
	}
	data = append(append(data, line...), '\n')
	faultpoint.Pass("write")
	if _, err := file.Write(data); err != nil {
		_ = file.Truncate(info.Size())
		return err
	}
	faultpoint.Pass("fsync")
	return file.Sync()
}

// isTorn reports whether the file's last line has no end.
func isTorn(file *os.File, size int64) (bool, error) {
	if size == 0 {
		return false, nil
	}
	last := make([]byte, 1)
	_, err := file.ReadAt(last, size-1)
	return last[0] != '\n', err
}

// Content is what a file of lines holds.
type Content struct {
	// Lines are without their ends, in the order of the file. Empty ones are left
	// out.
	Lines [][]byte
	// Torn tells that the last line has no end: it was torn, or is being written.
	Torn bool
}

// Read reads a file of lines, of which only the last limit bytes are looked at. A
// file that does not exist holds nothing.
func Read(path string, limit int64) (Content, error) {
	info, err := disk.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return Content{}, nil
	case err != nil:
		return Content{}, err
	case !info.Mode().IsRegular():
		return Content{}, fmt.Errorf("%s is not a regular file", path)
	}
	file, err := disk.Open(path)
	if err != nil {
		return Content{}, err
	}
	defer file.Close() //nolint:errcheck // nothing was written
	from := max(info.Size()-limit, 0)
	data := make([]byte, info.Size()-from)
	n, err := file.(io.ReaderAt).ReadAt(data, from) // both kinds of file are one
	if err != nil && !errors.Is(err, io.EOF) {      // it became shorter
		return Content{}, err
	}
	data = data[:n]
	if from > 0 {
		_, data, _ = bytes.Cut(data, []byte{'\n'}) // the line's begin is not here
	}
	return split(data), nil
}

func split(data []byte) Content {
	content := Content{Lines: make([][]byte, 0, bytes.Count(data, []byte{'\n'})+1)}
	content.Torn = len(data) > 0 && data[len(data)-1] != '\n'
	for line := range bytes.SplitSeq(data, []byte{'\n'}) {
		if len(line) > 0 {
			content.Lines = append(content.Lines, line)
		}
	}
	return content
}

// Join is what the lines are as a file.
func Join(lines [][]byte) []byte {
	size := 0
	for _, line := range lines {
		size += len(line) + 1
	}
	data := make([]byte, 0, size)
	for _, line := range lines {
		data = append(append(data, line...), '\n')
	}
	return data
}
