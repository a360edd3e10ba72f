// Package background decides the terminal's background and colours without
// asking the terminal.
//
// Bubble Tea v1 asks the terminal for its background in a package init: one
// round trip at best, five seconds on a terminal that never answers, before
// the program's first line runs. The question is left out when the background
// is known by then, so this package sets it in an init of its own. Go
// initialises packages that are ready in the order of their import paths, and
// "devtools/..." sorts before "github.com/charmbracelet/bubbletea": whoever
// renames this module must keep that order. TestNothingIsAsked guards it.
//
// Import the package for this effect wherever Bubble Tea is imported.
package background

import (
	"os"
	"strconv"
	"strings"

	"github.com/charmbracelet/lipgloss"
	"github.com/muesli/termenv"
)

func init() {
	dark, _ := Detected()
	lipgloss.SetHasDarkBackground(dark)
	lipgloss.SetColorProfile(profileFrom(os.Getenv, termenv.EnvColorProfile()))
}

// Detected is what the terminal's environment says of its background; known is
// false when it says nothing, and the background then counts as dark.
func Detected() (dark, known bool) { return darkFrom(os.Getenv("COLORFGBG")) }

// darkFrom reads COLORFGBG, which some terminals set to "foreground;background"
// or "foreground;other;background" in the numbers of the 16 colours. Without a
// number the background counts as dark, as most terminals' are.
func darkFrom(colorfgbg string) (dark, known bool) {
	parts := strings.Split(colorfgbg, ";")
	number, err := strconv.Atoi(parts[len(parts)-1])
	if len(parts) < 2 || err != nil {
		return true, false
	}
	const silver, darkGrey, white = 7, 8, 15
	light := number == silver || number > darkGrey && number <= white
	return !light, true
}

// profileFrom corrects the detected number of colours for TERM=dumb, which
// termenv overlooks where COLORTERM is set as well. CLICOLOR_FORCE still asks
// for the 16 basic colours.
func profileFrom(getenv func(string) string, detected termenv.Profile) termenv.Profile {
	if getenv("TERM") != "dumb" || detected == termenv.Ascii {
		return detected
	}
	if forced := getenv("CLICOLOR_FORCE"); forced != "" && forced != "0" {
		return termenv.ANSI
	}
	return termenv.Ascii
}
