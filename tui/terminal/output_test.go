package terminal

import (
	"io"
	"math/rand/v2"
	"os"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/vt"
)

// The frames of these tests are what Bubble Tea's renderer writes.

const erase = ansi.EraseLineRight

func TestShorten(t *testing.T) {
	const first = "\x1b[H\r" + "title" + erase + "\r\n" + "│ \x1b[1;32mExpires in 59 s\x1b[0m │" + erase + "\r\n" + "end" + erase + "\x1b[3;H"
	for _, test := range []struct{ name, frame, want string }{
		{
			"one cell", "\x1b[H\n│ \x1b[1;32mExpires in 58 s\x1b[0m │" + erase + "\r\n\x1b[3;H",
			"\x1b[2;15H\x1b[1;32m8\x1b[m\x1b[3;H",
		},
		{
			"another style", "\x1b[H\n│ \x1b[1;31mExpires in 59 s\x1b[0m │" + erase + "\r\n\x1b[3;H",
			"\x1b[2;3H\x1b[1;31mExpires in 59 s\x1b[m\x1b[3;H",
		},
		{"a longer line", "\x1b[Htitles" + erase + "\r\n\n\x1b[3;H", "\x1b[1;6Hs\x1b[3;H"},
		{"a shorter line", "\x1b[Htit" + erase + "\r\n\n\x1b[3;H", "\x1b[1;4H" + erase + "\x1b[3;H"},
		{"the last line", "\x1b[H\n\nand" + erase + "\x1b[3;H", "\x1b[3;1Ha\x1b[3;H"},
		{"an emptied line", "\x1b[H\n\n" + erase + "\x1b[3;H", "\x1b[3;1H" + erase + "\x1b[3;H"},
		{"wide characters", "\x1b[H漢字e" + erase + "\r\n\n\x1b[3;H", "\x1b[H漢字e" + erase + "\x1b[3;H"},
		{"a combining mark", "\x1b[Htitle\u0301" + erase + "\r\n\n\x1b[3;H", "\x1b[Htitle\u0301" + erase + "\x1b[3;H"},
		{"a broken character", "\x1b[Htitle\xff" + erase + "\r\n\n\x1b[3;H", "\x1b[Htitle\xff" + erase + "\x1b[3;H"},
		{"a link", "\x1b[H\x1b]8;;x\x1b\\title" + erase + "\r\n\n\x1b[3;H", "\x1b[H\x1b]8;;x\x1b\\title" + erase + "\x1b[3;H"},
		{"a full repaint", first, first},
		{"fewer lines", "\x1b[Htitle2" + erase + "\r\n\n\x1b[J\x1b[2;H", "\x1b[Htitle2" + erase + "\r\n\n\x1b[J\x1b[2;H"},
		{"no frame", ansi.SetWindowTitle("title"), ansi.SetWindowTitle("title")},
		{"home alone", "\x1b[H", "\x1b[H"},
	} {
		t.Run(test.name, func(t *testing.T) {
			var o output
			if got := o.shorten(first); got != first {
				t.Fatalf("the first frame became %q", got)
			}
			if got := o.shorten(test.frame); got != test.want {
				t.Errorf("shorten(%q)\n got %q\nwant %q", test.frame, got, test.want)
			}
		})
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

// TestShortenForgets checks that nothing is taken for granted after something
// else was written.
func TestShortenForgets(t *testing.T) {
	var o output
	o.shorten("\x1b[H\rsame" + erase + "\x1b[1;H")
	o.shorten(ansi.EraseEntireScreen)
	const frame = "\x1b[Hsame" + erase + "\x1b[1;H"
	if got, want := o.shorten(frame), "\x1b[Hsame"+erase+"\x1b[1;H"; got != want {
		t.Errorf("shorten(%q) = %q, want %q", frame, got, want)
	}
}

// renderer writes frames as Bubble Tea's renderer does.
type renderer struct{ last []string }

func (r *renderer) frame(lines []string) string {
	var frame strings.Builder
	frame.WriteString("\x1b[H")
	for i, line := range lines {
		if i < len(r.last) && r.last[i] == line {
			if i < len(lines)-1 {
				frame.WriteByte('\n')
			}
			continue
		}
		if i == 0 && r.last == nil {
			frame.WriteByte('\r')
		}
		line = ansi.Truncate(line, columns, "")
		if ansi.StringWidth(line) < columns {
			line += erase
		}
		frame.WriteString(line)
		if i < len(lines)-1 {
			frame.WriteString("\r\n")
		}
	}
	if len(r.last) > len(lines) {
		frame.WriteString(ansi.EraseScreenBelow)
	}
	frame.WriteString(ansi.CursorPosition(0, len(lines)))
	r.last = lines
	return frame.String()
}

const columns, rows = 24, 5

// pieces are what random lines are made of.
var pieces = []string{
	"a", "b", " ", "word ", "│", "✓", "…", "é", "漢", "👍", "e\u0301",
	"\x1b[0m", "\x1b[m", "\x1b[1m", "\x1b[31m", "\x1b[1;38;5;98m", "\x1b[48;2;1;2;3m", "\x1b]8;;x\x1b\\",
}

// checkScreens shows random frames both ways and compares the screens.
func checkScreens(t *testing.T, seed uint64) {
	random := rand.New(rand.NewPCG(seed, 1))
	plain, short := vt.NewEmulator(columns, rows), vt.NewEmulator(columns, rows)
	var r renderer
	var o output
	lines := make([]string, rows)
	for round := range 12 {
		for range 1 + random.IntN(3) {
			var line strings.Builder
			for range random.IntN(20) {
				line.WriteString(pieces[random.IntN(len(pieces))])
			}
			lines[random.IntN(rows)] = line.String() + "\x1b[0m"
		}
		frame := r.frame(append([]string(nil), lines[:rows-random.IntN(2)]...))
		shortened := o.shorten(frame)
		_, _ = plain.WriteString(frame)
		_, _ = short.WriteString(shortened)
		if want, got := plain.Render(), short.Render(); got != want {
			t.Fatalf("seed %d, frame %d %q became %q and shows\n%q\nwant\n%q", seed, round, frame, shortened, got, want)
		}
	}
}

func TestShortenedScreens(t *testing.T) {
	for seed := range uint64(150) {
		checkScreens(t, seed)
	}
}

func FuzzShorten(f *testing.F) {
	f.Add("\x1b[H\rone" + erase + "\r\n\x1b[1mtwo\x1b[0m\x1b[2;H\x00\x1b[H\ntwos" + erase + "\x1b[2;H")
	f.Fuzz(func(t *testing.T, data string) {
		var o output
		for frame := range strings.SplitSeq(data, "\x00") {
			if short := o.shorten(frame); len(short) > len(frame)+9*(1+strings.Count(frame, "\n")) {
				t.Errorf("shorten(%q) = %q is longer by more than a move a line", frame, short)
			}
		}
	})
}

func TestOutputWritesEverything(t *testing.T) {
	reader, writer, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer reader.Close()
	o := &output{File: writer}
	const first, second = "\x1b[H\rab" + erase + "\x1b[1;H", "\x1b[Hac" + erase + "\x1b[1;H"
	for _, frame := range []string{first, second} {
		if n, err := o.Write([]byte(frame)); n != len(frame) || err != nil {
			t.Errorf("Write = %d, %v; want %d, nil", n, err, len(frame))
		}
	}
	if err := writer.Close(); err != nil {
		t.Fatal(err)
	}
	got, err := io.ReadAll(reader)
	if err != nil {
		t.Fatal(err)
	}
	if want := first + "\x1b[1;2Hc\x1b[1;H"; string(got) != want {
		t.Errorf("written %q, want %q", got, want)
	}
}
