package ripio_test

import (
	"context"
	"crypto/x509"
	"errors"
	"io"
	"net"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/internal/wiretest"
)

func TestAuthenticateThroughAProxy(t *testing.T) {
	server := wiretest.ServeTLS(t, wiretest.TLSSetup{})
	requests := make(chan *http.Request, 1)
	proxy := wiretest.ConnectProxy(t, "200 Connection established", server.Address(), requests)
	client := wiretest.ClientVia(server, "http://alice:pr0xy-password@"+proxy.Address())
	exchange := client.Authenticate(context.Background(), server.Env, wiretest.Request())
	if exchange.Failure != nil {
		t.Fatal(exchange.Failure)
	}
	connect := <-requests
	if connect.Method != "CONNECT" || connect.RequestURI != wiretest.SandboxHost+":443" || connect.UserAgent() != "tester/1" {
		t.Errorf("the proxy saw %s %s from %q", connect.Method, connect.RequestURI, connect.UserAgent())
	}
	if name, password, ok := proxyCredentials(connect); !ok || name != "alice" || password != "pr0xy-password" {
		t.Errorf("the proxy saw the credentials %q, %q", name, password)
	}
	connection, timing := exchange.Connection, exchange.Timing
	if connection.Proxy != "http://"+proxy.Address() || connection.RemoteAddress != proxy.Address() || connection.TLSVersion != "TLS 1.3" {
		t.Errorf("connection %+v", connection)
	}
	if timing.Connect <= 0 || timing.Proxy <= 0 || timing.TLS <= 0 || timing.FirstByte <= 0 {
		t.Errorf("timing %+v", timing)
	}
	if strings.Contains(render(t, exchange), "pr0xy-password") {
		t.Error("the exchange holds the proxy's password")
	}
	if strings.Contains(server.Wire(), "Proxy-Authorization") {
		t.Error("the server saw the proxy's password")
	}
}

func proxyCredentials(request *http.Request) (name, password string, ok bool) {
	copied := &http.Request{Header: http.Header{"Authorization": request.Header["Proxy-Authorization"]}}
	return copied.BasicAuth()
}

func TestAuthenticateNamesProxyFaults(t *testing.T) {
	server := wiretest.ServeTLS(t, wiretest.TLSSetup{})
	refusing := func(status string) string {
		return "http://alice:pr0xy-password@" + wiretest.ConnectProxy(t, status, "", make(chan *http.Request, 1)).Address()
	}
	down, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	down.Close()
	notHTTP := wiretest.Serve(t, func(_ *wiretest.Server, conn *net.TCPConn) {
		_, _ = conn.Read(make([]byte, 1024))
		_, _ = io.WriteString(conn, "SSH-2.0-OpenSSH_9.9\r\n")
	})
	tests := []struct {
		name, proxy string
		evidence    string // a part of it
	}{
		{"wants a password", refusing("407 Proxy Authentication Required"), "the proxy answered 407 Proxy Authentication Required"},
		{"forbids the host", refusing("403 Not for you"), "the proxy answered 403 Not for you"},
		{"no way on", refusing("502 Bad Gateway"), "the proxy answered 502 Bad Gateway"},
		{"down", "http://" + down.Addr().String(), "connection refused"},
		{"speaks something else", "http://" + notHTTP.Address(), "malformed HTTP"},
		{"speaks no SOCKS", "socks5://" + notHTTP.Address(), "socks connect"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			exchange := wiretest.ClientVia(server, tt.proxy).Authenticate(context.Background(), server.Env, wiretest.Request())
			failure := wiretest.WantFailure(t, exchange, ripio.FailureProxy)
			if !strings.Contains(failure.Evidence, tt.evidence) {
				t.Errorf("evidence %q lacks %q", failure.Evidence, tt.evidence)
			}
			if text := render(t, exchange); strings.Contains(text, "pr0xy-password") || strings.Contains(text, "alice") {
				t.Errorf("the exchange holds the proxy's credentials: %s", text)
			}
		})
	}
	if posts := server.Posts.Load(); posts != 0 {
		t.Errorf("%d requests reached the server", posts)
	}
}

