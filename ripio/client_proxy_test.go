package ripio_test

import (
	"bufio"
	"context"
	"crypto/x509"
	"errors"
	"io"
	"net"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"strings"
	"testing"

	"devtools/ripio-explorer/ripio"
)

func noProxy(*http.Request) (*url.URL, error) { return nil, nil }

// proxyAt sends everything through one proxy.
func proxyAt(address string) func(*http.Request) (*url.URL, error) {
	parsed, err := url.Parse(address)
	return func(*http.Request) (*url.URL, error) { return parsed, err }
}

// newConnectProxy answers a CONNECT with a status line; with 200 it opens a
// tunnel to the target.
func newConnectProxy(t testing.TB, status, target string, requests chan<- *http.Request) *rawServer {
	return newBareServer(t, func(_ *rawServer, conn *net.TCPConn) {
		reader := bufio.NewReader(conn)
		request, err := http.ReadRequest(reader)
		if err != nil {
			return
		}
		requests <- request
		if _, err := io.WriteString(conn, "HTTP/1.1 "+status+"\r\nProxy-Authenticate: Basic\r\n\r\n"); err != nil || !strings.HasPrefix(status, "200") {
			return
		}
		upstream, err := net.Dial("tcp", target)
		if err != nil {
			return
		}
		defer upstream.Close()
		go func() {
			_, _ = io.Copy(upstream, reader)
			_ = upstream.(*net.TCPConn).CloseWrite()
		}()
		_, _ = io.Copy(conn, upstream)
	})
}

// viaProxy is a client that trusts the server and reaches it through proxy.
func viaProxy(server *tlsServer, proxy string) *ripio.Client {
	return &ripio.Client{RootCAs: server.client.RootCAs, Proxy: proxyAt(proxy), UserAgent: "tester/1"}
}

func TestAuthenticateThroughAProxy(t *testing.T) {
	server := newTLSServer(t, tlsSetup{})
	requests := make(chan *http.Request, 1)
	proxy := newConnectProxy(t, "200 Connection established", server.address(), requests)
	client := viaProxy(server, "http://alice:pr0xy-password@"+proxy.address())
	exchange := client.Authenticate(context.Background(), server.env, testRequest())
	if exchange.Failure != nil {
		t.Fatal(exchange.Failure)
	}
	connect := <-requests
	if connect.Method != "CONNECT" || connect.RequestURI != sandboxHost+":443" || connect.UserAgent() != "tester/1" {
		t.Errorf("the proxy saw %s %s from %q", connect.Method, connect.RequestURI, connect.UserAgent())
	}
	if name, password, ok := proxyCredentials(connect); !ok || name != "alice" || password != "pr0xy-password" {
		t.Errorf("the proxy saw the credentials %q, %q", name, password)
	}
	connection, timing := exchange.Connection, exchange.Timing
	if connection.Proxy != "http://"+proxy.address() || connection.RemoteAddress != proxy.address() || connection.TLSVersion != "TLS 1.3" {
		t.Errorf("connection %+v", connection)
	}
	if timing.Connect <= 0 || timing.Proxy <= 0 || timing.TLS <= 0 || timing.FirstByte <= 0 {
		t.Errorf("timing %+v", timing)
	}
	if strings.Contains(render(t, exchange), "pr0xy-password") {
		t.Error("the exchange holds the proxy's password")
	}
	if strings.Contains(server.wire(), "Proxy-Authorization") {
		t.Error("the server saw the proxy's password")
	}
}

func proxyCredentials(request *http.Request) (name, password string, ok bool) {
	copied := &http.Request{Header: http.Header{"Authorization": request.Header["Proxy-Authorization"]}}
	return copied.BasicAuth()
}

func TestAuthenticateNamesProxyFaults(t *testing.T) {
	server := newTLSServer(t, tlsSetup{})
	refusing := func(status string) string {
		return "http://alice:pr0xy-password@" + newConnectProxy(t, status, "", make(chan *http.Request, 1)).address()
	}
	down, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	down.Close()
	notHTTP := newBareServer(t, func(_ *rawServer, conn *net.TCPConn) {
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
		{"speaks something else", "http://" + notHTTP.address(), "malformed HTTP"},
		{"speaks no SOCKS", "socks5://" + notHTTP.address(), "socks connect"},
		{"an unknown kind", "ftp://127.0.0.1:1", "not one of an http, https or socks5 proxy"},
		{"no host", "http://", "not one of an http, https or socks5 proxy"},
		{"no address", "http://alice:pr0xy-password@[::1", "is no URL"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			exchange := viaProxy(server, tt.proxy).Authenticate(context.Background(), server.env, testRequest())
			failure := wantFailure(t, exchange, ripio.FailureProxy)
			if !strings.Contains(failure.Evidence, tt.evidence) {
				t.Errorf("evidence %q lacks %q", failure.Evidence, tt.evidence)
			}
			if text := render(t, exchange); strings.Contains(text, "pr0xy-password") || strings.Contains(text, "alice") {
				t.Errorf("the exchange holds the proxy's credentials: %s", text)
			}
		})
	}
	if posts := server.posts.Load(); posts != 0 {
		t.Errorf("%d requests reached the server", posts)
	}
}

// TestAuthenticateNamesAProxyThatReadsAlong is a company's proxy with its own
// certificate: what fails is TLS, not the proxy.
func TestAuthenticateNamesAProxyThatReadsAlong(t *testing.T) {
	server := newTLSServer(t, tlsSetup{})
	proxy := newConnectProxy(t, "200 OK", server.address(), make(chan *http.Request, 1))
	client := viaProxy(server, "http://"+proxy.address())
	client.RootCAs = x509.NewCertPool()
	exchange := client.Authenticate(context.Background(), server.env, testRequest())
	wantFailure(t, exchange, ripio.FailureTLSIssuer)
	if certificate := exchange.Connection.Certificate; certificate == nil || certificate.Issuer != "CN=Test CA,O=Testers" {
		t.Errorf("certificate %+v", certificate)
	}
}

func TestAuthenticateNeedsNoProxyForLoopback(t *testing.T) {
	server := answering(t, "200 OK", "application/json", goodBody)
	client := &ripio.Client{Proxy: func(*http.Request) (*url.URL, error) {
		t.Error("the proxy was asked for")
		return nil, errors.New("no proxy")
	}}
	if exchange := client.Authenticate(context.Background(), server.env(), testRequest()); exchange.Failure != nil {
		t.Error(exchange.Failure)
	}
}

// TestAuthenticateReadsTheProxyVariables runs itself again, because net/http
// reads the variables once in a process.
func TestAuthenticateReadsTheProxyVariables(t *testing.T) {
	const marker = "RIPIO_TEST_PROXIED_SEND"
	if os.Getenv(marker) != "" {
		sandbox, _ := ripio.EnvironmentFor(ripio.Sandbox)
		wantFailure(t, new(ripio.Client).Authenticate(context.Background(), sandbox, testRequest()), ripio.FailureProxy)
		return
	}
	requests := make(chan *http.Request, 1)
	proxy := newConnectProxy(t, "403 Forbidden", "", requests)
	self := exec.Command(os.Args[0], "-test.run=^"+t.Name()+"$")
	self.Env = append(os.Environ(), marker+"=1", "HTTPS_PROXY=http://"+proxy.address(), "NO_PROXY=")
	if output, err := self.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, output)
	}
	if request := <-requests; request.RequestURI != sandboxHost+":443" {
		t.Errorf("the proxy was asked for %s", request.RequestURI)
	}
}
