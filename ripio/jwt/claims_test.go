package jwt_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/jwt"
)

var digits5000 = "1" + strings.Repeat("0", 4999)

// oddDateTokens are about exp, iat and nbf.
var oddDateTokens = []oddToken{
	{"exp missing", withClaims(`{` + tokenSession + `}`), []string{"token-exp-missing"}},
	{"exp in quotes", withExp(`"1708298333"`), []string{`token-exp-string: "1708298333", which read as a number is 2024-02-18 23:18:53 UTC`}},
	{"exp in quotes, out of range", withExp(`"1e40"`), []string{`token-exp-string: "1e40"`}},
	{"exp null", withExp("null"), []string{"token-exp-type: null"}},
	{"exp true", withExp("true"), []string{"token-exp-type: true"}},
	{"exp array", withExp("[1708298333]"), []string{"token-exp-type: an array: [1708298333]"}},
	{"exp object", withExp("{}"), []string{"token-exp-type: an object: {}"}},
	{"exp ISO text", withExp(`"2024-02-18T23:18:53Z"`), []string{`token-exp-type: a date as text: "2024-02-18T23:18:53Z"`}},
	{"exp empty text", withExp(`""`), []string{`token-exp-type: a string: ""`}},
	{"exp 0", withExp("0"), []string{"token-exp-zero: 0"}},
	{"exp -0.0e5", withExp("-0.0e5"), []string{"token-exp-zero: -0.0e5"}},
	{"exp -1", withExp("-1"), []string{"token-exp-range: -1, before 1970"}},
	{"exp -0.5", withExp("-0.5"), []string{"token-exp-range: -0.5, before 1970"}},
	{"exp with a fraction", withExp("1708298333.75"), []string{"token-shape-ok"}},
	{"exp with an exponent", withExp("1.7e9"), []string{"token-shape-ok"}},
	{"exp in milliseconds", withExp("1708298333000"), []string{"token-exp-unit: 1708298333000, which read as milliseconds is 2024-02-18 23:18:53 UTC"}},
	{"exp in microseconds", withExp("1708298333000000"), []string{"token-exp-unit: 1708298333000000, which read as microseconds is 2024-02-18 23:18:53 UTC"}},
	{"exp in nanoseconds", withExp("1708298333000000000"), []string{"token-exp-unit: 1708298333000000000, which read as nanoseconds is 2024-02-18 23:18:53 UTC"}},
	{"last second of 9999", withExp("253402300799"), []string{"token-shape-ok"}},
	{"first second of 10000", withExp("253402300800"), []string{"token-exp-range: 253402300800, after the year 9999"}},
	{"exp 2^53+1", withExp("9007199254740993"), []string{"token-exp-range: 9007199254740993, after the year 9999"}},
	{"exp 2^63", withExp("9223372036854775808"), []string{"token-exp-range: 9223372036854775808, after the year 9999"}},
	{"exp 1e40", withExp("1e40"), []string{"token-exp-range: 1e40, after the year 9999"}},
	{"exp -1e40", withExp("-1e40"), []string{"token-exp-range: -1e40, before 1970"}},
	{"exp 1e400", withExp("1e400"), []string{"token-exp-range: 1e400, after the year 9999"}},
	{"exp with an endless exponent", withExp("1e99999999999999999999"), []string{"token-exp-range: 1e99999999999999999999, after the year 9999"}},
	{"exp of 5000 digits", withExp(digits5000), []string{"token-exp-range: " + digits5000[:60] + "… (5000 bytes), after the year 9999"}},
	{"EXP", withClaims(`{` + tokenSession + `,"EXP":1708298333}`), []string{"token-exp-missing", "token-claim-case: EXP is not exp", "token-claims-extra: EXP"}},
	{"nbf after exp", withMember(`"nbf":4102444801`), []string{"token-time-order: nbf is 2100-01-01 00:00:01 UTC, exp is 2100-01-01 00:00:00 UTC", "token-claims-extra: nbf"}},
	{"nbf is exp", withMember(`"nbf":4102444800`), []string{"token-time-order: nbf is 2100-01-01 00:00:00 UTC, exp is 2100-01-01 00:00:00 UTC", "token-claims-extra: nbf"}},
	{"nbf before exp", withMember(`"nbf":4102444799`), []string{"token-claims-extra: nbf"}},
	{"iat after exp", withMember(`"iat":4102444801`), []string{"token-time-order: iat is 2100-01-01 00:00:01 UTC, exp is 2100-01-01 00:00:00 UTC", "token-claims-extra: iat"}},
	{"iat before exp", withMember(`"iat":4102444799`), []string{"token-claims-extra: iat"}},
	{"iat and nbf unreadable", withMember(`"iat":"now","nbf":1e40`), []string{`token-time-claim: iat: "now"`, "token-time-claim: nbf: 1e40", "token-claims-extra: iat, nbf"}},
}

