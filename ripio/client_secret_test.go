package ripio_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"devtools/ripio-explorer/ripio"
)

const sampleToken = "eyJhbGciOiJIUzI1NiJ9.eyJleHAiOjF9.c2lnbmF0dXJl"

// secretCases tell what is seen of a secret and what is left after trimming;
// left is empty where trimming changes nothing.
var secretCases = []struct {
	name, value string
	codes       []ripio.Code
	found, left string
}{
	{"good", canarySecret, nil, "", ""},
	{"empty", "", []ripio.Code{"client-secret-empty"}, "", ""},
	{"only space", "  ", []ripio.Code{"client-secret-empty"}, "only characters that cannot be seen", ""},
	{"newline at the end", canarySecret + "\n", []ripio.Code{"client-secret-control"}, "newline at the end", canarySecret},
	{"line break at the end", canarySecret + "\r\n", []ripio.Code{"client-secret-control"}, "line break at the end", canarySecret},
	{"tab at the start", "\t" + canarySecret, []ripio.Code{"client-secret-control"}, "tab at the start", canarySecret},
	{"newline inside", canarySecret + "\nx", []ripio.Code{"client-secret-control"}, "newline inside", ""},
	{"rare control character", canarySecret + "\x07x", []ripio.Code{"client-secret-control"}, "control character inside", ""},
	{"space around", " " + canarySecret + " ", []ripio.Code{"client-secret-edge-space"}, "at the start and at the end", canarySecret},
	{"space inside", canarySecret + " " + canarySecret, []ripio.Code{"client-secret-inner-space"}, "inside", ""},
	{"quotes", `"` + canarySecret + `"`, []ripio.Code{"client-secret-quotes"}, "one at the start and one at the end", canarySecret},
	{"byte order mark", "\ufeff" + canarySecret, []ripio.Code{"client-secret-invisible"}, "at the start", canarySecret},
	{"zero-width space inside", canarySecret + "\u200b" + canarySecret, []ripio.Code{"client-secret-invisible"}, "inside", ""},
	{"Cyrillic letter", canarySecret + "\u0430" + canarySecret, []ripio.Code{"client-secret-look-alike"}, "inside", ""},
	{"accent", canarySecret + "é", []ripio.Code{"client-secret-non-ascii"}, "at the end", ""},
	{"not UTF-8", "\xff" + canarySecret, []ripio.Code{"client-secret-non-ascii"}, "at the start", ""},
	{"long", strings.Repeat("a", 2049), []ripio.Code{"client-secret-long"}, "more than 2048 bytes", ""},
	{"just not long", strings.Repeat("a", 2048), nil, "", ""},
	{"placeholder", "<client_secret>", []ripio.Code{"client-secret-placeholder"}, "in angle brackets, as the documentation writes it", ""},
	{"variable", "$RIPIO_CLIENT_SECRET", []ripio.Code{"client-secret-placeholder"}, "a variable that nothing was put in place of", ""},
	{"masked", ripio.Mask, []ripio.Code{"client-secret-placeholder"}, "only dots, stars or crosses, as a program shows a hidden value", ""},
	{"dotenvx", "encrypted:BAx0", []ripio.Code{"client-secret-encrypted"}, "the mark at its start", ""},
	{"SOPS", "ENC[AES256_GCM,data:x]", []ripio.Code{"client-secret-encrypted"}, "the mark at its start", ""},
	{"AWS secret", "arn:aws:secretsmanager:us-east-1:123456789012:secret:ripio-AbCdEf", []ripio.Code{"client-secret-reference"}, "the mark at its start", ""},
	{"1Password", "op://vault/ripio/secret", []ripio.Code{"client-secret-reference"}, "the mark at its start", ""},
	{"JSON", `{"client_secret":"s3cret"}`, []ripio.Code{"client-secret-json"}, "braces around names and values", ""},
	{"line of a .env file", "RIPIO_CLIENT_SECRET=s3cret", []ripio.Code{"client-secret-assignment"}, "a variable's name and what it is set to", ""},
	{"token", sampleToken, []ripio.Code{"client-secret-token"}, "segments joined by dots, the first of a token's form", ""},
}

func TestCheckSecret(t *testing.T) {
	for _, test := range secretCases {
		t.Run(test.name, func(t *testing.T) {
			secret := ripio.NewSecret(test.value)
			findings := ripio.CheckSecret(secret)
			if got := codesOf(findings); !slices.Equal(got, test.codes) {
				t.Fatalf("codes: got %q, want %q", got, test.codes)
			}
			if len(findings) == 0 {
				return
			}
			if got := findings[0].Found; got != test.found {
				t.Errorf("found: got %q, want %q", got, test.found)
			}
			if got, want := ripio.TrimFixes(secret, findings[0]), test.left != ""; got != want {
				t.Errorf("TrimFixes: got %v, want %v", got, want)
			}
			if test.left != "" && ripio.TrimSecret(secret).Reveal() != test.left {
				t.Errorf("TrimSecret: got %q, want %q", ripio.TrimSecret(secret).Reveal(), test.left)
			}
		})
	}
}

func TestSecretFindingsHoldNothingOfIt(t *testing.T) {
	for _, test := range secretCases {
		findings := ripio.CheckSecret(ripio.NewSecret(test.value))
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

func TestTrimFixesOnlySecretFindings(t *testing.T) {
	finding := ripio.CheckClientID("acme\n")[0]
	if ripio.TrimFixes(ripio.NewSecret("a-secret\n"), finding) {
		t.Error("trimming the secret cannot fix client_id")
	}
}
