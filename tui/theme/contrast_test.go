package theme

import (
	"math"
	"testing"

	"github.com/charmbracelet/lipgloss"
	"github.com/muesli/termenv"
)

// luminance is the relative luminance of a colour. Source: WCAG 2.1, "relative
// luminance".
func luminance(c termenv.Color) float64 {
	linear := func(v float64) float64 {
		if v <= 0.03928 {
			return v / 12.92
		}
		return math.Pow((v+0.055)/1.055, 2.4)
	}
	rgb := termenv.ConvertToRGB(c)
	return 0.2126*linear(rgb.R) + 0.7152*linear(rgb.G) + 0.0722*linear(rgb.B)
}

// contrast is that of two colours, from 1 to 21. Source: WCAG 2.1, "contrast ratio".
func contrast(a, b termenv.Color) float64 {
	light, dark := luminance(a), luminance(b)
	return (max(light, dark) + 0.05) / (min(light, dark) + 0.05)
}

// TestContrastIsEnough wants WCAG AA of every colour on every background that its theme
// is made for: 4.5 for text, 3 for lines.
func TestContrastIsEnough(t *testing.T) {
	const text, line = 4.5, 3.0
	backgrounds := map[string][]string{
		"":         {"#000000", "#ffffff"},
		ThemeDark:  {"#000000", "#1e1e1e", "#282c34"},
		ThemeLight: {"#ffffff", "#fdf6e3"},
	}
	for theme, behind := range backgrounds {
		p := PaletteFor(theme)
		inks := map[string]lipgloss.TerminalColor{
			"ink": p.ink, "grey": p.grey, "accent": p.accent, "green": p.green, "blue": p.blue,
			"amber": p.amber, "red": p.red, "violet": p.violet, "teal": p.teal, "line": p.line,
		}
		for _, profile := range []termenv.Profile{termenv.TrueColor, termenv.ANSI256} {
			shown := func(c lipgloss.TerminalColor) (termenv.Color, bool) {
				shade, ok := c.(lipgloss.CompleteColor)
				if !ok { // the terminal's own
					return nil, false
				}
				hex := shade.TrueColor
				if profile == termenv.ANSI256 {
					hex = shade.ANSI256
				}
				return profile.Color(hex), true
			}
			for name, ink := range inks {
				want := text
				switch {
				case name == "line":
					want = line
				case theme == "" && profile == termenv.ANSI256 && (name == "red" || name == "amber" || name == "teal"):
					want = 4 // the 256 colours have none that is better on black and white
				}
				colour, ok := shown(ink)
				if !ok {
					continue
				}
				for _, hex := range behind {
					if got := contrast(colour, termenv.TrueColor.Color(hex)); got < want {
						t.Errorf("theme %q, profile %v: %s on %s has %.2f, want %.1f", theme, profile, name, hex, got, want)
					}
				}
			}
			for name, badge := range map[string]lipgloss.TerminalColor{"violet": p.violet, "teal": p.teal, "red": p.red} {
				on, _ := shown(p.onBadge)
				under, _ := shown(badge)
				if got := contrast(on, under); got < 4.3 || got < text && profile == termenv.TrueColor {
					t.Errorf("theme %q, profile %v: a badge on %s has %.2f", theme, profile, name, got)
				}
			}
		}
	}
}

// TestNoColourKeepsTheRest: without colours bold, faint and reverse still tell things
// apart.
func TestNoColourKeepsTheRest(t *testing.T) {
	r := lipgloss.NewRenderer(nil)
	r.SetColorProfile(termenv.ANSI)
	s := New(r, PaletteFor(ThemeNone), Unicode, false)
	for name, pair := range map[string][2]string{
		"strong":   {s.Strong.Render("x"), "\x1b[1mx\x1b[0m"},
		"muted":    {s.Muted.Render("x"), "\x1b[2mx\x1b[0m"},
		"failure":  {s.Failure.Render("x"), "\x1b[1mx\x1b[0m"},
		"selected": {s.Selected.Render("x"), "\x1b[1;7mx\x1b[0m"},
		"badge":    {s.Badge("sandbox"), "\x1b[1;7m SANDBOX \x1b[0m"},
		"text":     {s.Text.Render("x"), "x"},
	} {
		if pair[0] != pair[1] {
			t.Errorf("%s is drawn as %q, want %q", name, pair[0], pair[1])
		}
	}
}
