package hygiene_test

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"devtools/ripio-explorer/profiles/hygiene"
	"devtools/ripio-explorer/ripio/field"
	"devtools/ripio-explorer/ripio/redact"
)

func TestClean(t *testing.T) {
	tests := []struct{ name, text, cleaned, summary string }{
		{"clean", "9f1c-e2", "9f1c-e2", ""},
		{"empty", "", "", ""},
		{"spaces", " x  ", "x", "removed a space at the start and 2 spaces at the end"},
		{"a newline from a file", "x\n", "x", "removed a line break at the end"},
		{"a line of Windows", "x\r\n\r\n", "x", "removed 2 line breaks at the end"},
		{"a wrapped line", "ab\n  cd", "ab  cd", "removed a line break inside"},
		{"all kinds of line breaks", "a\rb\vc\fd\u0085e\u2028f\u2029g", "abcdefg", "removed 6 line breaks inside"},
		{"tabs", "\tx\t\t", "x", "removed a tab at the start and 2 tabs at the end"},
		{"no-break spaces", "\u00a0x\u202f", "x", "removed a no-break space at the start and a no-break space at the end"},
		{"other spaces", "\u3000x\u2003", "x", "removed a white-space character at the start and a white-space character at the end"},
		{"a byte order mark", "\ufeffx", "x", "removed a byte order mark at the start"},
		{"characters without a width", "\u200ba\u200b\u200cb\u2060\u00ad", "ab", "removed a zero-width space at the start, a zero-width space inside, a zero-width non-joiner inside, a word joiner at the end and a soft hyphen at the end"},
		{"direction marks", "\u202ax\u202c", "x", "removed a direction mark at the start and a direction mark at the end"},
		{"fillers", "a\u3164b\ufe0fc", "abc", "removed 2 invisible characters inside"},
		{"an invisible one", "a\u2800", "a", "removed an invisible character at the end"},
		{"double quotes", `"x"`, "x", "removed a pair of double quotation marks around it"},
		{"single quotes", `'x'`, "x", "removed a pair of single quotation marks around it"},
		{"backquotes", "`x`", "x", "removed a pair of backquotes around it"},
		{"typographic quotes", "“x”", "x", "removed a pair of typographic quotation marks around it"},
		{"typographic single quotes", "‘x’", "x", "removed a pair of typographic quotation marks around it"},
		{"guillemets", "«x»", "x", "removed a pair of typographic quotation marks around it"},
		{"space around and in the quotes", " \" x \"\n", "x", "removed a line break at the end, 2 spaces at the start, a pair of double quotation marks around it and a space at the end"},
		{"only one pair", `"'x'"`, "'x'", "removed a pair of double quotation marks around it"},
		{"one quote", `"x`, `"x`, ""},
		{"quotes that are not a pair", `"x'`, `"x'`, ""},
		{"quotes inside", `a"b"c`, `a"b"c`, ""},
		{"quotes around nothing", `""`, `""`, ""},
		{"control characters", "\x00\x1bx\x07y\x7f", "x\x07y", "removed a NUL character at the start, a control character at the start and a control character at the end"},
		{"inner space stays", "a b\tc", "a b\tc", ""},
		{"other alphabets stay", "ñ鍵", "ñ鍵", ""},
		{"bytes that are not text stay", "\xff\n\xfe", "\xff\xfe", "removed a line break inside"},
		{"nothing else", " \n\u200b", "", "removed a line break at the start, a zero-width space at the start and a space at the start"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			cleaned, removed := hygiene.Clean(test.text)
			if cleaned != test.cleaned {
				t.Errorf("got %q, want %q", cleaned, test.cleaned)
			}
			if got := hygiene.Summary(removed); got != test.summary {
				t.Errorf("got  %s\nwant %s", got, test.summary)
			}
			secret, ofSecret := hygiene.CleanSecret(redact.NewSecret(test.text))
			if secret.Reveal() != test.cleaned || !slices.Equal(ofSecret, removed) {
				t.Errorf("as a secret: %q, %v", secret.Reveal(), ofSecret)
			}
		})
	}
}

func TestWarnings(t *testing.T) {
	tests := []struct {
		name, cleaned string
		titles        []string
	}{
		{"clean", "9f1c-e2", nil},
		{"empty", "", nil},
		{"a space", "ab cd", []string{"space inside the value: inside"}},
		{"a tab", "ab\tcd", []string{"control character: tab inside"}},
		{"a letter with a tilde", "abñcd", []string{"character outside ASCII: inside"}},
		{"a Cyrillic letter", "аbcd", []string{"look-alike character: at the start"}},
		{"two things", "ab cd\x1bñ", []string{"control character: escape character inside", "character outside ASCII: at the end", "space inside the value: inside"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got := hygiene.Warnings(test.cleaned)
			if len(got) != len(test.titles) {
				t.Fatalf("got %q, want %q", got, test.titles)
			}
			for i, title := range test.titles {
				if !strings.HasPrefix(got[i], title+". ") || !strings.HasSuffix(got[i], ".") {
					t.Errorf("got %q, want %q and the rule", got[i], title)
				}
			}
		})
	}
}

func TestCheck(t *testing.T) {
	if err := hygiene.Check(strings.Repeat("x", 2048)); err != nil {
		t.Errorf("2048 bytes: %v", err)
	}
	err := hygiene.Check(strings.Repeat("x", 2049))
	if err != hygiene.ErrTooLong || err.Error() != "value is longer than 2048 bytes; check that it is the value and nothing else" {
		t.Errorf("2049 bytes: %v", err)
	}
}

// FuzzClean wants that what is left is a part of the text from which only the
// right characters are gone, that the removals count them, and that the checks of
// package ripio, which have the same classes of characters, find none of them left.
func FuzzClean(f *testing.F) {
	for _, seed := range []string{
		" \" x \"\n", "\ufeff'a\u200bb'\r\n", "\xff\u202e\xfe", "`` ``", "“x”", "\u2800a\ufe0f\u3164", "a\u180eb", "'\u00a0'",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		cleaned, removed := hygiene.Clean(text)
		if !isSubsequence(cleaned, text) {
			t.Errorf("%q became %q", text, cleaned)
		}
		if !utf8.ValidString(text) {
			return // bytes that become neighbours can make a new character
		}
		counted := 0
		for _, removal := range removed {
			counted += removal.Count
			if removal.Where == hygiene.Around {
				counted++
			}
		}
		// A line break of Windows counts once.
		text = strings.ReplaceAll(text, "\r\n", "\n")
		if gone := len([]rune(text)) - len([]rune(cleaned)); gone != counted && !strings.Contains(text, "\r") {
			t.Errorf("%d characters are gone, %d removals: %v", gone, counted, removed)
		}
		if trimmed := redact.TrimSecret(redact.NewSecret(cleaned)).Reveal(); trimmed != cleaned {
			if again, _ := hygiene.Clean(cleaned); again != trimmed {
				t.Errorf("package ripio trims %q to %q, a second cleaning to %q", cleaned, trimmed, again)
			}
		}
		for _, finding := range field.CheckSecret(redact.NewSecret(cleaned)) {
			if finding.Code == "client-secret-invisible" || finding.Code == "client-secret-edge-space" {
				t.Errorf("left in %q: %s %s", cleaned, finding.Title, finding.Found)
			}
		}
	})
}

// isSubsequence reports whether a text is what is left of another one when some of
// its characters are gone.
func isSubsequence(part, whole string) bool {
	for i := 0; i < len(whole) && part != ""; i++ {
		if whole[i] == part[0] {
			part = part[1:]
		}
	}
	return part == ""
}
