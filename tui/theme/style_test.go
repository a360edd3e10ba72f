package theme

import (
	"io"
	"testing"

	"github.com/charmbracelet/lipgloss"
	"github.com/muesli/termenv"
)

// TestStylesDrawAsLipgloss compares with what lipgloss draws, in all numbers of colours.
func TestStylesDrawAsLipgloss(t *testing.T) {
	texts := []string{"", " ", "word", "two words ", "façade • …", "two\nlines", "a\ttab", "\x1b[1mdrawn\x1b[0m already", "line\r\n"}
	for _, profile := range []termenv.Profile{termenv.Ascii, termenv.ANSI, termenv.ANSI256, termenv.TrueColor} {
		renderer := lipgloss.NewRenderer(io.Discard)
		renderer.SetColorProfile(profile)
		for _, name := range []string{ThemeDark, ThemeLight, ThemeNone, ""} {
			s := New(renderer, PaletteFor(name), Unicode, false)
			for _, style := range []Style{s.Text, s.Strong, s.Muted, s.Accent, s.Selected, s.Cursor, s.Match, s.Warning, s.Code, s.sandboxBadge, s.Text.Bold(), {}} {
				for _, text := range texts {
					if got, want := style.Render(text), style.style.Render(text); got != want {
						t.Errorf("%q in theme %q: %q, want %q", text, name, got, want)
					}
				}
			}
		}
	}
}

// TestOnlyTheSelectedRowHasAPointer: without colours a selection is drawn in reverse, in
// which a blank is a block.
func TestOnlyTheSelectedRowHasAPointer(t *testing.T) {
	renderer := lipgloss.NewRenderer(io.Discard)
	renderer.SetColorProfile(termenv.ANSI)
	s := New(renderer, PaletteFor(ThemeNone), Unicode, false)
	if got := s.Pointer(false); got != " " {
		t.Errorf("other rows have %q", got)
	}
	if got := s.Pointer(true); got != s.Selected.Render(s.Glyphs.Pointer) || got == s.Glyphs.Pointer {
		t.Errorf("the selected row has %q", got)
	}
}