// TestAuthenticateNamesAProxyThatReadsAlong is a company's proxy with its own
// certificate: what fails is TLS, not the proxy.
func TestAuthenticateNamesAProxyThatReadsAlong(t *testing.T) {
	server := wiretest.ServeTLS(t, wiretest.TLSSetup{})
	proxy := wiretest.ConnectProxy(t, "200 OK", server.Address(), make(chan *http.Request, 1))
	client := wiretest.ClientVia(server, "http://"+proxy.Address())
	client.RootCAs = x509.NewCertPool()
	exchange := client.Authenticate(context.Background(), server.Env, wiretest.Request())
	wiretest.WantFailure(t, exchange, ripio.FailureTLSIssuer)
	if certificate := exchange.Connection.Certificate; certificate == nil || certificate.Issuer != "CN=Test CA,O=Testers" {
		t.Errorf("certificate %+v", certificate)
	}
}

func TestAuthenticateNeedsNoProxyForLoopback(t *testing.T) {
	server := wiretest.Answering(t, "200 OK", "application/json", wiretest.GoodBody)
	client := &ripio.Client{Proxy: func(*http.Request) (*url.URL, error) {
		t.Error("the proxy was asked for")
		return nil, errors.New("no proxy")
	}}
	if exchange := client.Authenticate(context.Background(), server.Env(), wiretest.Request()); exchange.Failure != nil {
		t.Error(exchange.Failure)
	}
}

// TestAuthenticateReadsTheProxyVariables goes to the proxy that the environment
// names.
func TestAuthenticateReadsTheProxyVariables(t *testing.T) {
	for _, variable := range []string{"HTTPS_PROXY", "https_proxy"} {
		requests := make(chan *http.Request, 1)
		proxy := wiretest.ConnectProxy(t, "403 Forbidden", "", requests)
		wiretest.SetProxy(t, "HTTPS_PROXY", "")
		wiretest.SetProxy(t, variable, "http://"+proxy.Address())
		sandbox, _ := ripio.EnvironmentFor(ripio.Sandbox)
		wiretest.WantFailure(t, new(ripio.Client).Authenticate(context.Background(), sandbox, wiretest.Request()), ripio.FailureProxy)
		if request := <-requests; request.RequestURI != wiretest.SandboxHost+":443" {
			t.Errorf("%s: the proxy was asked for %s", variable, request.RequestURI)
		}
	}
}

// unusableProxies are values of HTTPS_PROXY that net/http passes over, or takes
// for another proxy than was meant. PROXY is the address of one that listens.
var unusableProxies = []struct{ name, value, evidence string }{
	{"a trailing carriage return", "http://PROXY\r", "HTTPS_PROXY ends in a line break"},
	{"a trailing newline", "http://alice:pr0xy-password@PROXY\n", "HTTPS_PROXY ends in a line break"},
	{"a newline inside", "http://PROXY\nhttp://PROXY", "control character"},
	{"an escape sequence", "http://\x1b[31mPROXY", "control character"},
	{"nothing but a space", " ", "white space"},
	{"a trailing space", "http://PROXY ", "space"},
	{"a byte order mark", "\ufeffhttp://PROXY", "invisible character"},
	{"a zero-width space inside", "http://\u200bPROXY", "invisible character"},
	{"double quotes", `"http://PROXY"`, "quotation marks"},
	{"single quotes", `'http://PROXY'`, "quotation marks"},
	{"one quote left", `http://PROXY"`, "quotation marks"},
	{"a bad percent escape", "http://alice:pr0xy-password%ZZ@PROXY", "%25"},
	{"a percent sign at the end", "http://alice:pr0xy-password%@PROXY", "%25"},
	{"an unexpanded variable of Windows", "%PROXY_ADDRESS%", "HTTPS_PROXY"},
	{"an unexpanded variable", "$PROXY_ADDRESS", "host name"},
	{"a # in the password", "http://alice:pr0xy-password#1@PROXY", "%23"},
	{"a comment", "http://PROXY#comment", "%23"},
	{"a ? in the password", "http://alice:pr0xy-password?1@PROXY", "%3F"},
	{"a / in the password", "http://alice:pr0xy-password/1@PROXY", "%XX"},
	{"a / in a password that begins with digits", "http://alice:12/pr0xy-password@PROXY", "%2F"},
	{"a space in the password", "http://alice:pr0xy password@PROXY", "%XX"},
	{"an unknown scheme", "ftp://alice:pr0xy-password@PROXY", "socks5://"},
	{"SOCKS 4", "socks4://PROXY", "socks5://"},
	{"a scheme with one slash", "http:/PROXY", "no port after the colon"},
	{"a scheme twice", "http://http://PROXY", "no port after the colon"},
	{"no host", "http://", "names no host"},
	{"a user and no host", "http://alice:pr0xy-password@", "names no host"},
	{"no host, only a port", ":3128", "names no host"},
	{"no scheme, two slashes", "//PROXY", "names no host"},
	{"half an IPv6 address", "http://alice:pr0xy-password@[::1", "is not a URL"},
	{"a port that is not a number", "http://127.0.0.1:port", "port"},
	{"a port that is too large", "http://127.0.0.1:70000", "port"},
	{"port 0", "http://127.0.0.1:0", "port"},
}

