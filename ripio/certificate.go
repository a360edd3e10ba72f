package ripio

import (
	"crypto/tls"
	"crypto/x509"
	"errors"
	"time"
)

// Certificate is what a server shows in a TLS handshake, before anybody says
// that it is to be trusted. Its texts are outside text.
type Certificate struct {
	// Subject and Issuer are distinguished names in the form of RFC 2253, such
	// as "CN=R11,O=Let's Encrypt,C=US".
	Subject, Issuer string
	// Names are the host names and IP addresses that it is for.
	Names []string
	// NotBefore and NotAfter bound its validity, in UTC.
	NotBefore, NotAfter time.Time
}

// newCertificate keeps what a person needs to recognise a certificate.
func newCertificate(leaf *x509.Certificate) *Certificate {
	names := append([]string(nil), leaf.DNSNames...)
	for _, ip := range leaf.IPAddresses {
		names = append(names, ip.String())
	}
	return &Certificate{
		Subject: leaf.Subject.String(), Issuer: leaf.Issuer.String(), Names: names,
		NotBefore: leaf.NotBefore.UTC(), NotAfter: leaf.NotAfter.UTC(),
	}
}

// certificateOf returns the server's own certificate of a finished handshake.
func certificateOf(state *tls.ConnectionState) *Certificate {
	if len(state.PeerCertificates) == 0 {
		return nil
	}
	return newCertificate(state.PeerCertificates[0])
}

// refusedCertificate returns the certificate that a handshake failed on.
func refusedCertificate(err error) *Certificate {
	var refused *tls.CertificateVerificationError
	if !errors.As(err, &refused) || len(refused.UnverifiedCertificates) == 0 {
		return nil
	}
	return newCertificate(refused.UnverifiedCertificates[0])
}
