package profiles

import (
	"encoding/base32"
	"unicode/utf8"

	"golang.org/x/crypto/scrypt"

	"devtools/ripio-explorer/ripio"
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

// Fingerprint gives a short text, such as "MZXW-6YTB", that is the same for the
// same secret everywhere: two colleagues can compare it over the telephone
// without showing the secret. It is empty for an empty secret and
// TooShortToFingerprint below 12 characters. It takes about a tenth of a second.
//
// What it protects: the secret cannot be computed from it, and so slow a hash
// (scrypt, RFC 7914) makes trying out guesses costly. A random secret of 12
// characters or more is out of reach. What it does not protect: whoever sees the
// fingerprint can check a guess, so a secret made of words may be found, and
// can see that two places use the same secret. It has 40 bits: equal
// fingerprints mean equal secrets among honest people, but prove nothing
// against somebody who looks for a second secret with the same one.
func Fingerprint(secret ripio.Secret) string {
	text := secret.Reveal()
	switch {
	case text == "":
		return ""
	case utf8.RuneCountInString(text) < fingerprintMinimum:
		return TooShortToFingerprint
	}
	sum, err := scrypt.Key([]byte(text), []byte(fingerprintContext), scryptCost, scryptBlock, scryptParallel, fingerprintBytes)
	if err != nil {
		return "" // only for wrong parameters; a test uses these
	}
	letters := base32.StdEncoding.EncodeToString(sum)
	return letters[:4] + "-" + letters[4:]
}
