package widget_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/url"
	"strings"
	"testing"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/jwt"
	"devtools/ripio-explorer/ripio/redact"
	"devtools/ripio-explorer/ripio/widget"
)

const token = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9." +
	"eyJzZXNzaW9uIjoiMThhYjZkNmM4ZDk4NWE5Y2M4N2IwMTcyN2ExMWYwOTQ4YzJmNGUxYzQ0ODEzZTZhNDU0MzcxYTg1NzY3YjE5OSIsImV4cCI6MTcwODI5ODMzM30." +
	"4aRUEXLkUs3jf-DYMcH8claUuDKfc8qbTjW6JzpBTjI"

const wallet = "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed"

func environment(t *testing.T, name ripio.EnvironmentName) ripio.Environment {
	t.Helper()
	env, ok := ripio.EnvironmentFor(name)
	if !ok {
		t.Fatalf("no environment %s", name)
	}
	return env
}

func newLink(t *testing.T, name ripio.EnvironmentName, flow widget.Flow, p widget.Parameters) widget.Link {
	t.Helper()
	link, err := widget.New(environment(t, name), flow, redact.NewSecret(token), p)
	if err != nil {
		t.Fatal(err)
	}
	return link
}

// TestLinks compares with the links that the documentation shows.
func TestLinks(t *testing.T) {
	for _, test := range []struct {
		environment ripio.EnvironmentName
		flow        widget.Flow
		parameters  widget.Parameters
		want        string
	}{
		{ripio.Production, widget.OnRamp, widget.Parameters{}, "https://b2b-widget-onramp.ripio.com?_to=" + token},
		{ripio.Production, widget.OffRamp, widget.Parameters{}, "https://b2b-widget-onramp.ripio.com/offramp.html?_to=" + token},
		{ripio.Sandbox, widget.OnRamp, widget.Parameters{}, "https://b2b-widget-onramp.sandbox.ripio.com?_to=" + token},
		{ripio.Sandbox, widget.OffRamp, widget.Parameters{}, "https://b2b-widget-onramp.sandbox.ripio.com/offramp.html?_to=" + token},
		{ripio.Sandbox, widget.OnRamp,
			widget.Parameters{Address: wallet, Network: "ETHEREUM", Amount: "4321.35", Crypto: "USDT", TrackingSession: "a b+c&d=é"},
			"https://b2b-widget-onramp.sandbox.ripio.com?_to=" + token + "&_addr=" + wallet +
				"&_net=ETHEREUM&_amount=4321.35&_crypto=USDT&_tracking_session=a%20b%2Bc%26d%3D%C3%A9"},
	} {
		if got := newLink(t, test.environment, test.flow, test.parameters).Reveal(); got != test.want {
			t.Errorf("%s %s:\n got %s\nwant %s", test.environment, test.flow, got, test.want)
		}
	}
}

// TestALinkIsReadBack by the decoder, and by a reader of URLs with every parameter.
func TestALinkIsReadBack(t *testing.T) {
	hostile := "a+b %20&_to=x#é;\"'"
	link := newLink(t, ripio.Sandbox, widget.OnRamp, widget.Parameters{Network: "ETHEREUM", TrackingSession: hostile}).Reveal()
	parsed, err := url.Parse(link)
	if err != nil {
		t.Fatal(err)
	}
	query, err := url.ParseQuery(parsed.RawQuery)
	if err != nil || query.Get("_to") != token || query.Get("_tracking_session") != hostile || len(query) != 3 {
		t.Errorf("%v, %v", query, err)
	}
	if raw, form, ok := jwt.ExtractToken(link); !ok || raw != token || form != jwt.FormLink {
		t.Errorf("the decoder finds %q, %q, %v", raw, form, ok)
	}
	if name, ok := widget.EnvironmentOf(link); name != ripio.Sandbox || !ok {
		t.Errorf("environment %q, %v", name, ok)
	}
}

// TestALinkIsNotPrintedByAccident tries what prints values.
func TestALinkIsNotPrintedByAccident(t *testing.T) {
	link := newLink(t, ripio.Sandbox, widget.OnRamp, widget.Parameters{Network: "ETHEREUM", TrackingSession: token})
	holder := struct {
		Shown  widget.Link
		hidden widget.Link
	}{link, link}
	var out bytes.Buffer
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%d"} {
		fmt.Fprintf(&out, verb+"\n"+verb+"\n"+verb+"\n", link, &link, holder)
	}
	encoded, err := json.Marshal(holder)
	if err != nil {
		t.Fatal(err)
	}
	out.Write(encoded)
	slog.New(slog.NewTextHandler(&out, nil)).Info("link", "link", link, "holder", holder)
	for _, part := range strings.Split(token, ".")[1:] { // the header says nothing
		if i := strings.Index(out.String(), part[8:20]); i >= 0 {
			t.Errorf("a part of the token is printed: %s", out.String()[max(0, i-60):i+20])
		}
	}
	want := "https://b2b-widget-onramp.sandbox.ripio.com?_to=eyJhbGci…BTjI&_net=ETHEREUM&_tracking_session="
	if got := link.Preview(); !strings.HasPrefix(got, want) {
		t.Errorf("the preview is %s", got)
	}
	if got := widget.ShortenToken("short.token.x"); strings.Contains(got, "short") {
		t.Errorf("a short token is shown: %s", got)
	}
}

func TestWhatGetsNoLink(t *testing.T) {
	simulator, err := ripio.SimulatorAt("http://127.0.0.1:1")
	if err != nil {
		t.Fatal(err)
	}
	key := "0x" + strings.Repeat("4c0883a69102937d", 4)
	for _, test := range []struct {
		name        string
		environment ripio.Environment
		token       string
		parameters  widget.Parameters
		want        error
	}{
		{"the simulator", simulator, token, widget.Parameters{}, widget.ErrNoWidget},
		{"no token", environment(t, ripio.Sandbox), "", widget.Parameters{}, widget.ErrNoToken},
		{"a newline", environment(t, ripio.Sandbox), token, widget.Parameters{Amount: "1\n2"}, widget.ErrBlocked},
		{"a key", environment(t, ripio.Sandbox), token, widget.Parameters{Address: key}, widget.ErrBlocked},
		{"what may be a key, confirmed", environment(t, ripio.Sandbox), token, widget.Parameters{Address: key, AcceptAddress: true}, nil},
	} {
		link, err := widget.New(test.environment, widget.OnRamp, redact.NewSecret(test.token), test.parameters)
		if !errors.Is(err, test.want) || err == nil != (test.want == nil) {
			t.Errorf("%s: %v", test.name, err)
		}
		if err != nil && (link.Reveal() != "" || link.Preview() != "") {
			t.Errorf("%s: there is a link: %s", test.name, link.Preview())
		}
	}
}

func TestParseFlow(t *testing.T) {
	for text, want := range map[string]widget.Flow{"on-ramp": widget.OnRamp, "OFFRAMP": widget.OffRamp, "offramp": widget.OffRamp, "ramp": ""} {
		if got, ok := widget.ParseFlow(text); got != want || ok != (want != "") {
			t.Errorf("%s: %q, %v", text, got, ok)
		}
	}
}
