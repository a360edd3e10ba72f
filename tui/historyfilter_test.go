package tui

import (
	"fmt"
	"testing"

	"devtools/ripio-explorer/tui/result"
)

func TestFilterNarrowsTheList(t *testing.T) {
	tests := []struct {
		text string
		want int
	}{
		{"env:sandbox", 3},
		{"env:sand outcome:failed", 2},
		{"outcome:rejected", 2},
		{"outcome:token", 3},
		{"profile:acme", 3},
		{"profile:bet outcome:failed", 1},
		{"user:11111111", 2},
		{"user:0X5AAE", 5},
		{"env:nowhere", 0},
		{"invalid_client", 2},
		{"ENV:PRODUCTION", 1},
	}
	for _, test := range tests {
		t.Run(test.text, func(t *testing.T) {
			d := start(t, withProfiles(acme()), someHistory())
			d.press("5", "/")
			d.typeText(test.text)
			want := fmt.Sprintf("1 of %d", test.want)
			if test.want == 0 {
				want = "No attempt fits the filter."
			}
			d.shows(want)
		})
	}
}

func TestFilterKeys(t *testing.T) {
	d := start(t, withProfiles(acme()), someHistory())
	d.press("5", "/")
	d.shows("env:sandbox outcome:failed")
	d.typeText("env:production")
	d.press("enter")
	d.shows("/ env:production", "shows all", "1 of 1, 5 in all")
	d.press("enter")
	d.shows("From the history")
	d.press("esc")
	d.shows("/ env:production")
	d.press("esc")
	d.shows("1 of 5")
	d.hides("shows all")
	d.press("/")
	d.typeText("q")
	if d.quit {
		t.Fatal("a letter of the filter quit the program")
	}
	d.paste("!") // no random ID holds it
	d.shows("No attempt fits the filter.")
	d.press("esc", "esc")
	d.hides("No attempt")
	if d.model.result.Tab() != result.Token {
		t.Errorf("esc leads to tab %d", d.model.result.Tab())
	}
}

func TestFilterSaysWhatCannotFit(t *testing.T) {
	d := start(t, withProfiles(acme()), someHistory())
	d.press("5", "/")
	d.typeText("env:prd outcome:maybe")
	d.shows("No environment begins with prd; there are simulator, sandbox, production", "outcomes are token, failed")
}
