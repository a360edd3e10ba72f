package jwt_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/jwt"
)

// readTokenVectors reads the cases of a file in testdata.
func readTokenVectors[T any](t testing.TB, file string, count int) []T {
	t.Helper()
	data, err := os.ReadFile("../testdata/" + file)
	if err != nil {
		t.Fatal(err)
	}
	var content struct{ Cases []T }
	if err := json.Unmarshal(data, &content); err != nil {
		t.Fatal(err)
	}
	if len(content.Cases) != count {
		t.Fatalf("%s holds %d cases, want %d", file, len(content.Cases), count)
	}
	return content.Cases
}

func codesOfToken(token jwt.Token) []string {
	var codes []string
	for _, finding := range token.Findings {
		codes = append(codes, string(finding.Code))
	}
	return codes
}

// edgeCodes says which finding each case of own-jwt-edge.json is about; empty
// for those that decode without one.
var edgeCodes = map[string]string{
	"documented example": "token-sample", "alg none with empty signature": "token-alg-none", "alg nOnE": "token-alg-none",
	"alg is a number": "token-alg-missing", "crit header": "token-header-unused", "five parts (JWE)": "token-encrypted", "two parts": "token-parts",
	"no dot": "token-parts", "only dots": "token-part-empty", "exp quoted number": "token-exp-string", "exp in milliseconds": "token-exp-unit",
	"exp 0": "token-exp-zero", "exp true": "token-exp-type", "exp 2^53+1": "token-exp-range", "exp 1e40": "token-exp-range",
	"exp -1e40": "token-exp-range", "exp twice": "token-json-duplicate", "EXP in capitals": "token-claim-case", "padding in payload": "token-padding",
	"newline inside header": "token-white-space", "trailing newline": "", "nonzero trailing bits": "token-trailing-bits",
	"header not JSON": "token-json-syntax", "payload array": "token-json-kind", "payload string": "token-json-kind",
	"garbage after payload object": "token-json-trailing", "empty payload": "token-part-empty", "BOM before payload": "token-json-bom",
	"NUL escape in claim": "token-hidden-characters", "10001 levels deep": "token-too-large", "nbf after exp": "token-time-order",
	"escape sequences in claim": "token-hidden-characters", "claim named like a prototype": "",
}

func TestEdgeVectors(t *testing.T) {
	type vector struct {
		Name, Token, Exp string
		Recipe           *struct {
			Header    string
			Open      string `json:"payload_unit_open"`
			Core      string
			Close     string `json:"payload_unit_close"`
			Times     int
			Signature string
		}
	}
	for _, v := range readTokenVectors[vector](t, "own-jwt-edge.json", 33) {
		t.Run(v.Name, func(t *testing.T) {
			if r := v.Recipe; r != nil {
				v.Token = makeToken(r.Header, strings.Repeat(r.Open, r.Times)+r.Core+strings.Repeat(r.Close, r.Times))
			}
			token, err := jwt.Decode(v.Token)
			if err != nil {
				t.Fatal(err)
			}
			code, known := edgeCodes[v.Name]
			codes := codesOfToken(token)
			if !known || code != "" && !slices.Contains(codes, code) {
				t.Errorf("findings %q, want %q among them", codes, code)
			}
			if code == "" && slices.ContainsFunc(token.Findings, isAboutEncoding) {
				t.Errorf("findings %q, want none about the encoding", codes)
			}
			// The vectors give the date of milliseconds read as seconds, which
			// is out of range here.
			if v.Exp != "" && v.Name != "exp in milliseconds" {
				if want, _ := time.Parse(time.RFC3339, v.Exp); !token.Expiry.At.Equal(want) || token.Expiry.State != jwt.ExpiryPresent {
					t.Errorf("exp %+v, want %s", token.Expiry, v.Exp)
				}
			}
		})
	}
}

func isAboutEncoding(f finding.Finding) bool {
	return f.Level == finding.LevelFailure || strings.HasPrefix(string(f.Code), "token-json") || f.Code == "token-white-space"
}

