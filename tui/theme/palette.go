package theme

import "github.com/charmbracelet/lipgloss"

// The themes a person can ask for. Without one the neutral palette is used,
// because asking the terminal for its background costs a round trip, and five
// seconds where it never answers.
const (
	ThemeDark  = "dark"
	ThemeLight = "light"
)

// palette is the only place where colours are named.
type palette struct {
	ink, grey, line, onBadge                      lipgloss.TerminalColor
	accent, green, blue, amber, red, violet, teal lipgloss.TerminalColor
}

// shade is a colour with the one of the 16 basic colours that stands in for it
// where there are no more.
func shade(hex, basic string) lipgloss.CompleteColor {
	return lipgloss.CompleteColor{TrueColor: hex, ANSI256: hex, ANSI: basic}
}

func PaletteFor(theme string) palette {
	switch theme {
	case ThemeDark:
		return darkPalette
	case ThemeLight:
		return lightPalette
	}
	return neutralPalette
}

// neutralPalette reads on dark and light alike: text in the terminal's own
// colour, the others about as far from black as from white (contrast 4 to 5).
var neutralPalette = palette{
	ink: lipgloss.NoColor{}, grey: shade("#7a7f87", "8"), line: shade("#80858d", "8"),
	onBadge: shade("#ffffff", "15"),
	accent:  shade("#9a60dd", "13"), green: shade("#118a43", "2"), blue: shade("#2b7bd6", "6"),
	amber: shade("#ad6f00", "3"), red: shade("#e0363f", "1"), violet: shade("#9a60dd", "13"),
	teal: shade("#0b8787", "6"),
}

var darkPalette = palette{
	ink: shade("#e6e6e6", "7"), grey: shade("#9299a6", "7"), line: shade("#4f5666", "8"),
	onBadge: shade("#14171c", "0"),
	accent:  shade("#c3a6ff", "13"), green: shade("#5fd38d", "10"), blue: shade("#79b8ff", "14"),
	amber: shade("#f0b95b", "11"), red: shade("#ff7b72", "9"), violet: shade("#b392f0", "13"),
	teal: shade("#56c8c8", "14"),
}

var lightPalette = palette{
	ink: shade("#1f2328", "0"), grey: shade("#5b626e", "8"), line: shade("#aab1bc", "7"),
	onBadge: shade("#ffffff", "15"),
	accent:  shade("#6d3fc0", "5"), green: shade("#1a7f37", "2"), blue: shade("#0b62c4", "4"),
	amber: shade("#8f5b00", "3"), red: shade("#c0202c", "1"), violet: shade("#6d3fc0", "5"),
	teal: shade("#0a6f6f", "6"),
}
