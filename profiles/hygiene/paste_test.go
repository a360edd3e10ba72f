package hygiene_test

import (
	"errors"
	"strings"
	"testing"

	"devtools/ripio-explorer/profiles/hygiene"
	"devtools/ripio-explorer/ripio"
)

func TestPastedCredentials(t *testing.T) {
	for _, test := range []struct{ name, pasted, want, summary string }{
		{"clean", "abc-123", "abc-123", ""},
		{"inner space stays", "abc 123", "abc 123", ""},
		{"line end", "abc-123\n", "abc-123", "removed a line break at the end"},
		{"spaces around", "  abc-123 ", "abc-123", "removed 2 spaces at the start and a space at the end"},
		{"straight quotes", `"abc-123"`, "abc-123", "removed a pair of double quotation marks around it"},
		{"one quote stays", `"abc-123`, `"abc-123`, ""},
		{"zero width inside", "abc\u200b-123", "abc-123", "removed a zero-width space inside"},
		{"nothing left", " \n", "", "removed a line break at the start and a space at the start"},
	} {
		t.Run(test.name, func(t *testing.T) {
			got, removed := hygiene.Clean(test.pasted)
			if got != test.want {
				t.Errorf("cleaned %q", got)
			}
			if summary := hygiene.Summary(removed); summary != test.summary {
				t.Errorf("summary %q, want %q", summary, test.summary)
			}
			secret, _ := hygiene.CleanSecret(ripio.NewSecret(test.pasted))
			if secret.Reveal() != test.want {
				t.Error("the secret was cleaned in another way")
			}
		})
	}
}

func TestWhatIsLeftIsWarnedOf(t *testing.T) {
	for _, value := range []string{"abc 123", "abc\u00e9"} {
		if len(hygiene.Warnings(value)) == 0 {
			t.Errorf("nothing is said of %q", value)
		}
	}
	if got := hygiene.Warnings("abc-123"); len(got) != 0 {
		t.Errorf("a plain value is warned of: %q", got)
	}
	if err := hygiene.Check(strings.Repeat("x", hygiene.MaxLength)); err != nil {
		t.Error(err)
	}
	if err := hygiene.Check(strings.Repeat("x", hygiene.MaxLength+1)); !errors.Is(err, hygiene.ErrTooLong) {
		t.Errorf("too long gives %v", err)
	}
}

func FuzzPastedCredentials(f *testing.F) {
	f.Add("\"abc\"\n")
	f.Add("\ufeff abc\u200d")
	f.Fuzz(func(t *testing.T, text string) {
		once, removed := hygiene.Clean(text)
		if again, _ := hygiene.Clean(once); len(removed) == 0 && again != text {
			t.Errorf("%q changes although nothing was removed", text)
		}
		if len(once) > len(text) {
			t.Errorf("%q grew to %q", text, once)
		}
	})
}
