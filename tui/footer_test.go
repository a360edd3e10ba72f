package tui

import (
	"fmt"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/tui/draw"
	"devtools/ripio-explorer/tui/keys"
)

// places are the states of the explorer by what their footer begins with, after the
// setups of a profile with attempts.
var places = []struct {
	name string
	play func(*driver)
	want string
}{
	{"button", func(*driver) {}, "enter send  ^G new external_ref"},
	{"external_ref", func(d *driver) { d.press("shift+tab", "shift+tab") }, "enter send  ^G new external_ref"},
	{"address", func(d *driver) { d.press("shift+tab") }, "enter send  ^G new external_ref"},
	{"address with a fix", func(d *driver) {
		d.press("shift+tab")
		d.clear()
		d.typeText("0x05946b0d5E413e45069BeC923004F9A3c8F70C2C")
	}, "enter send  ^F apply the fix"},
	{"nothing in the pane", func(d *driver) { d.press("tab") }, "enter send  ^R read a token"},
	{"token", func(d *driver) { d.press("enter", "tab") }, "enter send  y copy  o open the widget  / search"},
	{"checks", func(d *driver) { d.press("enter", "tab", "2") }, "enter send  y copy"},
	{"HTTP", func(d *driver) { d.press("enter", "tab", "3") }, "enter send  y copy"},
	{"widget", func(d *driver) { d.press("enter", "4") }, "o open in the browser  c copy the link"},
	{"widget without a token", func(d *driver) { d.press("4") }, "t on-ramp or off-ramp  p fill in"},
	{"widget's field", func(d *driver) { d.press("enter", "4", "down") }, "enter next field  esc leave the field"},
	{"history", func(d *driver) { d.press("5") }, "enter open  / filter  r re-send  m mark"},
	{"history's filter", func(d *driver) { d.press("5", "/") }, "enter keep the filter  esc show all"},
	{"attempt", func(d *driver) { d.press("5", "enter") }, "esc back to the history  r re-send  s report"},
	{"search", func(d *driver) { d.press("enter", "tab", "/", "e") }, "enter keep"},
	{"failure beside", func(d *driver) { d.answer = rejected; d.press("enter") }, "enter send  A-D open a cause  ^O report"},
	{"failure in front", func(d *driver) { d.answer = rejected; d.press("enter", "A") }, "enter act on A  A-D open a cause  s report"},
	{"checks of a failure", func(d *driver) { d.answer = rejected; d.press("enter", "A", "2") }, "enter send  / search"},
	{"pasted token", func(d *driver) { d.press("enter"); d.paste(documentedToken(d.now)) }, "esc close the token"},
	{"sending", func(d *driver) { d.hold = true; d.press("enter") }, "esc cancel the request  ^C quit"},
	{"dry run", func(d *driver) { d.press("d", "tab") }, "enter send  esc end the dry run"},
	{"one pane alone", func(d *driver) { d.press("enter", "z") }, "z both panes  enter send"},
	{"history alone", func(d *driver) { d.press("5", "z") }, "z both panes  enter open"},
	{"profiles", func(d *driver) { d.press("ctrl+t") }, "enter choose  / filter  esc back  ^C quit"},
	{"profile form", func(d *driver) { d.press("ctrl+t", "e") }, "enter next row"},
	{"commands", func(d *driver) { d.press("ctrl+p") }, "enter choose  esc back  ^C quit"},
	{"help", func(d *driver) { d.press("?") }, "/ search  j/k scroll  esc back  ^C quit"},
	{"comparison", func(d *driver) { d.press("5", "c") }, "j/k scroll"},
	{"report", func(d *driver) { d.answer = rejected; d.press("enter", "s") }, "c copy  w save"},
	{"QR code", func(d *driver) { d.press("enter", "4", "v", "1") }, "w save as a picture"},
	{"copy", func(d *driver) { d.press("enter", "y") }, "enter choose"},
	{"settings", func(d *driver) { d.press("ctrl+p"); d.typeText("settings"); d.press("enter") }, "enter choose"},
	{"messages", func(d *driver) { d.press("ctrl+p"); d.typeText("messages"); d.press("enter") }, ""},
	{"environment", func(d *driver) { d.press("f2") }, "enter choose"},
}

func atPlace(t *testing.T, play func(*driver), setups ...setup) *driver {
	d := start(t, append([]setup{withProfiles(acme(), profiles.Profile{Name: "beta"}), withEnvironment(ripio.Sandbox), someHistory()}, setups...)...)
	d.model.deps.SaveReport = func(name, _ string) (string, error) { return name, nil }
	d.press("esc")
	play(d)
	return d
}

// TestTheFooterTellsSixKeys walks through the states at four widths: never more than six
// hints, the first and the last two of them whole.
func TestTheFooterTellsSixKeys(t *testing.T) {
	for _, place := range places {
		for _, width := range []int{60, 84, 120, 200} {
			d := atPlace(t, place.play, size(width, 36))
			lines := strings.Split(ansi.Strip(d.model.View()), "\n")
			footer := strings.TrimSpace(lines[len(lines)-1])
			hints := d.model.hints()
			if len(hints) > keys.MostHints {
				t.Errorf("%s: %d hints", place.name, len(hints))
			}
			for _, at := range []int{0, max(len(hints)-2, 0), len(hints) - 1} {
				if text := hints[at].Help().Key + " " + hints[at].Help().Desc; !strings.Contains(footer, text) {
					t.Errorf("%s at %d: %q does not hold %q", place.name, width, footer, text)
				}
			}
			if width >= 120 && !strings.HasPrefix(footer, place.want) {
				t.Errorf("%s at %d: %q, want %q first", place.name, width, footer, place.want)
			}
		}
	}
}

// TestNoHintIsADeadKey presses each key that the footer tells of, in each state.
func TestNoHintIsADeadKey(t *testing.T) {
	for _, place := range places {
		count := len(atPlace(t, place.play).model.hints())
		for at := range count {
			d := atPlace(t, place.play)
			hint := d.model.hints()[at].Help()
			target := draw.PressOf(hint.Key)
			name, one := target.Key()
			if !one {
				name = hint.Key[:1] // the first of several keys
				if strings.Contains(hint.Key, "-") {
					name = hint.Key[len(hint.Key)-1:] // the first cause is open already
				}
			}
			before := d.state()
			d.send(draw.KeyNamed(name))
			if d.state() == before {
				t.Errorf("%s: %s %s does nothing", place.name, hint.Key, hint.Desc)
			}
		}
	}
}

// state is what a key may change.
func (d *driver) state() string {
	return fmt.Sprint(d.screen(), d.quit, len(d.requests), len(d.copied), len(d.opened), d.context != nil && d.context.Err() != nil)
}
