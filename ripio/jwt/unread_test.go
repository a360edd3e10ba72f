package jwt_test

import (
	"encoding/base64"
	"strings"
	"testing"
	"time"

	"devtools/ripio-explorer/ripio/jwt"
)

// TestOnlyAWholeNumberIsAnExpiry: whatever is lost of a token, its expiry is the
// true one or not known, never another.
func TestOnlyAWholeNumberIsAnExpiry(t *testing.T) {
	claims := `{"session":"abc","exp":4102444800}`
	part := base64.RawURLEncoding.EncodeToString([]byte(claims))
	header, _, _ := strings.Cut(documentedSample, ".")
	for length := range len(part) + 1 {
		for _, end := range []string{"", "." + tokenSignature, "…", "...", "…." + tokenSignature, "%3D." + tokenSignature, "%253D." + tokenSignature, "\u200b" + part[length:] + "." + tokenSignature} {
			text := header + "." + part[:length] + end
			token, err := jwt.Decode(text)
			if err != nil {
				t.Fatalf("%q: %v", text, err)
			}
			isWhole := length == len(part)
			state := token.Expiry.State
			switch {
			case state == jwt.ExpiryPresent && !token.Expiry.At.Equal(time.Unix(4102444800, 0)):
				t.Errorf("%q: expires at %s", text, token.Expiry.At)
			case isWhole && state != jwt.ExpiryPresent && !strings.HasPrefix(end, "\u200b"), !isWhole && state == jwt.ExpiryAbsent:
				t.Errorf("%q: exp is %s", text, state)
			case !isWhole && (token.ClaimsUnread == "" || state == jwt.ExpiryUnknown && token.Expiry.Unread != token.ClaimsUnread):
				t.Errorf("%q: claims %q, expiry %q", text, token.ClaimsUnread, token.Expiry.Unread)
			}
			if token.Expiry.Expired(time.Unix(4000000000, 0)) {
				t.Errorf("%q has expired", text)
			}
		}
	}
}

// TestAnExpiryThatIsNotKnown returns a reason for each way in which claims are not
// read, and calls nothing absent of them.
func TestAnExpiryThatIsNotKnown(t *testing.T) {
	claims := base64.RawURLEncoding.EncodeToString
	tests := []struct {
		name, text string
		want       jwt.Unread
	}{
		{"cut in the number", join(goodHeader, claims([]byte(`{"exp":170829`)), tokenSignature), jwt.UnreadCut},
		{"cut after a space", join(goodHeader, claims([]byte(`{"exp":1708298333 `)), tokenSignature), jwt.UnreadCut},
		{"underscore in the number", withExp("1_708_298_333"), jwt.UnreadNotJSON},
		{"leading zero", withExp("01999999999"), jwt.UnreadNotJSON},
		{"invisible character in the number", withExp("1708\u200b298333"), jwt.UnreadNotJSON},
		{"encrypted", join(headerOnly(`{"alg":"dir","enc":"A128GCM"}`), "", "a", "b", "c"), jwt.UnreadEncrypted},
		{"five parts, header damaged", "eyJhbGci*.YWJj.YWJj.YWJj.YWJj", jwt.UnreadUnclear},
		{"too large", "eyJ." + strings.Repeat("a", 64<<10), jwt.UnreadTooLarge},
		{"no claims part", goodHeader, jwt.UnreadMissing},
		{"claims left out", join(goodHeader, tokenSignature), jwt.UnreadMissing},
		{"detached", join(goodHeader, "", tokenSignature), jwt.UnreadMissing},
		{"another token", makeToken(`{"alg":"HS256","typ":"JWT","cty":"JWT"}`, documentedSample), jwt.UnreadNotJSON},
		{"unencoded", join(headerOnly(`{"alg":"HS256","b64":false}`), "$.02", tokenSignature), jwt.UnreadUnencoded},
		{"no JSON", makeToken(tokenHeader, "hello"), jwt.UnreadNotJSON},
		{"damaged", join(goodHeader, "*", tokenSignature), jwt.UnreadDamaged},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			token, err := jwt.Decode(test.text)
			if err != nil {
				t.Fatal(err)
			}
			if token.Expiry.State != jwt.ExpiryUnknown || token.Expiry.Unread != test.want {
				t.Errorf("expiry %s because %q, want unknown because %q", token.Expiry.State, token.Expiry.Unread, test.want)
			}
			for _, finding := range token.Findings {
				switch finding.Code {
				case "token-exp-missing", "token-session-missing", "token-iat-absent", "token-anonymous", "token-shape-ok":
					t.Errorf("%s is said of claims that were not read", finding.Code)
				}
			}
			if text := token.Expiry.Explain(); !strings.HasPrefix(text, "Expiry not known: the claims part ") || len(text) < 40 {
				t.Errorf("it says %q", text)
			}
		})
	}
}
