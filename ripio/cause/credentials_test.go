package cause_test

import (
	"strings"
	"testing"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/cause"
	"devtools/ripio-explorer/ripio/field"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/internal/wiretest"
	"devtools/ripio-explorer/ripio/redact"
)

// TestFirstCauseOfRejectedCredentials changes one thing about a good request that
// the sandbox refuses.
func TestFirstCauseOfRejectedCredentials(t *testing.T) {
	const secret = "c4naryS3cret-0123456789"
	tests := []struct {
		name        string
		change      func(*ripio.Request)
		want        finding.Code
		evidence    string // a part of it
		remedy      cause.Remedy
		field       finding.Field
		replacement string
	}{
		{"nothing odd", func(*ripio.Request) {}, "credentials-refused", "401 Unauthorized", cause.RemedyEditCredentials, "", ""},
		{"space after the secret", func(r *ripio.Request) { r.Secret = redact.NewSecret(secret + " ") }, "client-secret-edge-space", "at the end", cause.RemedyTrimSecret, "", ""},
		{"quoted secret", func(r *ripio.Request) { r.Secret = redact.NewSecret(`"` + secret + `"`) }, "client-secret-quotes", "quotation marks", cause.RemedyTrimSecret, "", ""},
		{"byte order mark before the secret", func(r *ripio.Request) { r.Secret = redact.NewSecret("\ufeff" + secret) }, "client-secret-invisible", "at the start", cause.RemedyTrimSecret, "", ""},
		{"zero-width space in the secret", func(r *ripio.Request) { r.Secret = redact.NewSecret(secret + "\u200b" + secret) }, "client-secret-invisible", "inside", cause.RemedyEditCredentials, finding.FieldSecret, ""},
		{"Cyrillic letter in the secret", func(r *ripio.Request) { r.Secret = redact.NewSecret(secret + "\u0430x") }, "client-secret-look-alike", "inside", cause.RemedyEditCredentials, finding.FieldSecret, ""},
		{"space inside the secret", func(r *ripio.Request) { r.Secret = redact.NewSecret(secret + " x") }, "client-secret-inner-space", "inside", cause.RemedyEditCredentials, finding.FieldSecret, ""},
		{"placeholder as secret", func(r *ripio.Request) { r.Secret = redact.NewSecret("<client_secret>") }, "client-secret-placeholder", "angle brackets", cause.RemedyEditCredentials, finding.FieldSecret, ""},
		{"token as secret", func(r *ripio.Request) { r.Secret = redact.NewSecret(wiretest.DocsToken) }, "client-secret-token", "dots", cause.RemedyEditCredentials, finding.FieldSecret, ""},
		{"space before client_id", func(r *ripio.Request) { r.ClientID = " acme" }, "client-id-edge-space", "at the start", cause.RemedyReplace, finding.FieldClientID, "acme"},
		{"quoted client_id", func(r *ripio.Request) { r.ClientID = "'acme'" }, "client-id-quotes", "quotation marks", cause.RemedyReplace, finding.FieldClientID, "acme"},
		{"Cyrillic letter in client_id", func(r *ripio.Request) { r.ClientID = "\u0430cme" }, "client-id-look-alike", "U+0430", cause.RemedyReplace, finding.FieldClientID, "acme"},
		{"zero-width space in client_id", func(r *ripio.Request) { r.ClientID = "ac\u200bme" }, "client-id-invisible", "U+200B", cause.RemedyReplace, finding.FieldClientID, "acme"},
		{"placeholder as client_id", func(r *ripio.Request) { r.ClientID = "YOUR_CLIENT_ID" }, "client-id-placeholder", "name of the field", cause.RemedyEditCredentials, finding.FieldClientID, ""},
		{"address as client_id", func(r *ripio.Request) { r.ClientID = wiretest.DocsEVM }, "username-client-id-address", "EVM address", cause.RemedyEditCredentials, "", ""},
		{"client_id and external_ref exchanged", func(r *ripio.Request) { r.ClientID, r.ExternalRef = r.ExternalRef, r.ClientID }, "username-client-id-uuid", "client_id is a UUID", cause.RemedyEditCredentials, "", ""},
		{"external_ref and address exchanged", func(r *ripio.Request) { r.ExternalRef, r.Address = r.Address, r.ExternalRef }, "user-parts-exchanged", "a UUID", cause.RemedyEnter, finding.FieldExternalRef, ""},
		{"address as external_ref", func(r *ripio.Request) { r.ExternalRef = wiretest.DocsEVM }, "external-ref-address", "EVM address", cause.RemedyNewExternalRef, "", ""},
		{"external_ref as address", func(r *ripio.Request) { r.Address = r.ExternalRef }, "username-repeats-part", "are the same", cause.RemedyEnter, finding.FieldAddress, ""},
		{"shortened address", func(r *ripio.Request) { r.Address = "0x05946b…0C2C" }, "address-shortened", "shortened", cause.RemedyEnter, finding.FieldAddress, ""},
		{"CAIP-10 address", func(r *ripio.Request) { r.Address = "eip155:1:" + wiretest.GoodEVM }, "username-ambiguous", "5 parts", cause.RemedyReplace, finding.FieldAddress, wiretest.GoodEVM},
		{"placeholder as address", func(r *ripio.Request) { r.Address = "<address>" }, "address-placeholder", "angle brackets", cause.RemedyEnter, finding.FieldAddress, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			request := wiretest.PlainRequest()
			tt.change(&request)
			exchange := answeredBy(t, request, "401 Unauthorized", "{}")
			cause := wantFirstCause(t, exchange, cause.Background{}, tt.want)
			if !strings.Contains(cause.Evidence, tt.evidence) {
				t.Errorf("evidence %q lacks %q", cause.Evidence, tt.evidence)
			}
			if cause.Remedy != tt.remedy || cause.Field != tt.field || cause.Replacement != tt.replacement {
				t.Errorf("remedy %q, field %q, replacement %q", cause.Remedy, cause.Field, cause.Replacement)
			}
		})
	}
}

