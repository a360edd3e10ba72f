package jwt_test

import (
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"testing"
	"time"

	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/jwt"
)

// documentedSample is the token of the documentation's sample answer.
const documentedSample = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9." +
	"eyJzZXNzaW9uIjoiMThhYjZkNmM4ZDk4NWE5Y2M4N2IwMTcyN2ExMWYwOTQ4YzJmNGUxYzQ0ODEzZTZhNDU0MzcxYTg1NzY3YjE5OSIsImV4cCI6MTcwODI5ODMzM30." +
	"4aRUEXLkUs3jf-DYMcH8claUuDKfc8qbTjW6JzpBTjI"

const (
	tokenHeader    = `{"alg":"HS256","typ":"JWT"}`
	tokenSession   = `"session":"18ab6d6c8d985a9cc87b01727a11f0948c2f4e1c44813e6a454371a85767b199"`
	tokenClaims    = `{` + tokenSession + `,"exp":4102444800}`
	tokenSignature = "4aRUEXLkUs3jf-DYMcH8claUuDKfc8qbTjW6JzpBTjI" // 32 bytes
)

// makeToken encodes a header and claims and adds a signature of 32 bytes.
func makeToken(header, claims string) string {
	encode := base64.RawURLEncoding.EncodeToString
	return encode([]byte(header)) + "." + encode([]byte(claims)) + "." + tokenSignature
}

// withExp is a token of the documented shape but for its exp.
func withExp(exp string) string {
	return makeToken(tokenHeader, `{`+tokenSession+`,"exp":`+exp+`}`)
}

// oddToken is a text, and the findings it must give, worst first, each as
// "code" or "code: what was found". The notes about what a token does not hold
// are left out: other tests look at them.
type oddToken struct {
	name, text string
	want       []string
}

func describeFindings(findings []finding.Finding) []string {
	var lines []string
	for _, finding := range findings {
		if finding.Code == "token-iat-absent" || finding.Code == "token-anonymous" {
			continue
		}
		line := string(finding.Code)
		if finding.Found != "" {
			line += ": " + finding.Found
		}
		lines = append(lines, line)
	}
	return lines
}

func checkOddTokens(t *testing.T, tests []oddToken) {
	t.Helper()
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			token, err := jwt.Decode(test.text)
			if err != nil {
				t.Fatal(err)
			}
			if got := describeFindings(token.Findings); !slices.Equal(got, test.want) {
				t.Errorf("findings\n  %s\nwant\n  %s", strings.Join(got, "\n  "), strings.Join(test.want, "\n  "))
			}
			if !slices.IsSortedFunc(token.Findings, func(a, b finding.Finding) int { return int(b.Level - a.Level) }) {
				t.Error("the findings are not sorted, worst first")
			}
		})
	}
}

func TestDecodeReadsTheDocumentedSample(t *testing.T) {
	token, err := jwt.Decode(documentedSample)
	if err != nil {
		t.Fatal(err)
	}
	session := "18ab6d6c8d985a9cc87b01727a11f0948c2f4e1c44813e6a454371a85767b199"
	header := []jwt.Member{
		{Name: "alg", JSON: `"HS256"`, Text: "HS256", Note: "HMAC with SHA-256"},
		{Name: "typ", JSON: `"JWT"`, Text: "JWT", Note: "JSON Web Token"},
	}
	claims := []jwt.Member{
		{Name: "session", JSON: `"` + session + `"`, Text: session, Note: "64 hex characters, opaque"},
		{Name: "exp", JSON: "1708298333", Text: "1708298333", Note: "2024-02-18 23:18:53 UTC"},
	}
	if !slices.Equal(token.Header, header) {
		t.Errorf("header %q, want %q", token.Header, header)
	}
	if !slices.Equal(token.Claims, claims) {
		t.Errorf("claims %q, want %q", token.Claims, claims)
	}
	if got, want := string(token.HeaderJSON), `{"alg":"HS256","typ":"JWT"}`; got != want {
		t.Errorf("header JSON %s, want %s", got, want)
	}
	if got, want := string(token.ClaimsJSON), `{"session":"`+session+`","exp":1708298333}`; got != want {
		t.Errorf("claims JSON %s, want %s", got, want)
	}
	if want := (jwt.Expiry{State: jwt.ExpiryPresent, At: time.Date(2024, 2, 18, 23, 18, 53, 0, time.UTC), Raw: "1708298333"}); token.Expiry != want {
		t.Errorf("expiry %+v, want %+v", token.Expiry, want)
	}
	if token.Raw != documentedSample || token.Form != jwt.FormBare || token.Encrypted {
		t.Errorf("form %q, encrypted %t, raw as given %t", token.Form, token.Encrypted, token.Raw == documentedSample)
	}
	if token.Algorithm != "HS256" || token.SignatureBytes != 32 {
		t.Errorf("algorithm %q, %d bytes", token.Algorithm, token.SignatureBytes)
	}
	if want := "not checked: this is the sample token of the documentation"; token.Signature != want {
		t.Errorf("signature %q, want %q", token.Signature, want)
	}
	var codes []finding.Code
	for _, finding := range token.Findings {
		codes = append(codes, finding.Code)
	}
	if want := []finding.Code{"token-sample", "token-iat-absent", "token-anonymous", "token-shape-ok"}; !slices.Equal(codes, want) {
		t.Errorf("findings %q, want %q", codes, want)
	}
}

