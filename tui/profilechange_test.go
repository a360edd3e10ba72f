package tui

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/tui/draw"
	"devtools/ripio-explorer/tui/request"
)

const betaRef, betaAddress = "b3c4d5e6-1111-4222-8333-444455556666", "0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359"

func beta() profiles.Profile {
	return profiles.Profile{Name: "beta", Sandbox: profiles.Account{
		ClientID: "beta-id", Secret: "env:ACME_SECRET", User: profiles.User{ExternalRef: betaRef, Address: betaAddress},
	}}
}

// withoutUser is a profile that names no user.
func withoutUser(name string) profiles.Profile {
	return profiles.Profile{Name: name, Sandbox: profiles.Account{ClientID: name + "-id", Secret: "env:ACME_SECRET"}}
}

// pick takes a profile from the list.
func (d *driver) pick(name string) {
	d.press("ctrl+t")
	d.filter(name)
	d.press("enter")
}

func (d *driver) hasUser(externalRef, address string) {
	d.t.Helper()
	if got := d.model.form.Request(); got.ExternalRef != externalRef || got.Address != address {
		d.t.Errorf("the user is %q, %q, want %q, %q", got.ExternalRef, got.Address, externalRef, address)
	}
}

// TestRenameKeepsTheRunningToken renames the selected profile after a send.
func TestRenameKeepsTheRunningToken(t *testing.T) {
	d := start(t, withProfiles(acme()))
	d.press("enter")
	d.shows("Token received")
	d.press("ctrl+t", "e")
	d.typeText("-2")
	d.press("up", "enter")
	d.shows("acme-wallet-2 saved", "Token received")
	d.hides("No token for this pair", "another profile")
	for _, finding := range d.model.form.Findings {
		if strings.HasPrefix(string(finding.Code), "user-drift") {
			t.Errorf("a warning says %q", finding.Title)
		}
	}
	if why := d.model.selected.NoPrevious(); why == "" {
		t.Error("a previous profile is offered")
	}
	d.press("enter")
	d.shows("Token received")
	if d.title != "ripio-explorer SANDBOX acme-wallet-2" {
		t.Errorf("the window is called %q", d.title)
	}
}

// TestPreviousProfileAfterItsRename goes back to a profile by its new name.
func TestPreviousProfileAfterItsRename(t *testing.T) {
	d := start(t, withProfiles(acme(), beta()))
	d.pick("beta")
	d.press("ctrl+t")
	d.filter("acme")
	d.press("e")
	d.typeText("-2")
	d.press("up", "enter")
	d.shows("acme-wallet-2 saved")
	d.command("previous profile")
	if d.title != "ripio-explorer SANDBOX beta" {
		t.Errorf("the window is called %q", d.title)
	}
	d.command("previous profile")
	if d.title != "ripio-explorer SANDBOX acme-wallet-2" {
		t.Errorf("the window is called %q", d.title)
	}
}

// TestANewProfileIsNotConfirmedByAnOldName deletes a profile that was confirmed
// for production and makes another of its name.
func TestANewProfileIsNotConfirmedByAnOldName(t *testing.T) {
	for name, leave := range map[string]func(*driver){
		"deleted": func(d *driver) { d.press("ctrl+t", "x", "esc") },
		"forgotten": func(d *driver) {
			d.press("ctrl+t", "X")
			d.typeText("acme-wallet")
			d.press("enter", "esc")
		},
	} {
		t.Run(name, func(t *testing.T) {
			d := start(t, withProfiles(acme()))
			d.model.sends.Leases["acme-wallet"] = noon.Add(time.Hour)
			leave(d)
			if d.model.sends.Leases.Left("acme-wallet", noon) > 0 {
				t.Error("the name is still confirmed for production")
			}
		})
	}
}

func TestEditingTheSelectedUserReachesTheForm(t *testing.T) {
	d := start(t, withProfiles(acme()))
	d.hasUser(goodRef, goodAddress)
	d.press("ctrl+t", "e", "down", "down", "down", "down", "down")
	d.clear()
	d.typeText(betaRef)
	d.press("down")
	d.clear()
	d.typeText(betaAddress)
	for range 7 {
		d.press("up")
	}
	d.press("enter")
	d.shows("acme-wallet saved")
	d.hasUser(betaRef, betaAddress)
}

