package tui

import (
	"testing"

	"devtools/ripio-explorer/profiles"
)

// TestWhatADeletedProfileLeftCanBeForgotten deletes a profile in an earlier run.
func TestWhatADeletedProfileLeftCanBeForgotten(t *testing.T) {
	d := start(t, stored, withProfiles(profiles.Profile{Name: "other"}))
	d.model.switchProfile("acme-wallet")
	d.press("enter")
	d.shows("Token received")
	d.press("ctrl+t")
	d.filter("acme")
	d.press("x")
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
