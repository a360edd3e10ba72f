package ripio_test

import (
	"context"
	"io"
	"net"
	"strings"
	"testing"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/internal/wiretest"
)

// TestAuthenticateOnRawAnswers sends the answers of own-http-responses.json.
func TestAuthenticateOnRawAnswers(t *testing.T) {
	wants := map[string]struct {
		kind     ripio.FailureKind
		evidence string
		raw      string // Retry-After
	}{
		"Content-Length longer than the body, close": {ripio.FailureTruncated, "Content-Length announces 100 bytes, 15 bytes came", ""},
		"chunked, no last chunk":                     {ripio.FailureTruncated, "3 bytes came before the connection ended", ""},
		"Content-Length shorter than the JSON":       {ripio.FailureNotJSON, "byte 6: the text ends before the JSON does", ""},
		"no status line":                             {ripio.FailureMalformedHTTP, `malformed HTTP response "hello"`, ""},
		"bare JSON, no HTTP":                         {ripio.FailureMalformedHTTP, `malformed HTTP response "{\"succeed\":true}"`, ""},
		"HTML on 200":                                {ripio.FailureHTML, "200 OK, a page without a title", ""},
		"204":                                        {ripio.FailureStatus, "204 No Content; there is no body", ""},
		"401 HTML from a gateway":                    {ripio.FailureHTML, "401 Unauthorized, a page without a title", ""},
		"429 with seconds":                           {ripio.FailureRateLimited, "429 Too Many Requests; there is no body", "120"},
		"429 negative":                               {ripio.FailureRateLimited, "429 Too Many Requests; there is no body", "-5"},
		"503 with junk Retry-After":                  {ripio.FailureServer, "503 Service Unavailable; there is no body", "soon"},
		"C1 in a header value":                       {ripio.FailureNotJSON, "the body is empty", ""},
		"302 to another host":                        {ripio.FailureRedirect, "302 Found; it points to another host, evil.example", ""},
		"308 without Location":                       {ripio.FailureRedirect, "308 Permanent Redirect; it has no Location, so it does not say where to", ""},
		"status 999":                                 {ripio.FailureStatus, "999 Odd; there is no body", ""},
		"six 103 then 200":                           {ripio.FailureNoToken, "the body is an object without keys", ""},
		"Token in capitals":                          {ripio.FailureNoToken, `there is no key "token"; the keys are succeed, TOKEN`, ""},
		"token null":                                 {ripio.FailureNoToken, `"token" is null`, ""},
	}
	cases := wiretest.ReadVectors[struct{ Name, B64 string }](t, "testdata/own-http-responses.json")
	if len(cases) != len(wants) {
		t.Errorf("%d cases, %d wants", len(cases), len(wants))
	}
	for _, tt := range cases {
		t.Run(tt.Name, func(t *testing.T) {
			server := wiretest.Replying(t, wiretest.DecodeBase64(t, tt.B64))
			exchange := new(ripio.Client).Authenticate(context.Background(), server.Env(), wiretest.Request())
			want := wants[tt.Name]
			wantOutcome(t, exchange, want.kind, want.evidence)
			if got := exchange.Failure.RetryAfterRaw; got != want.raw {
				t.Errorf("Retry-After %q, want %q", got, want.raw)
			}
			if seconds := exchange.Failure.RetryAfter.Seconds(); (seconds == 120) != (want.raw == "120") {
				t.Errorf("wait %v s", seconds)
			}
			if line := exchange.Failure.Error(); strings.ContainsFunc(line, func(r rune) bool { return r < ' ' || r >= 0x7f && r < 0xa0 }) {
				t.Errorf("the error text contains a control character: %q", line)
			}
		})
	}
}

// TestAuthenticateSurvivesJSONVectors takes each case of JSONTestSuite for the
// answer's body.
func TestAuthenticateSurvivesJSONVectors(t *testing.T) {
	body := make(chan string, 1)
	server := wiretest.ServeRequests(t, func(conn *net.TCPConn, _ <-chan struct{}) {
		_, _ = io.WriteString(conn, "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n"+<-body)
	})
	for _, tt := range wiretest.ReadVectors[struct {
		Name, Class, B64 string
		Repeat           *struct {
			Unit  string
			Times int
		}
	}](t, "testdata/json-parsing.json") {
		if tt.Repeat != nil {
			body <- strings.Repeat(tt.Repeat.Unit, tt.Repeat.Times)
		} else {
			body <- wiretest.DecodeBase64(t, tt.B64)
		}
		exchange := new(ripio.Client).Authenticate(context.Background(), server.Env(), wiretest.Request())
		if exchange.Failure == nil {
			t.Errorf("%s: a token came of it: %v", tt.Name, exchange.Token)
			continue
		}
		if kind := exchange.Failure.Kind; tt.Class == "y_" && kind == ripio.FailureNotJSON || tt.Class == "n_" && kind == ripio.FailureNoToken {
			t.Errorf("%s: %s (%s)", tt.Name, kind, exchange.Failure.Evidence)
		}
	}
}
