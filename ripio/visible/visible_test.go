package visible_test

import (
	"encoding/base64"
	"encoding/json"
	"os"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"

	"devtools/ripio-explorer/ripio/visible"
)

func TestLineAndText(t *testing.T) {
	marks := func(n int) string { return strings.Repeat("\u0301", n) }
	tests := []struct{ name, text, line, block string }{
		{"nothing", "", "", ""},
		{"ASCII", "https://ripio.com?_to=x \\ ~", "https://ripio.com?_to=x \\ ~", "https://ripio.com?_to=x \\ ~"},
		{"line breaks", "a\nb\r\nc\rd", `a\nb\r\nc\rd`, "a\nb\\r\nc\\rd"},
		{"tab", "a\tb", `a\tb`, "a    b"},
		{"C0 and DEL", "\x00\x07\x08\x1b\x7f", `\x00\x07\x08\x1b\x7f`, `\x00\x07\x08\x1b\x7f`},
		{"C1 as UTF-8", "\u0085\u009b31m", `\x85\x9b31m`, `\x85\x9b31m`},
		{"bytes that are not UTF-8", "a\xffb\xc0\x9b\xe2\x82", `a\xffb\xc0\x9b\xe2\x82`, `a\xffb\xc0\x9b\xe2\x82`},
		{"the replacement character itself", "a�b", "a�b", "a�b"},
		{"bidirectional marks", "a\u202eb\u2066c\u200f", `a\u{202e}b\u{2066}c\u{200f}`, `a\u{202e}b\u{2066}c\u{200f}`},
		{"zero width", "a\u200b\u200d\u2060\ufeffb", `a\u{200b}\u{200d}\u{2060}\u{feff}b`, `a\u{200b}\u{200d}\u{2060}\u{feff}b`},
		{"separators", "a\u2028b\u2029c\u00a0d\u3000e", `a\u{2028}b\u{2029}c\u{a0}d\u{3000}e`, `a\u{2028}b\u{2029}c\u{a0}d\u{3000}e`},
		{"soft hyphen", "a\u00adb", `a\u{ad}b`, `a\u{ad}b`},
		{"tag characters", "a\U000e0041b", `a\u{e0041}b`, `a\u{e0041}b`},
		{"private use and unassigned", "\ue000\U000e0fff\U0010ffff", `\u{e000}\u{e0fff}\u{10ffff}`, `\u{e000}\u{e0fff}\u{10ffff}`},
		{"variation selectors", "❤\ufe0f\U000e0100\u180b", `❤\u{fe0f}\u{e0100}\u{180b}`, `❤\u{fe0f}\u{e0100}\u{180b}`},
		{"fillers and joiners", "\u115f\u1160\u3164\uffa0\u034f\u17b4", `\u{115f}\u{1160}\u{3164}\u{ffa0}\u{34f}\u{17b4}`, `\u{115f}\u{1160}\u{3164}\u{ffa0}\u{34f}\u{17b4}`},
		{"four marks", "a" + marks(4) + "b", "a" + marks(4) + "b", "a" + marks(4) + "b"},
		{"six marks", "a" + marks(6) + "b", "a" + marks(4) + `\u{301}\u{301}b`, "a" + marks(4) + `\u{301}\u{301}b`},
		{"marks twice", "a" + marks(3) + "b" + marks(3), "a" + marks(3) + "b" + marks(3), "a" + marks(3) + "b" + marks(3)},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := visible.Line(test.text); got != test.line {
				t.Errorf("Line gives %q, want %q", got, test.line)
			}
			if got := visible.Text(test.text); got != test.block {
				t.Errorf("Text gives %q, want %q", got, test.block)
			}
		})
	}
}

// harmless are texts that people write; they must be shown as they are.
var harmless = map[string]string{
	"Spanish":    "¿Dirección inválida? ¡Sí! Ñandú, pingüino, 1.234,56 $",
	"Portuguese": "Não foi possível: informações, ação, avô, é à ü",
	"decomposed": "Direccio\u0301n invA\u0301lida",
	"Chinese":    "令牌已过期，请重试。",
	"Japanese":   "トークンの有効期限が切れました",
	"Korean":     "토큰이 만료되었습니다",
	"Arabic":     "انتهت صلاحية الرمز المميز",
	"vowelled":   "مُحَمَّدٌ",
	"Hebrew":     "שָׁלוֹם עולם",
	"Hindi":      "क्षेत्रीय टोकन",
	"Thai":       "ที่อยู่ไม่ถูกต้อง",
	"emoji":      "✓ ! 🙂 █░ ╭─╮",
}

func TestHarmlessTextIsUnchanged(t *testing.T) {
	for name, text := range harmless {
		if got := visible.Line(text); got != text {
			t.Errorf("%s: Line gives %q", name, got)
		}
		lines := text + "\n" + text
		if got := visible.Text(lines); got != lines {
			t.Errorf("%s: Text gives %q", name, got)
		}
	}
}

// dangerous finds the first character that a terminal may obey, hide or use to
// reorder the line. It is written from Unicode's properties, apart from the
// code under test.
func dangerous(text string, multiline bool) (rune, bool) {
	if !utf8.ValidString(text) {
		return utf8.RuneError, true
	}
	marks := 0
	for _, r := range text {
		marks++
		if !unicode.Is(unicode.M, r) {
			marks = 0
		}
		if r == '\n' && multiline {
			continue
		}
		if marks > 4 || unicode.In(r, unicode.C, unicode.Zl, unicode.Zp, unicode.Variation_Selector,
			unicode.Other_Default_Ignorable_Code_Point) || !unicode.IsPrint(r) {
			return r, true
		}
	}
	return 0, false
}

