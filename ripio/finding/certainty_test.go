package finding

import (
	"testing"

	"devtools/ripio-explorer/ripio/internal/wordstest"
)

func TestCertaintyByWeight(t *testing.T) {
	for weight, want := range map[int]Certainty{100: Known, 99: Likely, 70: Likely, 69: Possible, 40: Possible, 39: Guess, 1: Guess} {
		if got := CertaintyOf(weight); got != want {
			t.Errorf("weight %d is %s, want %s", weight, got, want)
		}
	}
}

// TestTitlesOfGuessesSayMay goes through the findings that are not facts about what
// was looked at.
func TestTitlesOfGuessesSayMay(t *testing.T) {
	for _, code := range Codes() {
		made := New(code, "", "")
		if made.Certainty != Known && !wordstest.Hedged(made.Title) {
			t.Errorf("%s is %s, and its title is %q", code, made.Certainty, made.Title)
		}
		if made.Certainty == Known && wordstest.Hedged(made.Title) {
			t.Errorf("%s is known, and its title is %q", code, made.Title)
		}
	}
}

// TestCertaintyComesBack keeps a finding small, and brings its certainty back.
func TestCertaintyComesBack(t *testing.T) {
	for _, code := range []Code{"address-maybe-key", "external-ref-plain-text"} {
		made := New(code, FieldAddress, "")
		kept := made.WithoutWords()
		if kept.Certainty != "" || kept.WithWords() != made {
			t.Errorf("%s comes back as %+v", code, kept.WithWords())
		}
	}
}