// oddClaimTokens are about the other claims.
var oddClaimTokens = []oddToken{
	{"the sample", documentedSample, []string{"token-sample", "token-shape-ok"}},
	{"session missing", withClaims(`{"exp":4102444800}`), []string{"token-session-missing"}},
	{"no claims", withClaims(`{}`), []string{"token-exp-missing", "token-session-missing"}},
	{"session is a number", withClaims(`{"session":5,"exp":4102444800}`), []string{"token-session-shape: a number"}},
	{"session is short", withClaims(`{"session":"18ab","exp":4102444800}`), []string{"token-session-shape: 4 characters, all hex"}},
	{"session is not hex", withClaims(`{"session":"sesión","exp":4102444800}`), []string{"token-session-shape: 6 characters, not all hex"}},
	{"more claims", withMember(`"sub":"u","a":{"b":[1]}`), []string{"token-claims-extra: sub, a"}},
	{"Session", withClaims(`{"Session":"x","exp":4102444800}`), []string{"token-session-missing", "token-claim-case: Session is not session", "token-claims-extra: Session"}},
}

func TestDecodeNamesOddDates(t *testing.T)  { checkOddTokens(t, oddDateTokens) }
func TestDecodeNamesOddClaims(t *testing.T) { checkOddTokens(t, oddClaimTokens) }

func TestExpiryIsExact(t *testing.T) {
	at := func(seconds, nanos int64) jwt.Expiry {
		return jwt.Expiry{State: jwt.ExpiryPresent, At: time.Unix(seconds, nanos).UTC()}
	}
	outOfRange, unreadable := jwt.Expiry{State: jwt.ExpiryOutOfRange}, jwt.Expiry{State: jwt.ExpiryUnreadable}
	tests := []struct {
		exp  string
		want jwt.Expiry
	}{
		{"1708298333", at(1708298333, 0)}, {"0", at(0, 0)}, {"-0", at(0, 0)}, {"0e999", at(0, 0)}, {"1", at(1, 0)}, {"10", at(10, 0)},
		{"1.7e9", at(1700000000, 0)}, {"17E+8", at(1700000000, 0)}, {"1700000000.000", at(1700000000, 0)}, {"17000000000e-1", at(1700000000, 0)},
		{"1708298333.75", at(1708298333, 750000000)}, {"0.5", at(0, 500000000)}, {"0.0019", at(0, 2000000)}, {"5e-3", at(0, 5000000)}, {"5e-10", at(0, 0)},
		{"12.3456789019", at(12, 346000000)}, {"1e-400", at(0, 0)}, {"0.00012e4", at(1, 200000000)}, {"1e-99999999999999999999", at(0, 0)},
		{"253402300799", at(253402300799, 0)}, {"253402300799.9", at(253402300799, 900000000)}, {"2.53402300799e11", at(253402300799, 0)},
		{"253402300800", outOfRange}, {"9007199254740993", outOfRange}, {"999999999999999999", outOfRange}, {"1000000000000000000", outOfRange},
		{"9223372036854775808", outOfRange}, {"1e40", outOfRange}, {"1e400", outOfRange}, {digits5000, outOfRange}, {"-1", outOfRange}, {"-1e-300", outOfRange},
		{`"1708298333"`, unreadable}, {"null", unreadable}, {"true", unreadable}, {"[1]", unreadable}, {"{}", unreadable},
	}
	for _, test := range tests {
		token, err := jwt.Decode(withExp(test.exp))
		if err != nil {
			t.Fatal(err)
		}
		test.want.Raw = test.exp
		if token.Expiry != test.want {
			t.Errorf("exp %.40s is %+v, want %+v", test.exp, token.Expiry, test.want)
		}
	}
}

