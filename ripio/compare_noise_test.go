package ripio_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"devtools/ripio-explorer/ripio"
)

func TestComparedHeaders(t *testing.T) {
	tests := []struct {
		name, left, right string // "-" for a header that is not there
		want              ripio.Verdict
	}{
		{"Server", "nginx", "nginx", ripio.VerdictSame},
		{"Server", "nginx", "cloudflare", ripio.VerdictChanged},
		{"Server", "nginx", "-", ripio.VerdictChanged},
		{"Server", "", "-", ripio.VerdictChanged},
		{"Date", "Tue, 24 Nov 2026 12:00:00 GMT", "Tue, 24 Nov 2026 12:00:07 GMT", ripio.VerdictNoise},
		{"Date", "Tue, 24 Nov 2026 12:00:00 GMT", "-", ripio.VerdictChanged},
		{"Age", "1", "2", ripio.VerdictNoise},
		{"Age", "-", "2", ripio.VerdictChanged},
		{"Etag", `"a"`, `"b"`, ripio.VerdictNoise},
		{"ETAG", `"a"`, `"b"`, ripio.VerdictNoise},
		{"Set-Cookie", "a=1", "a=2", ripio.VerdictNoise},
		{"CF-Ray", "1-EZE", "2-EZE", ripio.VerdictNoise},
		{"Cf-Ray", "1-EZE", "-", ripio.VerdictChanged},
		{"traceparent", "00-1-1-00", "00-2-2-00", ripio.VerdictNoise},
		{"X-Request-ID", "1", "2", ripio.VerdictNoise},
		{"X-Amzn-Trace-Id", "Root=1", "Root=2", ripio.VerdictNoise},
		{"X-Amz-Cf-Id", "1", "2", ripio.VerdictNoise},
		{"X-Acme-Correlation-Id", "1", "2", ripio.VerdictNoise},
		{"X-RateLimit-Remaining", "59", "58", ripio.VerdictNoise},
		{"Retry-After", "30", "60", ripio.VerdictChanged},
		{"X-RateLimit-Limit", "100", "5", ripio.VerdictChanged},
		{"RateLimit-Policy", "100;w=60", "5;w=60", ripio.VerdictChanged},
		{"RateLimit", "59", "58", ripio.VerdictNoise},
		{"X-Amzn-Errortype", "ForbiddenException", "MissingAuthenticationTokenException", ripio.VerdictChanged},
		{"X-Amzn-Waf-Action", "challenge", "captcha", ripio.VerdictChanged},
		{"X-Amzn-Remapped-Server", "nginx", "uvicorn", ripio.VerdictChanged},
		{"X-Amzn-Remapped-Date", "a", "b", ripio.VerdictNoise},
		{"x-amzn-RequestId", "1", "2", ripio.VerdictNoise},
		{"X-Acme-Paid", "yes", "no", ripio.VerdictChanged},
		{"X-Acme-Invalid", "username", "password", ripio.VerdictChanged},
		{"X-Acme-Session-Id", "1", "2", ripio.VerdictNoise},
		{"X-Api-Version", "1", "2", ripio.VerdictChanged},
	}
	for _, test := range tests {
		t.Run(test.name+" "+test.left+" "+test.right, func(t *testing.T) {
			left, right := received(t, 0), received(t, 0)
			for value, e := range map[string]*ripio.Exchange{"left": &left, "right": &right} {
				delete(e.Response.Header, http.CanonicalHeaderKey(test.name))
				text := test.left
				if value == "right" {
					text = test.right
				}
				if text != "-" {
					e.Response.Header[test.name] = []string{text}
				}
			}
			row := rowOf(t, ripio.Compare(left, right, "a", "a"), ripio.GroupHeaders, http.CanonicalHeaderKey(test.name))
			if row.Verdict != test.want {
				t.Errorf("%+v", row)
			}
		})
	}
}

