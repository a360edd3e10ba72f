package compare_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/compare"
	"devtools/ripio-explorer/ripio/internal/exchangetest"
)

func TestComparedHeaders(t *testing.T) {
	tests := []struct {
		name, left, right string // "-" for a header that is not there
		want              compare.Verdict
	}{
		{"Server", "nginx", "nginx", compare.VerdictSame},
		{"Server", "nginx", "cloudflare", compare.VerdictChanged},
		{"Server", "nginx", "-", compare.VerdictChanged},
		{"Server", "", "-", compare.VerdictChanged},
		{"Date", "Tue, 24 Nov 2026 12:00:00 GMT", "Tue, 24 Nov 2026 12:00:07 GMT", compare.VerdictNoise},
		{"Date", "Tue, 24 Nov 2026 12:00:00 GMT", "-", compare.VerdictChanged},
		{"Age", "1", "2", compare.VerdictNoise},
		{"Age", "-", "2", compare.VerdictChanged},
		{"Etag", `"a"`, `"b"`, compare.VerdictNoise},
		{"ETAG", `"a"`, `"b"`, compare.VerdictNoise},
		{"Set-Cookie", "a=1", "a=2", compare.VerdictNoise},
		{"CF-Ray", "1-EZE", "2-EZE", compare.VerdictNoise},
		{"Cf-Ray", "1-EZE", "-", compare.VerdictChanged},
		{"traceparent", "00-1-1-00", "00-2-2-00", compare.VerdictNoise},
		{"X-Request-ID", "1", "2", compare.VerdictNoise},
		{"X-Amzn-Trace-Id", "Root=1", "Root=2", compare.VerdictNoise},
		{"X-Amz-Cf-Id", "1", "2", compare.VerdictNoise},
		{"X-Acme-Correlation-Id", "1", "2", compare.VerdictNoise},
		{"X-RateLimit-Remaining", "59", "58", compare.VerdictNoise},
		{"Retry-After", "30", "60", compare.VerdictChanged},
		{"X-RateLimit-Limit", "100", "5", compare.VerdictChanged},
		{"RateLimit-Policy", "100;w=60", "5;w=60", compare.VerdictChanged},
		{"RateLimit", "59", "58", compare.VerdictNoise},
		{"X-Amzn-Errortype", "ForbiddenException", "MissingAuthenticationTokenException", compare.VerdictChanged},
		{"X-Amzn-Waf-Action", "challenge", "captcha", compare.VerdictChanged},
		{"X-Amzn-Remapped-Server", "nginx", "uvicorn", compare.VerdictChanged},
		{"X-Amzn-Remapped-Date", "a", "b", compare.VerdictNoise},
		{"x-amzn-RequestId", "1", "2", compare.VerdictNoise},
		{"X-Acme-Paid", "yes", "no", compare.VerdictChanged},
		{"X-Acme-Invalid", "username", "password", compare.VerdictChanged},
		{"X-Acme-Session-Id", "1", "2", compare.VerdictNoise},
		{"X-Api-Version", "1", "2", compare.VerdictChanged},
	}
	for _, test := range tests {
		t.Run(test.name+" "+test.left+" "+test.right, func(t *testing.T) {
			left, right := exchangetest.Received(t, 0), exchangetest.Received(t, 0)
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
			row := rowOf(t, compare.Exchanges(left, right, "a", "a"), compare.GroupHeaders, http.CanonicalHeaderKey(test.name))
			if row.Verdict != test.want {
				t.Errorf("%+v", row)
			}
		})
	}
}

