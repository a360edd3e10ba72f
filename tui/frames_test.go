package tui

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"
	"github.com/muesli/termenv"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio"
)

// frames are the screens that golden files hold, each with the way to it.
var frames = []struct {
	name   string
	setups []setup
	play   func(*driver)
}{
	{"welcome", nil, func(*driver) {}},
	{"simulator-selected", nil, func(d *driver) { d.press("enter"); d.model.status.clear() }},
	{"token", nil, func(d *driver) { d.press("enter", "enter") }},
	{"sandbox-token", []setup{withProfiles(acme())}, func(d *driver) { d.press("enter") }},
	{"production-selected", []setup{withProfiles(acme())}, func(d *driver) { d.press("f2", "3"); d.model.status.clear() }},
	{"production-confirm", []setup{withProfiles(acme())}, func(d *driver) {
		d.press("f2", "3")
		d.model.form.SetUser(goodRef, goodAddress)
		d.press("enter")
	}},
	{"sending", []setup{withProfiles(acme())}, func(d *driver) {
		d.hold = true
		d.press("enter")
		d.after(1300 * time.Millisecond)
	}},
	{"rejected", []setup{withProfiles(acme())}, func(d *driver) {
		d.answer = rejected
		d.press("enter")
	}},
	{"findings", nil, func(d *driver) {
		d.press("enter", "shift+tab")
		d.clear()
		d.typeText("0x05946b0d5E413e45069BeC923004F9A3c8F70C2C")
	}},
	{"checks", []setup{withProfiles(acme())}, func(d *driver) { d.press("enter", "2") }},
	{"http", []setup{withProfiles(acme())}, func(d *driver) { d.press("enter", "3") }},
	{"widget", []setup{withProfiles(acme())}, func(d *driver) { d.press("enter", "4", "p", "1", "down", "down"); d.typeText("_x") }},
	{"widget-code", []setup{withProfiles(acme())}, func(d *driver) { d.press("enter", "4", "v", "1") }},
	{"expired", []setup{withProfiles(acme())}, func(d *driver) {
		d.press("enter")
		d.after(10*time.Hour + time.Minute)
	}},
	{"profiles", []setup{withProfiles(acme(), profiles.Profile{Name: "beta", Country: "BR"})}, func(d *driver) { d.press("ctrl+t") }},
	{"profile-form", []setup{withProfiles(acme())}, func(d *driver) { d.press("ctrl+t", "e") }},
	{"scenarios", nil, func(d *driver) { d.press("enter", "ctrl+x") }},
	{"commands", nil, func(d *driver) { d.press("enter", "ctrl+p") }},
	{"help", nil, func(d *driver) { d.press("enter", "f1") }},
	{"secret", []setup{withProfiles(profiles.Profile{Name: "asks", Sandbox: profiles.Account{
		ClientID: "id-1", Secret: profiles.Ask, User: profiles.User{ExternalRef: goodRef, Address: goodAddress},
	}})}, func(d *driver) { d.press("enter"); d.typeText("hunter2-hunter2") }},
}

func rejected(env ripio.Environment, request ripio.Request) ripio.Exchange {
	return failedWith(env, request, 401, `{"error":"invalid_client"}`,
		ripio.Failure{Kind: ripio.FailureRejected, Message: "invalid_client"})
}

// TestFrames compares whole screens with golden files at three sizes, and
// without colours at the middle one.
func TestFrames(t *testing.T) {
	for _, frame := range frames {
		for _, at := range [][2]int{{120, 36}, {84, 30}, {60, 20}} {
			name := fmt.Sprintf("%s-%dx%d", frame.name, at[0], at[1])
			t.Run(name, func(t *testing.T) {
				d := start(t, append([]setup{size(at[0], at[1])}, frame.setups...)...)
				frame.play(d)
				d.golden(name)
			})
		}
		t.Run(frame.name+"-plain", func(t *testing.T) {
			d := start(t, append([]setup{withColours(termenv.Ascii), size(84, 30)}, frame.setups...)...)
			frame.play(d)
			if view := d.model.View(); view != ansi.Strip(view) {
				t.Error("a screen without colours holds escape sequences")
			}
			d.golden(frame.name + "-plain")
		})
	}
}

// TestEveryLineFits draws each screen at many sizes: never a line that is wider
// than the terminal, never more lines than it has.
func TestEveryLineFits(t *testing.T) {
	t.Parallel()
	for _, frame := range frames {
		d := start(t, frame.setups...)
		frame.play(d)
		for width := 1; width <= 140; width += 1 + width/20 {
			for height := 1; height <= 60; height += 1 + height/8 {
				d.model.screen.width, d.model.screen.height = width, height
				lines := strings.Split(d.model.View(), "\n")
				if len(lines) != height {
					t.Fatalf("%s at %dx%d: %d lines", frame.name, width, height, len(lines))
				}
				for _, line := range lines {
					if got := ansi.StringWidth(line); got > width {
						t.Fatalf("%s at %dx%d: a line of %d cells: %q", frame.name, width, height, got, ansi.Strip(line))
					}
				}
			}
		}
	}
}

// TestWhatMattersStays keeps the outcome and the time left in sight however far
// the result is scrolled, at the smallest size.
func TestWhatMattersStays(t *testing.T) {
	d := start(t, size(60, 20), withProfiles(acme()))
	d.press("enter", "G")
	d.shows("Token received", "Expires in 10 h 00 min", "SANDBOX")
	d.press("2", "G")
	d.shows("Token received", "Expires in 10 h 00 min")
	d.press("ctrl+t")
	d.shows("token 10 h 00 min", "SANDBOX")
}

// TestColoursSayTheEnvironment proves that production is styled, and that the
// word stands there as well.
func TestColoursSayTheEnvironment(t *testing.T) {
	views := map[ripio.EnvironmentName]string{}
	for _, name := range []ripio.EnvironmentName{ripio.Sandbox, ripio.Production} {
		d := start(t, withProfiles(acme()), withColours(termenv.ANSI256))
		d.press("f2", map[ripio.EnvironmentName]string{ripio.Sandbox: "2", ripio.Production: "3"}[name])
		d.shows(name.Label(), "Send to "+name.Label())
		border, _, _ := strings.Cut(strings.Split(d.model.View(), "\n")[2], "│")
		views[name] = border
	}
	if views[ripio.Sandbox] == views[ripio.Production] {
		t.Errorf("both environments frame the screen with %q", views[ripio.Sandbox])
	}
}