// TestGuessesStandBehindTheRefusal are causes that may not come first.
func TestGuessesStandBehindTheRefusal(t *testing.T) {
	checksummed, _ := field.ChecksumEVM(strings.ToLower(wiretest.DocsEVM))
	tests := []struct {
		name        string
		change      func(*ripio.Request)
		want        finding.Code
		remedy      cause.Remedy
		replacement string
	}{
		{"checksum of the address", func(r *ripio.Request) { r.Address = wiretest.DocsEVM }, "address-evm-checksum", cause.RemedyReplace, checksummed},
		{"external_ref is v1", func(r *ripio.Request) { r.ExternalRef = "3f2b8c1e-8a0d-1c5e-9b7a-0c1d2e3f4a5b" }, "external-ref-not-v4", cause.RemedyNewExternalRef, ""},
		{"external_ref is plain text", func(r *ripio.Request) { r.ExternalRef = "USER_1111" }, "external-ref-plain-text", cause.RemedyNewExternalRef, ""},
		{"external_ref in braces", func(r *ripio.Request) { r.ExternalRef = "{" + wiretest.Ref + "}" }, "external-ref-writing", cause.RemedyReplace, wiretest.Ref},
		{"UUID as address", func(r *ripio.Request) { r.Address = "5" + wiretest.Ref[1:] }, "address-uuid", cause.RemedyEnter, ""},
		{"client_id and secret exchanged", func(r *ripio.Request) { r.ClientID = strings.Repeat("Ab3", 20) }, "username-credentials-order", cause.RemedyEditCredentials, ""},
		{"the environment", func(*ripio.Request) {}, "environment-mismatch", cause.RemedySwapTest, ""},
		{"the account", func(*ripio.Request) {}, "account-not-enabled", cause.RemedyReport, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			request := wiretest.PlainRequest()
			tt.change(&request)
			causes := causesOf(t, answeredBy(t, request, "401 Unauthorized", "{}"), cause.Background{})
			at := findCause(causes, tt.want)
			if at < 1 || causes[0].Code != "credentials-refused" {
				t.Fatalf("causes %s", listCauses(causes))
			}
			if cause := causes[at]; cause.Remedy != tt.remedy || cause.Replacement != tt.replacement || cause.Weight >= 50 {
				t.Errorf("%+v", cause)
			}
		})
	}
}

func findCause(causes []cause.Cause, code finding.Code) int {
	for i, cause := range causes {
		if cause.Code == code {
			return i
		}
	}
	return -1
}

// TestValuesToEncodeAreNamed has a secret, or a username, that arrives changed from code that
// does not encode: this program encodes, so it is advice and no cause.
func TestValuesToEncodeAreNamed(t *testing.T) {
	const advice = "Encoding matters here"
	for _, tt := range []struct {
		name   string
		change func(*ripio.Request)
		want   bool
	}{
		{"ordinary", func(*ripio.Request) {}, false},
		{"plus sign in the secret", func(r *ripio.Request) { r.Secret = redact.NewSecret("c4naryS3cret+0123456789") }, true},
		{"ampersand in external_ref", func(r *ripio.Request) { r.ExternalRef = "ann&bob" }, true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			request := wiretest.PlainRequest()
			tt.change(&request)
			causes := causesOf(t, answeredBy(t, request, "401 Unauthorized", "{}"), cause.Background{})
			at := findCause(causes, "credentials-refused")
			if at < 0 || strings.Contains(causes[at].Fix, advice) != tt.want {
				t.Errorf("%+v", causes)
			}
			if findCause(causes, "client-secret-encoding") >= 0 || findCause(causes, "username-encoding") >= 0 {
				t.Errorf("encoding, which this program does, is a cause among %s", listCauses(causes))
			}
		})
	}
}

// TestOneFixIsOfferedOnce has a secret with two faults that trimming mends.
func TestOneFixIsOfferedOnce(t *testing.T) {
	request := wiretest.PlainRequest()
	request.Secret = redact.NewSecret(` "c4naryS3cret-0123456789"`)
	causes := causesOf(t, answeredBy(t, request, "401 Unauthorized", "{}"), cause.Background{})
	want := "client_secret: quotation marks around the value, one at the start and one at the end; client_secret: space around the value, at the start"
	if causes[0].Remedy != cause.RemedyTrimSecret || causes[0].Evidence != want || findCause(causes, "client-secret-edge-space") >= 0 {
		t.Errorf("%s: %q", listCauses(causes), causes[0].Evidence)
	}
}

// TestATwoPartUsernameIsNamed is a send that another program made and that was
// read from elsewhere.
func TestATwoPartUsernameIsNamed(t *testing.T) {
	exchange := answeredBy(t, wiretest.PlainRequest(), "401 Unauthorized", "{}")
	exchange.Request.Username, exchange.Request.Address = "acme-client:"+wiretest.Ref, ""
	likely := wantFirstCause(t, exchange, cause.Background{}, "two-part-username")
	if likely.Remedy != cause.RemedyEnter || likely.Field != finding.FieldAddress || likely.Evidence != "the username has 2 parts" {
		t.Errorf("%+v", likely)
	}
}