func TestComparedClaims(t *testing.T) {
	exp := comparedAt.Add(10 * time.Hour).Unix()
	claims := func(session, exp string, more ...string) string {
		return "{" + strings.Join(append([]string{`"session":` + session, `"exp":` + exp}, more...), ",") + "}"
	}
	usual := claims(`"`+hexOf(1)+`"`, fmt.Sprint(exp))
	tests := []struct {
		name, claims, row string
		left, right       string
		want              ripio.Verdict
	}{
		{"another session", claims(`"`+hexOf(9)+`"`, fmt.Sprint(exp)), "session",
			"000000…000001 (64 characters)", "000000…000009 (64 characters)", ripio.VerdictNoise},
		{"a session that differs in what is not shown", claims(`"000000`+strings.Repeat("a", 52)+`000001"`, fmt.Sprint(exp)), "session",
			"000000…000001 (64 characters) (one)", "000000…000001 (64 characters) (another)", ripio.VerdictNoise},
		{"a shorter session", claims(`"0123456789abcdef"`, fmt.Sprint(exp)), "session",
			"000000…000001 (64 characters)", "012345… (16 characters)", ripio.VerdictChanged},
		{"a session that is no text", claims("1", fmt.Sprint(exp)), "session",
			"000000…000001 (64 characters)", "1", ripio.VerdictChanged},
		{"a session of other letters", claims(`"`+strings.Repeat("z", 64)+`"`, fmt.Sprint(exp)), "session",
			"000000…000001 (64 characters)", "zzzzzz…zzzzzz (64 characters)", ripio.VerdictChanged},
		{"no session", fmt.Sprintf(`{"exp":%d}`, exp), "session", "000000…000001 (64 characters)", "", ripio.VerdictChanged},
		{"a later exp", claims(`"`+hexOf(1)+`"`, fmt.Sprint(exp+1)), "exp", fmt.Sprint(exp), fmt.Sprint(exp + 1), ripio.VerdictNoise},
		{"exp in milliseconds", claims(`"`+hexOf(1)+`"`, fmt.Sprint(exp*1000)), "exp", fmt.Sprint(exp), fmt.Sprint(exp * 1000), ripio.VerdictChanged},
		{"exp as text", claims(`"`+hexOf(1)+`"`, fmt.Sprintf(`"%d"`, exp)), "exp", fmt.Sprint(exp), fmt.Sprintf(`"%d"`, exp), ripio.VerdictChanged},
		{"another claim", claims(`"`+hexOf(1)+`"`, fmt.Sprint(exp), `"sub":"ana"`), "sub", "", "ana", ripio.VerdictChanged},
		{"an empty claim", claims(`"`+hexOf(1)+`"`, fmt.Sprint(exp), `"sub":""`), "sub", "", `""`, ripio.VerdictChanged},
		{"exp twice", claims(`"`+hexOf(1)+`"`, fmt.Sprint(exp), `"exp":1`), "exp", fmt.Sprint(exp), fmt.Sprintf("%d and 1", exp), ripio.VerdictChanged},
		{"the same life", claims(`"`+hexOf(1)+`"`, fmt.Sprint(exp+5)), "lifetime", "10h0m0s", "10h0m5s", ripio.VerdictNoise},
		{"a longer life", claims(`"`+hexOf(1)+`"`, fmt.Sprint(exp+6)), "lifetime", "10h0m0s", "10h0m6s", ripio.VerdictChanged},
		{"no life", claims(`"`+hexOf(1)+`"`, "null"), "lifetime", "10h0m0s", "not known", ripio.VerdictChanged},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			c := ripio.Compare(exchangeOfClaims(t, received(t, 0), usual), exchangeOfClaims(t, received(t, 0), test.claims), "a", "a")
			row := rowOf(t, c, ripio.GroupClaims, test.row)
			if row.Left != test.left || row.Right != test.right || row.Verdict != test.want {
				t.Errorf("%+v", row)
			}
		})
	}
}

