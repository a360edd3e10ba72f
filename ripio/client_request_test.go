package ripio_test

import (
	"bufio"
	"context"
	"io"
	"maps"
	"net"
	"net/http"
	"net/textproto"
	"strings"
	"sync/atomic"
	"testing"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/internal/wiretest"
	"devtools/ripio-explorer/ripio/redact"
)

func TestAuthenticateSendsTheDocumentedRequest(t *testing.T) {
	server := wiretest.Answering(t, "200 OK", "application/json", wiretest.GoodBody)
	client := ripio.Client{UserAgent: "ripio-explorer/1.2"}
	exchange := client.Authenticate(context.Background(), server.Env(), wiretest.Request())
	if exchange.Failure != nil {
		t.Fatal(exchange.Failure)
	}
	head, body, _ := strings.Cut(server.Wire(), "\r\n\r\n")
	requestLine, fields, _ := strings.Cut(head, "\r\n")
	if requestLine != "POST /api/v1/auth HTTP/1.1" {
		t.Errorf("request line %q", requestLine)
	}
	const username = "acme-client%3A" + wiretest.Ref + "%3A" + wiretest.Address
	if want := "password=c4nary%2FS%26cret%2B%22v%3D1%25%C3%A9&username=" + username; body != want {
		t.Errorf("body %q, want %q", body, want)
	}
	sent := exchange.Request
	if want := "password=********&username=" + username; sent.Body != want {
		t.Errorf("shown body %q, want %q", sent.Body, want)
	}
	received, err := textproto.NewReader(bufio.NewReader(strings.NewReader(fields + "\r\n\r\n"))).ReadMIMEHeader()
	if err != nil {
		t.Fatal(err)
	}
	if !maps.EqualFunc(sent.Header, http.Header(received), func(a, b []string) bool { return strings.Join(a, "|") == strings.Join(b, "|") }) {
		t.Errorf("the exchange says %v was sent, the wire had %v", sent.Header, received)
	}
	if sent.Method != "POST" || sent.URL != server.Env().AuthURL || sent.Username != "acme-client:"+wiretest.Ref+":"+wiretest.Address {
		t.Errorf("sent %+v", sent)
	}
	if got := sent.Header.Get("User-Agent"); got != "ripio-explorer/1.2" {
		t.Errorf("user agent %q", got)
	}
	if got := sent.Header["Accept-Encoding"]; got != nil {
		t.Errorf("asks for the encodings %q", got)
	}
}

func TestAuthenticateRefusesBeforeASocketOpens(t *testing.T) {
	sandbox, _ := ripio.EnvironmentFor(ripio.Sandbox)
	const sandboxHost = "b2b-widget-onramp-api.sandbox.ripio.com"
	const productionHost = "b2b-widget-onramp-api.ripio.com"
	tests := []struct {
		name     string
		env      ripio.EnvironmentName
		url      string
		kind     ripio.FailureKind
		evidence string
	}{
		{"production as the docs print it", ripio.Production, "http://" + productionHost + "/api/v1/auth", ripio.FailureRefusedHTTP, "http://" + productionHost},
		{"sandbox over http", ripio.Sandbox, "http://" + sandboxHost + "/api/v1/auth", ripio.FailureRefusedHTTP, "http://" + sandboxHost},
		{"simulator elsewhere over http", ripio.Simulator, "http://192.0.2.1/api/v1/auth", ripio.FailureRefusedHTTP, "http://192.0.2.1"},
		{"simulator elsewhere over https", ripio.Simulator, "https://192.0.2.1/api/v1/auth", ripio.FailureRefusedHost, "192.0.2.1 is not this machine"},
		{"a name that begins like loopback", ripio.Simulator, "http://127.0.0.1.example/api/v1/auth", ripio.FailureRefusedHTTP, "http://127.0.0.1.example"},
		{"another host", ripio.Sandbox, "https://evil.example/api/v1/auth", ripio.FailureRefusedHost, "https://evil.example is not https://" + sandboxHost},
		{"the other environment's host", ripio.Sandbox, "https://" + productionHost + "/api/v1/auth", ripio.FailureRefusedHost, "https://" + productionHost + " is not https://" + sandboxHost},
		{"sandbox on loopback", ripio.Sandbox, "http://127.0.0.1/api/v1/auth", ripio.FailureRefusedHost, "http://127.0.0.1 is not https://" + sandboxHost},
		{"host as a prefix", ripio.Sandbox, "https://" + sandboxHost + ".evil.example/", ripio.FailureRefusedHost, "https://" + sandboxHost + ".evil.example is not https://" + sandboxHost},
		{"another port", ripio.Sandbox, "https://" + sandboxHost + ":8443/api/v1/auth", ripio.FailureRefusedHost, "https://" + sandboxHost + ":8443 is not https://" + sandboxHost},
		{"user name", ripio.Sandbox, "https://someone@" + sandboxHost + "/api/v1/auth", ripio.FailureRefusedHost, "the URL contains a user name"},
		{"query", ripio.Sandbox, sandbox.AuthURL + "?a=b", ripio.FailureRefusedHost, "the URL contains a query or a fragment"},
		{"empty query", ripio.Sandbox, sandbox.AuthURL + "?", ripio.FailureRefusedHost, "the URL contains a query or a fragment"},
		{"fragment", ripio.Sandbox, sandbox.AuthURL + "#a", ripio.FailureRefusedHost, "the URL contains a query or a fragment"},
		{"another scheme", ripio.Sandbox, "ftp://" + sandboxHost + "/", ripio.FailureRefusedHost, "the scheme is ftp"},
		{"no scheme", ripio.Sandbox, sandboxHost + "/api/v1/auth", ripio.FailureRefusedHost, "the environment's URL has no host or cannot be read"},
		{"empty", ripio.Sandbox, "", ripio.FailureRefusedHost, "the environment's URL has no host or cannot be read"},
		{"unknown environment", "staging", sandbox.AuthURL, ripio.FailureRefusedHost, "staging is not an environment"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			client := clientWithoutNetwork(t)
			exchange := client.Authenticate(context.Background(), ripio.Environment{Name: tt.env, AuthURL: tt.url}, wiretest.Request())
			failure := wiretest.WantFailure(t, exchange, tt.kind)
			if failure.Evidence != tt.evidence {
				t.Errorf("evidence %q, want %q", failure.Evidence, tt.evidence)
			}
			if exchange.Request.ClientID != "acme-client" || exchange.SentAt.IsZero() || !exchange.ReceivedAt.IsZero() {
				t.Errorf("exchange %+v", exchange)
			}
		})
	}
}