// TestAnUnusableProxyStopsTheSend lets a direct server listen for the host's
// address: nothing may arrive there.
func TestAnUnusableProxyStopsTheSend(t *testing.T) {
	server := wiretest.ServeTLS(t, wiretest.TLSSetup{})
	var opened atomic.Int32
	dial := func(ctx context.Context, network, _ string) (net.Conn, error) {
		opened.Add(1)
		return new(net.Dialer).DialContext(ctx, network, server.Address())
	}
	client := &ripio.Client{RootCAs: server.Client.RootCAs}
	client.Dial = dial
	for _, tt := range unusableProxies {
		t.Run(tt.name, func(t *testing.T) {
			wiretest.SetProxy(t, "HTTPS_PROXY", strings.ReplaceAll(tt.value, "PROXY", server.Address()))
			if strings.Contains(tt.value, "PROXY_ADDRESS") {
				wiretest.SetProxy(t, "HTTPS_PROXY", tt.value)
			}
			sent := client.Authenticate(context.Background(), server.Env, wiretest.Request())
			preview := client.Preview(server.Env, wiretest.Request())
			for _, exchange := range []ripio.Exchange{sent, preview} {
				failure := wiretest.WantFailure(t, exchange, ripio.FailureProxySetting)
				if !strings.HasPrefix(failure.Evidence, "HTTPS_PROXY ") || !strings.Contains(failure.Evidence, tt.evidence) {
					t.Errorf("evidence %q, want the variable and %q", failure.Evidence, tt.evidence)
				}
				if text := render(t, exchange); strings.Contains(text, "pr0xy") || strings.Contains(text, "alice") {
					t.Errorf("the exchange holds the proxy's credentials: %s", text)
				}
			}
			if sent.MayHaveArrived() || !sent.ReceivedAt.IsZero() {
				t.Error("the exchange counts as sent")
			}
			if opened.Load() != 0 || server.Posts.Load() != 0 {
				t.Fatalf("%d connections were opened, %d requests arrived", opened.Load(), server.Posts.Load())
			}
			// Where no proxy counts, neither does a bad one.
			for _, exception := range []string{"*", "ripio.com", ".ripio.com", wiretest.SandboxHost + ":443"} {
				t.Setenv("NO_PROXY", exception)
				if failure := client.Preview(server.Env, wiretest.Request()).Failure; failure != nil {
					t.Errorf("NO_PROXY=%s: %v", exception, failure)
				}
			}
			t.Setenv("NO_PROXY", "example.com")
			if client.Preview(server.Env, wiretest.Request()).Failure == nil {
				t.Error("another host's exception let the send pass")
			}
			local := wiretest.Answering(t, "200 OK", "application/json", wiretest.GoodBody)
			if exchange := new(ripio.Client).Authenticate(context.Background(), local.Env(), wiretest.Request()); exchange.Failure != nil {
				t.Errorf("the simulator: %v", exchange.Failure)
			}
		})
	}
}

