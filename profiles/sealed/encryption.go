package sealed

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path/filepath"
	"strconv"
	"strings"

	"filippo.io/age"

	"devtools/ripio-explorer/profiles/atomicfile"
	"devtools/ripio-explorer/profiles/secretfile"
	"devtools/ripio-explorer/ripio/redact"
)

const (
	// WorkFactor is the logarithm of scrypt's cost: 2^18 steps in 256 MiB, about a
	// second. It is the age tool's own default. 16 would be done in 0.2 seconds,
	// but whoever gets a copy of the file could then try four times as many
	// passphrases; it is opened once in a session and saved rarely.
	WorkFactor = 18
	// MaxWorkFactor is the most that is computed for a file: 2^20 steps, 1 GiB. A
	// file that asks for more was not made by this program and could exhaust the
	// machine.
	MaxWorkFactor = 20
)

const (
	ageVersion   = "age-encryption.org/v1"
	scryptPrefix = "-> scrypt "
)

// decrypt returns the text of a file once the whole of it is authenticated. Its
// errors are secretfile.ErrWrongPassphrase and *secretfile.CorruptError without a path.
func decrypt(file []byte, passphrase redact.Secret) ([]byte, error) {
	if reason := checkHeader(file); reason != "" {
		return nil, &secretfile.CorruptError{Reason: reason}
	}
	identity, err := age.NewScryptIdentity(passphrase.Reveal())
	if err != nil {
		return nil, secretfile.ErrEmptyPassphrase
	}
	identity.SetMaxWorkFactor(MaxWorkFactor)
	const damaged = "it is damaged or cut off"
	plain, err := age.Decrypt(bytes.NewReader(file), identity)
	var noMatch *age.NoIdentityMatchError
	switch {
	case errors.As(err, &noMatch):
		return nil, secretfile.ErrWrongPassphrase
	case err != nil:
		return nil, &secretfile.CorruptError{Reason: damaged}
	}
	// The body is authenticated in pieces: text read before an error is not to be
	// used.
	text, err := io.ReadAll(plain)
	if err != nil {
		return nil, &secretfile.CorruptError{Reason: damaged}
	}
	return text, nil
}

// Inspect says whether a file is an encrypted one as far as its first lines tell, which
// need no passphrase. One that does not exist gives a *secretfile.MissingError, one that
// is something else a *secretfile.CorruptError.
func Inspect(dir string) error {
	path := filepath.Join(dir, FileName)
	data, err := atomicfile.Read(path, atomicfile.MaxSize)
	if errors.Is(err, fs.ErrNotExist) {
		return &secretfile.MissingError{Path: path, Backup: atomicfile.Backup(path)}
	}
	if err != nil {
		return err
	}
	if reason := checkHeader(data); reason != "" {
		return &secretfile.CorruptError{Path: path, Reason: reason, Backup: atomicfile.Backup(path)}
	}
	return nil
}

// checkHeader tells what is wrong with the first lines of a file. The library
// would say it in words that quote the file.
func checkHeader(file []byte) (reason string) {
	version, rest, _ := strings.Cut(string(file[:min(len(file), 512)]), "\n")
	recipient, _, _ := strings.Cut(rest, "\n")
	arguments := strings.Fields(strings.TrimPrefix(recipient, scryptPrefix))
	switch {
	case len(file) == 0:
		return "it is empty"
	case version != ageVersion:
		return "it is not an age file"
	case !strings.HasPrefix(recipient, scryptPrefix) || len(arguments) != 2:
		return "it is damaged, or not protected by a passphrase"
	}
	if factor, err := strconv.Atoi(arguments[1]); err != nil || factor > MaxWorkFactor {
		return fmt.Sprintf("its work factor is not a number up to %d; this program did not write it", MaxWorkFactor)
	}
	return ""
}

// encrypt returns the file that holds a text.
func encrypt(text []byte, passphrase redact.Secret, workFactor int) ([]byte, error) {
	recipient, err := age.NewScryptRecipient(passphrase.Reveal())
	if err != nil {
		return nil, secretfile.ErrEmptyPassphrase
	}
	recipient.SetWorkFactor(workFactor)
	var file bytes.Buffer
	body, err := age.Encrypt(&file, recipient)
	if err != nil {
		return nil, fmt.Errorf("encrypt: %w", err)
	}
	if _, err := body.Write(text); err != nil {
		return nil, fmt.Errorf("encrypt: %w", err)
	}
	if err := body.Close(); err != nil {
		return nil, fmt.Errorf("encrypt: %w", err)
	}
	return file.Bytes(), nil
}
