package zone

import (
	"slices"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
)

// TestMarksTravelWithTheText cuts, fits and frames marked text as views do.
func TestMarksTravelWithTheText(t *testing.T) {
	row := Part("row", 3)
	line := "ab" + Mark(row, "\x1b[1mcd"+Mark(Key("x"), "世")+"\x1b[0mef") + "gh"
	for _, test := range []struct {
		name, screen string
		x, y         int
		want         []Target
	}{
		{"before", line, 1, 0, nil},
		{"first cell", line, 2, 0, []Target{row}},
		{"inside another", line, 4, 0, []Target{Key("x"), row}},
		{"second cell of a wide character", line, 5, 0, []Target{Key("x"), row}},
		{"after the inner one", line, 6, 0, []Target{row}},
		{"behind", line, 8, 0, nil},
		{"beyond the line", line, 80, 0, nil},
		{"another line", "x\n" + line, 2, 1, []Target{row}},
		{"below the screen", line, 2, 9, nil},
		{"cut at the right", ansi.Truncate(line, 4, ""), 3, 0, []Target{row}},
		{"beside what was cut", ansi.Truncate(line, 4, "") + "zzz", 4, 0, nil},
		{"cut at the left", ansi.TruncateLeft(line, 3, ""), 0, 0, []Target{row}},
		{"cut out", ansi.Cut(line, 3, 5), 0, 0, []Target{row}},
		{"whole width", Row(row, "a", 10), 9, 0, []Target{row}},
	} {
		if got := At(test.screen, test.x, test.y); !slices.Equal(got, test.want) {
			t.Errorf("%s: %q, want %q", test.name, got, test.want)
		}
	}
}

// TestMarksTakeNoRoom compares widths and what is left for the terminal.
func TestMarksTakeNoRoom(t *testing.T) {
	plain := "\x1b[1mab\x1b[0m cd"
	marked := Mark(Part("row", 0), plain)
	if ansi.StringWidth(marked) != ansi.StringWidth(plain) || ansi.Strip(marked) != ansi.Strip(plain) {
		t.Error("a mark takes room")
	}
	if got := Clean(strings.Repeat(marked+"\n", 3)); got != strings.Repeat(plain+"\n", 3) {
		t.Errorf("%q is left", got)
	}
}

// TestTargetsAreRead tells keys and parts apart.
func TestTargetsAreRead(t *testing.T) {
	if name, ok := Key("ctrl+p").Key(); !ok || name != "ctrl+p" {
		t.Error("a key is not read")
	}
	if name, ok := Key(" ").Key(); !ok || name != " " {
		t.Error("the space bar is not read")
	}
	if at, ok := Part("row", 12).Part("row"); !ok || at != 12 {
		t.Error("a part is not read")
	}
	if _, ok := Part("rows", 1).Part("row"); ok {
		t.Error("a part is taken for another")
	}
}
