package simulator

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"fmt"
	"math/big"
	"net"
	"time"
)

const certificateLife = 30 * 24 * time.Hour

// NewCertificate makes a certificate for localhost, the loopback addresses and more
// hosts, and the authority that signed it, in PEM. The authority's key is thrown away,
// so that nobody can make another certificate that its holders would trust.
func NewCertificate(now time.Time, hosts ...string) (certificate tls.Certificate, authority []byte, err error) {
	fail := func(err error) (tls.Certificate, []byte, error) {
		return tls.Certificate{}, nil, fmt.Errorf("make the simulator's certificate: %w", err)
	}
	authorityKey, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return fail(err)
	}
	serverKey, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return fail(err)
	}
	issuer := template(now, "ripio-explorer simulator, authority of one run")
	issuer.IsCA, issuer.BasicConstraintsValid, issuer.MaxPathLenZero = true, true, true
	issuer.KeyUsage = x509.KeyUsageCertSign
	issuerDER, err := x509.CreateCertificate(rand.Reader, issuer, issuer, authorityKey.Public(), authorityKey)
	if err != nil {
		return fail(err)
	}
	issuer, err = x509.ParseCertificate(issuerDER)
	if err != nil {
		return fail(err)
	}
	server := template(now, "ripio-explorer simulator")
	server.KeyUsage, server.ExtKeyUsage = x509.KeyUsageDigitalSignature, []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth}
	for _, host := range append([]string{"localhost", "127.0.0.1", "::1"}, hosts...) {
		if ip := net.ParseIP(host); ip != nil {
			server.IPAddresses = append(server.IPAddresses, ip)
		} else if host != "" {
			server.DNSNames = append(server.DNSNames, host)
		}
	}
	serverDER, err := x509.CreateCertificate(rand.Reader, server, issuer, serverKey.Public(), authorityKey)
	if err != nil {
		return fail(err)
	}
	return tls.Certificate{Certificate: [][]byte{serverDER}, PrivateKey: serverKey},
		pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: issuerDER}), nil
}

func template(now time.Time, name string) *x509.Certificate {
	serial, _ := rand.Int(rand.Reader, new(big.Int).Lsh(big.NewInt(1), 120)) // never fails, it would end the program
	return &x509.Certificate{
		SerialNumber: serial, Subject: pkix.Name{CommonName: name},
		NotBefore: now.Add(-time.Hour), NotAfter: now.Add(certificateLife),
	}
}
