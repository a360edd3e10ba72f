package wiretest

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
	"sync/atomic"
	"testing"
	"time"

	"devtools/ripio-explorer/ripio"
)

// SandboxHost is the host of the sandbox.
const SandboxHost = "b2b-widget-onramp-api.sandbox.ripio.com"

// authority signs certificates.
type authority struct {
	Certificate *x509.Certificate
	key         *ecdsa.PrivateKey
}

// Authority returns the one authority of these tests.
var Authority = sync.OnceValue(func() authority {
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
	der, err := x509.CreateCertificate(rand.Reader, template, a.Certificate, key.Public(), a.key)
	if err != nil {
		t.Fatal(err)
	}
	return tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key}
}

// intermediate is an authority between this one and the servers.
func (a authority) intermediate(t testing.TB, name pkix.Name) authority {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(3), Subject: name, NotBefore: a.Certificate.NotBefore, NotAfter: a.Certificate.NotAfter,
		IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageCertSign,
	}
	der, err := x509.CreateCertificate(rand.Reader, template, a.Certificate, key.Public(), a.key)
	if err != nil {
		t.Fatal(err)
	}
	certificate, err := x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	return authority{certificate, key}
}

// TLSSetup is how a TLS server differs from a good one of the sandbox.
type TLSSetup struct {
	Host                string // in the certificate
	NotBefore, NotAfter time.Time
	Issuer              pkix.Name // of an intermediate authority, where one signed the certificate
	LeavesOutIssuer     bool      // sends its own certificate without the intermediate authority's
	Answer              string    // the bytes after the request
	Change              func(*tls.Config)
}

// TLSServer stands for the sandbox; Client trusts it and connects to it.
type TLSServer struct {
	*Server
	Env    ripio.Environment
	Client *ripio.Client

	protocol atomic.Value
}

// Protocol is the protocol that was negotiated last.
func (s *TLSServer) Protocol() string { return s.protocol.Load().(string) }

// ServeTLS starts a server of the sandbox that differs from a good one as setup says.
func ServeTLS(t testing.TB, setup TLSSetup) *TLSServer {
	t.Helper()
	if setup.Host == "" {
		setup.Host = SandboxHost
	}
	if setup.NotAfter.IsZero() {
		setup.NotBefore, setup.NotAfter = time.Now().Add(-time.Hour), time.Now().Add(time.Hour)
	}
	if setup.Answer == "" {
		setup.Answer = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n" + GoodBody
	}
	root := Authority()
	issuer := root
	if setup.Issuer.CommonName != "" {
		issuer = root.intermediate(t, setup.Issuer)
	}
	certificate := issuer.issue(t, setup.Host, setup.NotBefore, setup.NotAfter)
	if issuer != root && !setup.LeavesOutIssuer {
		certificate.Certificate = append(certificate.Certificate, issuer.Certificate.Raw)
	}
	config := &tls.Config{
		Certificates: []tls.Certificate{certificate},
		NextProtos:   []string{"h2", "http/1.1"},
	}
	if setup.Change != nil {
		setup.Change(config)
	}
	server := &TLSServer{}
	server.Server = Serve(t, func(s *Server, conn *net.TCPConn) {
		secured := tls.Server(conn, config)
		defer secured.Close()
		if secured.Handshake() != nil || !s.ReadRequest(secured) {
			return
		}
		server.protocol.Store(secured.ConnectionState().NegotiatedProtocol)
		_, _ = io.Copy(secured, bytes.NewReader([]byte(setup.Answer)))
	})
	server.Env, _ = ripio.EnvironmentFor(ripio.Sandbox)
	roots := x509.NewCertPool()
	roots.AddCert(root.Certificate)
	server.Client = &ripio.Client{RootCAs: roots, Proxy: NoProxy}
	DialTo(server.Client, server.Address())
	return server
}
