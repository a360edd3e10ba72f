package sealed_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"devtools/ripio-explorer/profiles/internal/storetest"
	"devtools/ripio-explorer/profiles/sealed"
	"devtools/ripio-explorer/profiles/secretfile"
	"devtools/ripio-explorer/ripio/redact"
)

// canary stands for a secret.
const canary = storetest.Canary

var wantError = storetest.WantError

var (
	passphrase = redact.NewSecret("correct CANARY-s3cr3t horse")
	other      = redact.NewSecret("other CANARY-s3cr3t horse")
)

// open returns a file that costs little to open.
func open(dir string) *secretfile.File {
	return sealed.Open(dir, 2)
}

func folder(t *testing.T) string {
	t.Helper()
	return filepath.Join(t.TempDir(), "ripio-explorer")
}

// created returns an unlocked new file with one secret.
func created(t *testing.T) *secretfile.File {
	t.Helper()
	file := open(folder(t))
	if err := file.Create(passphrase); err != nil {
		t.Fatal(err)
	}
	set(t, file, "acme/sandbox", canary)
	return file
}

// another returns the same file as another instance has it, still locked.
func another(file *secretfile.File) *secretfile.File { return open(filepath.Dir(file.Path())) }

func unlock(t *testing.T, file *secretfile.File, with redact.Secret) *secretfile.File {
	t.Helper()
	if err := file.Unlock(with); err != nil {
		t.Fatal(err)
	}
	return file
}

func set(t *testing.T, file *secretfile.File, account, secret string) {
	t.Helper()
	if err := file.Set(account, redact.NewSecret(secret)); err != nil {
		t.Fatal(err)
	}
}

// wantSecrets compares all that an unlocked file holds, such as "a=1 b=2".
func wantSecrets(t *testing.T, file *secretfile.File, want string) {
	t.Helper()
	accounts, err := file.Accounts()
	if err != nil {
		t.Errorf("accounts: %v", err)
		return
	}
	var pairs []string
	for _, account := range accounts {
		secret, err := file.Get(account)
		if err != nil {
			t.Errorf("get %s: %v", account, err)
		}
		pairs = append(pairs, account+"="+secret.Reveal())
	}
	if got := strings.Join(pairs, " "); got != want {
		t.Errorf("the file holds %q, want %q", got, want)
	}
}

// wantLocked wants that nothing is to be had from the file.
func wantLocked(t *testing.T, file *secretfile.File) {
	t.Helper()
	_, err := file.Get("acme/sandbox")
	wantError(t, err, secretfile.ErrPassphraseNeeded)
	_, err = file.Accounts()
	wantError(t, err, secretfile.ErrPassphraseNeeded)
	wantError(t, file.Set("a", redact.NewSecret("1")), secretfile.ErrPassphraseNeeded)
	if file.Unlocked() {
		t.Error("the file is unlocked")
	}
}

func readFile(t *testing.T, path string) []byte {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func writeFile(t *testing.T, path string, data []byte) {
	t.Helper()
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
}

// wantNoCanaryOnDisk reads every file of the folder.
func wantNoCanaryOnDisk(t *testing.T, file *secretfile.File) {
	t.Helper()
	entries, err := os.ReadDir(filepath.Dir(file.Path()))
	if err != nil {
		t.Fatal(err)
	}
	for _, entry := range entries {
		if bytes.Contains(readFile(t, filepath.Join(filepath.Dir(file.Path()), entry.Name())), []byte("CANARY")) {
			t.Errorf("%s shows the canary", entry.Name())
		}
	}
	if text := fmt.Sprintf("%v %+v %#v", file, file, file); strings.Contains(text, "CANARY") {
		t.Errorf("printing the file shows the canary")
	}
}