// TestCredentialsGoToTheirOwnEnvironment: whoever composed the call, a pair that
// belongs elsewhere meets no socket, and a swap test says so itself.
func TestCredentialsGoToTheirOwnEnvironment(t *testing.T) {
	const sandbox, production, simulated = ripio.Sandbox, ripio.Production, ripio.Simulator
	tests := []struct {
		owner, target ripio.EnvironmentName
		swap, goes    bool
	}{
		{sandbox, sandbox, false, true}, {production, production, false, true}, {simulated, simulated, false, true},
		{sandbox, simulated, false, true}, {"", simulated, false, true},
		{sandbox, production, true, true}, {production, sandbox, true, true},
		{sandbox, production, false, false}, {production, sandbox, false, false}, {production, simulated, false, false},
		{simulated, sandbox, false, false}, {simulated, production, false, false}, {"", sandbox, false, false}, {"", production, false, false},
		{sandbox, sandbox, true, false}, {sandbox, simulated, true, false}, {production, simulated, true, false},
		{simulated, production, true, false}, {"", production, true, false},
	}
	for _, test := range tests {
		env, fixed := ripio.EnvironmentFor(test.target)
		if !fixed {
			env, _ = ripio.SimulatorAt("http://127.0.0.1:1")
		}
		dials := 0
		client := &ripio.Client{Proxy: wiretest.NoProxy}
		client.Dial = func(context.Context, string, string) (net.Conn, error) {
			dials++
			return nil, io.EOF
		}
		request := wiretest.Request()
		request.CredentialsFor, request.SwapTest = test.owner, test.swap
		preview := client.Preview(env, request)
		if dials > 0 {
			t.Fatalf("%+v: the preview asked for a connection", test)
		}
		sent := client.Authenticate(context.Background(), env, request)
		refused := sent.Failure != nil && sent.Failure.Kind == ripio.FailureRefusedPair
		if refused == test.goes || dials > 0 != test.goes || (preview.Failure != nil) == test.goes {
			t.Errorf("%+v: %d connections, failure %v, preview %v", test, dials, sent.Failure, preview.Failure)
		}
	}
}

// clientWithoutNetwork fails the test when it is asked for a connection.
func clientWithoutNetwork(t *testing.T) *ripio.Client {
	client := &ripio.Client{}
	client.Dial = func(_ context.Context, _, address string) (net.Conn, error) {
		t.Errorf("a connection to %s was asked for", address)
		return nil, io.EOF
	}
	return client
}

func TestAuthenticateAcceptsTheFixedHosts(t *testing.T) {
	for _, name := range []ripio.EnvironmentName{ripio.Sandbox, ripio.Production} {
		fixed, _ := ripio.EnvironmentFor(name)
		for _, url := range []string{fixed.AuthURL, strings.Replace(fixed.AuthURL, ".com/", ".com:443/", 1), strings.Replace(fixed.AuthURL, "b2b", "B2B", 1)} {
			var asked string
			client := &ripio.Client{Proxy: wiretest.NoProxy}
			client.Dial = func(_ context.Context, _, address string) (net.Conn, error) {
				asked = address
				return nil, io.EOF
			}
			request := wiretest.Request()
			request.CredentialsFor = name
			client.Authenticate(context.Background(), ripio.Environment{Name: name, AuthURL: url}, request)
			if want := fixed.Host() + ":443"; strings.ToLower(asked) != want {
				t.Errorf("%s: connects to %q, want %q", url, asked, want)
			}
		}
	}
}