func TestComparedClaims(t *testing.T) {
	exp := exchangetest.Noon.Add(10 * time.Hour).Unix()
	claims := func(session, exp string, more ...string) string {
		return "{" + strings.Join(append([]string{`"session":` + session, `"exp":` + exp}, more...), ",") + "}"
	}
	usual := claims(`"`+exchangetest.HexOf(1)+`"`, fmt.Sprint(exp))
	tests := []struct {
		name, claims, row string
		left, right       string
		want              compare.Verdict
	}{
		{"another session", claims(`"`+exchangetest.HexOf(9)+`"`, fmt.Sprint(exp)), "session",
			"000000…000001 (64 characters)", "000000…000009 (64 characters)", compare.VerdictNoise},
		{"a session that differs in what is not shown", claims(`"000000`+strings.Repeat("a", 52)+`000001"`, fmt.Sprint(exp)), "session",
			"000000…000001 (64 characters) (one)", "000000…000001 (64 characters) (another)", compare.VerdictNoise},
		{"a shorter session", claims(`"0123456789abcdef"`, fmt.Sprint(exp)), "session",
			"000000…000001 (64 characters)", "012345… (16 characters)", compare.VerdictChanged},
		{"a session that is not text", claims("1", fmt.Sprint(exp)), "session",
			"000000…000001 (64 characters)", "1", compare.VerdictChanged},
		{"a session of other letters", claims(`"`+strings.Repeat("z", 64)+`"`, fmt.Sprint(exp)), "session",
			"000000…000001 (64 characters)", "zzzzzz…zzzzzz (64 characters)", compare.VerdictChanged},
		{"no session", fmt.Sprintf(`{"exp":%d}`, exp), "session", "000000…000001 (64 characters)", "", compare.VerdictChanged},
		{"a later exp", claims(`"`+exchangetest.HexOf(1)+`"`, fmt.Sprint(exp+1)), "exp", fmt.Sprint(exp), fmt.Sprint(exp + 1), compare.VerdictNoise},
		{"exp in milliseconds", claims(`"`+exchangetest.HexOf(1)+`"`, fmt.Sprint(exp*1000)), "exp", fmt.Sprint(exp), fmt.Sprint(exp * 1000), compare.VerdictChanged},
		{"exp as text", claims(`"`+exchangetest.HexOf(1)+`"`, fmt.Sprintf(`"%d"`, exp)), "exp", fmt.Sprint(exp), fmt.Sprintf(`"%d"`, exp), compare.VerdictChanged},
		{"another claim", claims(`"`+exchangetest.HexOf(1)+`"`, fmt.Sprint(exp), `"sub":"ana"`), "sub", "", "ana", compare.VerdictChanged},
		{"an empty claim", claims(`"`+exchangetest.HexOf(1)+`"`, fmt.Sprint(exp), `"sub":""`), "sub", "", `""`, compare.VerdictChanged},
		{"exp twice", claims(`"`+exchangetest.HexOf(1)+`"`, fmt.Sprint(exp), `"exp":1`), "exp", fmt.Sprint(exp), fmt.Sprintf("%d and 1", exp), compare.VerdictChanged},
		{"the same life", claims(`"`+exchangetest.HexOf(1)+`"`, fmt.Sprint(exp+5)), "lifetime", "10h0m0s", "10h0m5s", compare.VerdictNoise},
		{"a longer life", claims(`"`+exchangetest.HexOf(1)+`"`, fmt.Sprint(exp+6)), "lifetime", "10h0m0s", "10h0m6s", compare.VerdictChanged},
		{"no life", claims(`"`+exchangetest.HexOf(1)+`"`, "null"), "lifetime", "10h0m0s", "not known", compare.VerdictChanged},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			c := compare.Exchanges(exchangetest.WithClaims(t, exchangetest.Received(t, 0), usual), exchangetest.WithClaims(t, exchangetest.Received(t, 0), test.claims), "a", "a")
			row := rowOf(t, c, compare.GroupClaims, test.row)
			if row.Left != test.left || row.Right != test.right || row.Verdict != test.want {
				t.Errorf("%+v", row)
			}
		})
	}
}

func TestComparedTokenHeader(t *testing.T) {
	right := exchangetest.WithToken(t, exchangetest.Received(t, 0), `{"alg":"HS512","typ":"JWT","kid":"1"}`, fmt.Sprintf(`{"session":"%s","exp":%d}`, exchangetest.HexOf(1), exchangetest.Noon.Unix()))
	c := compare.Exchanges(exchangetest.Received(t, 0), right, "a", "a")
	for name, want := range map[string]compare.Row{
		"header alg": {Left: "HS256", Right: "HS512", Verdict: compare.VerdictChanged},
		"header typ": {Left: "JWT", Right: "JWT", Verdict: compare.VerdictSame},
		"header kid": {Left: "", Right: `"1"`, Verdict: compare.VerdictChanged},
	} {
		want.Group, want.Name = compare.GroupClaims, name
		if got := rowOf(t, c, compare.GroupClaims, name); got != want {
			t.Errorf("%+v, want %+v", got, want)
		}
	}
}

