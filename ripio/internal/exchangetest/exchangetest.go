// Package exchangetest makes exchanges for the tests of what shows them.
package exchangetest

import (
	"encoding/base64"
	"fmt"
	"net/http"
	"testing"
	"time"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/jwt"
)

// Ref and Address are the user of the exchanges.
const (
	Ref     = "3f2b8c1e-8a0d-4c5e-9b7a-0c1d2e3f4a5b"
	Address = "0x646e7C5C9C1bA8B47E2bE6e2fB3bC7b0a1F2d3E4"
)

// Noon is when the exchanges of these tests were sent.
var Noon = time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)

// HexOf writes a number as 64 hexadecimal digits.
func HexOf(n int64) string { return fmt.Sprintf("%064x", n) }

// Received is a send to the sandbox that brought a token of ten hours, at so many
// seconds after noon.
func Received(t testing.TB, after int64) ripio.Exchange {
	t.Helper()
	at := Noon.Add(time.Duration(after) * time.Second)
	return WithClaims(t, Answered(after, 200, `{"succeed":true,"token":"x","token_type":"bearer"}`),
		fmt.Sprintf(`{"session":"%s","exp":%d}`, HexOf(after+1), at.Add(10*time.Hour).Unix()))
}

// WithClaims puts a token of these claims into an exchange.
func WithClaims(t testing.TB, e ripio.Exchange, claims string) ripio.Exchange {
	t.Helper()
	return WithToken(t, e, `{"alg":"HS256","typ":"JWT"}`, claims)
}

// WithToken puts a token of this header and these claims into an exchange.
func WithToken(t testing.TB, e ripio.Exchange, header, claims string) ripio.Exchange {
	t.Helper()
	token, err := jwt.Decode(MakeToken(header, claims))
	if err != nil {
		t.Fatal(err)
	}
	e.Token, e.Failure = &token, nil
	e.Response.Body = []byte(`{"succeed":true,"token":"` + token.Raw + `","token_type":"bearer"}`)
	return e
}

// Refused is the same send with another end.
func Refused(after int64) ripio.Exchange {
	e := Answered(after, 401, `{"detail":"no"}`)
	e.Failure = &ripio.Failure{Kind: ripio.FailureRejected, Message: "no", Evidence: "401 Unauthorized"}
	return e
}

// Hung is a send that no response came to.
func Hung(after int64) ripio.Exchange {
	e := Answered(after, 200, "")
	e.Response, e.Clock = nil, ripio.Clock{Reason: "no response came"}
	e.Connection = ripio.Connection{}
	e.Timing = ripio.Timing{DNS: 12 * time.Millisecond, Connect: 10 * time.Second, Total: 10 * time.Second, Reached: ripio.PhaseConnect}
	e.Failure = &ripio.Failure{Kind: ripio.FailureTimeout, Phase: ripio.PhaseConnect, Evidence: "10 s passed"}
	return e
}

// Answered is a send to the sandbox that brought a response, at so many seconds
// after noon.
func Answered(after int64, status int, body string) ripio.Exchange {
	at := Noon.Add(time.Duration(after) * time.Second)
	env, _ := ripio.EnvironmentFor(ripio.Sandbox)
	request := ripio.Request{ClientID: "acme-client", ExternalRef: Ref, Address: Address}
	return ripio.Exchange{
		Environment: env, Profile: "acme",
		Request: ripio.SentRequest{
			Method: "POST", URL: env.AuthURL, ClientID: "acme-client-0001", ExternalRef: request.ExternalRef,
			Address: request.Address, Username: request.Username(),
		},
		SentAt: at, ReceivedAt: at.Add(214 * time.Millisecond),
		Timing: ripio.Timing{
			DNS: 12 * time.Millisecond, Connect: 40 * time.Millisecond, TLS: 80 * time.Millisecond,
			FirstByte: time.Duration(81+after) * time.Millisecond, Body: time.Millisecond,
			Total: time.Duration(214+after) * time.Millisecond, Reached: ripio.PhaseBody,
		},
		Connection: ripio.Connection{
			RemoteAddress: fmt.Sprintf("203.0.113.%d:443", 7+after%100), TLSVersion: "TLS 1.3",
			Certificate: &ripio.Certificate{Subject: "CN=*.ripio.com", Issuer: "CN=R11", NotAfter: Noon.Add(2000 * time.Hour)},
		},
		Response: &ripio.Response{
			Status: status, Reason: http.StatusText(status), Protocol: "HTTP/1.1", Body: []byte(body),
			Header: http.Header{
				"Content-Type": {"application/json"}, "Date": {at.Format(http.TimeFormat)}, "Server": {"nginx"},
				"Content-Length": {fmt.Sprint(280 + after)}, "X-Request-Id": {HexOf(after)[32:]},
				"Cf-Ray": {fmt.Sprintf("8e7f%012x-EZE", after)}, "Set-Cookie": {"__cf_bm=" + HexOf(after)},
			},
		},
		Clock: ripio.Clock{Known: true, Skew: time.Duration(after) * time.Millisecond, Date: at},
	}
}

// MakeToken encodes a header and claims and adds a signature of 32 bytes.
func MakeToken(header, claims string) string {
	encode := base64.RawURLEncoding.EncodeToString
	return encode([]byte(header)) + "." + encode([]byte(claims)) + ".4aRUEXLkUs3jf-DYMcH8claUuDKfc8qbTjW6JzpBTjI"
}
