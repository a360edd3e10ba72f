package tui

import (
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/profiles/keyring"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/redact"
	"devtools/ripio-explorer/tui/profileform"
)

// importFrom leads to the preview of an import of a .env file into the keyring.
func (d *driver) importFrom(text string) {
	d.t.Helper()
	file := filepath.Join(d.t.TempDir(), ".env")
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		d.t.Fatal(err)
	}
	d.command("import")
	d.paste(file)
	d.press("enter", "1")
	d.shows("nothing is written yet")
}

// changedElsewhere changes a profile as another window would.
func (d *driver) changedElsewhere(name string) {
	d.t.Helper()
	store := profiles.NewStore(d.dir)
	book, _, err := store.Load()
	if err != nil {
		d.t.Fatal(err)
	}
	profile, ok := book.Find(name)
	if !ok {
		d.t.Fatalf("there is no profile %q", name)
	}
	profile.Country = "CL"
	if _, err := store.Put(name, profile); err != nil {
		d.t.Fatal(err)
	}
}

func (d *driver) keptSecret(account, want string) {
	d.t.Helper()
	for key, secret := range d.keyring.items {
		if strings.HasPrefix(key, strings.ToLower(account)+"@") {
			if got := secret.Reveal(); got != want {
				d.t.Errorf("the secret of %s is %q, want %q", account, got, want)
			}
			return
		}
	}
	d.t.Errorf("there is no secret of %s: %v", account, slices.Collect(maps.Keys(d.keyring.items)))
}

// TestAnImportOverAConflictStoresItsOwnSecrets types a secret for another profile
// before.
func TestAnImportOverAConflictStoresItsOwnSecrets(t *testing.T) {
	d := start(t, stored)
	d.importFrom("RIPIO_CLIENT_ID_AR=id-ar\nRIPIO_CLIENT_SECRET_AR=first-of-ar\n")
	d.press("enter")
	var name string
	for _, profile := range d.saved() {
		if profile.Name != "acme-wallet" {
			name = profile.Name
		}
	}
	d.press("ctrl+t")
	d.filter("acme")
	d.press("e", "down", "down", "down", "down")
	d.typeText("typed-for-acme")
	d.press("up", "up", "up", "up", "up", "enter")
	d.keptSecret("acme-wallet/sandbox", "typed-for-acme")

	d.importFrom("RIPIO_CLIENT_ID_AR=id-ar2\nRIPIO_CLIENT_SECRET_AR=second-of-ar\nRIPIO_CLIENT_ID_BR=id-br\nRIPIO_CLIENT_SECRET_BR=first-of-br\n")
	d.changedElsewhere(name)
	d.press("enter")
	d.shows("Changed in another window")
	d.keptSecret(name+"/sandbox", "first-of-ar")
	d.press("2")
	d.shows("imported")
	d.keptSecret(name+"/sandbox", "second-of-ar")
	d.keptSecret("acme-wallet/sandbox", "typed-for-acme")
	if len(d.keyring.items) != 3 || len(d.saved()) != 3 {
		t.Errorf("the rest of the import is missing: %d secrets, %d profiles", len(d.keyring.items), len(d.saved()))
	}
}

// TestAFormOverAConflictKeepsTheFormOnEsc goes back to what was typed.
func TestAFormOverAConflictKeepsTheFormOnEsc(t *testing.T) {
	d := start(t, stored)
	d.press("ctrl+t", "e", "down", "down", "down", "down")
	d.typeText("typed-for-acme")
	d.changedElsewhere("acme-wallet")
	d.press("up", "up", "up", "up", "up", "enter")
	d.shows("Changed in another window")
	d.press("esc")
	d.shows("Edit acme-wallet")
	d.press("enter", "2")
	d.keptSecret("acme-wallet/sandbox", "typed-for-acme")
	d.hides("Edit acme-wallet")
}

