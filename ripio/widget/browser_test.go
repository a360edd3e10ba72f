package widget_test

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"os/exec"
	"strings"
	"sync/atomic"
	"testing"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/widget"
)

// TestABrowserOpensTheLink gives links to a real browser, as if they were pasted into its
// address bar. All host names lead to a server of the test, which notes what it is asked.
func TestABrowserOpensTheLink(t *testing.T) {
	browser, err := exec.LookPath("chromium")
	if err != nil {
		t.Skip("chromium is not installed")
	}
	var asked atomic.Pointer[http.Request]
	server := httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Query().Has("_to") {
			asked.Store(r)
		}
		_, _ = w.Write([]byte("<title>widget</title>the widget"))
	}))
	defer server.Close()
	for _, test := range []struct {
		flow       widget.Flow
		path       string
		parameters widget.Parameters
	}{
		{widget.OnRamp, "/", widget.Parameters{Address: "0x05946B0d5E413E45069BeC923004F9a3c8F70c2C", Network: "ETHEREUM_SEPOLIA", Amount: "2100", Crypto: "RTEST", TrackingSession: `a+b & c=d%41#é"'`}},
		{widget.OffRamp, "/offramp.html", widget.Parameters{}},
	} {
		link := newLink(t, ripio.Sandbox, test.flow, test.parameters)
		asked.Store(nil)
		output, err := exec.CommandContext(t.Context(), browser, "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
			"--disable-background-networking", "--disable-component-update", "--disable-sync", "--ignore-certificate-errors",
			"--host-resolver-rules=MAP * "+strings.TrimPrefix(server.URL, "https://"), "--user-data-dir="+t.TempDir(), "--dump-dom", link.Reveal()).Output()
		if err != nil || !strings.Contains(string(output), "the widget") {
			t.Fatalf("%s: %v: %s", test.flow, err, output)
		}
		got := asked.Load()
		if got == nil {
			t.Fatalf("%s: the browser asked for nothing with a token", test.flow)
		}
		want, err := url.Parse(link.Reveal())
		if err != nil {
			t.Fatal(err)
		}
		if got.Host != want.Host || got.URL.Path != test.path || got.URL.Query().Encode() != want.Query().Encode() {
			t.Errorf("%s: the browser asked %s for %s", test.flow, got.Host, got.URL.Path)
		}
		if session := got.URL.Query().Get("_tracking_session"); session != test.parameters.TrackingSession {
			t.Errorf("%s: _tracking_session came as %q", test.flow, session)
		}
	}
}
