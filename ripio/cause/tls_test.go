package cause_test

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/cause"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/internal/wiretest"
)

func TestFirstCauseOfTLSFaults(t *testing.T) {
	now := time.Now()
	noRoots := func(c *ripio.Client) { c.RootCAs = x509.NewCertPool() }
	tests := []struct {
		name     string
		setup    wiretest.TLSSetup
		change   func(*ripio.Client)
		want     finding.Code
		evidence string // a part of it
	}{
		{"another host", wiretest.TLSSetup{Host: "portal.example"}, nil, "tls-wrong-name", "the certificate is for portal.example"},
		{"unknown issuer", wiretest.TLSSetup{}, noRoots, "tls-unknown-issuer", "the issuer is CN=Test CA,O=Testers"},
		{"expired an hour ago", wiretest.TLSSetup{NotBefore: now.Add(-3 * time.Hour), NotAfter: now.Add(-time.Hour)}, nil, "tls-certificate-expired", "has expired"},
		{"not yet valid for an hour", wiretest.TLSSetup{NotBefore: now.Add(time.Hour), NotAfter: now.Add(2 * time.Hour)}, nil,
			"tls-certificate-not-yet-valid", "not yet valid"},
		{"clock a year ahead", wiretest.TLSSetup{}, func(c *ripio.Client) { c.Now = func() time.Time { return now.AddDate(1, 0, 0) } },
			"local-clock-wrong", "; the certificate was valid until "},
		{"clock a month behind", wiretest.TLSSetup{}, func(c *ripio.Client) { c.Now = func() time.Time { return now.AddDate(0, -1, 0) } },
			"local-clock-wrong", "; the certificate is valid from "},
		{"only an old version", wiretest.TLSSetup{Change: func(c *tls.Config) { c.MinVersion, c.MaxVersion = tls.VersionTLS10, tls.VersionTLS10 }}, nil,
			"tls-old-version", "protocol version"},
		{"another protocol", wiretest.TLSSetup{Change: func(c *tls.Config) { c.NextProtos = []string{"imap"} }}, nil, "tls-handshake-failed", "no application protocol"},
		{"asks for a client certificate", wiretest.TLSSetup{Change: func(c *tls.Config) {
			c.ClientAuth, c.MaxVersion = tls.RequireAnyClientCert, tls.VersionTLS12
		}}, nil, "tls-handshake-failed", "handshake failure"},
		{"asks for a client certificate, TLS 1.3", wiretest.TLSSetup{Change: func(c *tls.Config) { c.ClientAuth = tls.RequireAnyClientCert }}, nil,
			"tls-client-certificate", "certificate required"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			server := wiretest.ServeTLS(t, tt.setup)
			if tt.change != nil {
				tt.change(server.Client)
			}
			cause := wantFirstCause(t, server.Client.Authenticate(context.Background(), server.Env, wiretest.PlainRequest()), cause.Background{}, tt.want)
			if !strings.Contains(cause.Evidence, tt.evidence) {
				t.Errorf("evidence %q lacks %q", cause.Evidence, tt.evidence)
			}
		})
	}
}

// TestAnEarlierSendConvictsTheClock has a success that lies in the future.
func TestAnEarlierSendConvictsTheClock(t *testing.T) {
	now := time.Now()
	server := wiretest.ServeTLS(t, wiretest.TLSSetup{NotBefore: now.Add(time.Hour), NotAfter: now.Add(2 * time.Hour)})
	exchange := server.Client.Authenticate(context.Background(), server.Env, wiretest.PlainRequest())
	cause := wantFirstCause(t, exchange, cause.Background{LastSuccess: now.Add(time.Hour)}, "local-clock-wrong")
	if cause.Weight != 100 {
		t.Errorf("weight %d", cause.Weight)
	}
}

