package tui

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	ripiofield "devtools/ripio-explorer/ripio/field"
	"devtools/ripio-explorer/tui/profileform"
	"devtools/ripio-explorer/tui/request"
)

// TestAnAddressLikeAKeyIsAskedAboutOnce types a seed that lost a character, and
// one that is whole.
func TestAnAddressLikeAKeyIsAskedAboutOnce(t *testing.T) {
	const seed = "SBGWKM3CD4IL47QN6X54N6Y33T3JDNVI6AIJ6CD5IM47HG3IG4O36XCU"
	damaged := seed[:50]
	d := start(t)
	d.press("1")
	d.model.form.SetUser(goodRef, "")
	d.model.form.SetFocus(request.FocusAddress)
	d.paste(damaged)
	d.hides(damaged, damaged[:12])
	d.press("enter")
	d.shows("may be a private key or a seed", "It is an address: send it")
	d.hides(damaged, damaged[:12])
	if len(d.requests) != 0 {
		t.Fatal("it was sent before the answer")
	}
	d.press("1")
	d.shows("nothing was sent")
	if len(d.requests) != 0 {
		t.Fatal("it was sent although it is to be changed")
	}
	d.press("enter", "2")
	d.shows("Token received")
	if len(d.requests) != 1 || d.requests[0].ConfirmedAddress != damaged {
		t.Fatalf("%d requests were sent", len(d.requests))
	}
	d.press("enter")
	if len(d.requests) != 2 {
		t.Errorf("it was asked a second time:\n%s", d.screen())
	}

	d.model.form.SetUser(goodRef, seed)
	d.model.form.SetFocus(request.FocusAddress)
	d.press("enter")
	d.hides(seed, "It is an address") // the damaged one, which was confirmed, is under the token
	d.shows("is a Stellar secret seed")
	if len(d.requests) != 2 {
		t.Error("a key was sent")
	}
}

// TestAnAddressLikeAKeyInAProfile is masked, and saved only on the second enter; a
// key never.
func TestAnAddressLikeAKeyInAProfile(t *testing.T) {
	const seed = "SBGWKM3CD4IL47QN6X54N6Y33T3JDNVI6AIJ6CD5IM47HG3IG4O36XCU"
	for _, test := range []struct {
		address string
		saved   bool
	}{{seed[:55], true}, {seed, false}} {
		d := start(t)
		d.press("2")
		d.typeText("acme")
		d.press("enter", "enter")
		d.typeText("id-1")
		d.downTo("▌ address")
		d.paste(test.address)
		d.hides(test.address[:12])
		d.downTo("› [ Save profile ]")
		d.press("enter")
		if _, open := d.model.dialogs.Top().(*profileform.Form); !open {
			t.Errorf("%q was saved at once", test.address)
		}
		d.press("enter")
		text, _ := os.ReadFile(filepath.Join(d.dir, "profiles.toml"))
		if got := strings.Contains(string(text), test.address[:12]); got != test.saved {
			t.Errorf("%q is in the profiles file: %v", test.address, got)
		}
	}
	if ripiofield.NeedsConfirmation(seed) {
		t.Error("a whole seed is only doubtful")
	}
}