func TestAuthenticateRefusesBlockedRequests(t *testing.T) {
	tests := []struct {
		name   string
		change func(*ripio.Request)
		field  string
	}{
		{"empty client_id", func(r *ripio.Request) { r.ClientID = "" }, "client_id"},
		{"empty secret", func(r *ripio.Request) { r.Secret = redact.Secret{} }, "client_secret"},
		{"empty external_ref", func(r *ripio.Request) { r.ExternalRef = "" }, "external_ref"},
		{"empty address", func(r *ripio.Request) { r.Address = "" }, "address"},
		{"colon in client_id", func(r *ripio.Request) { r.ClientID = "a:b" }, "client_id"},
		{"newline in the secret", func(r *ripio.Request) { r.Secret = redact.NewSecret(wiretest.Canary + "\n") }, "client_secret"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			request := wiretest.Request()
			tt.change(&request)
			env, err := ripio.SimulatorAt("http://127.0.0.1:1")
			if err != nil {
				t.Fatal(err)
			}
			exchange := clientWithoutNetwork(t).Authenticate(context.Background(), env, request)
			failure := wiretest.WantFailure(t, exchange, ripio.FailureBlocked)
			if !strings.HasPrefix(failure.Evidence, tt.field+": ") {
				t.Errorf("evidence %q does not name %s", failure.Evidence, tt.field)
			}
			if !finding.Blocked(exchange.Findings) {
				t.Error("the exchange holds no blocking finding")
			}
		})
	}
}

func TestAuthenticateSendsOnce(t *testing.T) {
	tests := []struct {
		name   string
		answer func(conn *net.TCPConn)
		kind   ripio.FailureKind
	}{
		{"closed at once", func(conn *net.TCPConn) {}, ripio.FailureClosed},
		{"reset", func(conn *net.TCPConn) { _ = conn.SetLinger(0) }, ripio.FailureReset},
		{"half a head", func(conn *net.TCPConn) { _, _ = io.WriteString(conn, "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n") }, ripio.FailureClosed},
		{"408, which transports take for an idle close", func(conn *net.TCPConn) {
			_, _ = io.WriteString(conn, "HTTP/1.1 408 Request Timeout\r\nContent-Length: 0\r\n\r\n")
		}, ripio.FailureStatus},
		{"503", func(conn *net.TCPConn) {
			_, _ = io.WriteString(conn, "HTTP/1.1 503 Service Unavailable\r\nRetry-After: 0\r\nContent-Length: 0\r\n\r\n")
		}, ripio.FailureServer},
		{"401 with a challenge", func(conn *net.TCPConn) {
			_, _ = io.WriteString(conn, "HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Basic realm=\"x\"\r\nContent-Length: 0\r\n\r\n")
		}, ripio.FailureRejected},
		{"421", func(conn *net.TCPConn) {
			_, _ = io.WriteString(conn, "HTTP/1.1 421 Misdirected Request\r\nContent-Length: 0\r\n\r\n")
		}, ripio.FailureStatus},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			server := wiretest.ServeRequests(t, func(conn *net.TCPConn, _ <-chan struct{}) { tt.answer(conn) })
			exchange := new(ripio.Client).Authenticate(context.Background(), server.Env(), wiretest.Request())
			failure := wiretest.WantFailure(t, exchange, tt.kind)
			if posts := server.Posts.Load(); posts != 1 {
				t.Errorf("%d requests reached the server", posts)
			}
			if failure.Kind == ripio.FailureClosed && failure.Phase != ripio.PhaseFirstByte {
				t.Errorf("phase %q", failure.Phase)
			}
		})
	}
}

// TestAuthenticateKeepsNoConnection sends twice to a server that would keep the
// connection open: the second request must come over a new one.
func TestAuthenticateKeepsNoConnection(t *testing.T) {
	var connections atomic.Int32
	server := wiretest.Serve(t, func(s *wiretest.Server, conn *net.TCPConn) {
		connections.Add(1)
		for s.ReadRequest(conn) {
			_, _ = io.WriteString(conn, "HTTP/1.1 200 OK\r\nConnection: keep-alive\r\nContent-Length: 2\r\n\r\n{}")
		}
	})
	client := new(ripio.Client)
	for range 2 {
		wiretest.WantFailure(t, client.Authenticate(context.Background(), server.Env(), wiretest.Request()), ripio.FailureNoToken)
	}
	if connections.Load() != 2 || server.Posts.Load() != 2 {
		t.Errorf("%d connections for %d requests", connections.Load(), server.Posts.Load())
	}
}