func TestFirstCauseOfIssuers(t *testing.T) {
	failed := func(issuer, proxy string) ripio.Exchange {
		sandbox, _ := ripio.EnvironmentFor(ripio.Sandbox)
		return ripio.Exchange{
			Environment: sandbox,
			Connection:  ripio.Connection{Proxy: proxy, Certificate: &ripio.Certificate{Subject: "CN=" + wiretest.SandboxHost, Issuer: issuer, Names: []string{wiretest.SandboxHost}}},
			Failure:     &ripio.Failure{Kind: ripio.FailureTLSIssuer, Phase: ripio.PhaseTLS, Evidence: "x509: certificate signed by unknown authority"},
		}
	}
	for issuer, want := range map[string]finding.Code{
		"CN=Zscaler Intermediate Root CA,O=Zscaler Inc.": "tls-inspected",
		"CN=mitmproxy,O=mitmproxy":                       "tls-inspected",
		"CN=R11,O=Let's Encrypt,C=US":                    "tls-roots-missing",
		"CN=ESET SSL Filter CA,O=ESET\\, spol. s r. o.":  "tls-inspected",
		"CN=AVG Web/Mail Shield Root":                    "tls-inspected",
		"CN=DO_NOT_TRUST_FiddlerRoot":                    "tls-inspected",
		"CN=Sophos_CA_1234":                              "tls-inspected",
		"CN=Preset Root CA":                              "tls-unknown-issuer",
		"CN=Avg Joe":                                     "tls-unknown-issuer",
		"CN=Corp CA,L=Palo Alto,ST=California":           "tls-unknown-issuer",
		"CN=Burpee Seeds CA":                             "tls-unknown-issuer",
		"CN=Disrgarded CA":                               "tls-unknown-issuer",
		"CN=" + wiretest.SandboxHost:                     "tls-unknown-issuer",
		"CN=Acme Corp Proxy CA,O=Acme":                   "tls-unknown-issuer",
	} {
		wantFirstCause(t, failed(issuer, ""), cause.Background{}, want)
	}
	cause := wantFirstCause(t, failed("CN=R11,O=Let's Encrypt,C=US", "http://proxy.acme:3128"), cause.Background{}, "tls-unknown-issuer")
	if want := "the issuer is CN=R11,O=Let's Encrypt,C=US; the certificate is for " + wiretest.SandboxHost +
		"; the request went through the proxy http://proxy.acme:3128"; cause.Evidence != want {
		t.Errorf("evidence %q, want %q", cause.Evidence, want)
	}
}

// TestAChainWithoutItsIntermediate has one server twice: as it should be, and without the
// certificate between its own and the authority's.
func TestAChainWithoutItsIntermediate(t *testing.T) {
	for _, tt := range []struct {
		name   string
		issuer pkix.Name
		want   finding.Code // the first cause without it
	}{
		{"of a public authority", pkix.Name{CommonName: "R11", Organization: []string{"Let's Encrypt"}}, "tls-chain-incomplete"},
		{"of a company", pkix.Name{CommonName: "Acme Issuing CA"}, "tls-unknown-issuer"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			whole := wiretest.ServeTLS(t, wiretest.TLSSetup{Issuer: tt.issuer})
			if exchange := whole.Client.Authenticate(context.Background(), whole.Env, wiretest.PlainRequest()); exchange.Failure != nil {
				t.Fatalf("the whole chain is refused: %v", exchange.Failure)
			}
			cut := wiretest.ServeTLS(t, wiretest.TLSSetup{Issuer: tt.issuer, LeavesOutIssuer: true})
			exchange := cut.Client.Authenticate(context.Background(), cut.Env, wiretest.PlainRequest())
			wantFirstCause(t, exchange, cause.Background{}, tt.want)
			causes := cause.Rank(exchange, cause.Background{})
			at := findCause(causes, "tls-chain-incomplete")
			if at < 0 || !strings.HasPrefix(causes[at].Evidence, "the server sent 1 certificate; the issuer is CN="+tt.issuer.CommonName) ||
				causes[at].Certainty != finding.Possible {
				t.Errorf("%+v", causes)
			}
		})
	}
}

