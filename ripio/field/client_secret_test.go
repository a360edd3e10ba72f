package field_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"devtools/ripio-explorer/ripio/field"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/redact"
)

const sampleToken = "eyJhbGciOiJIUzI1NiJ9.eyJleHAiOjF9.c2lnbmF0dXJl"

// secretCases tell what is seen of a secret and what is left after trimming;
// left is empty where trimming changes nothing.
var secretCases = []struct {
	name, value string
	codes       []finding.Code
	found, left string
}{
	{"good", "zQ7-canary", nil, "", ""},
	{"good, with characters to encode", canarySecret, []finding.Code{"client-secret-encoding"}, field.FoundEncoding, ""},
	{"empty", "", []finding.Code{"client-secret-empty"}, "", ""},
	{"only space", "  ", []finding.Code{"client-secret-empty"}, "only characters that cannot be seen", ""},
	{"newline at the end", canarySecret + "\n", []finding.Code{"client-secret-control"}, "newline at the end", canarySecret},
	{"line break at the end", canarySecret + "\r\n", []finding.Code{"client-secret-control"}, "line break at the end", canarySecret},
	{"tab at the start", "\t" + canarySecret, []finding.Code{"client-secret-control"}, "tab at the start", canarySecret},
	{"newline inside", canarySecret + "\nx", []finding.Code{"client-secret-control"}, "newline inside", ""},
	{"rare control character", canarySecret + "\x07x", []finding.Code{"client-secret-control"}, "control character inside", ""},
	{"space around", " " + canarySecret + " ", []finding.Code{"client-secret-edge-space"}, "at the start and at the end", canarySecret},
	{"space inside", canarySecret + " " + canarySecret, []finding.Code{"client-secret-inner-space"}, "inside", ""},
	{"quotes", `"` + canarySecret + `"`, []finding.Code{"client-secret-quotes"}, "one at the start and one at the end", canarySecret},
	{"byte order mark", "\ufeff" + canarySecret, []finding.Code{"client-secret-invisible"}, "at the start", canarySecret},
	{"zero-width space inside", canarySecret + "\u200b" + canarySecret, []finding.Code{"client-secret-invisible"}, "inside", ""},
	{"Cyrillic letter", canarySecret + "\u0430" + canarySecret, []finding.Code{"client-secret-look-alike"}, "inside", ""},
	{"accent", canarySecret + "é", []finding.Code{"client-secret-non-ascii", "client-secret-encoding"}, "at the end", ""},
	{"not UTF-8", "\xff" + canarySecret, []finding.Code{"client-secret-non-ascii", "client-secret-encoding"}, "at the start", ""},
	{"plus sign", canarySecret + "+1", []finding.Code{"client-secret-encoding"}, field.FoundEncoding, ""},
	{"ampersand", "&" + canarySecret, []finding.Code{"client-secret-encoding"}, field.FoundEncoding, ""},
	{"percent sign", canarySecret + "%2B", []finding.Code{"client-secret-encoding"}, field.FoundEncoding, ""},
	{"base64", canarySecret + "==", []finding.Code{"client-secret-encoding"}, field.FoundEncoding, ""},
	{"plus sign and space around", canarySecret + "+1 ", []finding.Code{"client-secret-edge-space"}, "at the end", canarySecret + "+1"},
	{"long", strings.Repeat("a", 2049), []finding.Code{"client-secret-long"}, "more than 2048 bytes", ""},
	{"just not long", strings.Repeat("a", 2048), nil, "", ""},
	{"placeholder", "<client_secret>", []finding.Code{"client-secret-placeholder"}, "in angle brackets, as in the documentation", ""},
	{"variable", "$RIPIO_CLIENT_SECRET", []finding.Code{"client-secret-placeholder"}, "a variable that was not replaced by its value", ""},
	{"masked", redact.Mask, []finding.Code{"client-secret-placeholder"}, "only dots, stars or crosses, as programs show a hidden value", ""},
	{"dotenvx", "encrypted:BAx0", []finding.Code{"client-secret-not-the-value"}, "an encrypted value, judging by how it begins", ""},
	{"SOPS", "ENC[AES256_GCM,data:x]", []finding.Code{"client-secret-not-the-value"}, "an encrypted value, judging by how it begins", ""},
	{"AWS secret", "arn:aws:secretsmanager:us-east-1:123456789012:secret:ripio-AbCdEf", []finding.Code{"client-secret-not-the-value"}, "a place in a vault, judging by how it begins", ""},
	{"1Password", "op://vault/ripio/secret", []finding.Code{"client-secret-not-the-value"}, "a place in a vault, judging by how it begins", ""},
	{"JSON", `{"client_secret":"s3cret"}`, []finding.Code{"client-secret-not-the-value"}, "JSON, which may contain the value", ""},
	{"line of a .env file", "RIPIO_CLIENT_SECRET=s3cret", []finding.Code{"client-secret-not-the-value"}, "NAME=value, as in a .env file", ""},
	{"token", sampleToken, []finding.Code{"client-secret-token"}, "segments joined by dots, the first of a token's form", ""},
}

func TestCheckSecret(t *testing.T) {
	for _, test := range secretCases {
		t.Run(test.name, func(t *testing.T) {
			secret := redact.NewSecret(test.value)
			findings := field.CheckSecret(secret)
			if got := codesOf(findings); !slices.Equal(got, test.codes) {
				t.Fatalf("codes: got %q, want %q", got, test.codes)
			}
			if len(findings) == 0 {
				return
			}
			if got := findings[0].Found; got != test.found {
				t.Errorf("found: got %q, want %q", got, test.found)
			}
			if got, want := findings[0].Trims, test.left != ""; got != want {
				t.Errorf("trims: got %v, want %v", got, want)
			}
			if test.left != "" && redact.TrimSecret(secret).Reveal() != test.left {
				t.Errorf("TrimSecret: got %q, want %q", redact.TrimSecret(secret).Reveal(), test.left)
			}
		})
	}
}

func TestSecretFindingsHoldNothingOfIt(t *testing.T) {
	for _, test := range secretCases {
		findings := field.CheckSecret(redact.NewSecret(test.value))
		text, err := json.Marshal(findings)
		if err != nil {
			t.Fatal(err)
		}
		if leaks(string(text)) {
			t.Errorf("%s: the findings leak: %s", test.name, text)
		}
		for _, finding := range findings {
			if finding.Replacement != "" {
				t.Errorf("%s: %s carries a replacement", test.name, finding.Code)
			}
			if wantBlocking := finding.Code == "client-secret-empty" || finding.Code == "client-secret-control"; finding.Blocking != wantBlocking {
				t.Errorf("%s: %s blocks: %v", test.name, finding.Code, finding.Blocking)
			}
		}
	}
}