// TestUsableProxies are values that must not be refused.
func TestUsableProxies(t *testing.T) {
	sandbox, _ := ripio.EnvironmentFor(ripio.Sandbox)
	for value, want := range map[string]string{
		"http://proxy.example:3128":                    "http://proxy.example:3128",
		"HTTP://proxy.example:3128/":                   "http://proxy.example:3128",
		"https://proxy.example":                        "https://proxy.example",
		"socks5://proxy.example:1080":                  "socks5://proxy.example:1080",
		"socks5h://alice:pr0xy@proxy.example:1080":     "socks5h://proxy.example:1080",
		"proxy.example:3128":                           "http://proxy.example:3128",
		"proxy":                                        "http://proxy",
		"alice:pr0xy@proxy.example:3128":               "http://proxy.example:3128",
		"http://alice:a%23b%2F%3F%25@proxy.example:80": "http://proxy.example:80",
		"http://alice:p@ss'word$@proxy.example:80":     "http://proxy.example:80",
		"http://[::1]:3128":                            "http://[::1]:3128",
		"http://[fe80::1%25eth0]:3128":                 "http://[fe80::1%eth0]:3128",
		"http://10.0.0.8:3128/proxy.pac":               "http://10.0.0.8:3128",
		"http://prox\u00fd.example:3128":               "http://prox\u00fd.example:3128",
		"http://proxy_1.example:3128":                  "http://proxy_1.example:3128",
	} {
		wiretest.SetProxy(t, "HTTPS_PROXY", value)
		exchange := new(ripio.Client).Preview(sandbox, wiretest.Request())
		if exchange.Failure != nil || exchange.Connection.Proxy != want {
			t.Errorf("%s: proxy %q, failure %v; want %q", value, exchange.Connection.Proxy, exchange.Failure, want)
		}
	}
}

// TestACallersUnusableProxyStopsTheSend has a function in place of the variables.
func TestACallersUnusableProxyStopsTheSend(t *testing.T) {
	server := wiretest.ServeTLS(t, wiretest.TLSSetup{})
	for proxy, evidence := range map[string]string{
		"ftp://127.0.0.1:1": "socks5://", "http://": "names no host", "http://alice:pr0xy-password@[::1": "is not a URL",
	} {
		exchange := wiretest.ClientVia(server, proxy).Authenticate(context.Background(), server.Env, wiretest.Request())
		if failure := wiretest.WantFailure(t, exchange, ripio.FailureProxySetting); !strings.Contains(failure.Evidence, evidence) {
			t.Errorf("%s: evidence %q lacks %q", proxy, failure.Evidence, evidence)
		}
		if text := render(t, exchange); strings.Contains(text, "pr0xy-password") {
			t.Errorf("the exchange holds the proxy's credentials: %s", text)
		}
	}
}

// TestAProxyVariableThatIsNotReadIsNamed: curl and others follow ALL_PROXY.
func TestAProxyVariableThatIsNotReadIsNamed(t *testing.T) {
	sandbox, _ := ripio.EnvironmentFor(ripio.Sandbox)
	named := func(env ripio.Environment) bool {
		findings := new(ripio.Client).Preview(env, wiretest.Request()).Findings
		return slices.ContainsFunc(findings, func(f finding.Finding) bool { return f.Code == "connection-proxy-not-read" })
	}
	wiretest.SetProxy(t, "all_proxy", "socks5://proxy.example:1080")
	if !named(sandbox) {
		t.Error("not named")
	}
	if local, _ := ripio.SimulatorAt("http://127.0.0.1:1"); named(local) {
		t.Error("named for this machine")
	}
	t.Setenv("no_proxy", "ripio.com")
	if named(sandbox) {
		t.Error("named for an exception")
	}
	wiretest.SetProxy(t, "ALL_PROXY", "socks5://proxy.example:1080")
	t.Setenv("HTTPS_PROXY", "http://proxy.example:3128")
	if named(sandbox) {
		t.Error("named beside HTTPS_PROXY")
	}
}
