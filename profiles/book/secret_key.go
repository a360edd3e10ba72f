package book

import (
	"strings"

	"devtools/ripio-explorer/ripio"
)

// SecretKey says whose secret is meant.
type SecretKey struct {
	Profile     string
	Environment ripio.EnvironmentName
}

// Folded is the key under which all spellings of the profile's name meet.
func (k SecretKey) Folded() SecretKey {
	return SecretKey{Profile: FoldName(k.Profile), Environment: k.Environment}
}

// AccountName is the name under which a place files a secret: the profile's
// name in one letter case, a slash and the environment, such as
// "acme-wallet/sandbox". It stays the same when only the letter case of the
// profile's name changes.
func (k SecretKey) AccountName() string {
	return lowerName(k.Profile) + "/" + string(k.Environment)
}

// ParseAccountName is the reverse; the profile's name comes in one letter case.
func ParseAccountName(account string) (key SecretKey, ok bool) {
	at := strings.LastIndexByte(account, '/')
	if at < 0 {
		return SecretKey{}, false
	}
	key = SecretKey{Profile: account[:at], Environment: ripio.EnvironmentName(account[at+1:])}
	known := key.Environment == ripio.Sandbox || key.Environment == ripio.Production
	return key, known && ReadableName(key.Profile) == nil
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
	}, FoldName(name))
}
