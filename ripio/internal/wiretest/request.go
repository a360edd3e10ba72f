package wiretest

import (
	"encoding/base64"
	"encoding/json"
	"html"
	"net/url"
	"strconv"
	"strings"
	"testing"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/redact"
)

// What the requests and the responses of these tests hold.
const (
	Ref     = "3f2b8c1e-8a0d-4c5e-9b7a-0c1d2e3f4a5b"
	Address = "0x646e7C5C9C1bA8B47E2bE6e2fB3bC7b0a1F2d3E4"
	// GoodEVM has a good checksum; DocsEVM is the documentation's address, which fails its own.
	GoodEVM = "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed"
	DocsEVM = "0x05946b0d5E413e45069BeC923004F9A3c8F70C2C"
	// Canary has characters that each kind of escaping changes.
	Canary = `c4nary/S&cret+"v=1%é`
	// DocsToken is the sample of the documentation's page; it expired in 2024.
	DocsToken = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzZXNzaW9uIjoiMThhYjZkNmM4ZDk4NWE5Y2M4N2IwMTcyN2ExMWYwOTQ4YzJmNGUxYzQ0ODEzZTZhNDU0MzcxYTg1NzY3YjE5OSIsImV4cCI6MTcwODI5ODMzM30.4aRUEXLkUs3jf-DYMcH8claUuDKfc8qbTjW6JzpBTjI"
	// GoodBody is a response as documented.
	GoodBody = `{"succeed":true,"token":"` + DocsToken + `","token_type":"bearer"}`
)

// Request is a request of a good form whose secret is the canary.
func Request() ripio.Request {
	return ripio.Request{ClientID: "acme-client", ExternalRef: Ref, Address: Address, Secret: redact.NewSecret(Canary), CredentialsFor: ripio.Sandbox}
}

// PlainRequest has nothing about it that a check would warn of.
func PlainRequest() ripio.Request {
	return ripio.Request{ClientID: "acme-client", ExternalRef: Ref, Address: GoodEVM, Secret: redact.NewSecret("c4naryS3cret-0123456789"), CredentialsFor: ripio.Sandbox}
}

// CanaryForms are the canary as it may be written somewhere.
func CanaryForms() []string {
	quoted, _ := json.Marshal(Canary)
	return []string{
		Canary, url.QueryEscape(Canary), url.PathEscape(Canary), strings.Trim(string(quoted), `"`), html.EscapeString(Canary),
		strings.Trim(strconv.Quote(Canary), `"`), base64.StdEncoding.EncodeToString([]byte(Canary)), "c4nary",
	}
}

// WantFailure checks the kind and gives the failure.
func WantFailure(t testing.TB, exchange ripio.Exchange, kind ripio.FailureKind) *ripio.Failure {
	t.Helper()
	if exchange.Failure == nil {
		t.Fatalf("no failure, want %s; response %+v", kind, exchange.Response)
	}
	if exchange.Failure.Kind != kind {
		t.Fatalf("failure %s (%s; cause %v), want %s", exchange.Failure.Kind, exchange.Failure.Evidence, exchange.Failure.Cause, kind)
	}
	return exchange.Failure
}
