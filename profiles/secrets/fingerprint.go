package secrets

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base32"
	"runtime/debug"
	"sync"
	"unicode/utf8"

	"golang.org/x/crypto/scrypt"

	"devtools/ripio-explorer/ripio/redact"
)

// TooShortToFingerprint is what Fingerprint gives for a secret of fewer than 12
// characters.
const TooShortToFingerprint = "too short to fingerprint"

const (
	fingerprintMinimum = 12
	// fingerprintContext is the scrypt salt: it is public, and the same for
	// everybody, because two people must get the same result.
	fingerprintContext = "ripio-explorer client_secret fingerprint 1"
	fingerprintBytes   = 5 // 8 characters of base32

	// Parameters of scrypt, about a tenth of a second and 32 MiB of memory.
	scryptCost, scryptBlock, scryptParallel = 1 << 15, 8, 1
)

// Fingerprint returns a short text, such as "MZXW-6YTB", that is the same for the
// same secret everywhere: two colleagues can compare it over the telephone
// without showing the secret. It is empty for an empty secret and
// TooShortToFingerprint below 12 characters. The first time it takes about a tenth
// of a second for a secret; after that the result is known, until so many other
// secrets were used that it is dropped.
//
// What it protects: the secret cannot be computed from it, and so slow a hash
// (scrypt, RFC 7914) makes trying out guesses costly. A random secret of 12
// characters or more is out of reach. What it does not protect: whoever sees the
// fingerprint can check a guess, so a secret made of words may be found, and
// can see that two places use the same secret. It has 40 bits: equal
// fingerprints mean equal secrets among honest people, but prove nothing
// against somebody who looks for a second secret with the same one.
func Fingerprint(secret redact.Secret) string {
	text := secret.Reveal()
	switch {
	case text == "":
		return ""
	case utf8.RuneCountInString(text) < fingerprintMinimum:
		return TooShortToFingerprint
	}
	return known.fingerprint(text)
}

// known are the results of this process.
var known fingerprints

// knownLimit is how many results are kept; people use a handful of secrets.
const knownLimit = 32

// fingerprints computes each fingerprint once, and one at a time, because each
// takes 32 MiB while it is computed. It keeps no secret: a result is found by a
// hash under a key that is made for this process and leaves it nowhere.
type fingerprints struct {
	mutex   sync.Mutex
	key     []byte
	results map[[sha256.Size]byte]string
}

func (f *fingerprints) fingerprint(text string) string {
	f.mutex.Lock()
	defer f.mutex.Unlock()
	name := f.name(text)
	if result, ok := f.results[name]; ok {
		return result
	}
	result := compute(text)
	// The collector would keep the 32 MiB for the next one, which may never come.
	debug.FreeOSMemory()
	if f.results == nil || len(f.results) >= knownLimit {
		f.results = make(map[[sha256.Size]byte]string)
	}
	f.results[name] = result
	return result
}

// name is the text's keyed hash.
func (f *fingerprints) name(text string) (name [sha256.Size]byte) {
	if f.key == nil {
		f.key = make([]byte, sha256.Size)
		_, _ = rand.Read(f.key) // it never fails
	}
	hash := hmac.New(sha256.New, f.key)
	hash.Write([]byte(text))
	return [sha256.Size]byte(hash.Sum(nil))
}

// compute derives a fingerprint.
func compute(text string) string {
	sum, err := scrypt.Key([]byte(text), []byte(fingerprintContext), scryptCost, scryptBlock, scryptParallel, fingerprintBytes)
	if err != nil {
		return "" // only for wrong parameters; a test uses these
	}
	letters := base32.StdEncoding.EncodeToString(sum)
	return letters[:4] + "-" + letters[4:]
}
