package tui

import (
	"strings"
	"testing"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/tui/result"
)

func TestDryRunSendsNothing(t *testing.T) {
	d := start(t, withProfiles(acme()))
	d.env = nil // any look for the secret would fail
	d.press("d")
	d.shows("Dry run: nothing was sent", "enter would send this to SANDBOX", "POST https://b2b-widget-onramp-api.sandbox.ripio.com/api/v1/auth",
		"The client_secret was not fetched", "Content-Length: (not shown", "password ••••••••", "Form body, as encoded")
	if len(d.requests) != 0 {
		t.Fatal("a request was sent")
	}
	d.hides(secretInDryRun)
	d.press("2")
	d.shows("external_ref", "UUID v4")
	d.hides("client_secret:")
	d.press("1")
	d.shows("A dry run asks for no token")
}

func TestDryRunKeepsTheToken(t *testing.T) {
	for _, back := range []string{"esc", "d", "ctrl+d"} {
		d := start(t, withProfiles(acme()))
		d.press("enter", "2")
		d.press("ctrl+d")
		d.shows("Dry run: nothing was sent", "The token is kept; esc shows it.")
		d.hides("Token received")
		d.press(back)
		d.shows("Token received", "Expires in 10 h 00 min")
		d.hides("Dry run")
		if d.model.result.Tab() != result.Checks {
			t.Errorf("%s leads to tab %d", back, d.model.result.Tab())
		}
	}
	d := start(t, withProfiles(acme()))
	d.press("enter", "d", "enter")
	d.shows("Token received")
	if len(d.requests) != 2 {
		t.Errorf("%d requests were sent", len(d.requests))
	}
}

func TestDryRunKeepsAPastedToken(t *testing.T) {
	d := start(t, withProfiles(acme()))
	d.press("ctrl+r")
	d.paste(documentedToken(noon.Add(3600e9)))
	d.press("ctrl+d")
	d.shows("Dry run")
	d.press("esc")
	d.shows("Pasted token")
}

// TestDryRunFollowsTheForm shows what is typed while it is open, and goes back to
// what belongs to whoever is selected then.
func TestDryRunFollowsTheForm(t *testing.T) {
	d := start(t, withProfiles(acme()), size(120, 60))
	d.press("enter", "d", "ctrl+g")
	d.shows("external_ref "+otherRef, "Dry run", "esc goes back.")
	d.hides("The token is kept")
	d.press("esc")
	d.hides("Token received", "Dry run")
	d.shows("No token for this pair")
	d.model.form.SetUser(goodRef, goodAddress)
	d.model.userChanged()
	d.press("d", "shift+tab")
	d.typeText("+")
	d.shows("%2B is +", "Dry run")
	d.press("backspace", "esc", "esc")
	d.shows("Token received")
}

func TestDryRunSaysWhatBlocks(t *testing.T) {
	d := start(t, withProfiles(acme()), size(120, 60))
	d.press("shift+tab", "shift+tab")
	d.clear()
	d.typeText("a:b")
	d.press("ctrl+d")
	d.shows("Dry run: this would not be sent", "Why it would not be sent", "✗ external_ref:")
	d.press("esc", "1")
	d.shows("Why it would not be sent", "✗ external_ref:")
}

func TestDryRunWithoutCredentials(t *testing.T) {
	d := start(t, withProfiles(profiles.Profile{Name: "bare"}), size(120, 60))
	d.press("ctrl+d")
	d.shows("Dry run: this would not be sent", "✗ client_id:", "password ! empty")
}

// TestDryRunHidesAPrivateKey masks what was pasted by mistake, in every form.
func TestDryRunHidesAPrivateKey(t *testing.T) {
	key := strings.Repeat("4f3edf983ac636a6", 4)
	d := start(t, withProfiles(acme()), size(180, 60))
	d.press("shift+tab")
	d.clear()
	d.paste(key)
	d.press("ctrl+d")
	d.shows("Dry run: this would not be sent", "address •••••••• ********")
	d.hides(key[:16])
	d.press("ctrl+y", "enter")
	for _, text := range d.copied {
		if strings.Contains(text, key[:16]) {
			t.Error("the key was copied")
		}
	}
}

func TestDryRunWaitsForNothing(t *testing.T) {
	d := start(t, withProfiles(acme()))
	d.hold = true
	d.press("enter", "ctrl+d")
	d.shows("a request is under way; esc cancels it", "Sending to SANDBOX")
	d = start(t)
	d.model.selected.Environment = ripio.Environment{Name: ripio.Simulator}
	d.model.dialogs.Clear()
	d.press("d")
	d.shows("the simulator is still starting")
}

func TestDryRunIsNoHistory(t *testing.T) {
	d := start(t, withProfiles(acme()))
	d.press("d", "d", "d")
	attempts, err := d.manager.History.List(profiles.Filter{})
	if err != nil || len(attempts) != 0 {
		t.Errorf("the history holds %d attempts, %v", len(attempts), err)
	}
}

func TestRequestIsCopiedAsShown(t *testing.T) {
	d := start(t, withProfiles(acme()))
	d.press("ctrl+d", "ctrl+y")
	d.filter("request")
	d.press("enter")
	if len(d.copied) != 1 {
		t.Fatalf("%d texts were copied", len(d.copied))
	}
	got := d.copied[0]
	for _, want := range []string{
		"POST https://b2b-widget-onramp-api.sandbox.ripio.com/api/v1/auth\n", "Content-Length: (not shown",
		"\n\npassword=********&username=9f1c55e2%3A" + goodRef + "%3A" + goodAddress + "\n",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("the copy lacks %q:\n%s", want, got)
		}
	}
}
