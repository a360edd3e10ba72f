package sealed_test

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"filippo.io/age"

	"devtools/ripio-explorer/profiles/secretfile"
)

// wantRefused wants that the damaged file gives no secret and is left as it is.
func wantRefused(t *testing.T, file *secretfile.File, data []byte) {
	t.Helper()
	writeFile(t, file.Path(), data)
	err := file.Unlock(passphrase)
	if !errors.Is(err, secretfile.ErrCorrupt) && !errors.Is(err, secretfile.ErrWrongPassphrase) {
		t.Fatalf("got %v", err)
	}
	if file.Unlocked() {
		t.Fatal("the file is unlocked")
	}
	if !bytes.Equal(readFile(t, file.Path()), data) {
		t.Fatal("the file was changed")
	}
}

func TestEveryCutIsRefused(t *testing.T) {
	file := created(t)
	data := readFile(t, file.Path())
	for length := range len(data) {
		wantRefused(t, file, data[:length])
	}
	wantRefused(t, file, append(bytes.Clone(data), 0))
	wantRefused(t, file, append(bytes.Clone(data), data...))
}

func TestEveryFlippedBitIsRefused(t *testing.T) {
	file := created(t)
	data := readFile(t, file.Path())
	for at := range data {
		for bit := range 8 {
			flipped := bytes.Clone(data)
			flipped[at] ^= 1 << bit
			wantRefused(t, file, flipped)
		}
	}
	writeFile(t, file.Path(), data)
	wantSecrets(t, unlock(t, file, passphrase), "acme/sandbox="+canary)
}

func TestFilesThatAreNoneOfOurs(t *testing.T) {
	factor := func(factor string) string {
		return "age-encryption.org/v1\n-> scrypt 8Iq8ZP8pHHGsAAdCJeSKxw " + factor + "\nx\n--- x\nx"
	}
	var toAKey bytes.Buffer
	identity, err := age.GenerateX25519Identity()
	if err != nil {
		t.Fatal(err)
	}
	writer, err := age.Encrypt(&toAKey, identity.Recipient())
	if err != nil {
		t.Fatal(err)
	}
	if err := writer.Close(); err != nil {
		t.Fatal(err)
	}
	tooMuch := "its work factor is not a number up to 20; this program did not write it"
	tests := []struct{ name, data, want string }{
		{"empty", "", "it is empty"},
		{"other text", canary, "it is not an age file"},
		{"zero bytes", strings.Repeat("\x00", 300), "it is not an age file"},
		{"for a key", toAKey.String(), "it is damaged, or not protected by a passphrase"},
		{"a work factor of 22", factor("22"), tooMuch},
		{"an absurd work factor", factor(strings.Repeat("9", 400)), tooMuch},
		{"no number", factor(canary), tooMuch},
		{"less than nothing", factor("-5"), "it is damaged or cut off"},
		{"no work factor", factor(""), "it is damaged, or not protected by a passphrase"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			file := created(t)
			writeFile(t, file.Path(), []byte(test.data))
			err := file.Unlock(passphrase)
			wantError(t, err, secretfile.ErrCorrupt)
			var corrupt *secretfile.CorruptError
			if !errors.As(err, &corrupt) || corrupt.Reason != test.want {
				t.Errorf("got %v, want %s", err, test.want)
			}
		})
	}
}