func TestATypedUserIsBackWithItsProfile(t *testing.T) {
	d := start(t, withProfiles(withoutUser("plain"), beta()))
	d.press("shift+tab", "shift+tab")
	d.model.form.SetFocus(request.FocusExternalRef)
	d.clear()
	d.typeText("typed-by-hand")
	d.pick("beta")
	d.hasUser(betaRef, betaAddress)
	d.pick("plain")
	d.hasUser("typed-by-hand", "")
}

func TestAProfileWithoutAUserInheritsNone(t *testing.T) {
	d := start(t, withProfiles(beta(), withoutUser("plain"), acme()))
	d.hasUser(betaRef, betaAddress)
	d.pick("plain")
	d.hasUser(otherRef, "")
	d.pick("acme-wallet")
	d.hasUser(goodRef, goodAddress)
	d.pick("beta")
	d.hasUser(betaRef, betaAddress)
}

// TestUndoUnderAFilter takes a deletion back with the first key.
func TestUndoUnderAFilter(t *testing.T) {
	d := start(t, withProfiles(acme(), beta()))
	d.press("ctrl+t")
	d.filter("beta")
	d.press("x")
	if len(d.saved()) != 1 {
		t.Fatal("nothing was deleted")
	}
	d.press("u")
	if len(d.saved()) != 2 {
		t.Error("the first undo took nothing back")
	}
	d.press("u")
	d.shows("acme-wallet")
}

// TestUndoSelectsNothingElse leaves the selected profile selected, and comes back to the
// one that was deleted while it was.
func TestUndoSelectsNothingElse(t *testing.T) {
	d := start(t, withProfiles(acme(), beta()))
	d.press("ctrl+t")
	d.filter("beta")
	d.press("x", "u")
	d.shows("beta is back")
	if d.model.selected.Profile != "acme-wallet" {
		t.Errorf("%q is selected", d.model.selected.Profile)
	}
	d.press("esc", "esc", "ctrl+t", "x")
	if d.model.selected.Profile != "" || d.title != "ripio-explorer SANDBOX" {
		t.Errorf("%q is selected after its deletion, the window is called %q", d.model.selected.Profile, d.title)
	}
	d.press("u")
	if d.model.selected.Profile != "acme-wallet" || d.title != "ripio-explorer SANDBOX acme-wallet" {
		t.Errorf("%q is selected, the window is called %q", d.model.selected.Profile, d.title)
	}
}

// TestDeletingFromALockedFileSaysWhatStays cannot remove the secret.
func TestDeletingFromALockedFileSaysWhatStays(t *testing.T) {
	d := start(t, inSealedFile)
	d.press("ctrl+t", "x")
	d.shows("acme-wallet deleted", "its secret for sandbox stays in the encrypted file, which is locked", "u takes it back")
	if len(d.saved()) != 0 {
		t.Error("the profile is still there")
	}
	d.press("u")
	d.shows("acme-wallet is back")
	d.press("esc", "enter")
	d.typeText("correct horse")
	d.press("enter")
	if len(d.requests) != 1 || d.requests[0].Secret.Reveal() != canary {
		t.Error("the secret is gone")
	}
}