func TestComparedTokenHeader(t *testing.T) {
	right := withToken(t, received(t, 0), `{"alg":"HS512","typ":"JWT","kid":"1"}`, fmt.Sprintf(`{"session":"%s","exp":%d}`, hexOf(1), comparedAt.Unix()))
	c := ripio.Compare(received(t, 0), right, "a", "a")
	for name, want := range map[string]ripio.ComparedRow{
		"header alg": {Left: "HS256", Right: "HS512", Verdict: ripio.VerdictChanged},
		"header typ": {Left: "JWT", Right: "JWT", Verdict: ripio.VerdictSame},
		"header kid": {Left: "", Right: `"1"`, Verdict: ripio.VerdictChanged},
	} {
		want.Group, want.Name = ripio.GroupClaims, name
		if got := rowOf(t, c, ripio.GroupClaims, name); got != want {
			t.Errorf("%+v, want %+v", got, want)
		}
	}
}

func TestComparedDurations(t *testing.T) {
	tests := []struct {
		left, right time.Duration
		want        ripio.Verdict
	}{
		{81 * time.Millisecond, 81 * time.Millisecond, ripio.VerdictSame},
		{81 * time.Millisecond, 400 * time.Millisecond, ripio.VerdictNoise},             // a factor, but little time
		{2 * time.Second, 3 * time.Second, ripio.VerdictNoise},                          // much time, but no factor
		{250 * time.Millisecond, 750 * time.Millisecond, ripio.VerdictNoise},            // on both edges
		{250 * time.Millisecond, 751 * time.Millisecond, ripio.VerdictChanged},          // just over
		{3 * time.Second, 20 * time.Millisecond, ripio.VerdictChanged},                  // faster counts as well
		{0, 600 * time.Millisecond, ripio.VerdictChanged},                               // a phase that the other did not have
		{9940 * time.Microsecond, 9950 * time.Microsecond, ripio.VerdictSame},           // both read 9.9 ms
		{time.Millisecond, time.Millisecond + 100*time.Microsecond, ripio.VerdictNoise}, // 1.0 and 1.1 ms
	}
	for _, test := range tests {
		t.Run(fmt.Sprint(test.left, test.right), func(t *testing.T) {
			left, right := received(t, 0), received(t, 0)
			left.Timing.FirstByte, right.Timing.FirstByte = test.left, test.right
			row := rowOf(t, ripio.Compare(left, right, "a", "a"), ripio.GroupTiming, "first byte")
			if row.Verdict != test.want {
				t.Errorf("%+v", row)
			}
		})
	}
}