func TestTypedSecretsGoWithTheForm(t *testing.T) {
	for name, leave := range map[string][]string{
		"cancelled": {"esc", "esc"},
		"saved":     {"up", "up", "up", "up", "up", "enter"},
	} {
		t.Run(name, func(t *testing.T) {
			d := start(t, stored)
			d.press("ctrl+t", "e", "down", "down", "down", "down")
			d.typeText("typed-for-acme")
			if len(front[*profileform.Form](d).Secrets()) != 1 {
				t.Fatal("the secret was not typed")
			}
			d.press(leave...)
			if _, open := d.model.dialogs.Top().(*profileform.Form); open || d.model.profiles.IsSaving() {
				t.Error("the form is kept, with the secret, after it was closed")
			}
		})
	}
}

// TestAnotherChangeThatEndsStopsNoSave ends a duplicate while a save is under way.
func TestAnotherChangeThatEndsStopsNoSave(t *testing.T) {
	d := start(t, stored)
	d.press("ctrl+t")
	_, copying := d.model.Update(tea.KeyMsg{Type: tea.KeyCtrlD})
	d.press("e", "down", "down", "down", "down")
	d.typeText("typed-for-acme")
	d.press("up", "up", "up", "up", "up")
	_, saving := d.model.Update(tea.KeyMsg{Type: tea.KeyEnter})
	d.run(copying)
	d.shows("Edit acme-wallet")
	d.run(saving)
	d.keptSecret("acme-wallet/sandbox", "typed-for-acme")
	d.shows("acme-wallet saved")
}

// TestEscAsksBeforeItDropsWhatCannotBeSaved types what is not yet a profile.
func TestEscAsksBeforeItDropsWhatCannotBeSaved(t *testing.T) {
	for name, fill := range map[string]func(*driver){
		"no name": func(d *driver) {
			d.press("down", "down")
			d.typeText("id-1")
		},
		"no secret for its place": func(d *driver) {
			d.typeText("beta")
			d.press("down", "down", "down")
			d.chooseStore("OS keyring")
			d.press("up", "up", "up")
			d.clear()
		},
		"no such variable": func(d *driver) {
			d.press("down", "down", "down")
			d.chooseStore("environment variable")
			d.press("down")
			d.typeText("not a name")
		},
	} {
		t.Run(name, func(t *testing.T) {
			d := start(t, withProfiles(acme()))
			d.press("ctrl+t", "a")
			fill(d)
			d.press("esc")
			d.shows("Add a profile", "Not saved yet")
			d.press("esc")
			d.hides("Add a profile")
		})
	}
}

// TestImportComesBackToThePlaceThatFailed has a keyring that stays locked.
func TestImportComesBackToThePlaceThatFailed(t *testing.T) {
	d := start(t, withProfiles(acme()))
	d.keyring.err = keyring.ErrLocked
	d.importFrom("RIPIO_CLIENT_ID_AR=id-ar\nRIPIO_CLIENT_SECRET_AR=" + canary + "\n")
	d.press("enter")
	d.shows("Not imported", "Where to store the secrets")
	for _, word := range strings.Fields(keyring.ErrLocked.Error()) {
		d.shows(word)
	}
	d.press("2")
	d.shows("nothing is written yet", "id-ar")
	d.press("enter")
	d.shows("Choose a passphrase")
	d.press("esc")
	d.shows("nothing is written yet", "id-ar")
	d.press("enter")
	for range 2 {
		d.typeText("correct horse")
		d.press("enter")
	}
	d.shows("imported")
	if len(d.saved()) != 2 {
		t.Error("the import is missing")
	}
}

func TestADuplicateIsWhatIsEditedNext(t *testing.T) {
	d := start(t, withProfiles(acme()))
	d.press("ctrl+t", "d", "e")
	d.shows("Edit acme-wallet copy")
}

// inSealedFile keeps the secret in the encrypted file, which is locked.
func inSealedFile(d *driver, _ *Options) {
	profile := acme()
	profile.Sandbox.Secret = profiles.InSealedFile
	if err := d.manager.Secrets.CreateSealed(redact.NewSecret("correct horse")); err != nil {
		d.t.Fatal(err)
	}
	values := profiles.NewSecretValues{ripio.Sandbox: redact.NewSecret(canary)}
	if _, _, err := d.manager.Save(d.t.Context(), "", profile, values); err != nil {
		d.t.Fatal(err)
	}
	d.manager = d.restarted()
}