// TestANameWithAnUnseenCharacter is refused, and one that is there can be typed as
// it is shown.
func TestANameWithAnUnseenCharacter(t *testing.T) {
	d := start(t, func(d *driver, _ *Options) {
		if err := os.MkdirAll(d.dir, 0o700); err != nil {
			t.Fatal(err)
		}
		text := "version = 1\n[[profile]]\nname = \"ac\u200bme\"\n[profile.production]\nclient_id = \"id\"\nsecret = \"ask\"\n"
		if err := os.WriteFile(d.manager.Store.Path(), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}, withEnvironment(ripio.Production))
	shown := `ac\u{200b}me`
	d.shows(shown)
	d.press("ctrl+t", "a")
	d.typeText("be\u200bta")
	d.press("up", "enter")
	d.shows("cannot be seen")
	d.press("esc", "esc", "X")
	d.typeText(shown)
	d.press("enter")
	d.shows("is forgotten")
}

// TestRenameWhileARequestIsUnderWay finds the answer under the new name.
func TestRenameWhileARequestIsUnderWay(t *testing.T) {
	d := start(t, withProfiles(acme()))
	d.hold = true
	d.press("enter", "ctrl+t", "e")
	d.typeText("-2")
	d.press("up", "enter")
	d.shows("acme-wallet-2 saved")
	d.hold = false
	for _, arrive := range d.held {
		d.held = nil
		arrive()
	}
	d.shows("Token received")
	list, err := d.manager.Users.List(ripio.Sandbox)
	if err != nil || len(list) != 1 || list[0].Profile != "acme-wallet-2" {
		t.Errorf("users %v, %v", list, err)
	}
}

// TestALateCopySelectsNothingUnderAPrompt types a secret while a copy is made.
func TestALateCopySelectsNothingUnderAPrompt(t *testing.T) {
	d := start(t, withProfiles(acme()))
	d.press("ctrl+t")
	_, copying := d.model.Update(draw.KeyNamed("d"))
	d.press("X")
	d.run(copying)
	d.shows("Forget acme-wallet")
	if d.model.selected.Profile != "acme-wallet" {
		t.Errorf("%q is selected under the prompt", d.model.selected.Profile)
	}
	d.press("esc")
	d.shows("acme-wallet copy")
}

// TestANewProfileOfAnOldNameBeginsWithNothing shows no token of the one before.
func TestANewProfileOfAnOldNameBeginsWithNothing(t *testing.T) {
	d := start(t, withProfiles(beta(), acme()))
	d.press("enter")
	d.shows("Token received")
	d.press("ctrl+t", "x", "a")
	d.typeText("beta")
	d.press("up", "enter")
	d.shows("beta saved")
	d.form(betaRef, betaAddress)
	d.hides("Token received")
}

// form types a user.
func (d *driver) form(externalRef, address string) {
	d.model.form.SetFocus(request.FocusExternalRef)
	d.clear()
	d.typeText(externalRef)
	d.press("tab")
	d.clear()
	d.typeText(address)
}

// TestUndoTakesEachDeletionBack deletes two and takes both back.
func TestUndoTakesEachDeletionBack(t *testing.T) {
	d := start(t, withProfiles(acme(), beta()))
	d.press("ctrl+t", "x", "x")
	if len(d.saved()) != 0 {
		t.Fatalf("%d profiles are left", len(d.saved()))
	}
	d.press("u", "u")
	if len(d.saved()) != 2 {
		t.Errorf("%d profiles are back", len(d.saved()))
	}
	d.press("u")
	d.shows("there is no deletion of this run to take back")
}

// TestThePointerStaysWhereARowIsGone deletes the middle one of three: the next x must not
// be for the first.
func TestThePointerStaysWhereARowIsGone(t *testing.T) {
	third := acme()
	third.Name = "gamma"
	d := start(t, withProfiles(acme(), beta(), third))
	d.press("ctrl+t", "down", "x")
	d.shows("› 2 gamma")
	d.press("x")
	if left := d.saved(); len(left) != 1 || left[0].Name != acme().Name {
		t.Errorf("left are %+v", left)
	}
	d.shows("› 1 " + acme().Name)
}

// TestAUsersNameThatIsNotKeptIsNotLost types it while the file cannot be written.
func TestAUsersNameThatIsNotKeptIsNotLost(t *testing.T) {
	d := start(t, withProfiles(acme()))
	d.press("enter", "f3", "e")
	d.typeText("Ana")
	lock := filepath.Join(d.dir, "state", "state.lock")
	if err := os.Rename(lock, lock+".before"); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(lock, 0o700); err != nil {
		t.Fatal(err)
	}
	d.press("enter")
	d.shows("Name of the test user", "Ana", "Not kept: ")
	if err := os.Remove(lock); err != nil {
		t.Fatal(err)
	}
	d.press("enter")
	d.shows("user named", "Ana")
}
