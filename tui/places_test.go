package tui

import (
	"strings"
	"testing"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/profiles/keyring"
)

// showPlaces goes to the place of the sandbox's secret in the form of a new profile.
func showPlaces(d *driver) {
	d.press("ctrl+t", "a")
	d.downTo("▌ client_secret")
}

// TestPlacesAreRowsTheSafestFirst has six rows, of which left and right choose one.
func TestPlacesAreRowsTheSafestFirst(t *testing.T) {
	d := start(t, withProfiles(acme()))
	showPlaces(d)
	screen := d.screen()
	for i, kind := range profiles.StoreKinds {
		if i > 0 && strings.Index(screen, kind.Label()+" ") < strings.Index(screen, profiles.StoreKinds[i-1].Label()+" ") {
			t.Errorf("%s is not below those before it:\n%s", kind.Label(), screen)
		}
	}
	d.shows("› ask each session")
	d.press("left", "left")
	d.shows("› encrypted file", "A file that only your passphrase opens.")
	d.press("enter")
	d.shows("client_secret encrypted file", "▌ secret")
	d.hides("OS keyring")
}

// TestAKeyringThatIsNotThereSaysSo is passed over in the form, and in an import, where
// it would be the first.
func TestAKeyringThatIsNotThereSaysSo(t *testing.T) {
	d := start(t, withProfiles(acme()))
	d.keyring.err = keyring.ErrNoKeyring
	showPlaces(d)
	d.shows("OS keyring no keyring is available")
	d.press("left", "left", "left")
	d.shows("› plain file")

	d = start(t, withProfiles(acme()))
	d.keyring.err = keyring.ErrNoKeyring
	d.paste("RIPIO_CLIENT_ID=id-1\nRIPIO_CLIENT_SECRET=" + canary + "\n")
	d.press("a")
	d.shows("Where to store the secrets", "no keyring is available", "› 2 encrypted file")
}

// TestALockedKeyringCanBeChosen is unlocked when the secret is written.
func TestALockedKeyringCanBeChosen(t *testing.T) {
	d := start(t, withProfiles(acme()))
	d.keyring.err = keyring.ErrLocked
	showPlaces(d)
	d.hides("no keyring is available")
	d.press("left", "left", "left")
	d.shows("› OS keyring")
}

// TestAPlaceIsClicked goes to the row and takes another place.
func TestAPlaceIsClicked(t *testing.T) {
	d := start(t, withProfiles(acme()))
	d.press("ctrl+t", "a")
	d.click("ask each session")
	d.click("encrypted file")
	d.press("enter")
	d.shows("client_secret encrypted file")
}

// TestAllPlacesAreInSightInTheLeastWindow has six rows at 60x20, none with a cut word.
func TestAllPlacesAreInSightInTheLeastWindow(t *testing.T) {
	d := start(t, withProfiles(acme()), size(60, 20))
	showPlaces(d)
	for _, kind := range profiles.StoreKinds {
		d.shows(kind.Label())
	}
	for line := range strings.Lines(d.screen()) {
		if strings.Contains(line, "encrypted file") && strings.Contains(line, "…") {
			t.Errorf("words are cut: %s", line)
		}
	}
}
