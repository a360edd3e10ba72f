package profiles

import (
	"crypto/sha256"
	"encoding/hex"
	"path/filepath"
	"strings"

	"devtools/ripio-explorer/ripio"
)

// keyringService is the name under which the system's keyring files all items.
const keyringService = "ripio-explorer"

// accountName is the name under which a place files a secret: the profile's
// name in one letter case, a slash and the environment, such as
// "acme-wallet/sandbox". It stays the same when only the letter case of the
// profile's name changes.
func (k SecretKey) accountName() string {
	return lowerName(k.Profile) + "/" + string(k.Environment)
}

// parseAccountName is the reverse; the profile's name comes in one letter case.
func parseAccountName(account string) (key SecretKey, ok bool) {
	at := strings.LastIndexByte(account, '/')
	if at < 0 {
		return SecretKey{}, false
	}
	key = SecretKey{Profile: account[:at], Environment: ripio.EnvironmentName(account[at+1:])}
	known := key.Environment == ripio.Sandbox || key.Environment == ripio.Production
	return key, known && readableName(key.Profile) == nil
}

// lowerName returns one readable text for all spellings of a name that sameName
// takes as equal. Each set of such letters is named by its smallest one, which
// is never a small Latin letter, so that making capitals small keeps sets
// apart.
func lowerName(name string) string {
	return strings.Map(func(r rune) rune {
		if 'A' <= r && r <= 'Z' {
			return r + 'a' - 'A'
		}
		return r
	}, foldName(name))
}

// folderMark tells the items of one configuration folder from those of another
// in a keyring, which all folders of a user share: empty for the native folder
// of the system, otherwise "@" and eight digits that depend on the path. Without
// it, trying the program with --config-dir would change the real secrets.
func folderMark(folder string) string {
	path, err := filepath.Abs(folder)
	if err != nil {
		path = filepath.Clean(folder)
	}
	if native, err := nativeConfigFolder(); err == nil && path == filepath.Join(native, programFolder) {
		return ""
	}
	sum := sha256.Sum256([]byte(path))
	return "@" + hex.EncodeToString(sum[:4])
}
