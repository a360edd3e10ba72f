package curtain

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
)

func TestMask(t *testing.T) {
	known := []string{"9f1c22aa-0001-4e5f-8a9b-0c1d2e3fa1b2", "USER_1111", "7", "42", "client-id-of-acme", "sandbox-acme", "eyJhbGciOiJIUzI1NiJ9.eyJzZXNzaW9uIjoiYWJjIn0.c2ln"}
	tests := []struct{ name, frame, want string }{
		{"a value", "ref 9f1c22aa-0001-4e5f-8a9b-0c1d2e3fa1b2.", "ref ••••••••••••••••••••••••••••••••••••."},
		{"in another case", "REF 9F1C22AA-0001-4E5F", "REF ••••••••••••••••••"},
		{"with a changed letter", "9f1c22aa-0001-4e5f-8a9b-0c1d2e3fa1bX", strings.Repeat("•", 36)},
		{"its ends", "9f…b2: 9…2 9f1c… …fa1b2", "••…••: •…• ••••… …•••••"},
		{"inside a URL", "https://x.example/?u=USER_1111&n=42", "https://x.example/?u=•••••••••&n=••"},
		{"a short one is a word", "42 ms, 142 and 7", "•• ms, 142 and 7"},
		{"the API's words stay", "client_id sandbox SANDBOX ripio-explorer", "client_id sandbox SANDBOX ripio-explorer"},
		{"but not as a part", "client-id-of-acme sandbox-acme", "••••••••••••••••• ••••••••••••"},
		{"what nobody told of", "0x05946b0d5E41 eyJxyzabcd 18ab6d6c77aa 3f2b8c1e", "•••••••••••••• •••••••••• •••••••••••• ••••••••"},
		{"what is none", "https://b2b-widget-onramp-api.sandbox.ripio.com/api/v1/auth 2026-11-23 17:41:51 SHA-256", "https://b2b-widget-onramp-api.sandbox.ripio.com/api/v1/auth 2026-11-23 17:41:51 SHA-256"},
		{"over a line's end", "  9f1c22aa-0001-4e5f-8a9b-0c1d2e3f\n  a1b2\n  more", "  ••••••••••••••••••••••••••••••••\n  ••••\n  more"},
		{"colours stay", "\x1b[31mUSER\x1b[7m_\x1b[27m1111\x1b[0m", "\x1b[31m••••\x1b[7m•\x1b[27m••••\x1b[0m"},
		{"links go", "\x1b]8;;https://x/USER_1111\x1b\\here\x1b]8;;\x1b\\", "here"},
		{"wide letters", "価値 USER_1111 値", "価値 ••••••••• 値"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var c Curtain
			c.Learn(known...)
			got := c.Mask(test.frame, "•", "~")
			if got != test.want {
				t.Errorf("got  %q\nwant %q", got, test.want)
			}
			if ansi.StringWidth(got) != ansi.StringWidth(test.frame) {
				t.Errorf("it is %d cells wide, not %d", ansi.StringWidth(got), ansi.StringWidth(test.frame))
			}
		})
	}
}

func TestTextFromOutsideIsLearned(t *testing.T) {
	var c Curtain
	c.LearnText(`{"id":"ab12","name":"Ana","hash":"qwertyuiopasdfghjklzx","when":"today"}`)
	if got := c.Mask("ab12 Ana qwerty… today", "*", "~"); got != "**** Ana ******… today" {
		t.Errorf("%q", got)
	}
}

func TestTheSettingCountsWhenItChanges(t *testing.T) {
	var c Curtain
	c.Follow(true)
	if !c.Drawn() || c.Refuses() == "" || c.Copied() == "" {
		t.Error("it is not drawn from the start")
	}
	c.Switch()
	c.Follow(true) // another setting changed
	if c.Drawn() || c.Refuses() != "" || c.Copied() != "" {
		t.Error("it was drawn again")
	}
}

func FuzzMask(f *testing.F) {
	f.Add("USER_1111", "x \x1b[1mUSER_11\x1b[0m11 …\n\x1b]8;;USER_1111\x07y")
	f.Fuzz(func(t *testing.T, value, frame string) {
		var c Curtain
		c.Learn(value)
		got := c.Mask(frame, "•", "~")
		if strings.Count(got, "\n") != strings.Count(frame, "\n") {
			t.Errorf("%q has other lines than %q", got, frame)
		}
		plain := strings.ToLower(ansi.Strip(got))
		if low := strings.ToLower(strings.TrimSpace(value)); len(low) > 8 && isASCIIWord(low) && !saysNothing(low) && strings.Contains(plain, low) {
			t.Errorf("%q shows in %q", value, got)
		}
	})
}

func isASCIIWord(text string) bool {
	return strings.Trim(text, "abcdefghijklmnopqrstuvwxyz0123456789-_") == ""
}

// saysNothing reports whether a text has no piece that says anything.
func saysNothing(text string) bool {
	return len(strings.Trim(text, "-_")) < longPiece || strings.Contains(text, "--") || strings.Contains(text, "__") || strings.Contains(text, "-_") || strings.Contains(text, "_-")
}
