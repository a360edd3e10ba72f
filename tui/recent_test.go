package tui

import (
	"testing"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio"
)

// TestOtherUsersAreBelowTheForm has two users in the book: the one that is not in the
// form is listed, and a click takes it.
func TestOtherUsersAreBelowTheForm(t *testing.T) {
	other := profiles.User{ExternalRef: otherRef, Address: badAddress}
	d := start(t, withProfiles(acme()), func(d *driver, _ *Options) {
		for _, user := range []profiles.User{{ExternalRef: goodRef, Address: goodAddress}, other} {
			if err := d.manager.Users.Record(ripio.Sandbox, "acme-wallet", user, noon); err != nil {
				t.Fatal(err)
			}
		}
		if err := d.manager.Users.Record(ripio.Production, "acme-wallet", profiles.User{ExternalRef: "of-production"}, noon); err != nil {
			t.Fatal(err)
		}
		if err := d.manager.Users.Label(ripio.Sandbox, "acme-wallet", other, "Ana"); err != nil {
			t.Fatal(err)
		}
	})
	d.shows("Other users of acme-wallet", d.model.keys.Users.Help().Key+" all", "Ana")
	d.hides("of-production")
	d.click("Ana ")
	if got := d.model.form.Request(); got.ExternalRef != otherRef || got.Address != badAddress {
		t.Errorf("the form holds %+v", got)
	}
	d.hides("Ana")
}

// TestLastSendsAreBelowTheForm lists those of the selected profile and environment, the
// newest first, once there are two.
func TestLastSendsAreBelowTheForm(t *testing.T) {
	d := start(t, withProfiles(acme()))
	d.press("enter")
	d.hides("Last attempts")
	d.answer = rejected
	d.press("enter")
	d.shows("Last attempts", "✗ rejected", "✓ token")
	d.model.switchEnvironment(ripio.Production)
	d.hides("Last attempts")
}
