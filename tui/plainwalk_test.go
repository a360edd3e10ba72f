package tui

import (
	"strings"
	"testing"
	"time"

	"github.com/muesli/termenv"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/tui/theme"
)

// walker presses keys on a terminal that has neither colours nor other characters than
// those of ASCII, and looks at each screen on the way.
type walker struct{ *driver }

func (w walker) press(keys ...string) {
	w.t.Helper()
	for _, key := range keys {
		w.driver.press(key)
		w.look()
	}
}

func (w walker) types(text string) {
	w.t.Helper()
	w.typeText(text)
	w.look()
}

func (w walker) look() {
	w.t.Helper()
	for line := range strings.Lines(w.model.View()) {
		if at := strings.IndexFunc(line, func(r rune) bool { return r != '\n' && (r < ' ' || r > '~') }); at >= 0 {
			w.t.Fatalf("%q is neither plain nor ASCII at byte %d", line, at)
		}
	}
}

// TestEverythingWithoutColoursInASCII walks through the features at three sizes; what
// matters is told in words or signs on each of them.
func TestEverythingWithoutColoursInASCII(t *testing.T) {
	for _, at := range [][2]int{{120, 40}, {84, 30}, {60, 20}} {
		ascii := func(_ *driver, o *Options) { o.ASCII = true }
		w := walker{start(t, size(at[0], at[1]), ascii, withColours(termenv.Ascii), withTheme(theme.ThemeNone))}
		w.shows("Welcome")
		w.press("enter", "enter")
		w.shows("Token received", "SIMULATOR", "Expires in")

		// The tabs, and what is in them.
		w.press("1", "w", "2", "w", "3", "w", "4", "1")
		w.shows("Token received")

		// A failure: its sign, its words, its causes and what can be done.
		w.after(time.Minute)
		w.answer = func(env ripio.Environment, request ripio.Request) ripio.Exchange {
			e := rejected(env, request)
			e.SentAt, e.ReceivedAt = w.now, w.now.Add(e.Timing.Total)
			return e
		}
		w.press("enter")
		w.shows("x Rejected", "[A]")
		w.press("w", "down", "2", "3", "/")
		w.types("invalid")
		w.press("enter", "n", "esc", "1", "s")
		w.shows("Report for Ripio's support")
		w.press("esc")

		// The history, a comparison and a dry run.
		w.press("ctrl+l")
		w.shows("rejected", "token")
		w.press("c")
		w.shows("Compare two attempts")
		w.press("n", "w", "G", "esc", "enter", "esc", "1", "ctrl+d", "esc")

		// Profiles: a form, a place for the secret, the list.
		w.press("ctrl+t", "a")
		w.types("plain")
		w.press("enter", "enter")
		w.types("id-of-plain")
		w.press("enter")
		w.shows("ask each session", "OS keyring")
		w.press("right", "enter")
		w.types("RIPIO_SECRET")
		w.downTo("[ Save profile ]")
		w.press("esc", "esc")
		w.press("esc")

		// Environments, users, commands, settings, help.
		w.press("f2")
		w.shows("SANDBOX", "PRODUCTION")
		w.press("esc", "f3", "esc", "ctrl+p")
		w.types("settings")
		w.press("enter", "esc", "?", "down", "esc", "ctrl+x", "esc", "y", "esc")
	}
}
