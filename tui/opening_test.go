package tui

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/redact"
)

// TestALatePassphraseAnswersItsOwnPromptOnly leaves the prompt while its passphrase
// is tried, and opens it again.
func TestALatePassphraseAnswersItsOwnPromptOnly(t *testing.T) {
	for _, typed := range []string{"wrong", "correct horse"} {
		d := start(t, inSealedFile)
		d.press("enter")
		d.typeText(typed)
		late := d.pending("enter")
		d.press("esc", "enter")
		d.shows("passphrase of the encrypted file")
		d.typeText(typed)
		d.run(late)
		d.shows("passphrase of the encrypted file")
		d.hides("That is not the passphrase")
		d.sent(0)
	}
}

// TestALatePassphraseIsNotToldOfTheBackup: the passphrase is tried on the file, and
// meanwhile typed for its backup.
func TestALatePassphraseIsNotToldOfTheBackup(t *testing.T) {
	d := start(t, inSealedFile)
	d.press("enter")
	d.typeText("wrong")
	d.press("enter")
	d.typeText("wrong 2")
	late := d.pending("enter")
	d.clear()
	d.press("enter")
	d.shows("Type the passphrase again")
	d.press("enter")
	d.typeText("wrong 2")
	d.run(late)
	d.shows("passphrase of the encrypted file")
	d.hides("That is not the passphrase")
}

// inPlainFile keeps the secret in the plain file, which is damaged then.
func inPlainFile(d *driver, _ *Options) {
	profile := acme()
	profile.Sandbox.Secret = profiles.InPlainFile
	for _, secret := range []string{"an older secret", canary} { // the first is in the backup then
		values := profiles.NewSecretValues{ripio.Sandbox: redact.NewSecret(secret)}
		previous := ""
		if secret == canary {
			previous = profile.Name
		}
		if _, _, err := d.manager.Save(d.t.Context(), previous, profile, values); err != nil {
			d.t.Fatal(err)
		}
	}
	if err := os.WriteFile(filepath.Join(d.dir, "secrets-plain.json"), []byte("{damaged"), 0o600); err != nil {
		d.t.Fatal(err)
	}
	d.manager = d.restarted()
}

// TestADamagedPlainFileIsNoDeadEnd offers the same ways as for the encrypted file,
// and goes on with what needed the file.
func TestADamagedPlainFileIsNoDeadEnd(t *testing.T) {
	t.Run("backup", func(t *testing.T) {
		d := start(t, inPlainFile)
		d.press("enter")
		d.sent(0)
		d.shows("The plain file of secrets", "line 1, column 2: it is not valid JSON", "Use the backup", "Set it aside", "Leave it")
		d.press("enter")
		d.sent(1)
		d.shows("Token received")
	})
	t.Run("aside", func(t *testing.T) {
		d := start(t, inPlainFile)
		d.press("enter", "down", "enter")
		d.sent(0)
		d.shows("Not sent: no client_secret", "Choose another place")
		if asides, _ := filepath.Glob(filepath.Join(d.dir, "secrets-plain.json.*aside*")); len(asides) != 1 {
			t.Errorf("set aside are %v", asides)
		}
	})
	t.Run("leave", func(t *testing.T) {
		d := start(t, inPlainFile)
		d.press("enter", "end", "enter")
		d.shows("the plain file of secrets is as it was")
		if data, _ := os.ReadFile(filepath.Join(d.dir, "secrets-plain.json")); string(data) != "{damaged" {
			t.Errorf("the file holds %q", data)
		}
	})
	t.Run("a save", func(t *testing.T) {
		d := start(t, inPlainFile)
		d.press("ctrl+t", "e", "down", "down", "down", "down")
		d.typeText("typed-for-acme")
		d.press("up", "up", "up", "up", "up", "enter")
		d.shows("The plain file of secrets")
		d.press("esc")
		d.shows("Edit acme-wallet", "Not saved yet")
		d.press("enter", "enter")
		d.shows("acme-wallet saved")
		d.press("enter")
		if len(d.requests) != 1 || d.requests[0].Secret.Reveal() != "typed-for-acme" {
			t.Error("the typed secret was not saved")
		}
	})
}

// TestUnlockingSettlesAnInterruptedChange: the profile of a rotation that was killed
// is known anew once the encrypted file is open, and no mixed pair is sent.
func TestUnlockingSettlesAnInterruptedChange(t *testing.T) {
	d := start(t, inSealedFile, func(d *driver, _ *Options) {
		old := acme()
		old.Sandbox.Secret = profiles.InSealedFile
		rotated := old
		rotated.Sandbox.ClientID = "new-id"
		prints := map[ripio.EnvironmentName]string{ripio.Sandbox: profiles.Fingerprint(redact.NewSecret(canary))}
		data, err := json.Marshal(map[string]any{"version": 1, "old": old, "new": rotated, "fingerprints": prints})
		if err == nil {
			err = os.WriteFile(filepath.Join(d.dir, "profiles.change-01020304.json"), data, 0o600)
		}
		if err != nil {
			d.t.Fatal(err)
		}
	})
	d.press("enter")
	d.typeText("correct horse")
	d.press("enter")
	d.sent(0)
	d.shows("was interrupted; its new secret and client_id are saved")
	d.press("enter")
	d.sent(1)
	if got := d.requests[0]; got.ClientID != "new-id" || got.Secret.Reveal() != canary {
		t.Errorf("sent %s with %s", got.ClientID, got.Secret.Reveal())
	}
}
