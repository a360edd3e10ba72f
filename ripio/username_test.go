package ripio_test

import (
	"slices"
	"strings"
	"testing"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/internal/wiretest"
	"devtools/ripio-explorer/ripio/redact"
)

const sampleRef = "919108f7-52d1-4320-9bac-f847db4148a8"

// canarySecret holds no piece that could stand in an ordinary text.
const canarySecret = "zQ7-canary/Kx+9w=J&v"

// leaks reports whether a text holds the canary, or a piece of it.
func leaks(text string) bool {
	for i := 0; i+4 <= len(canarySecret); i++ {
		if strings.Contains(text, canarySecret[i:i+4]) {
			return true
		}
	}
	return false
}

// codesOf lists the codes of findings in their order.
func codesOf(findings []finding.Finding) []finding.Code {
	codes := []finding.Code{}
	for _, finding := range findings {
		codes = append(codes, finding.Code)
	}
	return codes
}

func sampleRequest() ripio.Request {
	return ripio.Request{
		ClientID: "acme-wallet", ExternalRef: sampleRef, Address: wiretest.GoodEVM, Secret: redact.NewSecret(canarySecret),
	}
}

func TestCheckFindsNothingWrongWithAGoodRequest(t *testing.T) {
	findings := sampleRequest().Check()
	want := []finding.Code{"client-secret-encoding", "external-ref-v4", "address-evm", "username-three-parts"}
	if got := codesOf(findings); !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	if finding.Worst(findings) != finding.LevelNote { // the secret needs encoding
		t.Errorf("worst level: %s", finding.Worst(findings))
	}
}

func TestCheckGoesThroughTheFieldsInOrder(t *testing.T) {
	var fields []finding.Field
	for _, finding := range (ripio.Request{ClientID: "a ", ExternalRef: "b ", Address: "c:1 ", Secret: redact.NewSecret("d ")}).Check() {
		if len(fields) == 0 || fields[len(fields)-1] != finding.Field {
			fields = append(fields, finding.Field)
		}
	}
	want := []finding.Field{finding.FieldClientID, finding.FieldSecret, finding.FieldExternalRef, finding.FieldAddress, finding.FieldUsername}
	if !slices.Equal(fields, want) {
		t.Errorf("got %q, want %q", fields, want)
	}
}

// usernameCases change one thing about a good request.
var usernameCases = []struct {
	name   string
	change func(*ripio.Request)
	codes  []finding.Code
	found  string
}{
	{"good", func(*ripio.Request) {}, []finding.Code{"username-three-parts"}, "11, 36 and 42 characters"},
	{"CAIP-10 address", func(r *ripio.Request) { r.Address = "eip155:1:" + wiretest.GoodEVM }, []finding.Code{"username-ambiguous"}, "a split at every colon gives 5 parts"},
	{"Bitcoin Cash address", func(r *ripio.Request) { r.Address = "bitcoincash:qpm2qsz" }, []finding.Code{"username-ambiguous"}, "a split at every colon gives 4 parts"},
	{"colon in client_id", func(r *ripio.Request) { r.ClientID = "a:b" }, []finding.Code{"username-ambiguous"}, "a split at every colon gives 4 parts"},
	{"no address", func(r *ripio.Request) { r.Address = "" }, []finding.Code{}, ""},
	{"only space for client_id", func(r *ripio.Request) { r.ClientID = " " }, []finding.Code{}, ""},
	{"secret as client_id", func(r *ripio.Request) { r.ClientID = canarySecret }, []finding.Code{"username-holds-secret"}, "in client_id"},
	{"secret as client_id, with a newline", func(r *ripio.Request) { r.Secret = redact.NewSecret("acme-wallet\n") }, []finding.Code{"username-holds-secret"}, "in client_id"},
	{"secret behind the reference", func(r *ripio.Request) { r.ExternalRef += canarySecret }, []finding.Code{"username-holds-secret"}, "in external_ref"},
	{"short secret that is a word", func(r *ripio.Request) { r.Secret = redact.NewSecret("acme") }, []finding.Code{"username-three-parts"}, "11, 36 and 42 characters"},
	{"reference as address", func(r *ripio.Request) { r.Address = r.ExternalRef }, []finding.Code{"username-repeats-part"}, ""},
	{"address as client_id", func(r *ripio.Request) { r.ClientID = wiretest.DocsEVM }, []finding.Code{"username-client-id-address"}, "EVM address"},
	{"UUID as client_id, none as reference", func(r *ripio.Request) { r.ClientID, r.ExternalRef = sampleRef, "USER_1111" }, []finding.Code{"username-client-id-uuid"}, ""},
	{"two UUIDs", func(r *ripio.Request) { r.ClientID = "5" + sampleRef[1:] }, []finding.Code{"username-three-parts"}, "36, 36 and 42 characters"},
	{"client_id longer than the secret", func(r *ripio.Request) { r.ClientID = strings.Repeat("Ab3", 20) }, []finding.Code{"username-credentials-order"}, ""},
	{"client_id long, secret longer", func(r *ripio.Request) {
		r.ClientID, r.Secret = strings.Repeat("Ab3", 20), redact.NewSecret(strings.Repeat("x", 61))
	},
		[]finding.Code{"username-three-parts"}, "60, 36 and 42 characters"},
	{"client_id as reference", func(r *ripio.Request) { r.ExternalRef = r.ClientID }, []finding.Code{"username-repeats-part"}, ""},
	{"plus sign in an e-mail address", func(r *ripio.Request) { r.ExternalRef = "ann+1@example.com" }, []finding.Code{"username-three-parts", "username-encoding"}, "11, 17 and 42 characters"},
	{"wrong on purpose", func(r *ripio.Request) { r.Deviation = ripio.DeviationTwoParts }, []finding.Code{"negative-test"}, "two parts"},
}

