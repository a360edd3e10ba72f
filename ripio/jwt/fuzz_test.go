package jwt_test

import (
	"math/big"
	"strings"
	"testing"
	"time"

	"github.com/golang-jwt/jwt/v5"

	"devtools/ripio-explorer/ripio/finding"
	ripiojwt "devtools/ripio-explorer/ripio/jwt"
)

// FuzzDecode holds what must be true of every text: no crash, findings sorted,
// and no more claims than the library sees in a token it accepts.
func FuzzDecode(f *testing.F) {
	for _, table := range allOddTokens() {
		for _, test := range table {
			if len(test.text) < 2000 {
				f.Add(test.text)
			}
		}
	}
	for _, test := range wholeTexts {
		f.Add(test.text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		checkDecode(t, text)
	})
}

// FuzzTokenContent fuzzes what stands inside the base64.
func FuzzTokenContent(f *testing.F) {
	f.Add(tokenHeader, tokenClaims)
	for _, claims := range []string{`{"exp":1,"exp":2}`, `{"a":"\ud800"}`, "null", "\ufeff{}", "{}x", `{"nbf":2,"exp":1,"iat":"x"}`} {
		f.Add(`{"alg":"none","crit":["x",1]}`, claims)
	}
	f.Fuzz(func(t *testing.T, header, claims string) { checkDecode(t, makeToken(header, claims)) })
}

func checkDecode(t *testing.T, text string) {
	t.Helper()
	raw, form, extracted := ripiojwt.ExtractToken(text)
	token, err := ripiojwt.Decode(text)
	if err != nil {
		if extracted {
			t.Fatalf("ExtractToken finds %q, Decode says %v", raw, err)
		}
		return
	}
	if extracted && (token.Raw != raw || token.Form != form) {
		t.Fatalf("ExtractToken finds %q as %q, Decode %q as %q", raw, form, token.Raw, token.Form)
	}
	if token.Raw == "" || token.Signature == "" {
		t.Fatalf("raw %q, signature %q", token.Raw, token.Signature)
	}
	for i, finding := range token.Findings {
		if finding.Title == "" || i > 0 && finding.Level > token.Findings[i-1].Level {
			t.Fatalf("finding %d is out of order: %v", i, codesOfToken(token))
		}
	}
	isSound := finding.Worst(token.Findings) < finding.LevelWarning
	claims := jwt.MapClaims{}
	parser := jwt.NewParser(jwt.WithJSONNumber())
	_, _, err = parser.ParseUnverified(token.Raw, claims)
	if _, dateErr := claims.GetExpirationTime(); isSound && (err != nil || dateErr != nil) {
		t.Fatalf("no finding says what golang-jwt has: %v, %v", err, dateErr)
	}
	if isSound && len(claims) != len(token.Claims) {
		t.Fatalf("%d claims, golang-jwt has %d", len(token.Claims), len(claims))
	}
	token.CheckTime(time.Unix(0, 0))
}

// FuzzExpiry holds the reading of exp to exact arithmetic.
func FuzzExpiry(f *testing.F) {
	for _, exp := range []string{"0", "-0", "1708298333", "1708298333.75", "1.7e9", "253402300799.999", "253402300800", "9007199254740993", "1e400", "-1e-9", "5e-10", "0.00012e4", "17000000000e-1"} {
		f.Add(exp)
	}
	f.Fuzz(func(t *testing.T, exp string) {
		token, err := ripiojwt.Decode(withExp(exp))
		if err != nil {
			t.Fatal(err)
		}
		if !isJSONNumber(exp) || len(exp) > 100 || hasLongExponent(exp) {
			return
		}
		want, ok := new(big.Rat).SetString(exp)
		if !ok {
			return
		}
		inRange := want.Sign() >= 0 && want.Cmp(big.NewRat(253402300800, 1)) < 0
		if got := token.Expiry.State == ripiojwt.ExpiryPresent; got != inRange {
			t.Fatalf("exp %s in range: %t, want %t", exp, got, inRange)
		}
		if !inRange {
			return
		}
		millis, _ := new(big.Rat).Mul(want, big.NewRat(1000, 1)).Float64()
		if off := float64(token.Expiry.At.UnixMilli()) - millis; off < -1.1 || off > 1.1 || want.IsInt() && off != 0 {
			t.Fatalf("exp %s is %v, want %v milliseconds", exp, token.Expiry.At.UTC(), millis)
		}
	})
}

// isJSONNumber refuses what math/big takes beyond JSON: hexadecimal, fractions
// with a slash, underscores and the like.
func isJSONNumber(text string) bool {
	digits := strings.TrimPrefix(text, "-")
	return strings.Trim(text, "0123456789+-.eE") == "" && digits != "" && digits[0] >= '0' && digits[0] <= '9' &&
		(len(digits) < 2 || digits[0] != '0' || digits[1] < '0' || digits[1] > '9') &&
		!strings.Contains(text, ".e") && !strings.Contains(text, ".E") && !strings.HasSuffix(text, ".")
}

// hasLongExponent tells exponents that would make math/big slow.
func hasLongExponent(text string) bool {
	at := strings.IndexAny(text, "eE")
	return at >= 0 && len(strings.TrimLeft(text[at+1:], "+-0")) > 3
}
