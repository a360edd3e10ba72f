package tui

import (
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
