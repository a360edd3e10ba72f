package field

import (
	"io"
	"testing"

	"github.com/charmbracelet/lipgloss"
	"github.com/charmbracelet/x/ansi"
	"github.com/muesli/termenv"

	"devtools/ripio-explorer/tui/theme"
	"devtools/ripio-explorer/tui/zone"
)

// TestAClickPutsTheCursor on the character under the pointer, whatever of the text is in
// sight.
func TestAClickPutsTheCursor(t *testing.T) {
	renderer := lipgloss.NewRenderer(io.Discard)
	renderer.SetColorProfile(termenv.TrueColor)
	s := theme.New(renderer, theme.PaletteFor(""), theme.Unicode, false)
	for _, test := range []struct {
		name, value string
		focused     bool
		width       int
		column      int
		want        int
	}{
		{"whole", "0123456789", false, 20, 4, 4},
		{"first", "0123456789", false, 20, 0, 0},
		{"behind the end", "0123456789", false, 20, 15, 10},
		{"head of a cut text", "0123456789abcdef", false, 9, 2, 2},
		{"tail of a cut text", "0123456789abcdef", false, 9, 8, 15},
		{"with the cursor at the end", "0123456789abcdef", true, 9, 7, 15},
		{"wide characters", "世界ab", false, 20, 3, 1},
	} {
		f := New("")
		f.SetValue(test.value)
		if test.focused {
			f.Focus()
		}
		view := zone.Clean(f.View(s, test.width))
		f.PointAt(test.column)
		if got := f.Input.Position(); got != test.want {
			t.Errorf("%s: %d, want %d of %q", test.name, got, test.want, ansi.Strip(view))
		}
	}
}

// TestAPlaceholderEndsOnce where it has an ellipsis itself.
func TestAPlaceholderEndsOnce(t *testing.T) {
	s := theme.New(lipgloss.NewRenderer(io.Discard), theme.PaletteFor(""), theme.Unicode, false)
	for width, want := range map[int]string{30: "such as 0x646e…b97e", 17: "such as 0x646e…", 15: "such as 0x646e…", 10: "such as 0…"} {
		f := New("such as 0x646e…b97e")
		if got := ansi.Strip(zone.Clean(f.View(s, width))); got != want {
			t.Errorf("%d cells: %q, want %q", width, got, want)
		}
	}
}
