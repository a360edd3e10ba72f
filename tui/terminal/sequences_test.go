package terminal

import (
	"strings"
	"testing"
)

// TestSequences returns every text in one piece and cut in two at every place.
func TestSequences(t *testing.T) {
	for _, test := range []struct{ name, text, want string }{
		{"text", "añb\r", "añb\r"},
		{"a colour", "a\x1b]11;rgb:1d1d/1f1f/2121\x1b\\b", "ab"},
		{"a colour that ends with BEL", "a\x1b]11;rgb:1d1d/1f1f/2121\ab", "ab"},
		{"the clipboard", "a\x1b]52;c;c2VjcmV0\x1b\\b", "ab"},
		{"the terminal's name", "a\x1bP>|xterm(390)\x1b\\b", "ab"},
		{"a setting", "a\x1bP1$r0m\x1b\\b", "ab"},
		{"kitty's graphics", "a\x1b_Gi=31;OK\x1b\\b", "ab"},
		{"other strings", "a\x1b^x\x1b\\\x1bXx\x1b\\b", "ab"},
		{"letters outside ASCII in a string", "a\x1b]2;ñ漢\x1b\\b", "ab"},
		{"a string given up", "a\x1b]2;x\x03b", "a\x03b"},
		{"a string with another behind it", "a\x1b]2;x\x1b[Ab", "a\x1b[Ab"},
		{"the keypad", "a\x1bOp\x1bOy\x1bOM\x1bOkb", "ab"},
		{"the keypad with Shift", "a\x1bO2p\x1bO5;2Rb", "ab"},
		{"keys", "\x1b[A\x1b[1;5C\x1bOB\x1bOP\x1b[3~\x1b[Z", "\x1b[A\x1b[1;5C\x1bOB\x1bOP\x1b[3~\x1b[Z"},
		{"Alt with a key", "\x1b\x1b[A\x1bb\x1b\x7f\x1bñ", "\x1b\x1b[A\x1bb\x1b\x7f\x1bñ"},
		{"a mouse report", "\x1b[<0;33;5M\x1b[<0;33;5m", "\x1b[<0;33;5M\x1b[<0;33;5m"},
		{"a mouse report of the old form", "\x1b[M !\xc3a", "\x1b[M !\xc3a"},
		{"a function key of the Linux console", "\x1b[[Aa", "\x1b[[Aa"},
		{"answers that Bubble Tea leaves out", "\x1b[?62;22c\x1b[24;80R\x1b[?2026;2$y", "\x1b[?62;22c\x1b[24;80R\x1b[?2026;2$y"},
		{"a sequence that breaks off", "\x1b[1;\x03a", "\x03a"},
		{"a sequence of no sensible length", "\x1b[" + strings.Repeat("1", 100) + "ua", "a"},
		{"a paste", "\x1b[200~a\x1b]11;x\x1b\\\x1bOp\x03\x1b[201~\x1bOpb", "\x1b[200~a\x1b]11;x\x1b\\\x1bOp\x03\x1b[201~b"},
	} {
		t.Run(test.name, func(t *testing.T) {
			for cut := range len(test.text) {
				var s sequences
				got := string(s.pass([]byte(test.text[:cut]))) + string(s.pass([]byte(test.text[cut:])))
				if got != test.want || s.incomplete() {
					t.Errorf("cut at %d: got %q, held %q, want %q", cut, got, s.held, test.want)
				}
			}
		})
	}
}

// TestSequencesThatDoNotGoOn returns what a person types, and what breaks off.
func TestSequencesThatDoNotGoOn(t *testing.T) {
	for text, want := range map[string]string{
		"\x1b": "\x1b", "\x1b[": "\x1b[", "\x1b]": "\x1b]", "\x1bO": "\x1bO", "\x1bP": "\x1bP",
		"\x1b[7$": "\x1b[7$", "\x1b[1;": "", "\x1b]11;rgb": "", "a\x1b": "a\x1b",
	} {
		var s sequences
		got := string(s.pass([]byte(text)))
		if got += string(s.giveUp()); got != want || s.incomplete() {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
		if got := string(s.pass([]byte("x"))); got != "x" {
			t.Errorf("behind %q, x became %q", text, got)
		}
	}
}