func TestComparedDurations(t *testing.T) {
	tests := []struct {
		left, right time.Duration
		want        compare.Verdict
	}{
		{81 * time.Millisecond, 81 * time.Millisecond, compare.VerdictSame},
		{81 * time.Millisecond, 400 * time.Millisecond, compare.VerdictNoise},             // a factor, but little time
		{2 * time.Second, 3 * time.Second, compare.VerdictNoise},                          // much time, but no factor
		{250 * time.Millisecond, 750 * time.Millisecond, compare.VerdictNoise},            // on both edges
		{250 * time.Millisecond, 751 * time.Millisecond, compare.VerdictChanged},          // just over
		{3 * time.Second, 20 * time.Millisecond, compare.VerdictChanged},                  // faster counts as well
		{0, 600 * time.Millisecond, compare.VerdictChanged},                               // a phase that the other did not have
		{9940 * time.Microsecond, 9950 * time.Microsecond, compare.VerdictSame},           // both read 9.9 ms
		{time.Millisecond, time.Millisecond + 100*time.Microsecond, compare.VerdictNoise}, // 1.0 and 1.1 ms
	}
	for _, test := range tests {
		t.Run(fmt.Sprint(test.left, test.right), func(t *testing.T) {
			left, right := exchangetest.Received(t, 0), exchangetest.Received(t, 0)
			left.Timing.FirstByte, right.Timing.FirstByte = test.left, test.right
			row := rowOf(t, compare.Exchanges(left, right, "a", "a"), compare.GroupTiming, "first byte")
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
		group       compare.Group
		row         string
		left, right string
		want        compare.Verdict
	}{
		{"phase", func(e *ripio.Exchange) { e.Timing.Reached = ripio.PhaseTLS }, compare.GroupTiming, "phase reached", "body", "TLS handshake", compare.VerdictChanged},
		{"remote address", func(e *ripio.Exchange) { e.Connection.RemoteAddress = "198.51.100.1:443" }, compare.GroupConnection, "remote address",
			"203.0.113.7:443", "198.51.100.1:443", compare.VerdictNoise},
		{"TLS", func(e *ripio.Exchange) { e.Connection.TLSVersion = "TLS 1.2" }, compare.GroupConnection, "TLS version", "TLS 1.3", "TLS 1.2", compare.VerdictChanged},
		{"proxy", func(e *ripio.Exchange) { e.Connection.Proxy = "http://p:3128" }, compare.GroupConnection, "proxy", "", "http://p:3128", compare.VerdictChanged},
		{"issuer", func(e *ripio.Exchange) {
			e.Connection.Certificate = &ripio.Certificate{Subject: "CN=*.ripio.com", Issuer: "CN=Corporate", NotAfter: exchangetest.Noon}
		}, compare.GroupConnection, "certificate from", "CN=R11", "CN=Corporate", compare.VerdictChanged},
		{"certificate's end", func(e *ripio.Exchange) {
			e.Connection.Certificate = &ripio.Certificate{Subject: "CN=*.ripio.com", Issuer: "CN=R11", NotAfter: exchangetest.Noon}
		}, compare.GroupConnection, "certificate until", "2027-02-15 20:00:00 UTC", "2026-11-24 12:00:00 UTC", compare.VerdictChanged},
		{"clock a little off", func(e *ripio.Exchange) { e.Clock.Skew = 29 * time.Second }, compare.GroupTiming, "clocks",
			"both clocks agree to about a second", "the server's clock is 29s ahead of this machine's", compare.VerdictNoise},
		{"clock far off", func(e *ripio.Exchange) { e.Clock.Skew = -10 * time.Minute }, compare.GroupTiming, "clocks",
			"both clocks agree to about a second", "this machine's clock is 10m0s ahead of the server's", compare.VerdictChanged},
		{"status", func(e *ripio.Exchange) { e.Response.Status = 201 }, compare.GroupStatus, "status", "200", "201", compare.VerdictChanged},
		{"keys", func(e *ripio.Exchange) { e.Response.Body = []byte(`{"token_type":"bearer","access_token":"y"}`) }, compare.GroupStatus, "keys of the body",
			"succeed, token, token_type", "access_token, token_type", compare.VerdictChanged},
		{"size with the same keys", func(e *ripio.Exchange) { e.Response.Header.Set("Content-Length", "999") }, compare.GroupStatus, "size of the body",
			"280 bytes", "999 bytes", compare.VerdictNoise},
		{"a page", func(e *ripio.Exchange) { e.Response.Body = []byte("<html>" + strings.Repeat("x", 999)) }, compare.GroupStatus, "keys of the body",
			"succeed, token, token_type", "not a JSON object", compare.VerdictChanged},
		{"cut", func(e *ripio.Exchange) { e.Response.Cut = true }, compare.GroupStatus, "whole body", "yes", "no, cut", compare.VerdictChanged},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			left, right := exchangetest.Received(t, 0), exchangetest.Received(t, 0)
			test.change(&right)
			row := rowOf(t, compare.Exchanges(left, right, "a", "a"), test.group, test.row)
			if row.Left != test.left || row.Right != test.right || row.Verdict != test.want {
				t.Errorf("%+v", row)
			}
		})
	}
}

// TestEvidenceOfPortsIsNoise has two resets that differ in the port of this
// machine only.
func TestEvidenceOfPortsIsNoise(t *testing.T) {
	left, right := exchangetest.Hung(0), exchangetest.Hung(1)
	left.Failure = &ripio.Failure{Kind: ripio.FailureReset, Evidence: "read tcp 192.0.2.1:40001->203.0.113.7:443: connection reset by peer"}
	right.Failure = &ripio.Failure{Kind: ripio.FailureReset, Evidence: "read tcp 192.0.2.1:40377->203.0.113.7:443: connection reset by peer"}
	c := compare.Exchanges(left, right, "a", "a")
	if c.Summary != "Nothing changed apart from noise." {
		t.Errorf("summary %q, rows %+v", c.Summary, c.Rows)
	}
}

// TestOnlyOneAnswerLeavesNoHeadersToCompare: twenty rows about an answer that is
// not there would hide the one that matters.
func TestOnlyOneAnswerLeavesNoHeadersToCompare(t *testing.T) {
	c := compare.Exchanges(exchangetest.Received(t, 0), exchangetest.Hung(1), "a", "a")
	for _, row := range c.Rows {
		if row.Group == compare.GroupHeaders || row.Group == compare.GroupClaims {
			t.Errorf("%+v", row)
		}
	}
	row := rowOf(t, c, compare.GroupStatus, "status")
	if row.Left != "200" || row.Right != "no response" || row.Verdict != compare.VerdictChanged {
		t.Errorf("%+v", row)
	}
}