// hostileTexts reads the project's own hostile strings and the big list of
// naughty strings.
func hostileTexts(t testing.TB) []string {
	t.Helper()
	var texts []string
	for name, want := range map[string]int{"own-terminal-hostile": 30, "blns": 258} {
		data, err := os.ReadFile("testdata/" + name + ".json")
		if err != nil {
			t.Fatal(err)
		}
		var file struct{ Cases []struct{ S, B64 string } }
		if err := json.Unmarshal(data, &file); err != nil {
			t.Fatal(err)
		}
		if len(file.Cases) != want {
			t.Fatalf("%s: %d cases, want %d", name, len(file.Cases), want)
		}
		for _, c := range file.Cases {
			raw, err := base64.StdEncoding.DecodeString(c.B64)
			if err != nil {
				t.Fatal(err)
			}
			texts = append(texts, c.S+string(raw))
		}
	}
	return texts
}

func TestHostileTextsAreHarmlessAndWhole(t *testing.T) {
	for _, text := range hostileTexts(t) {
		checkHarmless(t, text)
	}
}

// checkHarmless holds what must be true of every text.
func checkHarmless(t *testing.T, text string) {
	t.Helper()
	line, block := visible.Line(text), visible.Text(text)
	if r, bad := dangerous(line, false); bad {
		t.Errorf("Line(%q) lets %U through", text, r)
	}
	if r, bad := dangerous(block, true); bad {
		t.Errorf("Text(%q) lets %U through", text, r)
	}
	if _, bad := dangerous(text, false); !bad && line != text {
		t.Errorf("Line(%q) changes a harmless text to %q", text, line)
	}
	if again := visible.Line(line); again != line {
		t.Errorf("Line of its own result %q gives %q", line, again)
	}
	if again := visible.Text(block); again != block {
		t.Errorf("Text of its own result %q gives %q", block, again)
	}
	if shown, all := utf8.RuneCountInString(line), utf8.RuneCountInString(text); shown < all {
		t.Errorf("Line(%q) drops something: %d characters of %d", text, shown, all)
	}
	if got, want := strings.Count(block, "\n"), strings.Count(text, "\n"); got != want {
		t.Errorf("Text(%q) has %d line breaks, want %d", text, got, want)
	}
}

func TestCut(t *testing.T) {
	tests := []struct {
		name, text string
		width      int
		want       string
	}{
		{"fits", "token", 5, "token"},
		{"one too many", "tokens", 5, "toke…"},
		{"only the ellipsis", "tokens", 1, "…"},
		{"no room", "tokens", 0, ""},
		{"negative", "tokens", -1, ""},
		{"wide characters", "令牌已过期", 5, "令牌…"},
		{"wide character does not fit beside the ellipsis", "令牌已", 4, "令…"},
		{"escapes count as shown", "a\x1b[31m", 5, `a\x1…`},
		{"marks take no room", "e\u0301e\u0301e\u0301", 3, "e\u0301e\u0301e\u0301"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := visible.Cut(test.text, test.width); got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

// Cut looks at the beginning of a long text only; that must not change what it
// shows.
func TestCutOfALongTextIsThatOfTheWhole(t *testing.T) {
	for _, unit := range []string{"a", "令", "é", "\x1b", "\xff", "a\u0301\u0301\u0301\u0301", "🙂 ñ"} {
		text := strings.Repeat(unit, 20000)
		for _, width := range []int{1, 2, 79} {
			want := ansi.Truncate(visible.Line(text), width, "…")
			if got := visible.Cut(text, width); got != want {
				t.Errorf("%q at %d cells: got %q, want %q", unit, width, got, want)
			}
		}
	}
	combining := strings.Repeat("\u0301", 5000)
	if got := visible.Cut(combining, 10); ansi.StringWidth(got) > 10 {
		t.Errorf("marks alone: %q is wider than 10 cells", got)
	}
}

func FuzzVisible(f *testing.F) {
	for _, text := range hostileTexts(f) {
		f.Add(text)
	}
	for _, text := range harmless {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		checkHarmless(t, text)
		for _, width := range []int{1, 7} {
			cut := visible.Cut(text, width)
			if got := ansi.StringWidth(cut); got > width {
				t.Errorf("Cut(%q, %d) gives %q of %d cells", text, width, cut, got)
			}
			if r, bad := dangerous(cut, false); bad {
				t.Errorf("Cut(%q, %d) lets %U through", text, width, r)
			}
		}
	})
}

func TestPlainASCIICostsNoAllocation(t *testing.T) {
	text := strings.Repeat("plain ASCII, nothing to do. ", 40)
	if got := testing.AllocsPerRun(100, func() { visible.Line(text) }); got != 0 {
		t.Errorf("Line makes %v allocations, want none", got)
	}
	lines := text + "\n" + text
	if got := testing.AllocsPerRun(100, func() { visible.Text(lines) }); got != 0 {
		t.Errorf("Text makes %v allocations, want none", got)
	}
}

func BenchmarkText(b *testing.B) {
	const size = 1 << 20
	for name, unit := range map[string]string{
		"ASCII":   `{"succeed": true, "token": "eyJ"}` + "\n",
		"Spanish": harmless["Spanish"],
		"Chinese": harmless["Chinese"],
		"Hindi":   harmless["Hindi"],
		"escapes": "\x1b[31m\u202e\xff",
	} {
		text := strings.Repeat(unit, size/len(unit))
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				visible.Text(text)
			}
		})
	}
}
