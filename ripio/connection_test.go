package ripio

import (
	"regexp"
	"strings"
	"testing"
	"time"

	"devtools/ripio-explorer/ripio/finding"
)

func TestConnectionFindings(t *testing.T) {
	now := time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)
	const day = 24 * time.Hour
	shown := func(issuer string, lived, left time.Duration) *Certificate {
		return &Certificate{Issuer: issuer, NotBefore: now.Add(-lived), NotAfter: now.Add(left)}
	}
	tests := []struct {
		name       string
		connection Connection
		timing     Timing
		clock      Clock
		want       string // codes, with the last one's evidence
	}{
		{"plain http", Connection{RemoteAddress: "127.0.0.1:1"}, Timing{FirstByte: time.Second, Total: time.Second}, Clock{}, ""},
		{"TLS", Connection{TLSVersion: "TLS 1.3", Certificate: shown("CN=R11", 30*day, 60*day)}, Timing{}, Clock{},
			"connection-tls connection-certificate: issued by CN=R11, until 23 Jan 2027, 12:00 UTC"},
		{"ends soon", Connection{TLSVersion: "TLS 1.2", Certificate: shown("CN=R11", 80*day, 10*day)}, Timing{}, Clock{},
			"connection-tls connection-certificate-ends: issued by CN=R11, until 4 Dec 2026, 12:00 UTC"},
		{"lives six days", Connection{TLSVersion: "TLS 1.3", Certificate: shown("CN=R11", 2*day, 4*day)}, Timing{}, Clock{},
			"connection-tls connection-certificate: issued by CN=R11, until 28 Nov 2026, 12:00 UTC"},
		{"ends soon by the server's clock", Connection{TLSVersion: "TLS 1.3", Certificate: shown("CN=R11", 30*day, 60*day)}, Timing{}, Clock{Known: true, Skew: 50 * day},
			"connection-tls connection-certificate-ends: issued by CN=R11, until 23 Jan 2027, 12:00 UTC"},
		{"inspected", Connection{TLSVersion: "TLS 1.3", Certificate: shown("O=Zscaler Inc.", 30*day, 60*day)}, Timing{}, Clock{},
			"connection-tls connection-inspected: issued by O=Zscaler Inc., until 23 Jan 2027, 12:00 UTC"},
		{"proxy, handshake failed", Connection{Proxy: "http://p:1", Certificate: shown("CN=x", day, day)}, Timing{}, Clock{}, "connection-proxy: http://p:1"},
		{"slow", Connection{}, Timing{DNS: 2100 * time.Millisecond, FirstByte: 3200 * time.Millisecond, Total: 5400 * time.Millisecond}, Clock{},
			"connection-slow: first byte took 3.2s of 5.4s"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			exchange := Exchange{Connection: tt.connection, Timing: tt.timing, Clock: tt.clock, ReceivedAt: now}
			var got string
			for _, finding := range exchange.connectionFindings() {
				got, _, _ = strings.Cut(got, ":")
				got = strings.TrimSpace(got + " " + string(finding.Code) + ": " + finding.Found)
			}
			if got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestWayFindings(t *testing.T) {
	response := &Response{Protocol: "HTTP/1.0", Header: map[string][]string{"Via": {"1.1 edge", "1.0 old"}}}
	findings := wayFindings(response)
	if len(findings) != 2 || findings[0].Code != "connection-via" || findings[0].Found != "1.1 edge, 1.0 old" || findings[1].Code != "connection-http-1.0" {
		t.Errorf("%+v", findings)
	}
}

func TestConnectionAndSwapFindingsHaveWords(t *testing.T) {
	for _, code := range finding.Codes() {
		words := finding.New(code, "", "")
		if !strings.HasPrefix(string(code), "connection-") && !strings.HasPrefix(string(code), "swap-") {
			continue
		}
		if words.Title == "" || !plainSentence.MatchString(words.Rule) || words.Source == "" || words.Blocking ||
			(words.Fix == "") != (words.Level == finding.LevelOK) || words.Fix != "" && !plainSentence.MatchString(words.Fix) {
			t.Errorf("%s: %+v", code, words)
		}
	}
}

var plainSentence = regexp.MustCompile(`^([A-Z]|client_|external_ref|username)[^!]*\.$`)
