package tui

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"

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

// TestARunOfTestsKeepsItsCredentials: a profile that is edited between two tests of a
// run changes nothing of the run.
func TestARunOfTestsKeepsItsCredentials(t *testing.T) {
	d := start(t, stored)
	d.answer = rejected
	d.chooseTests()
	d.typeText("all of")
	d.press("enter")
	profile := acme()
	profile.Sandbox.ClientID, profile.Sandbox.Secret = "new-id", profiles.InKeyring
	values := profiles.NewSecretValues{ripio.Sandbox: redact.NewSecret("new-secret")}
	d.run(func() tea.Msg {
		book, _, err := d.manager.Save(t.Context(), "acme-wallet", profile, values)
		return profilesMsg{book: book, err: err, done: "acme-wallet saved", arm: "acme-wallet"}
	})
	for range ripio.NegativeTests() {
		d.after(testPause)
	}
	d.sent(len(ripio.NegativeTests()))
	for _, request := range d.requests {
		if request.ClientID != "9f1c55e2" || request.Secret.Reveal() != canary {
			t.Errorf("%s was sent with %s", request.ClientID, request.Secret.Reveal())
		}
	}
}

// TestACancelledRenewalTakesNoTokenAway: the token that is still good comes back.
func TestACancelledRenewalTakesNoTokenAway(t *testing.T) {
	for name, renew := range map[string]func(*driver){
		"by itself": func(d *driver) {
			d.command("renew by itself")
			d.hold = true
			d.after(59*time.Minute + time.Second)
		},
		"by a key": func(d *driver) {
			d.hold = true
			d.press("enter")
		},
	} {
		t.Run(name, func(t *testing.T) {
			d := start(t, withProfiles(acme()))
			d.lasting(time.Hour)
			d.press("enter")
			renew(d)
			d.sent(2)
			d.shows("Sending to SANDBOX")
			d.press("esc")
			d.shows("cancelled", "Token received", "Expires in")
			d.hides("Sending to SANDBOX")
		})
	}
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
		d.press("ctrl+t", "ctrl+o", "down", "down", "down", "down")
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

// TestWhatADeletedProfileLeftCanBeForgotten deletes a profile in an earlier run.
func TestWhatADeletedProfileLeftCanBeForgotten(t *testing.T) {
	d := start(t, stored, withProfiles(profiles.Profile{Name: "other"}))
	d.model.armProfile("acme-wallet")
	d.press("enter")
	d.shows("Token received")
	d.press("ctrl+t")
	d.typeText("acme")
	d.press("ctrl+x")
	d.manager = d.restarted()
	d.model = New(d.deps(), d.model.options)
	d.run(d.model.Init())
	d.command("left behind")
	d.shows("Left behind", "acme-wallet was deleted; enter forgets", "Show the secrets and files")
	d.press("down", "enter")
	d.shows("backup:", "profiles.toml.bak")
	d.press("esc")
	d.command("left behind")
	d.press("enter")
	d.shows("Forget acme-wallet")
	d.typeText("acme-wallet")
	d.press("enter")
	d.shows("acme-wallet is forgotten")
	attempts, err := d.manager.History.List(profiles.Filter{})
	users, usersErr := d.manager.Users.List("")
	if len(attempts) != 0 || len(users) != 0 || err != nil || usersErr != nil {
		t.Errorf("left are %d attempts, %d users, %v, %v", len(attempts), len(users), err, usersErr)
	}
	d.press("esc")
	d.command("left behind")
	d.hides("was deleted")
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
	d.shows("an interrupted change is settled now")
	d.press("enter")
	d.sent(1)
	if got := d.requests[0]; got.ClientID != "new-id" || got.Secret.Reveal() != canary {
		t.Errorf("sent %s with %s", got.ClientID, got.Secret.Reveal())
	}
}

// TestARenewalSendsOnlyWhatWasConfirmed: an address that looks like a key is sent by a
// renewal while it is the confirmed text, and never as another one.
func TestARenewalSendsOnlyWhatWasConfirmed(t *testing.T) {
	const damaged = "SBGWKM3CD4IL47QN6X54N6Y33T3JDNVI6AIJ6CD5IM47HG3IG4"
	d := start(t, withProfiles(acme()))
	d.lasting(time.Hour)
	d.model.form.SetUser(goodRef, damaged)
	d.model.userChanged()
	d.press("enter", "2")
	d.sent(1)
	d.command("renew by itself")
	d.after(59*time.Minute + time.Second)
	d.sent(2)
	if got := d.requests[1]; got.ConfirmedAddress != damaged || got.Address != damaged {
		t.Errorf("renewed with %+v", got)
	}

	// The same user is armed again in a new run: the history resends it.
	d.manager = d.restarted()
	d.model = New(d.deps(), d.model.options)
	d.run(d.model.Init())
	d.press("4", "enter", "r")
	if strings.Contains(d.screen(), "Arm and send") {
		d.press("enter")
	}
	d.sent(2)
	d.shows("may be a private key or a seed", "It is an address: send it")
	d.hides(damaged[:12])
}

// TestAnUnconfirmedAddressIsNotRenewed lets the confirmation go while a renewal is
// due: what is captured then is checked again.
func TestAnUnconfirmedAddressIsNotRenewed(t *testing.T) {
	const damaged = "SBGWKM3CD4IL47QN6X54N6Y33T3JDNVI6AIJ6CD5IM47HG3IG4"
	d := start(t, withProfiles(acme()))
	d.lasting(time.Hour)
	d.model.form.SetUser(goodRef, damaged)
	d.model.userChanged()
	d.press("enter", "2")
	d.command("renew by itself")
	s := d.model.newSending(sendRenewal)
	if s.request.ConfirmedAddress != damaged {
		t.Fatalf("captured %+v", s.request)
	}
	s.request.ConfirmedAddress = otherRef
	if preview := d.client().Preview(d.model.environment, s.request); preview.Failure == nil {
		t.Error("the engine sends an address that nobody confirmed")
	}
}
