package history

import (
	"testing"

	"devtools/ripio-explorer/profiles"
)

func TestFilterIsRead(t *testing.T) {
	tests := []struct {
		text string
		want filter
	}{
		{"", filter{}},
		{"  two words  ", filter{rest: profiles.Filter{Text: "two words"}}},
		{"env:Sand", filter{environment: "sand"}},
		{"profile:Acme Wallet 401", filter{profile: "acme", rest: profiles.Filter{Text: "Wallet 401"}}},
		{"user:0x5A outcome:Worked", filter{rest: profiles.Filter{User: "0x5A", Outcome: profiles.OutcomeToken}}},
		{"outcome:rate-limited", filter{rest: profiles.Filter{Outcome: "rate-limited"}}},
		{"https://x:1 a:b", filter{rest: profiles.Filter{Text: "https://x:1 a:b"}}},
		{"env: outcome: :", filter{rest: profiles.Filter{Text: ":"}}},
		{"env", filter{rest: profiles.Filter{Text: "env"}}},
		{"env:x", filter{environment: "x", remarks: "no environment begins with x; there are simulator, sandbox, production"}},
	}
	for _, test := range tests {
		t.Run(test.text, func(t *testing.T) {
			if got := parseFilter(test.text); got != test.want {
				t.Errorf("it means %+v, want %+v", got, test.want)
			}
		})
	}
}

func FuzzFilter(f *testing.F) {
	f.Add(`env:sandbox outcome:failed profile:"a b" user:0x5a free "text`)
	f.Fuzz(func(t *testing.T, text string) { parseFilter(text).fits(profiles.Attempt{}) })
}
