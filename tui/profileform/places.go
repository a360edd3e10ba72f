package profileform

import (
	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/ansi"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/tui/draw"
	"devtools/ripio-explorer/tui/theme"
	"devtools/ripio-explorer/tui/zone"
)

// checkPlaces asks for the places when they are first listed; nil when that is done.
func (f *Form) checkPlaces() func() tea.Cmd {
	if f.checked || f.rows()[f.at].account == nil {
		return nil
	}
	f.checked = true
	return f.CheckPlaces
}

// KeyringIsMissing says why the keyring cannot be chosen.
func (f *Form) KeyringIsMissing(why string) { f.noKeyring = why }

// unavailable is why a place cannot be chosen; empty when it can.
func (f *Form) unavailable(kind profiles.StoreKind) string {
	if kind == profiles.KindKeyring {
		return f.noKeyring
	}
	return ""
}

// turn goes to the next or the previous place for a secret that is there.
func (f *Form) turn(a *accountForm, by int) {
	for a.turn(by); f.unavailable(a.kind) != ""; {
		a.turn(by)
	}
}

// placeIndent are the cells before the names of places, and between them and what is
// said of them.
const placeIndent = 8

// places draws where a secret can be, a row each, the safest first.
func (f *Form) places(s theme.Styles, a *accountForm, width int) []string {
	names := 0
	for _, kind := range profiles.StoreKinds {
		names = max(names, ansi.StringWidth(kind.Label()))
	}
	lines := make([]string, len(profiles.StoreKinds))
	for i, kind := range profiles.StoreKinds {
		name, summary := s.Text, kind.Summary()
		if kind == a.kind {
			name = s.Selected
		}
		if why := f.unavailable(kind); why != "" {
			name, summary = s.Muted, why
		}
		if f.unavailable(kind) == "" && placeIndent+names+ansi.StringWidth(summary) > width {
			summary = "" // its words are whole, or not there
		}
		line := "    " + s.Pointer(kind == a.kind) + " " + name.Render(draw.Fit(kind.Label(), names, "")) + "  " + s.Muted.Render(summary)
		lines[i] = zone.Row(zone.Part(placePart, i), ansi.Truncate(line, width, s.Glyphs.Ellipsis), width)
	}
	return lines
}
