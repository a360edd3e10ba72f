package theme

import "github.com/charmbracelet/lipgloss"

// The themes a person can ask for. Without one the neutral palette is used,
// because asking the terminal for its background costs a round trip, and five
// seconds where it never answers.
const (
	ThemeDark  = "dark"
	ThemeLight = "light"
	// ThemeNone has no colours, for NO_COLOR; bold, faint and reverse stay.
	ThemeNone = "none"
)

// palette is the only place where colours are named.
type palette struct {
	ink, grey, line, onBadge                      lipgloss.TerminalColor
	accent, green, blue, amber, red, violet, teal lipgloss.TerminalColor

	none bool // no colours at all
}

// shade is a colour with those of the 256 and of the 16 basic colours that stand in for
// it where there are no more.
func shade(hex, wide, basic string) lipgloss.CompleteColor {
	return lipgloss.CompleteColor{TrueColor: hex, ANSI256: wide, ANSI: basic}
}

// bright is a shade whose nearest one among the 256 colours reads as well.
func bright(hex, basic string) lipgloss.CompleteColor { return shade(hex, hex, basic) }

func PaletteFor(theme string) palette {
	switch theme {
	case ThemeDark:
		return darkPalette
	case ThemeLight:
		return lightPalette
	case ThemeNone:
		return noPalette
	}
	return neutralPalette
}

// neutralPalette reads on dark and light alike: text in the terminal's own colour, the
// others as far from black as from white, which is just enough for both (contrast 4.6).
// Among the 256 colours few are; the red and the amber there have 4.0 and 4.4.
var neutralPalette = palette{
	ink: lipgloss.NoColor{}, grey: shade("#71767d", "243", "8"), line: shade("#71767e", "243", "8"),
	onBadge: shade("#ffffff", "231", "15"),
	accent:  shade("#9356db", "98", "13"), green: shade("#118742", "29", "2"), blue: shade("#2876cf", "63", "6"),
	amber: shade("#a36900", "130", "3"), red: shade("#df2e37", "161", "1"), violet: shade("#9356db", "98", "13"),
	teal: shade("#0b8383", "30", "6"),
}

var darkPalette = palette{
	ink: bright("#e6e6e6", "7"), grey: bright("#a2a9b6", "7"), line: bright("#6f778a", "8"),
	onBadge: bright("#14171c", "0"),
	accent:  bright("#c3a6ff", "13"), green: bright("#5fd38d", "10"), blue: bright("#79b8ff", "14"),
	amber: bright("#f0b95b", "11"), red: bright("#ff7b72", "9"), violet: bright("#b392f0", "13"),
	teal: bright("#56c8c8", "14"),
}

var lightPalette = palette{
	ink: bright("#1f2328", "0"), grey: bright("#5b626e", "8"), line: bright("#858c98", "7"),
	onBadge: bright("#ffffff", "15"),
	accent:  bright("#6d3fc0", "5"), green: shade("#1a7f37", "22", "2"), blue: bright("#0b62c4", "4"),
	amber: bright("#8f5b00", "3"), red: bright("#c0202c", "1"), violet: bright("#6d3fc0", "5"),
	teal: bright("#0a6f6f", "6"),
}

// noPalette is for terminals that are to show no colour, but can show bold, faint and
// reverse.
var noPalette = palette{
	ink: lipgloss.NoColor{}, grey: lipgloss.NoColor{}, line: lipgloss.NoColor{}, onBadge: lipgloss.NoColor{},
	accent: lipgloss.NoColor{}, green: lipgloss.NoColor{}, blue: lipgloss.NoColor{}, amber: lipgloss.NoColor{},
	red: lipgloss.NoColor{}, violet: lipgloss.NoColor{}, teal: lipgloss.NoColor{}, none: true,
}
