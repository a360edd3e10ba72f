package profiles_test

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"filippo.io/age"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/profiles/sealed"
	"devtools/ripio-explorer/profiles/secretfile"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/redact"
)

// writeSealed makes an encrypted file that is quick to open.
func writeSealed(t *testing.T, dir, passphrase, text string) {
	t.Helper()
	recipient, err := age.NewScryptRecipient(passphrase)
	if err != nil {
		t.Fatal(err)
	}
	recipient.SetWorkFactor(4)
	var file bytes.Buffer
	body, err := age.Encrypt(&file, recipient)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := body.Write([]byte(text)); err != nil {
		t.Fatal(err)
	}
	if err := body.Close(); err != nil {
		t.Fatal(err)
	}
	writeFile(t, filepath.Join(dir, sealed.FileName), file.String())
}

func TestTheEncryptedFileHasToBeUnlocked(t *testing.T) {
	h := newHouse(t)
	if h.Secrets.SealedFileExists() || isUnlocked(h.Secrets) {
		t.Error("there is an encrypted file already")
	}
	writeSealed(t, h.config, "open sesame", `{"version": 1, "secrets": {"acme/sandbox": "`+canary+`"}}`)
	if !h.Secrets.SealedFileExists() {
		t.Error("the encrypted file is not seen")
	}
	_, err := h.Secrets.Resolve(t.Context(), key("acme", ripio.Sandbox), profiles.InSealedFile)
	const text = "the encrypted file is locked; type its passphrase; " +
		"or choose another place for the secret: OS keyring, command, ask each session, environment variable or plain file"
	if !errors.Is(err, profiles.ErrPassphraseNeeded) || err.Error() != text {
		t.Errorf("got %v", err)
	}
	if err := h.Secrets.UnlockSealed(redact.NewSecret("open")); !errors.Is(err, secretfile.ErrWrongPassphrase) || isUnlocked(h.Secrets) {
		t.Errorf("a wrong passphrase gave %v", err)
	}
	if err := h.Secrets.UnlockSealed(redact.NewSecret("open sesame")); err != nil || !isUnlocked(h.Secrets) {
		t.Fatal(err)
	}
	h.wantSecret(t, "Acme", profiles.InSealedFile, canary)
	h.wantSecret(t, "beta", profiles.InSealedFile, "")
	if err := os.Rename(filepath.Join(h.config, "secrets.age"), filepath.Join(h.config, "secrets.age.bak")); err != nil {
		t.Fatal(err)
	}
	_, err = h.Secrets.Resolve(t.Context(), key("acme", ripio.Sandbox), profiles.InSealedFile)
	if !errors.Is(err, secretfile.ErrMissing) || !strings.Contains(err.Error(), "its backup is there") {
		t.Errorf("with only the backup left: %v", err)
	}
}

func isUnlocked(secrets *profiles.Secrets) bool {
	file, err := secrets.SealedFile()
	return err == nil && file.Unlocked()
}
