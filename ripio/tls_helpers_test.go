package ripio_test

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"io"
	"math/big"
	"net"
	"sync"
	"testing"
	"time"

	"devtools/ripio-explorer/ripio"
)

const sandboxHost = "b2b-widget-onramp-api.sandbox.ripio.com"

// authority signs certificates.
type authority struct {
	certificate *x509.Certificate
	key         *ecdsa.PrivateKey
}

var newAuthority = sync.OnceValue(func() authority {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		panic(err)
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "Test CA", Organization: []string{"Testers"}},
		NotBefore: time.Now().Add(-48 * time.Hour), NotAfter: time.Now().Add(48 * time.Hour),
		IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageCertSign,
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, key.Public(), key)
	if err != nil {
		panic(err)
	}
	certificate, err := x509.ParseCertificate(der)
	if err != nil {
		panic(err)
	}
	return authority{certificate, key}
})

func (a authority) issue(t testing.TB, host string, notBefore, notAfter time.Time) tls.Certificate {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(2), Subject: pkix.Name{CommonName: host}, DNSNames: []string{host},
		NotBefore: notBefore, NotAfter: notAfter, ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth},
	}
	der, err := x509.CreateCertificate(rand.Reader, template, a.certificate, key.Public(), a.key)
	if err != nil {
		t.Fatal(err)
	}
	return tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key}
}

// tlsSetup is how a TLS server differs from a good one of the sandbox.
type tlsSetup struct {
	host                string // in the certificate
	notBefore, notAfter time.Time
	answer              string // the bytes after the request
	change              func(*tls.Config)
}

// tlsServer stands for the sandbox; client trusts it and connects to it.
type tlsServer struct {
	*rawServer
	env    ripio.Environment
	client *ripio.Client

	mu       sync.Mutex
	protocol string // that was negotiated
}

func newTLSServer(t testing.TB, setup tlsSetup) *tlsServer {
	t.Helper()
	if setup.host == "" {
		setup.host = sandboxHost
	}
	if setup.notAfter.IsZero() {
		setup.notBefore, setup.notAfter = time.Now().Add(-time.Hour), time.Now().Add(time.Hour)
	}
	if setup.answer == "" {
		setup.answer = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n" + goodBody
	}
	authority := newAuthority()
	config := &tls.Config{
		Certificates: []tls.Certificate{authority.issue(t, setup.host, setup.notBefore, setup.notAfter)},
		NextProtos:   []string{"h2", "http/1.1"},
	}
	if setup.change != nil {
		setup.change(config)
	}
	server := &tlsServer{}
	server.rawServer = newBareServer(t, func(s *rawServer, conn *net.TCPConn) {
		secured := tls.Server(conn, config)
		defer secured.Close()
		if secured.Handshake() != nil || !s.readRequest(secured) {
			return
		}
		server.mu.Lock()
		server.protocol = secured.ConnectionState().NegotiatedProtocol
		server.mu.Unlock()
		_, _ = io.Copy(secured, bytes.NewReader([]byte(setup.answer)))
	})
	server.env, _ = ripio.EnvironmentFor(ripio.Sandbox)
	roots := x509.NewCertPool()
	roots.AddCert(authority.certificate)
	server.client = &ripio.Client{RootCAs: roots, Proxy: noProxy}
	dialTo(server.client, server.address())
	return server
}