func TestCheckUsername(t *testing.T) {
	for _, test := range usernameCases {
		t.Run(test.name, func(t *testing.T) {
			request := sampleRequest()
			test.change(&request)
			findings := finding.ForField(request.Check(), finding.FieldUsername)
			if got := codesOf(findings); !slices.Equal(got, test.codes) {
				t.Fatalf("codes: got %q, want %q", got, test.codes)
			}
			if len(findings) > 0 && findings[0].Found != test.found {
				t.Errorf("found: got %q, want %q", findings[0].Found, test.found)
			}
			holds := slices.Contains(test.codes, "username-holds-secret")
			if finding.Blocked(findings) != holds {
				t.Errorf("the username blocks: %v; it does so only for the secret in it", !holds)
			}
		})
	}
}

func TestParts(t *testing.T) {
	request := sampleRequest()
	request.ExternalRef, request.Address = "USER_1111", strings.ToLower(wiretest.GoodEVM)
	want := []ripio.UsernamePart{
		{Name: "client_id", Value: "acme-wallet"},
		{Name: "external_ref", Value: "USER_1111"},
		{Name: "address", Value: strings.ToLower(wiretest.GoodEVM)},
	}
	if got := request.Parts(); !slices.Equal(got, want) {
		t.Errorf("got %+v, want %+v", got, want)
	}
}

func TestPartsAreWhatTheUsernameJoins(t *testing.T) {
	request := sampleRequest()
	var values []string
	for _, part := range request.Parts() {
		values = append(values, part.Value)
	}
	if got := strings.Join(values, ":"); got != request.Username() {
		t.Errorf("got %q, want %q", got, request.Username())
	}
}

func TestFindingsHoldNoSecretFromAnotherField(t *testing.T) {
	for _, value := range []string{canarySecret + "\n", " " + canarySecret, canarySecret[:9] + "\u200b" + canarySecret[9:], "bitcoin:" + canarySecret} {
		request := sampleRequest()
		request.ClientID, request.ExternalRef, request.Address = value, value, value
		for _, finding := range request.Check() {
			if leaks(finding.Found + finding.Replacement) {
				t.Errorf("%q: %s leaks: %q, %q", value, finding.Code, finding.Found, finding.Replacement)
			}
		}
		for _, part := range request.Parts() {
			if leaks(part.Value) {
				t.Errorf("%q: the part %s leaks: %q", value, part.Name, part.Value)
			}
		}
	}
}

func TestPartsMaskTheSecret(t *testing.T) {
	request := sampleRequest()
	request.ClientID = "acme-" + canarySecret
	want := ripio.UsernamePart{Name: "client_id", Value: redact.Mask}
	if got := request.Parts()[0]; got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
}

func BenchmarkCheck(b *testing.B) {
	requests := map[string]ripio.Request{"good": sampleRequest()}
	for name, address := range map[string]string{
		"wrong checksum": wiretest.DocsEVM, "segwit": "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4",
		"Solana": "G4qGCGF4vWGPzYi2pxc2Djvgv3j8NiWaHQMgTVebCX6W", "Stellar": "GBBM6BKZPEHWYO3E3YKREDPQXMS4VK35YLNU7NFBRI26RAN7GI5POFBB",
		"Solana keypair":  "99eUso3aSbE9tqGSTXzo3TLfKb9RkMTURrHKQ1K7Zh3StnzFNUx8FKCPPPPpR479qsw5zv2WNBKmgiz7WqgAJfM",
		"recovery phrase": "legal winner thank year wave sausage worth useful legal winner thank yellow", "CAIP-10": "eip155:1:" + wiretest.GoodEVM, "1 KiB": strings.Repeat("Wallet1-", 128),
	} {
		request := sampleRequest()
		request.Address, request.ExternalRef = address, "USER_1111"
		requests[name] = request
	}
	for name, request := range requests {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				request.Check()
			}
		})
	}
}

// TestTheSecretInAPartIsRecognised has it there in spellings, and beside it parts
// that only resemble it.
func TestTheSecretInAPartIsRecognised(t *testing.T) {
	tests := []struct {
		part, secret string
		want         bool
	}{
		{"zQ7-canary/Kx+9w=", "zQ7-canary/Kx+9w=", true},
		{"id-zQ7-canary%2FKx%2B9w%3D", "zQ7-canary/Kx+9w=", true},
		{"elE3LWNhbmFyeS9LeCs5dz0=", "zQ7-canary/Kx+9w=", true},
		{"ZQ7-CANARY/KX+9W=", "zQ7-canary/Kx+9w=", true},
		{"zQ7-canary/Kx", "zQ7-canary/Kx+9w=", false},
		{"pass%20w1", "pass w1", true},
		{"my-pass-w1", "pass-w1", false},
		{"abc", "abc", true},
		{"abcd", "abc", false},
		{"", "", false},
	}
	for _, test := range tests {
		if got := ripio.HoldsSecret(test.part, redact.NewSecret(test.secret)); got != test.want {
			t.Errorf("%q in %q: %t", test.secret, test.part, got)
		}
	}
}