func TestADuplicateFromALockedFileIsMadeOnceItIsOpen(t *testing.T) {
	d := start(t, inSealedFile)
	d.press("ctrl+t", "d")
	d.shows("passphrase of the encrypted file")
	d.typeText("correct horse")
	d.press("enter")
	d.shows("acme-wallet copy made", "Profiles")
	d.hides("imported")
	if len(d.saved()) != 2 {
		t.Fatal("there is no copy")
	}
	d.press("esc", "enter")
	if len(d.requests) != 1 || d.requests[0].Secret.Reveal() != canary {
		t.Error("the copy has no secret")
	}
}

// TestAStoppedSaveSaysNotThatItSaves steps back from the passphrase that a save
// needs.
func TestAStoppedSaveSaysNotThatItSaves(t *testing.T) {
	d := start(t, inSealedFile)
	d.press("ctrl+t", "e", "down", "down", "down", "down")
	d.typeText("typed-for-acme")
	d.press("up", "up", "up", "up", "up", "enter")
	d.shows("passphrase of the encrypted file")
	d.press("esc")
	d.shows("Edit acme-wallet", "Not saved yet")
	d.hides("Saving")
	d.press("enter")
	d.typeText("correct horse")
	d.press("enter")
	d.shows("acme-wallet saved")
	d.press("enter")
	if len(d.requests) != 1 || d.requests[0].Secret.Reveal() != "typed-for-acme" {
		t.Error("the secret that was typed is not the stored one")
	}
}

// TestAnImportThatStopsHalfway says what is on the disk, and goes on with the
// rest.
func TestAnImportThatStopsHalfway(t *testing.T) {
	d := start(t, withProfiles(acme()))
	d.importFrom("RIPIO_CLIENT_ID_AR=id-ar\nRIPIO_CLIENT_SECRET_AR=of-ar\nRIPIO_CLIENT_ID_BR=id-br\nRIPIO_CLIENT_SECRET_BR=of-br\n")
	d.keyring.full = 1
	d.press("enter")
	d.shows("Imported: ripio AR.", "Not imported", "Where to store the secrets")
	d.keyring.full = 0
	d.press("1", "enter")
	d.shows("imported ripio AR, ripio BR")
	d.keptSecret("ripio AR/sandbox", "of-ar")
	d.keptSecret("ripio BR/sandbox", "of-br")
}

// TestADamagedEncryptedFileIsNoDeadEnd goes back to the backup, and goes on with what
// needed the file.
func TestADamagedEncryptedFileIsNoDeadEnd(t *testing.T) {
	d := start(t, inSealedFile)
	file, err := d.manager.Secrets.SealedFile()
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file.Path(), []byte("damaged"), 0o600); err != nil {
		t.Fatal(err)
	}
	d.press("enter")
	d.typeText("correct horse")
	d.press("enter")
	d.shows("The encrypted file", "it is not an age file", "Use the backup", "Set it aside", "Leave it")
	d.press("enter")
	d.shows("The backup has the passphrase that the file had")
	d.typeText("correct horse")
	d.press("enter")
	if len(d.requests) != 1 || d.requests[0].Secret.Reveal() != canary {
		t.Errorf("the secret of the backup was not sent:\n%s", d.screen())
	}
}

// TestALostPassphraseIsNoDeadEnd sets the file aside and begins a new one.
func TestALostPassphraseIsNoDeadEnd(t *testing.T) {
	d := start(t, inSealedFile)
	d.press("ctrl+t", "d")
	d.typeText("wrong")
	d.press("enter")
	d.shows("That is not the passphrase of this file", "If it is lost, press")
	d.press("enter")
	d.shows("Nobody can open the file without its passphrase", "Type the passphrase again")
	d.press("down", "enter")
	d.shows("Choose a passphrase", "The file is now", "Nothing is deleted")
	if asides, _ := filepath.Glob(filepath.Join(filepath.Dir(d.manager.Store.Path()), "secrets.age.set-aside-*")); len(asides) != 1 {
		t.Errorf("set aside are %v", asides)
	}
}
