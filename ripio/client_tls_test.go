package ripio_test

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/internal/wiretest"
)

// TestAuthenticateSpeaksHTTP1 offers HTTP/2 first: a client that took it could
// send the body twice.
func TestAuthenticateSpeaksHTTP1(t *testing.T) {
	server := wiretest.ServeTLS(t, wiretest.TLSSetup{})
	exchange := server.Client.Authenticate(context.Background(), server.Env, wiretest.Request())
	if exchange.Failure != nil {
		t.Fatal(exchange.Failure)
	}
	if server.Protocol() != "http/1.1" || !strings.HasPrefix(server.Wire(), "POST /api/v1/auth HTTP/1.1\r\nHost: "+wiretest.SandboxHost+"\r\n") {
		t.Errorf("protocol %q, request %q", server.Protocol(), server.Wire())
	}
	timing := exchange.Timing
	if timing.Connect <= 0 || timing.TLS <= 0 || timing.FirstByte <= 0 || timing.Proxy != 0 {
		t.Errorf("timing %+v", timing)
	}
}

// TestAuthenticateSpeaksHTTP1ToGo does the same with Go's own server, which
// prefers HTTP/2 where a client allows it.
func TestAuthenticateSpeaksHTTP1ToGo(t *testing.T) {
	protocol := make(chan string, 1)
	server := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		protocol <- r.Proto
		_, _ = io.WriteString(w, wiretest.GoodBody)
	}))
	server.EnableHTTP2 = true
	server.StartTLS()
	defer server.Close()
	roots := x509.NewCertPool()
	roots.AddCert(server.Certificate())
	client := &ripio.Client{RootCAs: roots}
	env := ripio.Environment{Name: ripio.Simulator, AuthURL: server.URL + "/api/v1/auth"}
	exchange := client.Authenticate(context.Background(), env, wiretest.Request())
	if exchange.Failure != nil {
		t.Fatal(exchange.Failure)
	}
	if got := <-protocol; got != "HTTP/1.1" {
		t.Errorf("the server saw %s", got)
	}
}

func TestAuthenticateKeepsTheCertificate(t *testing.T) {
	notBefore := time.Now().Add(-time.Hour).UTC().Truncate(time.Second)
	server := wiretest.ServeTLS(t, wiretest.TLSSetup{NotBefore: notBefore, NotAfter: notBefore.Add(24 * time.Hour)})
	connection := server.Client.Authenticate(context.Background(), server.Env, wiretest.Request()).Connection
	if connection.RemoteAddress != server.Address() || connection.TLSVersion != "TLS 1.3" || connection.Certificate == nil {
		t.Fatalf("connection %+v", connection)
	}
	got := *connection.Certificate
	if got.Subject != "CN="+wiretest.SandboxHost || got.Issuer != "CN=Test CA,O=Testers" || strings.Join(got.Names, " ") != wiretest.SandboxHost ||
		!got.NotBefore.Equal(notBefore) || !got.NotAfter.Equal(notBefore.Add(24*time.Hour)) {
		t.Errorf("certificate %+v", got)
	}
}

func TestAuthenticateNamesTLSFaults(t *testing.T) {
	now := time.Now()
	tests := []struct {
		name     string
		setup    wiretest.TLSSetup
		change   func(*ripio.Client)
		kind     ripio.FailureKind
		evidence string // a part of it
	}{
		{"another host", wiretest.TLSSetup{Host: "portal.example"}, nil, ripio.FailureTLSName, "portal.example, not " + wiretest.SandboxHost},
		{"unknown issuer", wiretest.TLSSetup{}, func(c *ripio.Client) { c.RootCAs = x509.NewCertPool() }, ripio.FailureTLSIssuer, "unknown authority"},
		{"expired", wiretest.TLSSetup{NotBefore: now.Add(-3 * time.Hour), NotAfter: now.Add(-time.Hour)}, nil, ripio.FailureTLSExpired, "has expired"},
		{"not yet valid", wiretest.TLSSetup{NotBefore: now.Add(time.Hour), NotAfter: now.Add(2 * time.Hour)}, nil, ripio.FailureTLSExpired, "not yet valid"},
		{"expired by a wrong local clock", wiretest.TLSSetup{}, func(c *ripio.Client) { c.Now = func() time.Time { return now.AddDate(1, 0, 0) } }, ripio.FailureTLSExpired, "has expired"},
		{"only an old version", wiretest.TLSSetup{Change: func(c *tls.Config) { c.MinVersion, c.MaxVersion = tls.VersionTLS11, tls.VersionTLS11 }}, nil, ripio.FailureTLS, "protocol version"},
		{"another protocol", wiretest.TLSSetup{Change: func(c *tls.Config) { c.NextProtos = []string{"imap"} }}, nil, ripio.FailureTLS, "no application protocol"},
		{"asks for a client certificate", wiretest.TLSSetup{Change: func(c *tls.Config) {
			c.ClientAuth, c.MaxVersion = tls.RequireAnyClientCert, tls.VersionTLS12
		}}, nil, ripio.FailureTLS, "remote error: tls: handshake failure"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			server := wiretest.ServeTLS(t, tt.setup)
			if tt.change != nil {
				tt.change(server.Client)
			}
			exchange := server.Client.Authenticate(context.Background(), server.Env, wiretest.Request())
			failure := wiretest.WantFailure(t, exchange, tt.kind)
			if !strings.Contains(failure.Evidence, tt.evidence) {
				t.Errorf("evidence %q lacks %q", failure.Evidence, tt.evidence)
			}
			if tt.kind != ripio.FailureTLS && (failure.Phase != ripio.PhaseTLS || exchange.Connection.Certificate == nil || exchange.Timing.TLS <= 0) {
				t.Errorf("phase %q, connection %+v, timing %+v", failure.Phase, exchange.Connection, exchange.Timing)
			}
			if posts := server.Posts.Load(); posts != 0 {
				t.Errorf("%d requests reached the server", posts)
			}
		})
	}
}

