package tui

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"
	"github.com/muesli/termenv"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/tui/request"
)

// historyFrames are the screens of history, comparison, report and lifetimes.
var historyFrames = []struct {
	name   string
	setups []setup
	play   func(*driver)
}{
	{"history", []setup{withProfiles(acme()), someHistory()}, func(d *driver) { d.press("5", "j", "m", "j"); d.model.status.clear() }},
	{"history-empty", []setup{withProfiles(acme())}, func(d *driver) { d.press("5") }},
	{"history-filter", []setup{withProfiles(acme()), someHistory()}, func(d *driver) {
		d.press("5", "W", "2", "/")
		d.typeText("outcome:failed")
	}},
	{"history-opened", []setup{withProfiles(acme()), someHistory()}, func(d *driver) { d.press("5", "j", "j", "j", "enter") }},
	{"history-resend", []setup{withProfiles(acme()), someHistory()}, func(d *driver) { d.press("5", "j", "r") }},
	{"history-purge", []setup{withProfiles(acme()), someHistory()}, func(d *driver) { d.press("5", "x", "2") }},
	{"compare", []setup{withProfiles(acme()), withHistory(attemptAt(26*time.Hour), attemptAt(time.Hour, ofUser(goodRef, badAddress), refused))}, func(d *driver) { d.press("5", "c") }},
	{"support-report", []setup{withProfiles(acme())}, func(d *driver) {
		d.answer = rejected
		d.press("enter", "ctrl+o")
	}},
	{"lifetimes", []setup{withProfiles(acme())}, func(d *driver) {
		d.press("enter")
		for day := 3; day > 0; day-- {
			d.model.result.Lifetimes = append(d.model.result.Lifetimes, profiles.Lifetime{At: noon.AddDate(0, 0, -day), Lifetime: 8 * time.Hour, Measured: true})
		}
		d.model.form.SetFocus(request.FocusResult)
		d.screen()
		d.press("G")
	}},
}

func TestHistoryFrames(t *testing.T) {
	for _, frame := range historyFrames {
		for _, at := range [][2]int{{120, 36}, {84, 30}, {60, 20}} {
			name := fmt.Sprintf("%s-%dx%d", frame.name, at[0], at[1])
			t.Run(name, func(t *testing.T) {
				d := start(t, append([]setup{size(at[0], at[1])}, frame.setups...)...)
				frame.play(d)
				d.golden(name)
			})
		}
		t.Run(frame.name+"-plain", func(t *testing.T) {
			plain := func(_ *driver, o *Options) { o.ASCII = true }
			d := start(t, append([]setup{withColours(termenv.Ascii), plain, size(84, 30)}, frame.setups...)...)
			frame.play(d)
			if view := d.model.View(); view != ansi.Strip(view) {
				t.Error("a screen without colours holds escape sequences")
			}
			d.golden(frame.name + "-plain")
		})
	}
}

// TestEveryHistoryLineFits draws the screens at many sizes.
func TestEveryHistoryLineFits(t *testing.T) {
	t.Parallel()
	for _, frame := range historyFrames {
		d := start(t, frame.setups...)
		frame.play(d)
		for width := 1; width <= 140; width += 1 + width/15 {
			for height := 1; height <= 60; height += 1 + height/6 {
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
