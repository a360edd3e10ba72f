package tui

import (
	"testing"
	"time"
)

// TestAPastedTokenIsClosed: esc brings back the own token, and its countdown stays
// in sight meanwhile.
func TestAPastedTokenIsClosed(t *testing.T) {
	d := start(t, withProfiles(acme()))
	d.press("enter")
	d.shows("Token received", "Expires in 10 h")
	d.paste(documentedToken(noon.Add(-time.Hour)))
	d.shows("Pasted token", "10 h", "The token you requested is kept; esc shows it.")
	d.after(time.Minute)
	d.shows("9 h 59")
	d.press("2", "tab", "tab", "tab", "esc")
	d.shows("Token received", "Expires in 9 h 59")
	d.hides("Pasted token")

	d = start(t, withProfiles(acme()))
	d.press("esc")
	d.paste(documentedToken(noon.Add(time.Hour)))
	d.shows("Pasted token", "esc closes it.")
	d.press("esc")
	d.shows("No token yet.")
}

// TestAPasteGoesWhereItBelongs: a whole value is never put behind another one.
func TestAPasteGoesWhereItBelongs(t *testing.T) {
	d := start(t, withProfiles(acme()))
	const other = "0x05946B0d5E413E45069BeC923004F9a3c8F70c2C"
	d.press("esc")
	want := func(externalRef, address string) {
		t.Helper()
		if got := d.model.form.Request(); got.ExternalRef != externalRef || got.Address != address {
			t.Errorf("external_ref %q, address %q", got.ExternalRef, got.Address)
		}
	}
	d.paste(otherRef)
	want(otherRef, goodAddress)
	d.paste(other)
	want(otherRef, other)
	d.paste(goodAddress)
	want(otherRef, goodAddress)
	d.paste(goodRef)
	want(goodRef, goodAddress)
	d.paste(otherRef)
	want(otherRef, goodAddress)
	d.paste("x")
	want(otherRef+"x", goodAddress)
}
