package cause_test

import (
	"context"
	"strings"
	"testing"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/cause"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/internal/wiretest"
	"devtools/ripio-explorer/ripio/redact"
)

// TestFirstCauseOfWhatWasNotSent are requests that this program stopped.
func TestFirstCauseOfWhatWasNotSent(t *testing.T) {
	tests := []struct {
		name        string
		change      func(*ripio.Request)
		want        finding.Code
		remedy      cause.Remedy
		field       finding.Field
		replacement string
	}{
		{"no address", func(r *ripio.Request) { r.Address = "" }, "address-empty", cause.RemedyEnter, finding.FieldAddress, ""},
		{"no external_ref", func(r *ripio.Request) { r.ExternalRef = "" }, "external-ref-empty", cause.RemedyNewExternalRef, "", ""},
		{"no client_id", func(r *ripio.Request) { r.ClientID = "" }, "client-id-empty", cause.RemedyEditCredentials, finding.FieldClientID, ""},
		{"no secret", func(r *ripio.Request) { r.Secret = redact.Secret{} }, "client-secret-empty", cause.RemedyEditCredentials, finding.FieldSecret, ""},
		{"newline after the secret", func(r *ripio.Request) { r.Secret = redact.NewSecret("c4naryS3cret-0123456789\n") }, "client-secret-control", cause.RemedyTrimSecret, "", ""},
		{"newline inside the secret", func(r *ripio.Request) { r.Secret = redact.NewSecret("c4naryS3cret\n0123456789") }, "client-secret-control", cause.RemedyEditCredentials, finding.FieldSecret, ""},
		{"newline after client_id", func(r *ripio.Request) { r.ClientID = "acme\n" }, "client-id-control", cause.RemedyReplace, finding.FieldClientID, "acme"},
		{"whole username as client_id", func(r *ripio.Request) { r.ClientID = r.Username() }, "client-id-colon", cause.RemedyReplace, finding.FieldClientID, "acme-client"},
		{"tab in external_ref", func(r *ripio.Request) { r.ExternalRef = wiretest.Ref + "\t" }, "external-ref-control", cause.RemedyReplace, finding.FieldExternalRef, wiretest.Ref},
		{"URN as external_ref", func(r *ripio.Request) { r.ExternalRef = "urn:uuid:" + wiretest.Ref }, "external-ref-urn", cause.RemedyReplace, finding.FieldExternalRef, wiretest.Ref},
		{"secret as client_id", func(r *ripio.Request) { r.ClientID = r.Secret.Reveal() }, "username-holds-secret", cause.RemedyEditCredentials, finding.FieldClientID, ""},
		{"secret as address", func(r *ripio.Request) { r.Address = r.Secret.Reveal() }, "username-holds-secret", cause.RemedyEnter, finding.FieldAddress, ""},
		{"line of a .env file as client_id", func(r *ripio.Request) { r.ClientID = "RIPIO_CLIENT_ID=acme" }, "client-id-assignment", cause.RemedyEditCredentials, finding.FieldClientID, ""},
		{"private key as address", func(r *ripio.Request) { r.Address = "0x" + strings.Repeat("a1", 32) }, "address-maybe-key", cause.RemedyEnter, finding.FieldAddress, ""},
	}
	sandbox, _ := ripio.EnvironmentFor(ripio.Sandbox)
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			request := wiretest.PlainRequest()
			tt.change(&request)
			exchange := new(ripio.Client).Authenticate(context.Background(), sandbox, request)
			wiretest.WantFailure(t, exchange, ripio.FailureBlocked)
			cause := wantFirstCause(t, exchange, cause.Background{}, tt.want)
			if cause.Weight != 100 || cause.Remedy != tt.remedy || cause.Field != tt.field || cause.Replacement != tt.replacement {
				t.Errorf("%+v", cause)
			}
			if strings.Contains(cause.Evidence, "a1a1") {
				t.Errorf("the evidence holds the key: %q", cause.Evidence)
			}
		})
	}
}

func TestADeviationIsTheFirstCause(t *testing.T) {
	request := wiretest.PlainRequest()
	request.Deviation = ripio.DeviationWrongSecret
	exchange := answeredBy(t, request, "401 Unauthorized", "{}")
	causes := causesOf(t, exchange, cause.Background{})
	if got := listCauses(causes); got != "wrong-on-purpose not-seen-before" {
		t.Errorf("causes %q", got)
	}
	if want := "the negative test wrong-secret, in which the secret was wrong; 401 Unauthorized"; causes[0].Evidence != want {
		t.Errorf("evidence %q, want %q", causes[0].Evidence, want)
	}
	broken := ripio.Exchange{Request: ripio.SentRequest{Deviation: ripio.DeviationTwoParts}, Failure: &ripio.Failure{Kind: ripio.FailureDNS, Reason: ripio.ReasonNoSuchHost, Evidence: "no such host"}}
	wantFirstCause(t, broken, cause.Background{}, "dns-not-found")
}

func TestDryRunsAndSuccessesHaveNoCause(t *testing.T) {
	sandbox, _ := ripio.EnvironmentFor(ripio.Sandbox)
	for _, exchange := range []ripio.Exchange{{}, {DryRun: true, Failure: &ripio.Failure{Kind: ripio.FailureBlocked}}, new(ripio.Client).Preview(sandbox, wiretest.PlainRequest())} {
		if causes := cause.Rank(exchange, cause.Background{}); len(causes) > 0 {
			t.Errorf("causes %s", listCauses(causes))
		}
	}
}
