package checkup_test

import (
	"context"
	"crypto/tls"
	"net"
	"net/http"
	"runtime"
	"strings"
	"testing"
	"time"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/checklist"
	"devtools/ripio-explorer/ripio/checkup"
	"devtools/ripio-explorer/ripio/internal/wiretest"
)

func find(t *testing.T, lines []checklist.Line, name string) checklist.Line {
	t.Helper()
	for _, line := range lines {
		if line.Name == name {
			return line
		}
	}
	t.Errorf("there is no line %q in %+v", name, lines)
	return checklist.Line{}
}

func want(t *testing.T, line checklist.Line, verdict checklist.Verdict, parts ...string) {
	t.Helper()
	for _, part := range parts {
		if !strings.Contains(line.Found+"\n"+line.Fix, part) {
			t.Errorf("%s lacks %q: %+v", line.Label(), part, line)
		}
	}
	if line.Verdict != verdict {
		t.Errorf("%s is %q, want %q: %+v", line.Label(), line.Verdict, verdict, line)
	}
	if (verdict == checklist.Warning || verdict == checklist.Failure) && line.Fix == "" {
		t.Errorf("%s says no fix: %+v", line.Label(), line)
	}
}

func sandbox() ripio.Environment {
	env, _ := ripio.EnvironmentFor(ripio.Sandbox)
	return env
}

// TestAGoodWay probes a server of the sandbox, which must see no credentials.
func TestAGoodWay(t *testing.T) {
	server := wiretest.ServeTLS(t, wiretest.TLSSetup{
		Answer: "HTTP/1.1 405 Method Not Allowed\r\nDate: " + time.Now().Add(2*time.Minute).UTC().Format(http.TimeFormat) + "\r\nAllow: POST\r\n\r\n",
	})
	network := checkup.Network{Client: server.Client, Lookup: func(context.Context, string) ([]string, error) { return []string{"192.0.2.1"}, nil }}
	lines := checklist.Run(t.Context(), append(network.Reach(server.Env), network.Proxy(server.Env), network.Trust()))
	want(t, find(t, lines, "dns"), checklist.OK, "192.0.2.1")
	want(t, find(t, lines, "connection"), checklist.OK, "TLS 1.3", "405 Method Not Allowed")
	want(t, find(t, lines, "certificate"), checklist.OK, "Test CA")
	want(t, find(t, lines, "clock"), checklist.Warning, "ahead of this machine's")
	want(t, find(t, lines, "proxy"), checklist.OK, "directly")
	want(t, find(t, lines, "trusted-certificates"), checklist.OK)
	if wire := server.Wire(); !strings.HasPrefix(wire, "HEAD / HTTP/1.1\r\n") || strings.Contains(wire, "username") || !strings.HasSuffix(wire, "\r\n\r\n") {
		t.Errorf("the server got %q", wire)
	}
}

// TestFaultsOfTheWay injects them for real.
func TestFaultsOfTheWay(t *testing.T) {
	untrusted := wiretest.ServeTLS(t, wiretest.TLSSetup{})
	stranger := &ripio.Client{Proxy: wiretest.NoProxy}
	wiretest.DialTo(stranger, untrusted.Address())
	other := wiretest.ServeTLS(t, wiretest.TLSSetup{Host: "portal.example"})
	expired := wiretest.ServeTLS(t, wiretest.TLSSetup{NotBefore: time.Now().Add(-48 * time.Hour), NotAfter: time.Now().Add(-time.Hour)})
	old := wiretest.ServeTLS(t, wiretest.TLSSetup{Change: func(c *tls.Config) { c.MaxVersion = tls.VersionTLS11; c.MinVersion = tls.VersionTLS10 }})
	silent := wiretest.Serve(t, func(s *wiretest.Server, conn *net.TCPConn) { <-s.Done })
	mute := &ripio.Client{Proxy: wiretest.NoProxy, ConnectTimeout: 50 * time.Millisecond}
	wiretest.DialTo(mute, silent.Address())
	requests := make(chan *http.Request, 1)
	refusing := wiretest.ConnectProxy(t, "407 Proxy Authentication Required", "", requests)
	for name, test := range map[string]struct {
		client *ripio.Client
		parts  []string
	}{
		"self-signed":     {stranger, []string{"certificate"}},
		"another host":    {other.Client, []string{"portal.example"}},
		"expired":         {expired.Client, []string{"expired"}},
		"an old TLS":      {old.Client, []string{"TLS"}},
		"no answer":       {mute, []string{"0.05 s"}},
		"a dead proxy":    {&ripio.Client{Proxy: wiretest.ProxyAt("http://127.0.0.1:1")}, []string{"proxy"}},
		"a closed proxy":  {&ripio.Client{Proxy: wiretest.ProxyAt("http://" + refusing.Address())}, []string{"407"}},
		"an unread proxy": {&ripio.Client{Proxy: wiretest.ProxyAt("ftp://x")}, []string{"proxy"}},
	} {
		t.Run(name, func(t *testing.T) {
			network := checkup.Network{Client: test.client}
			lines := checklist.Run(t.Context(), network.Reach(sandbox())[1:])
			want(t, find(t, lines, "connection"), checklist.Failure, test.parts...)
		})
	}
}

