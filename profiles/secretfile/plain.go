package secretfile

import (
	"fmt"
	"io/fs"
	"path/filepath"

	"devtools/ripio-explorer/profiles/atomicfile"
	"devtools/ripio-explorer/profiles/disk"
	"devtools/ripio-explorer/ripio/redact"
)

// PlainName is the plain file's name in the configuration folder.
const PlainName = "secrets-plain.json"

// OpenPlain prepares the file secrets-plain.json in a folder, which is closed to
// other users and not encrypted. It is for callers whose user was told what that
// means and chose it. Nothing is read or created: the first Set begins it. A file
// that other users can read gives a *LooseError and is not used.
func OpenPlain(dir string) *File {
	same := func(data []byte, _ redact.Secret) ([]byte, error) { return data, nil }
	return New(filepath.Join(dir, PlainName), Protection{
		Name: "plain file", Open: same, Seal: same, Check: checkMode, Patience: atomicfile.LockLimit,
	})
}

// LooseError says that other users of the machine can read the file, or could
// until now. Its secrets are not used until chmod 600 has closed it.
type LooseError struct {
	Path string
	// Mode are the permissions, such as 0644.
	Mode fs.FileMode
}

// Error says so, and what to do.
func (e *LooseError) Error() string {
	return fmt.Sprintf("open plain file: %s is open to other users of this machine (mode %04o), so it is not used; "+
		"close it with chmod 600, and treat its secrets as known to others", e.Path, e.Mode.Perm())
}

// checkMode refuses a file that others can read.
func checkMode(path string) error {
	info, err := disk.Stat(path)
	if err == nil && atomicfile.IsLoose(info) {
		return &LooseError{Path: path, Mode: info.Mode()}
	}
	return nil // that it cannot be looked at is for reading it to say
}
