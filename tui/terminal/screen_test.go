package terminal

import (
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/vt"
)

const (
	erase      = ansi.EraseLineRight
	start, end = ansi.SetModeSynchronizedOutput, ansi.ResetModeSynchronizedOutput
)

func TestDraw(t *testing.T) {
	first := frame{"title\n│ \x1b[1;32mExpires in 59 s\x1b[0m │\nend\n" + strings.Repeat("=", columns) + "\n", columns, rows}
	for _, test := range []struct {
		name string
		row  int
		line string
		want string
	}{
		{"one cell", 1, "│ \x1b[1;32mExpires in 58 s\x1b[0m │", "\x1b[2;15H\x1b[1;32m8\x1b[m"},
		{"another style", 1, "│ \x1b[1;31mExpires in 59 s\x1b[0m │", "\x1b[2;3H\x1b[1;31mExpires in 59 s\x1b[m"},
		{"two places", 3, "+" + strings.Repeat("=", columns-2) + "+", "\x1b[4;1H+\x1b[22C+"},
		{"two places side by side", 3, "=+=+" + strings.Repeat("=", columns-4), "\x1b[4;2H+=+"},
		{"blanks at the end", 3, "=" + strings.Repeat(" ", columns-1), "\x1b[4;2H\x1b[23X"},
		{"blanks in between", 3, "=" + strings.Repeat(" ", columns-2) + "+", "\x1b[4;2H\x1b[22X\x1b[22C+"},
		{"a longer line", 0, "titles", "\x1b[1;6Hs"},
		{"a shorter line", 0, "tit", "\x1b[1;4H" + erase},
		{"a line that was empty", 4, "x", "\x1b[5;1Hx"},
		{"an emptied line", 2, "", "\x1b[3;1H" + erase},
		{"a full line", 2, strings.Repeat("end.", 6), "\x1b[3;4H" + strings.Repeat("end.", 6)[3:]},
		{"a line that is too long", 2, strings.Repeat("end.", 9), "\x1b[3;4H" + strings.Repeat("end.", 6)[3:]},
		{"wide characters", 0, "漢字e", "\x1b[H漢字e" + erase},
		{"wide characters to the edge", 0, strings.Repeat("漢", columns/2), "\x1b[H" + erase + strings.Repeat("漢", columns/2)},
		{"a wide character over the edge", 0, "a" + strings.Repeat("漢", columns/2), "\x1b[Ha" + strings.Repeat("漢", columns/2-1) + erase},
		{"a combining mark", 0, "title\u0301", "\x1b[Htitle\u0301" + erase},
		{"a combining mark at the edge", 0, strings.Repeat("e", columns) + "\u0301", "\x1b[H" + erase + strings.Repeat("e", columns) + "\u0301"},
		{"a broken character", 0, "title\xff", "\x1b[Htitle\xff" + erase},
		{"a link", 0, "\x1b]8;;x\x1b\\title", "\x1b[H\x1b]8;;x\x1b\\title" + erase},
		{"nothing", 0, "title", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			var s screen
			s.draw(first)
			lines := strings.Split(first.view, "\n")
			lines[test.row] = test.line
			want := test.want
			if want != "" {
				want = start + want + end
			}
			if got := s.draw(frame{strings.Join(lines, "\n"), columns, rows}); got != want {
				t.Errorf("drawn\n got %q\nwant %q", got, want)
			}
		})
	}
}

// TestDrawWhole checks that a frame for an unknown screen is whole, that a view
// larger than the terminal is cut, and that nothing is erased behind a full line.
func TestDrawWhole(t *testing.T) {
	var s screen
	const want = start + "\x1b[Hab" + erase + "\x1b[2;1Habcd" + "\x1b[3;1H" + erase + end
	if got := s.draw(frame{"ab\nabcdef", 4, 3}); got != want {
		t.Errorf("drawn %q, want %q", got, want)
	}
	const smaller = start + "\x1b[Hab" + end
	if got := s.draw(frame{"ab\nabcdef", 2, 1}); got != smaller {
		t.Errorf("drawn %q, want %q", got, smaller)
	}
}

func TestIsPlain(t *testing.T) {
	for r, want := range map[rune]bool{
		'a': true, '~': true, 'é': true, 'Ж': true, '│': true, '█': true, '…': true, '•': true, '✓': true, '⏎': true,
		'\t': false, 0x7f: false, 0x9b: false, 0xad: false, 0x301: false, 'א': false, '漢': false, 'ﾊ': false,
		'👍': false, 0x200b: false, 0x202e: false, 0xfe0f: false, 0xfffd: false,
	} {
		if got := isPlain(r); got != want {
			t.Errorf("isPlain(%q) = %v, want %v", r, got, want)
		}
	}
}

const columns, rows = 24, 5

// pieces are what random lines are made of.
var pieces = []string{
	"a", "b", " ", "word ", "              ", "│", "✓", "…", "é", "漢", "👍", "e\u0301",
	"\x1b[0m", "\x1b[m", "\x1b[1m", "\x1b[31m", "\x1b[1;38;5;98m", "\x1b[48;2;1;2;3m", "\x1b]8;;x\x1b\\",
}

// checkScreens shows random frames, as changes and whole, and compares the screens.
func checkScreens(t *testing.T, seed uint64) {
	random := rand.New(rand.NewPCG(seed, 1))
	whole, changed := vt.NewEmulator(columns, rows), vt.NewEmulator(columns, rows)
	var s screen
	lines := make([]string, rows+1)
	for round := range 12 {
		for range 1 + random.IntN(3) {
			var line strings.Builder
			for range random.IntN(30) {
				line.WriteString(pieces[random.IntN(len(pieces))])
			}
			lines[random.IntN(rows)] = line.String() + "\x1b]8;;\x1b\\\x1b[0m"
		}
		next := frame{strings.Join(lines[:rows+1-random.IntN(3)], "\n"), columns, rows}
		change := s.draw(next)
		_, _ = changed.WriteString(change)
		_, _ = whole.WriteString(ansi.EraseEntireScreen + new(screen).draw(next))
		if want, got := whole.Render(), changed.Render(); got != want {
			t.Fatalf("seed %d, frame %d %q became %q and shows\n%q\nwant\n%q", seed, round, next.view, change, got, want)
		}
	}
}

func TestChangedScreens(t *testing.T) {
	for seed := range uint64(150) {
		checkScreens(t, seed)
	}
}

func FuzzDraw(f *testing.F) {
	f.Add("one\n\x1b[1mtwo\x1b[0m\x00one\ntwos", 10, 3)
	f.Fuzz(func(t *testing.T, data string, width, height int) {
		var s screen
		for view := range strings.SplitSeq(data, "\x00") {
			next := frame{view, 1 + width&0xff, 1 + height&0xf}
			s.draw(next)
			if again := s.draw(next); again != "" {
				t.Errorf("drawing %q again writes %q", view, again)
			}
		}
	})
}