func TestAuthenticateOnMixedUpPorts(t *testing.T) {
	sandbox, _ := ripio.EnvironmentFor(ripio.Sandbox)
	t.Run("TLS to a port that speaks http", func(t *testing.T) {
		server := httptest.NewServer(http.NotFoundHandler())
		defer server.Close()
		client := &ripio.Client{Proxy: wiretest.NoProxy}
		wiretest.DialTo(client, server.Listener.Addr().String())
		failure := wiretest.WantFailure(t, client.Authenticate(context.Background(), sandbox, wiretest.Request()), ripio.FailureTLS)
		if failure.Evidence != "the server speaks plain HTTP on this port, not TLS" || failure.Phase != ripio.PhaseTLS {
			t.Errorf("%q in %q", failure.Evidence, failure.Phase)
		}
	})
	t.Run("TLS to a port that speaks something else", func(t *testing.T) {
		server := wiretest.Serve(t, func(s *wiretest.Server, conn *net.TCPConn) {
			_, _ = io.WriteString(conn, "SSH-2.0-OpenSSH_9.9\r\n")
			<-s.Done
		})
		client := &ripio.Client{Proxy: wiretest.NoProxy}
		wiretest.DialTo(client, server.Address())
		failure := wiretest.WantFailure(t, client.Authenticate(context.Background(), sandbox, wiretest.Request()), ripio.FailureTLS)
		if !strings.Contains(failure.Evidence, "first record does not look like a TLS handshake") {
			t.Errorf("evidence %q", failure.Evidence)
		}
	})
	t.Run("http to a port that speaks TLS", func(t *testing.T) {
		server := httptest.NewUnstartedServer(http.NotFoundHandler())
		server.Config.ErrorLog = log.New(io.Discard, "", 0)
		server.StartTLS()
		defer server.Close()
		env, err := ripio.SimulatorAt(strings.Replace(server.URL, "https", "http", 1))
		if err != nil {
			t.Fatal(err)
		}
		failure := wiretest.WantFailure(t, new(ripio.Client).Authenticate(context.Background(), env, wiretest.Request()), ripio.FailureStatus)
		if failure.Message != "Client sent an HTTP request to an HTTPS server." {
			t.Errorf("message %q", failure.Message)
		}
	})
}

func TestAuthenticateWhenTheHandshakeBreaks(t *testing.T) {
	sandbox, _ := ripio.EnvironmentFor(ripio.Sandbox)
	tests := []struct {
		name string
		end  func(conn *net.TCPConn)
		kind ripio.FailureKind
	}{
		{"closed", func(*net.TCPConn) {}, ripio.FailureClosed},
		{"reset", func(conn *net.TCPConn) { _ = conn.SetLinger(0) }, ripio.FailureReset},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			server := wiretest.Serve(t, func(_ *wiretest.Server, conn *net.TCPConn) {
				_, _ = conn.Read(make([]byte, 16<<10)) // the client's hello
				tt.end(conn)
			})
			client := &ripio.Client{Proxy: wiretest.NoProxy}
			wiretest.DialTo(client, server.Address())
			failure := wiretest.WantFailure(t, client.Authenticate(context.Background(), sandbox, wiretest.Request()), tt.kind)
			if failure.Phase != ripio.PhaseTLS {
				t.Errorf("phase %q", failure.Phase)
			}
		})
	}
}
