package background

import (
	"testing"

	"github.com/muesli/termenv"
)

func TestDarkFrom(t *testing.T) {
	for _, test := range []struct {
		name, colorfgbg string
		want, known     bool
	}{
		{"not set", "", true, false},
		{"grey on black", "7;0", true, true},
		{"black on white", "0;15", false, true},
		{"black on silver", "0;7", false, true},
		{"white on dark grey", "15;8", true, true},
		{"three parts, light", "0;default;15", false, true},
		{"three parts, dark", "15;default;0", true, true},
		{"no number", "default;default", true, false},
		{"one part", "15", true, false},
		{"beyond the 16 colours", "0;231", true, true},
		{"negative", "0;-1", true, true},
	} {
		t.Run(test.name, func(t *testing.T) {
			got, known := darkFrom(test.colorfgbg)
			if got != test.want {
				t.Errorf("darkFrom(%q) = %v, want %v", test.colorfgbg, got, test.want)
			}
			if known != test.known {
				t.Errorf("darkFrom(%q) known = %v, want %v", test.colorfgbg, known, test.known)
			}
		})
	}
}

func TestProfileFrom(t *testing.T) {
	for _, test := range []struct {
		name        string
		environment map[string]string
		detected    termenv.Profile
		want        termenv.Profile
	}{
		{"as detected", map[string]string{"TERM": "xterm-256color"}, termenv.ANSI256, termenv.ANSI256},
		{"dumb with COLORTERM", map[string]string{"TERM": "dumb"}, termenv.TrueColor, termenv.Ascii},
		{"dumb, forced", map[string]string{"TERM": "dumb", "CLICOLOR_FORCE": "1"}, termenv.TrueColor, termenv.ANSI},
		{"dumb, not forced", map[string]string{"TERM": "dumb", "CLICOLOR_FORCE": "0"}, termenv.TrueColor, termenv.Ascii},
		{"no colours wanted", map[string]string{"TERM": "dumb", "CLICOLOR_FORCE": "1"}, termenv.Ascii, termenv.Ascii},
	} {
		t.Run(test.name, func(t *testing.T) {
			getenv := func(name string) string { return test.environment[name] }
			if got := profileFrom(getenv, test.detected); got != test.want {
				t.Errorf("profileFrom = %v, want %v", got, test.want)
			}
		})
	}
}