func TestComparedWays(t *testing.T) {
	tests := []struct {
		name        string
		change      func(e *ripio.Exchange)
		group       ripio.ComparedGroup
		row         string
		left, right string
		want        ripio.Verdict
	}{
		{"phase", func(e *ripio.Exchange) { e.Timing.Reached = ripio.PhaseTLS }, ripio.GroupTiming, "phase reached", "body", "TLS handshake", ripio.VerdictChanged},
		{"remote address", func(e *ripio.Exchange) { e.Connection.RemoteAddress = "198.51.100.1:443" }, ripio.GroupConnection, "remote address",
			"203.0.113.7:443", "198.51.100.1:443", ripio.VerdictNoise},
		{"TLS", func(e *ripio.Exchange) { e.Connection.TLSVersion = "TLS 1.2" }, ripio.GroupConnection, "TLS version", "TLS 1.3", "TLS 1.2", ripio.VerdictChanged},
		{"proxy", func(e *ripio.Exchange) { e.Connection.Proxy = "http://p:3128" }, ripio.GroupConnection, "proxy", "", "http://p:3128", ripio.VerdictChanged},
		{"issuer", func(e *ripio.Exchange) {
			e.Connection.Certificate = &ripio.Certificate{Subject: "CN=*.ripio.com", Issuer: "CN=Corporate", NotAfter: comparedAt}
		}, ripio.GroupConnection, "certificate from", "CN=R11", "CN=Corporate", ripio.VerdictChanged},
		{"certificate's end", func(e *ripio.Exchange) {
			e.Connection.Certificate = &ripio.Certificate{Subject: "CN=*.ripio.com", Issuer: "CN=R11", NotAfter: comparedAt}
		}, ripio.GroupConnection, "certificate until", "2027-02-15 20:00:00 UTC", "2026-11-24 12:00:00 UTC", ripio.VerdictChanged},
		{"clock a little off", func(e *ripio.Exchange) { e.Clock.Skew = 29 * time.Second }, ripio.GroupTiming, "clocks",
			"both clocks agree to about a second", "the server's clock is 29s ahead of this machine's", ripio.VerdictNoise},
		{"clock far off", func(e *ripio.Exchange) { e.Clock.Skew = -10 * time.Minute }, ripio.GroupTiming, "clocks",
			"both clocks agree to about a second", "this machine's clock is 10m0s ahead of the server's", ripio.VerdictChanged},
		{"status", func(e *ripio.Exchange) { e.Response.Status = 201 }, ripio.GroupStatus, "status", "200", "201", ripio.VerdictChanged},
		{"keys", func(e *ripio.Exchange) { e.Response.Body = []byte(`{"token_type":"bearer","access_token":"y"}`) }, ripio.GroupStatus, "keys of the body",
			"succeed, token, token_type", "access_token, token_type", ripio.VerdictChanged},
		{"size with the same keys", func(e *ripio.Exchange) { e.Response.Header.Set("Content-Length", "999") }, ripio.GroupStatus, "size of the body",
			"280 bytes", "999 bytes", ripio.VerdictNoise},
		{"a page", func(e *ripio.Exchange) { e.Response.Body = []byte("<html>" + strings.Repeat("x", 999)) }, ripio.GroupStatus, "keys of the body",
			"succeed, token, token_type", "no JSON object", ripio.VerdictChanged},
		{"cut", func(e *ripio.Exchange) { e.Response.Cut = true }, ripio.GroupStatus, "whole body", "yes", "no, cut", ripio.VerdictChanged},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			left, right := received(t, 0), received(t, 0)
			test.change(&right)
			row := rowOf(t, ripio.Compare(left, right, "a", "a"), test.group, test.row)
			if row.Left != test.left || row.Right != test.right || row.Verdict != test.want {
				t.Errorf("%+v", row)
			}
		})
	}
}

// TestEvidenceOfPortsIsNoise has two resets that differ in the port of this
// machine only.
func TestEvidenceOfPortsIsNoise(t *testing.T) {
	left, right := hung(0), hung(1)
	left.Failure = &ripio.Failure{Kind: ripio.FailureReset, Evidence: "read tcp 192.0.2.1:40001->203.0.113.7:443: connection reset by peer"}
	right.Failure = &ripio.Failure{Kind: ripio.FailureReset, Evidence: "read tcp 192.0.2.1:40377->203.0.113.7:443: connection reset by peer"}
	c := ripio.Compare(left, right, "a", "a")
	if c.Summary != "Nothing changed apart from noise." {
		t.Errorf("summary %q, rows %+v", c.Summary, c.Rows)
	}
}

// TestOnlyOneAnswerLeavesNoHeadersToCompare: twenty rows about an answer that is
// not there would hide the one that matters.
func TestOnlyOneAnswerLeavesNoHeadersToCompare(t *testing.T) {
	c := ripio.Compare(received(t, 0), hung(1), "a", "a")
	for _, row := range c.Rows {
		if row.Group == ripio.GroupHeaders || row.Group == ripio.GroupClaims {
			t.Errorf("%+v", row)
		}
	}
	row := rowOf(t, c, ripio.GroupStatus, "status")
	if row.Left != "200" || row.Right != "no answer" || row.Verdict != ripio.VerdictChanged {
		t.Errorf("%+v", row)
	}
}
