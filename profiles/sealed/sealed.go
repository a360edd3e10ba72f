// Package sealed protects a file of secrets with a passphrase. The file is in the
// age format (https://age-encryption.org/v1) with its scrypt recipient, so that
// `age -d secrets.age` opens it too. Decrypted secrets and the passphrase are in
// memory only.
package sealed

import (
	"path/filepath"
	"runtime/debug"
	"time"

	"devtools/ripio-explorer/profiles/secretfile"
	"devtools/ripio-explorer/ripio/redact"
)

// FileName is the file's name in the configuration folder.
const FileName = "secrets.age"

// patience is longer than for other files: another instance's save computes for
// about a second while it has the lock.
const patience = 10 * time.Second

// Open prepares the file secrets.age in a folder. Nothing is read or created.
// workFactor is how long what is saved takes to open, as the logarithm of scrypt's
// cost: WorkFactor but for tests. Below it the file is protected less.
func Open(dir string, workFactor int) *secretfile.File {
	giveMemoryBack := func() {
		if workFactor == WorkFactor {
			debug.FreeOSMemory() // 256 MiB; the rest of the program needs a few
		}
	}
	return secretfile.New(filepath.Join(dir, FileName), secretfile.Protection{
		Name: "encrypted file", Passphrase: true, Patience: patience,
		Open: func(file []byte, passphrase redact.Secret) ([]byte, error) {
			defer giveMemoryBack()
			return decrypt(file, passphrase)
		},
		Seal: func(text []byte, passphrase redact.Secret) ([]byte, error) {
			defer giveMemoryBack()
			return encrypt(text, passphrase, workFactor)
		},
	})
}
