package tui

import (
	"slices"
	"testing"

	"devtools/ripio-explorer/profiles"
)

func TestFilterIsRead(t *testing.T) {
	tests := []struct {
		text string
		want attemptFilter
	}{
		{"", attemptFilter{}},
		{"  two words  ", attemptFilter{rest: profiles.Filter{Text: "two words"}}},
		{"env:Sand", attemptFilter{environment: "sand"}},
		{`profile:"Acme Wallet" 401`, attemptFilter{profile: "acme wallet", rest: profiles.Filter{Text: "401"}}},
		{"user:0x5A outcome:Worked", attemptFilter{rest: profiles.Filter{User: "0x5A", Outcome: profiles.OutcomeToken}}},
		{"outcome:rate-limited", attemptFilter{rest: profiles.Filter{Outcome: "rate-limited"}}},
		{"https://x:1 a:b", attemptFilter{rest: profiles.Filter{Text: "https://x:1 a:b"}}},
		{`"open quote`, attemptFilter{rest: profiles.Filter{Text: "open quote"}}},
		{`profile:"open`, attemptFilter{profile: "open"}},
		{`"" :`, attemptFilter{rest: profiles.Filter{Text: ":"}}},
		{"env:x", attemptFilter{environment: "x", remark: "no environment begins with x; there are simulator, sandbox, production"}},
	}
	for _, test := range tests {
		t.Run(test.text, func(t *testing.T) {
			if got := parseAttemptFilter(test.text); got != test.want {
				t.Errorf("it means %+v, want %+v", got, test.want)
			}
		})
	}
}

func FuzzAttemptFilter(f *testing.F) {
	f.Add(`env:sandbox outcome:failed profile:"a b" user:0x5a free "text`)
	f.Fuzz(func(t *testing.T, text string) {
		parseAttemptFilter(text).Fits(attemptAt(0))
		words := quotedFields(text)
		if slices.Contains(words, "") {
			t.Errorf("an empty word in %q", words)
		}
	})
}

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
			d.press("4", "/")
			d.typeText(test.text)
			if got := len(d.model.history.matches); got != test.want {
				t.Errorf("%d attempts fit, want %d", got, test.want)
			}
		})
	}
}

func TestFilterKeys(t *testing.T) {
	d := start(t, withProfiles(acme()), someHistory())
	d.press("4", "/")
	d.shows(filterExample[:20])
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
	if d.model.result.tab != tabToken {
		t.Errorf("esc leads to tab %d", d.model.result.tab)
	}
}

func TestFilterSaysWhatCannotFit(t *testing.T) {
	d := start(t, withProfiles(acme()), someHistory())
	d.press("4", "/")
	d.typeText("env:prd outcome:maybe")
	d.shows("No environment begins with prd; there are simulator, sandbox, production", "outcomes are token, failed")
}