// Wycheproof's results are about verification; what a decoder owes them is an
// honest word about their structure.
func TestWycheproofSignedTokens(t *testing.T) {
	type vector struct {
		ID           int `json:"tcId"`
		Comment, JWS string
	}
	want := map[int]string{
		361: "token-character", 363: "token-character", 365: "token-white-space", 369: "token-character", 371: "token-character", 373: "token-character",
		4: "token-parts", 10: "token-parts", 12: "token-parts", 14: "token-parts", 24: "token-parts", 39: "token-parts",
		6: "token-part-empty", 26: "token-part-empty", 28: "token-part-empty", 41: "token-part-empty", 43: "token-part-empty", 264: "token-part-empty",
		16: "token-alg-none", 341: "token-alg-none", 343: "token-alg-none", 20: "token-signature-missing", 35: "token-signature-missing",
		32: "token-header-unused", 1: "token-json-syntax", 380: "token-signature-length",
	}
	for _, v := range readTokenVectors[vector](t, "jws-wycheproof.json", 100) {
		t.Run(fmt.Sprint(v.ID, " ", v.Comment), func(t *testing.T) {
			token, err := jwt.Decode(v.JWS)
			if v.JWS == "" || v.ID == 17 { // nothing, and a JSON object
				if err == nil {
					t.Error("a text without a token gives one")
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			codes := codesOfToken(token)
			if code := want[v.ID]; code != "" && !slices.Contains(codes, code) {
				t.Errorf("findings %q, want %q among them", codes, code)
			}
			if isNone := slices.Contains(codes, "token-alg-none"); isNone != strings.HasPrefix(token.Signature, "unsigned") {
				t.Errorf("signature %q with %q", token.Signature, codes)
			}
			if strings.Contains(token.Signature, "valid") {
				t.Errorf("signature %q says more than is known", token.Signature)
			}
			if v.ID != 365 && token.Raw != v.JWS {
				t.Errorf("raw %q, want the token as it is", token.Raw)
			}
		})
	}
}

func TestWycheproofEncryptedTokens(t *testing.T) {
	type vector struct {
		ID  int `json:"tcId"`
		JWE string
	}
	for _, v := range readTokenVectors[vector](t, "jwe-wycheproof.json", 23) {
		token, err := jwt.Decode(v.JWE)
		if strings.HasPrefix(v.JWE, "{") && errors.Is(err, jwt.ErrNoToken) {
			continue // a JSON object of the parts
		}
		if err != nil {
			t.Fatalf("%d: %v", v.ID, err)
		}
		if !token.Encrypted || !slices.Contains(codesOfToken(token), "token-encrypted") {
			t.Errorf("%d is not named encrypted: %q", v.ID, codesOfToken(token))
		}
		if token.Claims != nil || token.ClaimsJSON != nil || token.Expiry.State != jwt.ExpiryUnknown {
			t.Errorf("%d shows claims", v.ID)
		}
		if len(token.Header) == 0 {
			t.Errorf("%d does not show its header", v.ID)
		}
	}
}

func TestRFCExamples(t *testing.T) {
	type vector struct {
		Name, Token, Kind, Alg string
		Claims                 map[string]any
	}
	for _, v := range readTokenVectors[vector](t, "jose-rfc-examples.json", 8) {
		t.Run(v.Name, func(t *testing.T) {
			token, err := jwt.Decode(v.Token)
			if err != nil {
				t.Fatal(err)
			}
			if v.Alg != "" && token.Algorithm != v.Alg {
				t.Errorf("alg %q, want %q", token.Algorithm, v.Alg)
			}
			if token.Encrypted != (v.Kind == "jwe") || strings.HasPrefix(token.Signature, "unsigned") != (v.Kind == "unsecured") {
				t.Errorf("encrypted %t, signature %q, kind %q", token.Encrypted, token.Signature, v.Kind)
			}
			if v.Claims == nil {
				return
			}
			for _, claim := range token.Claims {
				if got := fmt.Sprint(v.Claims[claim.Name]); got != claim.Text && claim.Name != "exp" {
					t.Errorf("claim %s is %s, want %s", claim.Name, claim.Text, got)
				}
			}
			if len(token.Claims) != len(v.Claims) || !token.Expiry.At.Equal(time.Date(2011, 3, 22, 18, 43, 0, 0, time.UTC)) {
				t.Errorf("%d claims, exp %v", len(token.Claims), token.Expiry.At)
			}
		})
	}
}

// JSONTestSuite's texts as claims: sound objects give no finding about JSON,
// sound values of other kinds are named, and everything else is refused.
func TestJSONTestSuiteAsClaims(t *testing.T) {
	type vector struct {
		Name, Class string
		B64         []byte
		Repeat      *struct {
			Unit  string
			Times int
		}
	}
	for _, v := range readTokenVectors[vector](t, "json-parsing.json", 170) {
		text := string(v.B64)
		if v.Repeat != nil {
			text = strings.Repeat(v.Repeat.Unit, min(v.Repeat.Times, 12000/len(v.Repeat.Unit)))
		}
		token, err := jwt.Decode(withClaims(text))
		if err != nil {
			t.Fatalf("%s: %v", v.Name, err)
		}
		failures := slices.DeleteFunc(codesOfToken(token), func(code string) bool {
			return !strings.HasPrefix(code, "token-json") && code != "token-part-empty" || slices.Contains([]string{"token-json-duplicate", "token-json-utf8"}, code)
		})
		isObject := strings.HasPrefix(strings.TrimSpace(text), "{")
		switch {
		case v.Class == "y_" && isObject && len(failures) > 0,
			v.Class == "y_" && !isObject && !slices.Equal(failures, []string{"token-json-kind"}),
			v.Class == "n_" && (len(failures) == 0 || failures[0] == "token-json-kind"):
			t.Errorf("%s: %q", v.Name, failures)
		}
	}
}
