package ripio_test

import (
	"bufio"
	"context"
	"errors"
	"net/http"
	"net/textproto"
	"net/url"
	"reflect"
	"strings"
	"testing"
	"time"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/internal/wiretest"
	"devtools/ripio-explorer/ripio/redact"
)

// TestPreviewIsWhatArrives compares the preview with the bytes on the wire.
func TestPreviewIsWhatArrives(t *testing.T) {
	requests := map[string]ripio.Request{"ordinary": wiretest.Request()}
	for _, test := range ripio.NegativeTests() {
		requests[string(test.Deviation)] = deviating(test.Deviation)
	}
	odd := wiretest.Request()
	odd.ExternalRef, odd.Address = "USER 1111 é", "eip155:1:0x1"
	requests["odd characters"] = odd
	for name, request := range requests {
		t.Run(name, func(t *testing.T) {
			server := wiretest.Answering(t, "200 OK", "application/json", wiretest.GoodBody)
			client := &ripio.Client{UserAgent: "ripio-explorer/1.2"}
			preview := client.Preview(server.Env(), request)
			if server.Posts.Load() != 0 {
				t.Fatal("the preview was sent")
			}
			sent := client.Authenticate(context.Background(), server.Env(), request)
			if !reflect.DeepEqual(preview.Request, sent.Request) {
				t.Errorf("preview %+v\nsent %+v", preview.Request, sent.Request)
			}
			head, body, _ := strings.Cut(server.Wire(), "\r\n\r\n")
			line, fields, _ := strings.Cut(head, "\r\n")
			target, err := url.Parse(preview.Request.URL)
			if err != nil || line != preview.Request.Method+" "+target.Path+" HTTP/1.1" {
				t.Errorf("request line %q, preview %s %s", line, preview.Request.Method, preview.Request.URL)
			}
			header, err := textproto.NewReader(bufio.NewReader(strings.NewReader(fields + "\r\n\r\n"))).ReadMIMEHeader()
			if err != nil || !reflect.DeepEqual(http.Header(header), preview.Request.Header) {
				t.Errorf("header %v, preview %v", header, preview.Request.Header)
			}
			shown := strings.Replace(body, "password="+url.QueryEscape(wiretest.Canary)+"&", "password=********&", 1)
			if preview.Request.Body != shown {
				t.Errorf("body %q, preview %q", shown, preview.Request.Body)
			}
			before := preview.Findings
			if len(before) == 0 || !reflect.DeepEqual(before, request.Check()) || !reflect.DeepEqual(before, sent.Findings[:len(before)]) {
				t.Errorf("findings %v, sent %v", before, sent.Findings)
			}
		})
	}
}

func TestPreviewOpensNothing(t *testing.T) {
	now := time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)
	sandbox, _ := ripio.EnvironmentFor(ripio.Sandbox)
	client := clientWithoutNetwork(t)
	client.Now = func() time.Time { return now }
	// A name under .invalid never resolves (RFC 6761, section 6.4).
	client.Proxy = wiretest.ProxyAt("http://someone:pa55word@proxy.invalid:3128")
	got := client.Preview(sandbox, wiretest.Request())
	want := ripio.Exchange{
		Environment: sandbox, Request: got.Request, DryRun: true, SentAt: now, Findings: wiretest.Request().Check(),
		Connection: ripio.Connection{Proxy: "http://proxy.invalid:3128"}, Clock: ripio.Clock{Reason: "nothing was sent"},
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v, want %+v", got, want)
	}
	wantNoSecret(t, got)
}

// TestPreviewOfTheSimulatorAsksForNoProxy: this machine is never reached through
// one.
func TestPreviewOfTheSimulatorAsksForNoProxy(t *testing.T) {
	client := clientWithoutNetwork(t)
	client.Proxy = func(*http.Request) (*url.URL, error) {
		t.Error("a proxy was asked for")
		return nil, nil
	}
	env, err := ripio.SimulatorAt("http://127.0.0.1:1")
	if err != nil {
		t.Fatal(err)
	}
	if exchange := client.Preview(env, wiretest.Request()); exchange.Failure != nil || exchange.Connection.Proxy != "" {
		t.Errorf("failure %v, proxy %q", exchange.Failure, exchange.Connection.Proxy)
	}
}

// TestPreviewFailsAsTheSendWould compares both where nothing may be sent.
func TestPreviewFailsAsTheSendWould(t *testing.T) {
	sandbox, _ := ripio.EnvironmentFor(ripio.Sandbox)
	production, _ := ripio.EnvironmentFor(ripio.Production)
	elsewhere := sandbox
	elsewhere.AuthURL = "https://evil.example/api/v1/auth"
	cleartext := production
	cleartext.AuthURL = strings.Replace(cleartext.AuthURL, "https://", "http://", 1)
	incomplete := wiretest.Request()
	incomplete.Address = ""
	badProxy := func(*http.Request) (*url.URL, error) { return nil, errors.New("bad") }
	tests := []struct {
		name    string
		env     ripio.Environment
		request ripio.Request
		proxy   func(*http.Request) (*url.URL, error)
		kind    ripio.FailureKind
	}{
		{"blocked", sandbox, incomplete, wiretest.NoProxy, ripio.FailureBlocked},
		{"wrong host", elsewhere, wiretest.Request(), wiretest.NoProxy, ripio.FailureRefusedHost},
		{"cleartext", cleartext, wiretest.Request(), wiretest.NoProxy, ripio.FailureRefusedHTTP},
		{"negative test in production", production, deviating(ripio.DeviationTwoParts), wiretest.NoProxy, ripio.FailureRefusedTest},
		{"bad proxy", sandbox, wiretest.Request(), badProxy, ripio.FailureProxySetting},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			now := time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)
			client := clientWithoutNetwork(t)
			client.Proxy, client.Now = test.proxy, func() time.Time { return now }
			preview := client.Preview(test.env, test.request)
			wiretest.WantFailure(t, preview, test.kind)
			sent := client.Authenticate(context.Background(), test.env, test.request)
			if !preview.DryRun || preview.Clock.Reason != "nothing was sent" || sent.DryRun || sent.Clock.Reason != "no response came" {
				t.Errorf("preview %+v, sent %+v", preview, sent)
			}
			preview.DryRun, preview.Clock = false, sent.Clock
			if !reflect.DeepEqual(preview, sent) {
				t.Errorf("preview %+v\nsent %+v", preview, sent)
			}
		})
	}
}

// TestARefusedPrivateKeyIsNotKept: what blocks a send must not go into the
// history by way of it.
func TestARefusedPrivateKeyIsNotKept(t *testing.T) {
	const key = "4c0883a69102937d6231471b5dbb6204fe5129617082792ae468d01a3f362318"
	request := wiretest.Request()
	request.Address = key
	env, err := ripio.SimulatorAt("http://127.0.0.1:1")
	if err != nil {
		t.Fatal(err)
	}
	for _, deviation := range []ripio.Deviation{ripio.DeviationNone, ripio.DeviationNoAddress} {
		request.Deviation = deviation
		exchange := clientWithoutNetwork(t).Preview(env, request)
		if text := render(t, exchange); strings.Contains(text, key) {
			t.Errorf("%q: the private key is in %s", deviation, text)
		}
		if exchange.Request.Address != redact.Mask {
			t.Errorf("address %q", exchange.Request.Address)
		}
	}
}
