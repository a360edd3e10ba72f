package field

import (
	"io"
	"testing"

	"github.com/charmbracelet/lipgloss"
	"github.com/charmbracelet/x/ansi"
	"github.com/muesli/termenv"

	"devtools/ripio-explorer/tui/theme"
)

// TestAPlaceholderStaysWhereItIs when its field gets the focus.
func TestAPlaceholderStaysWhereItIs(t *testing.T) {
	renderer := lipgloss.NewRenderer(io.Discard)
	renderer.SetColorProfile(termenv.TrueColor)
	s := theme.New(renderer, theme.PaletteFor(theme.ThemeDark), theme.Unicode, false)
	f := New("such as 1000")
	want := ansi.Strip(f.View(s, 20))
	f.Focus()
	if got := ansi.Strip(f.View(s, 20)); got != want {
		t.Errorf("%q, without the focus %q", got, want)
	}
}
