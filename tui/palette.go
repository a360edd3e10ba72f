package tui

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

func paletteFor(theme string) palette {
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
	ink: lipgloss.NoColor{}, grey: lipgloss.Color("#7a7f87"), line: lipgloss.Color("#80858d"),
	onBadge: lipgloss.Color("#ffffff"),
	accent:  lipgloss.Color("#9a60dd"), green: lipgloss.Color("#118a43"), blue: lipgloss.Color("#2b7bd6"),
	amber: lipgloss.Color("#ad6f00"), red: lipgloss.Color("#e0363f"), violet: lipgloss.Color("#9a60dd"),
	teal: lipgloss.Color("#0b8787"),
}

var darkPalette = palette{
	ink: lipgloss.Color("#e6e6e6"), grey: lipgloss.Color("#9299a6"), line: lipgloss.Color("#4f5666"),
	onBadge: lipgloss.Color("#14171c"),
	accent:  lipgloss.Color("#c3a6ff"), green: lipgloss.Color("#5fd38d"), blue: lipgloss.Color("#79b8ff"),
	amber: lipgloss.Color("#f0b95b"), red: lipgloss.Color("#ff7b72"), violet: lipgloss.Color("#b392f0"),
	teal: lipgloss.Color("#56c8c8"),
}

var lightPalette = palette{
	ink: lipgloss.Color("#1f2328"), grey: lipgloss.Color("#5b626e"), line: lipgloss.Color("#aab1bc"),
	onBadge: lipgloss.Color("#ffffff"),
	accent:  lipgloss.Color("#6d3fc0"), green: lipgloss.Color("#1a7f37"), blue: lipgloss.Color("#0b62c4"),
	amber: lipgloss.Color("#8f5b00"), red: lipgloss.Color("#c0202c"), violet: lipgloss.Color("#6d3fc0"),
	teal: lipgloss.Color("#0a6f6f"),
}
