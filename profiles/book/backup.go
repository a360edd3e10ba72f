package book

import (
	"bytes"
	"time"

	"devtools/ripio-explorer/profiles/atomicfile"
	"devtools/ripio-explorer/profiles/disk"
)

func (s *Store) backupPath() string { return s.Path() + atomicfile.BackupSuffix }

// findBackup returns the backup's path and time if it can be read and holds a
// profile; an empty path otherwise.
func (s *Store) findBackup() (string, time.Time) {
	path := s.backupPath()
	data, err := atomicfile.Read(path, atomicfile.MaxSize)
	if err != nil {
		return "", time.Time{}
	}
	d, fault := parseDocument(data)
	info, err := disk.Stat(path)
	if fault != nil || err != nil || len(d.entries) == 0 {
		return "", time.Time{}
	}
	return path, info.ModTime()
}

// isBlank reports whether a file holds nothing but white space.
func isBlank(data []byte) bool {
	return len(bytes.TrimSpace(bytes.TrimPrefix(data, byteOrderMark))) == 0
}
