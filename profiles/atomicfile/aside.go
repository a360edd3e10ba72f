package atomicfile

import (
	"os"
	"time"

	"devtools/ripio-explorer/profiles/disk"
)

// SetAside renames a file to its name with the mark and the time, see FreeName, and
// gives its new path. A lock must keep other instances away.
func SetAside(path, mark string, now time.Time) (string, error) {
	aside := FreeName(path+mark, now)
	if err := Rename(path, aside); err != nil {
		return "", err
	}
	_ = os.Chmod(aside, FileMode)
	return aside, nil
}

// ReplaceAside is Replace that keeps what was there under the name that SetAside
// gives: as a copy, so that there is a file at every moment.
func ReplaceAside(path, mark string, data []byte, now time.Time) error {
	return replaceKeeping(path, path, FreeName(path+mark, now), data)
}

// ReplaceFirst writes a file where there is none, in one step, as there is nothing to
// go back to. A backup whose file is gone belongs to another history: it is copied to
// a name with the time before and removed after, so that neither a failure nor a kill
// takes it away.
func ReplaceFirst(path string, data []byte, now time.Time) error {
	var err error
	if backup := Backup(path); backup == "" {
		err = Replace(path, data)
	} else {
		err = replaceKeeping(path, backup, FreeName(backup+"-", now), data)
	}
	if err != nil {
		return err
	}
	return Remove(path + BackupSuffix)
}

// replaceKeeping replaces a file once there is a copy of another one, or of itself;
// there is none after an error.
func replaceKeeping(path, kept, name string, data []byte) error {
	copied, err := KeepCopy(kept, name)
	if err != nil {
		return err
	}
	err = Replace(path, data)
	if err != nil && copied {
		_ = disk.Remove(name)
	}
	return err
}