func TestCheckTimeAllowsNoLeeway(t *testing.T) {
	token, err := jwt.Decode(withClaims(`{"nbf":1000,"iat":1500,"exp":2000}`))
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		name  string
		now   time.Time
		codes []string
	}{
		{"before nbf", time.Unix(999, 999999999), []string{"token-not-yet-valid: 1970-01-01 00:16:40 UTC", "token-issued-in-future: 1970-01-01 00:25:00 UTC"}},
		{"at nbf", time.Unix(1000, 0), []string{"token-issued-in-future: 1970-01-01 00:25:00 UTC"}},
		{"at iat", time.Unix(1500, 0), nil},
		{"just before exp", time.Unix(1999, 999999999), nil},
		{"at exp", time.Unix(2000, 0), []string{"token-expired: 1970-01-01 00:33:20 UTC"}},
	}
	for _, test := range tests {
		if got := describeFindings(token.CheckTime(test.now)); !slices.Equal(got, test.codes) {
			t.Errorf("%s: %q, want %q", test.name, got, test.codes)
		}
	}
}

func TestNotesExplainKnownMembers(t *testing.T) {
	token, err := jwt.Decode(makeToken(
		`{"alg":"ES256","typ":"at+jwt","kid":"k","cty":"JWT","crit":["b64"],"b64":true,"zip":"DEF","other":1}`,
		`{"iss":"i","sub":"s","aud":["a"],"jti":"j","iat":1700000000,"nbf":1700000001.5,"exp":1e40,"session":"x","other":1}`))
	if err != nil {
		t.Fatal(err)
	}
	want := []string{
		"alg: ECDSA on P-256 with SHA-256", "typ: type of the token", "kid: name of the key", "cty: not used by this program",
		"crit: not used by this program", "b64: not used by this program", "zip: not used by this program", "other: ",
		"iss: issuer of the token", "sub: who the token is about", "aud: who the token is for", "jti: identifier of this token",
		"iat: issued 2023-11-14 22:13:20 UTC", "nbf: not valid before 2023-11-14 22:13:21 UTC", "exp: out of range: not a date between 1970 and 9999",
		"session: opaque; the documentation's sample has 64 hex characters", "other: ",
	}
	var got []string
	for _, member := range slices.Concat(token.Header, token.Claims) {
		got = append(got, member.Name+": "+member.Note)
	}
	if !slices.Equal(got, want) {
		t.Errorf("notes\n  %s\nwant\n  %s", strings.Join(got, "\n  "), strings.Join(want, "\n  "))
	}
}

func TestDecodeSaysWhatATokenDoesNotHold(t *testing.T) {
	tests := []struct {
		name, claims           string
		iatAbsent, isAnonymous bool
	}{
		{"documented", tokenClaims, true, true},
		{"with iat", `{` + tokenSession + `,"exp":1,"iat":0}`, false, true},
		{"with sub", `{` + tokenSession + `,"exp":1,"sub":"user"}`, true, false},
		{"not read to the end", tokenClaims + "x", false, false},
	}
	for _, test := range tests {
		token, err := jwt.Decode(withClaims(test.claims))
		if err != nil {
			t.Fatal(err)
		}
		has := func(code finding.Code) bool {
			return slices.ContainsFunc(token.Findings, func(f finding.Finding) bool { return f.Code == code })
		}
		if has("token-iat-absent") != test.iatAbsent || has("token-anonymous") != test.isAnonymous {
			t.Errorf("%s: no iat said %t, anonymous said %t", test.name, has("token-iat-absent"), has("token-anonymous"))
		}
	}
}
