package secretfile_test

import (
	"bytes"
	"errors"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"devtools/ripio-explorer/profiles/internal/storetest"
	"devtools/ripio-explorer/profiles/secretfile"
	"devtools/ripio-explorer/ripio/redact"
)

// canary stands for a secret.
const canary = storetest.Canary

var (
	writeFile = storetest.WriteFile
	readFile  = storetest.ReadFile
	wantError = storetest.WantError
)

// errSealed is what opening gives for a file that the test's protection did not
// seal.
var errSealed = errors.New("it is not sealed")

// none is what opens a file without a passphrase.
var none redact.Secret

// protection seals by putting a word before the text, which is enough to see
// whether it is used.
var protection = secretfile.Protection{
	Name: "test file",
	Open: func(file []byte, _ redact.Secret) ([]byte, error) {
		text, sealed := bytes.CutPrefix(file, []byte("sealed "))
		if !sealed {
			return nil, errSealed
		}
		return text, nil
	},
	Seal:     func(text []byte, _ redact.Secret) ([]byte, error) { return append([]byte("sealed "), text...), nil },
	Patience: 50 * time.Millisecond,
}

func newStore(t *testing.T) *secretfile.File {
	t.Helper()
	return secretfile.New(filepath.Join(t.TempDir(), "ripio-explorer", "secrets"), protection)
}

// another is a store of another instance for the same file.
func another(store *secretfile.File) *secretfile.File {
	return secretfile.New(store.Path(), protection)
}

func begun(t *testing.T) *secretfile.File {
	t.Helper()
	store := newStore(t)
	if err := store.Create(none); err != nil {
		t.Fatal(err)
	}
	return store
}

func update(t *testing.T, store *secretfile.File, accountsAndSecrets ...string) {
	t.Helper()
	if err := store.Update(changes(accountsAndSecrets...)); err != nil {
		t.Fatal(err)
	}
}

func changes(accountsAndSecrets ...string) secretfile.Secrets {
	all := secretfile.Secrets{}
	for i := 0; i < len(accountsAndSecrets); i += 2 {
		all[accountsAndSecrets[i]] = redact.NewSecret(accountsAndSecrets[i+1])
	}
	return all
}

// wantSecrets compares all that the file holds, such as "a=1 b=2".
func wantSecrets(t *testing.T, store *secretfile.File, want string) {
	t.Helper()
	secrets, err := store.Read()
	if err != nil {
		t.Errorf("read: %v", err)
		return
	}
	var pairs []string
	for _, account := range secrets.Accounts() {
		pairs = append(pairs, account+"="+secrets[account].Reveal())
	}
	if got := strings.Join(pairs, " "); got != want {
		t.Errorf("the file holds %q, want %q", got, want)
	}
}
