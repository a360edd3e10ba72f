package ripio_test

import (
	"context"
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/internal/exchangetest"
	"devtools/ripio-explorer/ripio/internal/wiretest"
	"devtools/ripio-explorer/ripio/jwt"
)

// goodToken has the documented form and ends in the year 2100.
var goodToken = exchangetest.MakeToken(`{"alg":"HS256","typ":"JWT"}`,
	`{"session":"18ab6d6c8d985a9cc87b01727a11f0948c2f4e1c44813e6a454371a85767b199","exp":4102444800}`)

// goodClaims is the middle part of goodToken.
var goodClaims = strings.Split(goodToken, ".")[1]

// answerWithToken is the outcome of an answer whose token is that text.
func answerWithToken(t *testing.T, value string) ripio.Exchange {
	t.Helper()
	quoted, err := json.Marshal(value)
	if err != nil {
		t.Fatal(err)
	}
	server := wiretest.Replying(t, "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n"+`{"succeed":true,"token":`+string(quoted)+`,"token_type":"bearer"}`)
	return new(ripio.Client).Authenticate(context.Background(), server.Env(), wiretest.Request())
}

// TestTheTokenOfAnAnswerIsJudgedAsItCame: a backend uses the value without
// repairing it, so this program does, and names what is odd about it.
func TestTheTokenOfAnAnswerIsJudgedAsItCame(t *testing.T) {
	for _, test := range []struct{ name, value, found string }{
		{"line break", goodToken + "\n", "a line break after the token"},
		{"carriage return", goodToken + "\r\n", "a carriage return and a line break after the token"},
		{"Bearer", "Bearer " + goodToken, `"Bearer " before the token`},
		{"quotes", `"` + goodToken + `"`, "a quotation mark before the token, a quotation mark after the token"},
		{"byte order mark", "\ufeff" + goodToken, "a byte order mark before the token"},
		{"space", " " + goodToken, "a space before the token"},
		{"line break inside", goodToken[:50] + "\n" + goodToken[50:], "a line break after character 50"},
		{"zero-width space", goodToken + "\u200b", `'\u200b' after the token`},
		{"JSON in JSON", `{"token":"` + goodToken + `"}`, "10 characters before the token, a quotation mark and '}' after the token"},
		{"two tokens", goodToken + "," + goodToken, "209 characters after the token"},
	} {
		t.Run(test.name, func(t *testing.T) {
			exchange := answerWithToken(t, test.value)
			if exchange.Failure != nil || exchange.Token == nil {
				t.Fatalf("failure %v, token %v", exchange.Failure, exchange.Token)
			}
			if exchange.Token.Raw != test.value {
				t.Error("the token is not used as it came")
			}
			found := ""
			for _, finding := range exchange.Findings {
				switch finding.Code {
				case "answer-token-extra":
					found = finding.Found
				case "answer-shape-documented", "token-shape-ok", "token-white-space", "token-surroundings":
					t.Errorf("%s is said of it", finding.Code)
				}
				if strings.Contains(finding.Found, goodClaims) {
					t.Errorf("%s repeats the token", finding.Code)
				}
			}
			if found != test.found {
				t.Errorf("found %q, want %q", found, test.found)
			}
			if exchange.Token.Expiry.State != jwt.ExpiryPresent {
				t.Errorf("its expiry is %s", exchange.Token.Expiry.State)
			}
		})
	}
	exchange := answerWithToken(t, goodToken)
	if !slices.ContainsFunc(exchange.Findings, func(f finding.Finding) bool { return f.Code == "answer-shape-documented" }) {
		t.Error("a sound answer is not called documented")
	}
}

func TestAWordInPlaceOfATokenIsNone(t *testing.T) {
	for _, word := range []string{"null", "undefined", "None", "a.b.c", "aaaaaaaaaa.bbbbbbbbbb.cccccccccc", "[object Object]", "", " ", "Bearer ", "Bearer null", "..", "false"} {
		exchange := answerWithToken(t, word)
		if exchange.Failure == nil || exchange.Failure.Kind != ripio.FailureNoToken || exchange.Token != nil {
			t.Errorf("%q: failure %v, token %t", word, exchange.Failure, exchange.Token != nil)
			continue
		}
		if !strings.HasPrefix(exchange.Failure.Evidence, `"token" `) {
			t.Errorf("%q: evidence %q", word, exchange.Failure.Evidence)
		}
	}
}