// TestAHandshakeThatHangsMayBeThePacketSize reads the client's hello and then says nothing.
func TestAHandshakeThatHangsMayBeThePacketSize(t *testing.T) {
	sandbox, _ := ripio.EnvironmentFor(ripio.Sandbox)
	server := wiretest.Serve(t, func(_ *wiretest.Server, conn *net.TCPConn) { _, _ = io.Copy(io.Discard, conn) })
	proxy := wiretest.ConnectProxy(t, "200 OK", server.Address(), make(chan *http.Request, 1))
	for name, through := range map[string]func(*http.Request) (*url.URL, error){"directly": wiretest.NoProxy, "through a proxy": wiretest.ProxyAt("http://" + proxy.Address())} {
		t.Run(name, func(t *testing.T) {
			client := &ripio.Client{Proxy: through, ConnectTimeout: 300 * time.Millisecond}
			if name == "directly" {
				wiretest.DialTo(client, server.Address())
			}
			exchange := client.Authenticate(context.Background(), sandbox, wiretest.PlainRequest())
			wantFirstCause(t, exchange, cause.Background{}, "timeout-tls")
			causes := cause.Rank(exchange, cause.Background{})
			at := findCause(causes, "timeout-tls-packet-size")
			if suspected := at > 0; suspected != (name == "directly") || suspected && causes[at].Certainty != finding.Possible {
				t.Errorf("causes %s", listCauses(causes))
			}
		})
	}
}

// TestAPageMayComeFromWhatDecryptsTheConnection has a page over verified TLS, from two issuers.
func TestAPageMayComeFromWhatDecryptsTheConnection(t *testing.T) {
	const page = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\n\r\n<html><title>Welcome</title></html>"
	for issuer, want := range map[string]finding.Code{"Zscaler Intermediate Root CA": "page-portal", "R11": "page-unknown"} {
		server := wiretest.ServeTLS(t, wiretest.TLSSetup{Issuer: pkix.Name{CommonName: issuer}, Answer: page})
		exchange := server.Client.Authenticate(context.Background(), server.Env, wiretest.PlainRequest())
		wantFirstCause(t, exchange, cause.Background{}, want)
		if at := findCause(cause.Rank(exchange, cause.Background{}), "page-portal"); at >= 0 != (want == "page-portal") {
			t.Errorf("%s: page-portal at %d", issuer, at)
		}
	}
}

func TestFirstCauseOnMixedUpPorts(t *testing.T) {
	sandbox, _ := ripio.EnvironmentFor(ripio.Sandbox)
	plain := httptest.NewServer(http.NotFoundHandler())
	defer plain.Close()
	ssh := wiretest.Serve(t, func(s *wiretest.Server, conn *net.TCPConn) {
		_, _ = io.WriteString(conn, "SSH-2.0-OpenSSH_9.9\r\n")
		<-s.Done
	})
	for _, tt := range []struct {
		name, address string
		want          finding.Code
	}{
		{"TLS to plain http", plain.Listener.Addr().String(), "tls-not-spoken"},
		{"TLS to something else", ssh.Address(), "tls-not-spoken"},
	} {
		client := &ripio.Client{Proxy: wiretest.NoProxy}
		wiretest.DialTo(client, tt.address)
		t.Run(tt.name, func(t *testing.T) {
			wantFirstCause(t, client.Authenticate(context.Background(), sandbox, wiretest.PlainRequest()), cause.Background{}, tt.want)
		})
	}
	t.Run("http to TLS, told in words", func(t *testing.T) {
		told := wiretest.Answering(t, "400 Bad Request", "text/plain", "Client sent an HTTP request to an HTTPS server.\n")
		wantFirstCause(t, send(t, told), cause.Background{}, "https-on-this-port")
	})
}

func TestFirstCauseWhenTheHandshakeBreaks(t *testing.T) {
	sandbox, _ := ripio.EnvironmentFor(ripio.Sandbox)
	for _, tt := range []struct {
		name string
		end  func(conn *net.TCPConn)
		want finding.Code
	}{
		{"closed", func(*net.TCPConn) {}, "closed-in-handshake"},
		{"reset", func(conn *net.TCPConn) { _ = conn.SetLinger(0) }, "closed-in-handshake"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			server := wiretest.Serve(t, func(_ *wiretest.Server, conn *net.TCPConn) {
				_, _ = conn.Read(make([]byte, 16<<10)) // the client's hello
				tt.end(conn)
			})
			client := &ripio.Client{Proxy: wiretest.NoProxy}
			wiretest.DialTo(client, server.Address())
			wantFirstCause(t, client.Authenticate(context.Background(), sandbox, wiretest.PlainRequest()), cause.Background{}, tt.want)
		})
	}
}
