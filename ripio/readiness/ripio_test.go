package readiness_test

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"testing"
	"time"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/simulator"
)

// ripioServer stands for one of Ripio's hosts, with a certificate for its name.
type ripioServer struct {
	roots   *x509.CertPool
	address string
}

func newRipio(t *testing.T, name ripio.EnvironmentName, handler http.Handler) *ripioServer {
	t.Helper()
	environment, _ := ripio.EnvironmentFor(name)
	certificate, authority, err := simulator.NewCertificate(time.Now(), environment.Host())
	if err != nil {
		t.Fatal(err)
	}
	roots := x509.NewCertPool()
	roots.AppendCertsFromPEM(authority)
	server := httptest.NewUnstartedServer(handler)
	server.TLS = &tls.Config{Certificates: []tls.Certificate{certificate}}
	server.Config.ErrorLog = log.New(io.Discard, "", 0)
	server.StartTLS()
	t.Cleanup(server.Close)
	return &ripioServer{roots: roots, address: server.Listener.Addr().String()}
}

func (s *ripioServer) dial(ctx context.Context, network, _ string) (net.Conn, error) {
	return new(net.Dialer).DialContext(ctx, network, s.address)
}

func noProxy(*http.Request) (*url.URL, error) { return nil, nil } //nolint:nilnil // as http.Transport.Proxy wants it
