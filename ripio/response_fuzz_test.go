package ripio

import (
	"bufio"
	"bytes"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"devtools/ripio-explorer/ripio/redact"
)

// FuzzAnswer reads arbitrary bytes as an answer, from the status line to the
// end of the body.
func FuzzAnswer(f *testing.F) {
	const secret = "fuzz-c4nary-secret"
	const body = `{"succeed":true,"token":"eyJhbGciOiJIUzI1NiJ9.eyJleHAiOjF9.c2ln","token_type":"bearer"}`
	for _, seed := range []string{
		"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nDate: Tue, 24 Nov 2026 12:00:00 GMT\r\n\r\n" + body,
		"HTTP/1.1 200 OK\r\n\r\n\ufeff" + body,
		"HTTP/1.1 200 OK\r\n\r\n" + body[:40],
		"HTTP/1.1 200 OK\r\n\r\n" + `{"Token":1,"access_token":"x","session_code":"y","succeed":"no","succeed":null}`,
		"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff",
		"HTTP/1.1 204 No Content\r\n\r\n",
		"HTTP/1.1 302 Found\r\nLocation: http://x.example/?" + secret + "\r\n\r\n",
		"HTTP/1.1 400 Bad Request\r\n\r\n" + `{"code":40001,"detail":{"message":"` + secret + `","code":"x"}}`,
		"HTTP/1.1 401 Unauthorized\r\n\r\n" + `{"error":"invalid_client","error_description":"no"}`,
		"HTTP/1.1 429 Slow\r\nRetry-After: 120\r\nAge: 1\r\n\r\n" + `{"errors":[{"message":"x"}],"non_field_errors":["y"]}`,
		"HTTP/1.1 502 Bad\r\nContent-Type: text/html\r\n\r\n<!-- x --><html><title>a &amp; b</title>",
	} {
		f.Add([]byte(seed))
	}
	target := &url.URL{Scheme: "https", Host: "auth.example", Path: authPath}
	now := time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)
	f.Fuzz(func(t *testing.T, wire []byte) {
		response, err := http.ReadResponse(bufio.NewReader(bytes.NewReader(wire)), nil)
		if err != nil {
			return
		}
		call := call{target: target, scrubber: redact.NewScrubber(redact.NewSecret(secret))}
		exchange := Exchange{ReceivedAt: now, Clock: compareClocks(response.Header, now, time.Second)}
		answer := readResponse(response)
		exchange.record(answer, call)
		exchange.scrub(call.scrubber)
		checkFuzzedExchange(t, exchange, answer, secret)
	})
}

// checkFuzzedExchange checks what holds for every answer.
func checkFuzzedExchange(t *testing.T, exchange Exchange, answer rawResponse, secret string) {
	t.Helper()
	if len(exchange.Response.Body) > maxDecodedBytes {
		t.Errorf("a body of %d bytes", len(exchange.Response.Body))
	}
	if strings.Contains(string(exchange.Response.Body), secret) {
		t.Error("the secret is in the body")
	}
	if exchange.Clock.Known && exchange.Clock.Date.IsZero() {
		t.Error("a known clock without a date")
	}
	failure := exchange.Failure
	if failure == nil {
		if exchange.Token == nil && answer.broken == nil {
			t.Error("neither a token nor a failure")
		}
		return
	}
	if !slices.Contains(FailureKinds, failure.Kind) || failure.Title() == "" {
		t.Errorf("failure %q", failure.Kind)
	}
	for name, text := range map[string]string{
		"message": failure.Message, "code": failure.Code, "location": failure.Location, "evidence": failure.Evidence, "error": failure.Error(),
	} {
		if strings.Contains(text, secret) {
			t.Errorf("the secret is in the %s", name)
		}
	}
	if utf8.RuneCountInString(failure.Message) > maxMessage+1 || failure.RetryAfter < 0 || failure.Wait() > longestWait {
		t.Errorf("a message of %d bytes, a wait of %v", len(failure.Message), failure.RetryAfter)
	}
	if isRedirect(exchange.Response.Status) != (failure.Kind == FailureRedirect) {
		t.Errorf("status %d is %s", exchange.Response.Status, failure.Kind)
	}
}
