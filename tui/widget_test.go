package tui

import (
	"errors"
	"os"
	"strings"
	"testing"
	"time"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/tui/widget"
)

// withToken opens the tab of the link with a token for the sandbox.
func withToken(t *testing.T, setups ...setup) *driver {
	t.Helper()
	d := start(t, append([]setup{withProfiles(acme())}, setups...)...)
	d.press("enter", "4")
	return d
}

// link is the URL of the token of withToken, up to its parameters.
func (d *driver) link() string {
	return "https://b2b-widget-onramp.sandbox.ripio.com?_to=" + d.model.result.Decoded().Raw
}

func TestTheLinkIsOpenedAndCopied(t *testing.T) {
	d := withToken(t)
	d.shows("https://b2b-widget-onramp.sandbox.ripio.com ", "?_to=eyJhbGci…", "for SANDBOX", "o open in the browser")
	d.hides(d.model.result.Decoded().Raw)
	d.press("o")
	d.shows("A widget link is a secret", "acts as this user until the token expires")
	if len(d.opened) > 0 {
		t.Fatal("the browser was opened before it was said what the link is")
	}
	d.press("2", "c", "1")
	d.shows("on-ramp link copied to the clipboard")
	d.press("o") // it is said once
	d.shows("the browser got the link of the on-ramp widget of SANDBOX")
	d.press("t", "o")
	want := []string{d.link(), strings.Replace(d.link(), ".com?", ".com/offramp.html?", 1)}
	if strings.Join(d.opened, "\n") != strings.Join(want, "\n") || len(d.copied) != 1 || d.copied[0] != d.link() {
		t.Errorf("opened %q, copied %q", d.opened, d.copied)
	}
	d.openErr = errors.New("no browser")
	d.press("o")
	d.shows("not opened: no browser")
}

// TestTheFlowIsWhole at each width that two panes and one have.
func TestTheFlowIsWhole(t *testing.T) {
	for _, width := range []int{120, 84, 60} {
		d := withToken(t, size(width, 30))
		d.shows("on-ramp", "the person buys crypto", "t switches")
	}
}

func TestTheParametersAreFields(t *testing.T) {
	d := withToken(t)
	d.press("down", "down")
	d.typeText("celo 4") // letters and digits are text here
	d.shows("_net: not written as in the documentation", "Should be CELO_4", "selects the chain")
	d.press("ctrl+f", "enter")
	d.typeText("4321,35")
	d.press("ctrl+f", "esc", "c", "1")
	if want := d.link() + "&_net=CELO_4&_amount=4321.35"; len(d.copied) != 1 || d.copied[0] != want {
		t.Errorf("copied %q", d.copied)
	}
	if len(d.requests) != 1 {
		t.Errorf("enter in a field sent a request: %d", len(d.requests))
	}
	d.press("p", "1")
	d.shows("ETHEREUM_SEPOLIA", "RTEST", "2100")
	d.press("t")
	d.shows("off-ramp", "_net: ")
	for _, want := range []string{"_addr", "_net", "_amount", "_crypto", "_tracking_session", "external_ref"} {
		d.press("tab")
		d.shows("▌ " + want)
	}
}

// TestAPasteIntoAParameter lands there, and does nothing else.
func TestAPasteIntoAParameter(t *testing.T) {
	d := withToken(t)
	d.press("down")
	d.paste(goodAddress)
	d.press("esc", "c", "1")
	if want := d.link() + "&_addr=" + goodAddress; len(d.copied) != 1 || d.copied[0] != want {
		t.Errorf("copied %q", d.copied)
	}
}

// TestTheFuse stops all at the expiry, and removes the picture.
func TestTheFuse(t *testing.T) {
	d := withToken(t, size(120, 50))
	d.press("v", "1")
	d.shows("█▀▀▀▀▀█", "Expires in 10 h", "Whoever scans it")
	d.press("w", "2")
	if len(d.model.widget.Pictures) != 1 {
		t.Fatal("no picture was made")
	}
	path := d.model.widget.Pictures[0].Path
	d.shows(path)
	if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("%v, %v", info, err)
	}
	d.after(11 * time.Hour)
	d.hides("█▀▀▀▀▀█")
	d.shows("The code is gone", "The token expired 1 h 00 min")
	if _, err := os.Stat(path); !os.IsNotExist(err) {
		t.Errorf("the picture is still there: %v", err)
	}
	d.press("w", "esc", "o")
	d.shows("the token expired")
	d.press("c")
	d.shows("the token expired")
	if len(d.opened)+len(d.copied)+len(d.model.widget.Pictures) > 0 {
		t.Errorf("opened %q, copied %q, %d pictures", d.opened, d.copied, len(d.model.widget.Pictures))
	}
}

// TestThePictureGoesAtTheEnd of the program.
func TestThePictureGoesAtTheEnd(t *testing.T) {
	d := withToken(t, size(100, 30))
	d.press("v", "1")
	d.shows("The code needs a window of")
	d.press("w", "2")
	path := d.model.widget.Pictures[0].Path
	d.model.Settle(time.Second)
	if _, err := os.Stat(path); !os.IsNotExist(err) {
		t.Errorf("the picture is still there: %v", err)
	}
}

// TestNoLinkOfAnotherEnvironment: what is selected makes no link of a token that another
// environment granted.
func TestNoLinkOfAnotherEnvironment(t *testing.T) {
	d := withToken(t)
	d.run(d.model.switchEnvironment(ripio.Production))
	d.shows("There is no token yet")
	d.press("c")
	if len(d.copied) > 0 {
		t.Errorf("copied %q", d.copied)
	}
	for text, want := range map[string]string{
		documentedToken(noon.Add(time.Hour)):                                                      "A token does not say which environment granted it",
		"https://b2b-widget-onramp.sandbox.ripio.com?_to=" + documentedToken(noon.Add(time.Hour)): "for SANDBOX",
	} {
		d.press("esc", "1")
		d.paste(text)
		d.press("4")
		d.shows(want)
	}
}

func TestTheSimulatorHasNoWidget(t *testing.T) {
	d := start(t, withEnvironment(ripio.Simulator))
	d.press("enter", "4")
	d.shows("The simulator imitates the token request only and has no widget", "f2 selects the sandbox", "t on-ramp or off-ramp")
	d.hides("o open in the browser", "c copy the link", "v QR code")
	d.press("o")
	d.shows("has no widget")
	if len(d.opened) > 0 {
		t.Errorf("opened %q", d.opened)
	}
}

// TestACodeKeepsItsPace when the wall clock is set.
func TestACodeKeepsItsPace(t *testing.T) {
	d := startWatched(t)
	d.press("4", "v", "1")
	d.pass(11*time.Hour, time.Minute)
	if front[*widget.Code](d).Expired() {
		t.Error("the code is taken for expired")
	}
}
