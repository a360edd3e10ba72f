package secrets_test

import (
	"testing"

	"devtools/ripio-explorer/profiles/secrets"
	"devtools/ripio-explorer/ripio/redact"
)

// TestFingerprint has its wanted values from Python's hashlib.scrypt.
func TestFingerprint(t *testing.T) {
	t.Parallel()
	for secret, want := range map[string]string{
		"correct horse battery": "2G6A-4OO2",
		"abcdefghijkl":          "WPRO-GTNP",
		"ñandúñandúñandú":       "T63X-A6XC",
		"abcdefghijk":           "too short to fingerprint",
		"ñandúñandúñ":           "too short to fingerprint",
		"":                      "",
	} {
		if got := secrets.Fingerprint(redact.NewSecret(secret)); got != want {
			t.Errorf("%q: got %q, want %q", secret, got, want)
		}
	}
}
