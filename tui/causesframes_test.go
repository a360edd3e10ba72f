package tui

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"
	"github.com/muesli/termenv"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/cause"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/tui/sending"
)

// exampleCauses are of every kind of certainty, with texts as long as real ones.
var exampleCauses = []cause.Cause{
	{
		Code: "secret-edges", Title: "client_secret has stray characters at its ends", Weight: 97, Certainty: finding.Likely,
		Evidence: "a space at the end", Remedy: cause.RemedyTrimSecret,
		Why:    "A copied secret often brings a space or a line break along, and the server compares every character.",
		Fix:    "Send it without them, and correct it where it is kept.",
		Source: "auth (docs.ripio.com, widget authentication)",
	},
	{
		Code: "environment-guess", Title: "these may be PRODUCTION's credentials", Weight: 60, Certainty: finding.Possible,
		Evidence: "401 Unauthorized; the profile has no others", Remedy: cause.RemedySwapTest,
		Why: "Each environment has credentials of its own.", Fix: "Ask the other environment, or ask Ripio which one they are for.",
	},
	{
		Code: "unknown", Title: "this answer has not been seen before", Weight: 5, Certainty: finding.Guess,
		Evidence: "401 Unauthorized; the profile has no others", Remedy: cause.RemedyReport,
		Why: "Nothing more is known.", Fix: "Send a report to Ripio's support.",
	},
}

// causeFrames are the screens about failures that golden files hold.
var causeFrames = []struct {
	name string
	play func(*driver)
}{
	{"causes", func(d *driver) { d.failing(exampleCauses...) }},
	{"causes-checks", func(d *driver) { d.failing(exampleCauses...); d.press("2") }},
	{"causes-stale", func(d *driver) {
		d.failing(exampleCauses...)
		d.model.credentials.Edited("acme-wallet", noon.Add(time.Second))
	}},
	{"swap-test", func(d *driver) { d.failing(exampleCauses...); d.press("B", "enter") }},
	{"swap-test-wrong-name", func(d *driver) {
		d.failing(exampleCauses...)
		d.press("B", "enter")
		d.typeText("acme")
		d.press("enter")
	}},
	{"negative-tests", func(d *driver) { d.answer = rejected; d.chooseTests() }},
	{"negative-test", func(d *driver) { d.answer = rejected; d.chooseTests(); d.press("3") }},
	{"negative-table", func(d *driver) {
		d.answer = func(env ripio.Environment, request ripio.Request) ripio.Exchange {
			if request.Deviation == ripio.DeviationPlainRef {
				return accepted(env, request)
			}
			return rejected(env, request)
		}
		d.chooseTests()
		d.typeText("all of")
		d.press("enter")
		for range len(ripio.NegativeTests()) - 1 {
			d.after(sending.TestPause)
		}
	}},
}

// TestCauseFramesFit draws each of them at many sizes.
func TestCauseFramesFit(t *testing.T) {
	for _, frame := range causeFrames {
		d := inSandbox(t)
		frame.play(d)
		for width := 60; width <= 140; width += 7 {
			for height := 20; height <= 60; height += 9 {
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

// TestCauseFrames compares them at three sizes, and without colours.
func TestCauseFrames(t *testing.T) {
	for _, frame := range causeFrames {
		for _, at := range [][2]int{{120, 36}, {84, 30}, {60, 20}} {
			name := fmt.Sprintf("%s-%dx%d", frame.name, at[0], at[1])
			t.Run(name, func(t *testing.T) {
				d := inSandbox(t, size(at[0], at[1]))
				frame.play(d)
				d.golden(name)
			})
		}
		t.Run(frame.name+"-plain", func(t *testing.T) {
			d := inSandbox(t, withColours(termenv.Ascii), size(84, 30))
			frame.play(d)
			if view := d.model.View(); view != ansi.Strip(view) {
				t.Error("a screen without colours holds escape sequences")
			}
			d.golden(frame.name + "-plain")
		})
	}
}