// TestADeadResolver asks a DNS server that never answers, and one that is not there.
func TestADeadResolver(t *testing.T) {
	dead, err := net.ListenPacket("udp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer dead.Close()
	resolver := &net.Resolver{PreferGo: true, Dial: func(ctx context.Context, _, _ string) (net.Conn, error) {
		return new(net.Dialer).DialContext(ctx, "udp", dead.LocalAddr().String())
	}}
	network := checkup.Network{Client: &ripio.Client{Proxy: wiretest.NoProxy}, Lookup: resolver.LookupHost, LookupLimit: 100 * time.Millisecond}
	began := time.Now()
	lines := checklist.Run(t.Context(), network.Reach(sandbox())[:1])
	want(t, find(t, lines, "dns"), checklist.Failure, "no answer for "+wiretest.SandboxHost)
	if took := time.Since(began); took > 3*time.Second {
		t.Errorf("it took %v", took)
	}
	network.Lookup = func(_ context.Context, host string) ([]string, error) {
		return nil, &net.DNSError{Err: "no such host", Name: host, IsNotFound: true}
	}
	want(t, find(t, checklist.Run(t.Context(), network.Reach(sandbox())[:1]), "dns"), checklist.Failure, "knows no address")
	network.Client = &ripio.Client{Proxy: wiretest.ProxyAt("http://127.0.0.1:1")}
	want(t, find(t, checklist.Run(t.Context(), network.Reach(sandbox())[:1]), "dns"), checklist.NotRun, "the proxy looks")
}

// TestTheVariables sets the ones that are of no use.
func TestTheVariables(t *testing.T) {
	t.Setenv("SSL_CERT_FILE", "/nonexistent/ca.pem")
	network := checkup.Network{Client: new(ripio.Client)}
	run := func(name string) checklist.Line {
		return find(t, checklist.Run(t.Context(), []checklist.Check{network.Proxy(sandbox()), network.Trust()}), name)
	}
	wiretest.SetProxy(t, "HTTPS_PROXY", "http://user:hun/ter2@proxy:1")
	want(t, run("proxy"), checklist.Failure, "HTTPS_PROXY")
	if line := run("proxy"); strings.Contains(line.Found+line.Fix, "ter2") {
		t.Errorf("it shows the password: %+v", line)
	}
	if runtime.GOOS == "linux" {
		want(t, run("trusted-certificates"), checklist.Warning, "/nonexistent/ca.pem")
	}
	wiretest.SetProxy(t, "HTTPS_PROXY", "http://user:hunter2@proxy.example:3128")
	if line := run("proxy"); line.Verdict != checklist.OK || strings.Contains(line.Found, "hunter2") || !strings.Contains(line.Found, "proxy.example:3128") {
		t.Errorf("the line is %+v", line)
	}
	wiretest.SetProxy(t, "ALL_PROXY", "http://proxy.example:3128")
	want(t, run("proxy"), checklist.Warning, "ALL_PROXY")
}

func TestTheMaintenance(t *testing.T) {
	for hour, verdict := range map[int]checklist.Verdict{0: checklist.OK, 1: checklist.Note, 5: checklist.Note, 6: checklist.OK} {
		at := time.Date(2026, 11, 24, hour, 59, 0, 0, time.FixedZone("", 0))
		lines := checklist.Run(t.Context(), []checklist.Check{checkup.Maintenance(func() time.Time { return at })})
		want(t, find(t, lines, "maintenance"), verdict, "GMT", "guess")
	}
}

func TestTheTerminal(t *testing.T) {
	for name, test := range map[string]struct {
		width, height int
		env           map[string]string
		line          string
		verdict       checklist.Verdict
		part          string
	}{
		"small":       {40, 10, nil, "terminal", checklist.Warning, "40 x 10"},
		"large":       {120, 36, nil, "terminal", checklist.OK, "120 x 36"},
		"none":        {0, 0, nil, "terminal", checklist.NotRun, "no terminal"},
		"dumb":        {80, 24, map[string]string{"TERM": "dumb"}, "colours", checklist.Note, "dumb"},
		"no TERM":     {80, 24, nil, "colours", checklist.Note, "(not set)"},
		"no colours":  {80, 24, map[string]string{"TERM": "xterm", "NO_COLOR": "1"}, "colours", checklist.OK, "NO_COLOR"},
		"C":           {80, 24, map[string]string{"LANG": "C.UTF-8", "LC_ALL": "C"}, "characters", checklist.Note, "ASCII"},
		"UTF-8":       {80, 24, map[string]string{"LANG": "C.UTF-8"}, "characters", checklist.OK, "Unicode"},
		"in a tmux":   {80, 24, map[string]string{"TMUX": "x"}, "multiplexer", checklist.OK, "tmux"},
		"in a screen": {80, 24, map[string]string{"STY": "x"}, "multiplexer", checklist.Note, "screen"},
	} {
		t.Run(name, func(t *testing.T) {
			terminal := checkup.Terminal{Getenv: func(key string) string { return test.env[key] }, Width: test.width, Height: test.height, Colours: "16 colours"}
			want(t, find(t, checklist.Run(t.Context(), []checklist.Check{terminal.Check()}), test.line), test.verdict, test.part)
		})
	}
}
