package secrets

import (
	"crypto/sha256"
	"encoding/hex"
	"path/filepath"

	"devtools/ripio-explorer/profiles/dir"
)

// keyringService is the name under which the system's keyring files all items.
const keyringService = "ripio-explorer"

// folderMark tells the items of one configuration folder from those of another
// in a keyring, which all folders of a user share: empty for the native folder
// of the system, otherwise "@" and eight digits that depend on the path. Without
// it, trying the program with --config-dir would change the real secrets.
func folderMark(folder string) string {
	path, err := filepath.Abs(folder)
	if err != nil {
		path = filepath.Clean(folder)
	}
	if native, err := dir.NativeConfigFolder(); err == nil && path == filepath.Join(native, dir.ProgramFolder) {
		return ""
	}
	sum := sha256.Sum256([]byte(path))
	return "@" + hex.EncodeToString(sum[:4])
}
