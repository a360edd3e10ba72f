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

// The slots of a secret that is being rotated, beside the one in use.
const (
	NextSecret     = "next"
	PreviousSecret = "previous"
)

// RotationKey is the key of a slot. Its environment is that of the secret and the slot's
// name, such as "sandbox-next"; it names a place for a secret and no environment.
func RotationKey(key SecretKey, slot string) SecretKey {
	return SecretKey{Profile: key.Profile, Environment: key.Environment + "-" + ripio.EnvironmentName(slot)}
}

// Base is the key of the secret that a slot belongs to; the key itself for no slot.
func (k SecretKey) Base() SecretKey {
	for _, slot := range []string{NextSecret, PreviousSecret} {
		if name, is := strings.CutSuffix(string(k.Environment), "-"+slot); is {
			k.Environment = ripio.EnvironmentName(name)
		}
	}
	return k
}

// Slot is the name of the slot that the key is of; empty for the secret in use.
func (k SecretKey) Slot() string {
	slot := strings.TrimPrefix(string(k.Environment), string(k.Base().Environment))
	return strings.TrimPrefix(slot, "-")
}

// SecretKeys are the keys of all secrets that may be kept for a profile, those of
// rotations among them.
func SecretKeys(profile string) (keys []SecretKey) {
	for _, environment := range Environments {
		key := SecretKey{Profile: profile, Environment: environment}
		keys = append(keys, key, RotationKey(key, NextSecret), RotationKey(key, PreviousSecret))
	}
	return keys
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
	environment := key.Base().Environment
	known := environment == ripio.Sandbox || environment == ripio.Production
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
