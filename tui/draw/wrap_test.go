package draw

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
)

// TestWrapKeepsWordsWhole: no word is split at a hyphen, a slash or anywhere else; one
// that is too wide loses its middle, and sentences stay narrow on wide screens.
func TestWrapKeepsWordsWhole(t *testing.T) {
	for _, test := range []struct {
		text  string
		width int
		want  string
	}{
		{"ref 3f2b8c1e-7d3c-4e5f-8a9b-0c1d2e3fa1b2 is known", 36, "ref|3f2b8c1e-7d3c-4e5f-8a9b-0c1d2e3fa1b2|is known"},
		{"see https://example.com/a/long/path now", 20, "see|https://ex…long/path|now"},
		{"  two  blanks stay", 10, "  two|blanks|stay"},
		{"", 10, ""},
		{"one\n\ntwo", 10, "one||two"},
	} {
		if got := strings.Join(Wrap(test.text, test.width), "|"); got != test.want {
			t.Errorf("%q in %d became %q, want %q", test.text, test.width, got, test.want)
		}
	}
	for _, line := range Wrap(strings.Repeat("word ", 100), 200) {
		if ansi.StringWidth(line) > ProseWidth {
			t.Errorf("a sentence is %d cells wide", ansi.StringWidth(line))
		}
	}
	if long := strings.Repeat("x", 150); Wrap(long, 200)[0] != long {
		t.Error("a value that fits the width was cut")
	}
	if got := strings.Join(WrapAll("a "+strings.Repeat("x", 25), 10), "|"); got != "a|xxxxxxxxxx|xxxxxxxxxx|xxxxx" {
		t.Errorf("WrapAll left something out: %q", got)
	}
}

func TestBeginCutsBetweenWords(t *testing.T) {
	for _, test := range []struct {
		text  string
		width int
		want  string
	}{
		{"server error", 12, "server error"},
		{"a web page instead of JSON", 17, "a web page…"},
		{"a web page instead of JSON", 19, "a web page instead…"},
		{"unauthorized", 6, "unaut…"},
		{"a bcdefghijk", 8, "a bcdef…"},
		{"one; two", 6, "one…"}, {"two words", 4, "two…"},
		{"two words", 1, "…"},
		{"two words", 0, ""},
	} {
		if got := Begin(test.text, test.width, "…"); got != test.want {
			t.Errorf("%q in %d cells: %q, want %q", test.text, test.width, got, test.want)
		}
	}
}