func TestSegmentsAreTheRawParts(t *testing.T) {
	tests := []struct {
		name, text string
		want       []string
	}{
		{"signed", "e30.e30.c2ln", []string{"e30", "e30", "c2ln"}},
		{"unsigned", "e30.e30.", []string{"e30", "e30", ""}},
		{"four parts", "e30.a.b.c", []string{"e30", "a", "b", "c"}},
		{"one part", "abc", []string{"abc"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			token, err := jwt.Decode(test.text)
			if err != nil {
				t.Fatal(err)
			}
			if got := token.Segments(); !slices.Equal(got, test.want) {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

func TestATokenIsNeverPrinted(t *testing.T) {
	token, err := jwt.Decode(documentedSample)
	if err != nil {
		t.Fatal(err)
	}
	var log strings.Builder
	slog.New(slog.NewTextHandler(&log, nil)).Info("x", "token", token, "pointer", &token)
	slog.New(slog.NewJSONHandler(&log, nil)).Info("x", "token", token, "pointer", &token)
	marshalled, err := json.Marshal(map[string]any{"token": token, "pointer": &token})
	if err != nil {
		t.Fatal(err)
	}
	shown := log.String() + string(marshalled)
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%d"} {
		shown += fmt.Sprintf(verb, token) + fmt.Sprintf(verb, &token) + fmt.Sprintf(verb, struct{ Token jwt.Token }{token})
	}
	for _, part := range strings.Split(documentedSample, ".") {
		if strings.Contains(shown, part) || strings.Contains(shown, "18ab6d6c") {
			t.Fatalf("a token shows in %s", shown)
		}
	}
}

func TestErrorsAndFindingsHoldNoToken(t *testing.T) {
	for _, table := range allOddTokens() {
		for _, test := range table {
			token, err := jwt.Decode(test.text)
			if err != nil {
				t.Fatal(err)
			}
			said := token.Signature
			for _, finding := range token.Findings {
				said += finding.Title + finding.Found + finding.Rule + finding.Fix + finding.Replacement
			}
			for _, part := range strings.Split(token.Raw, ".") {
				if len(part) > 12 && strings.Contains(said, part) {
					t.Errorf("%s: a part of the token stands in %q", test.name, said)
				}
			}
		}
	}
}

func TestDecodeFindsNoToken(t *testing.T) {
	for _, text := range []string{
		`{"payload":"` + goodClaims + `","signatures":[{"protected":"` + goodHeader + `","signature":"` + tokenSignature + `"}]}`,
		"", " \n\t", "hello world", "the token expired", `{"succeed":true}`, `{"token":""}`, `{"token":5}`, `{"token":null}`, `{}`, `{`, `[]`,
		"https://b2b-widget-onramp.ripio.com", "https://b2b-widget-onramp.ripio.com?_to=", "https://b2b-widget-onramp.ripio.com?_to=<token>",
		"Bearer of bad news", "eyJhbGciOi is how tokens begin",
	} {
		if token, err := jwt.Decode(text); !errors.Is(err, jwt.ErrNoToken) {
			t.Errorf("%q: error %v, raw %q", text, err, token.Raw)
		}
	}
}
