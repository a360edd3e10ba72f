package ripio

import (
	"crypto/x509"
	"encoding/pem"
	"errors"
	"os"
)

// ReadAuthorities reads the certificates in a PEM file, for Client.Authorities. The error
// says why the file gives none, or that one of them cannot be read: a file that is set
// and of no use must stop a send.
func ReadAuthorities(path string) ([]*x509.Certificate, error) {
	if problem := trustFileProblem(path); problem != "" {
		return nil, errors.New(problem)
	}
	rest, err := os.ReadFile(path)
	if err != nil {
		return nil, errors.New(reasonOf(err))
	}
	var found []*x509.Certificate
	for {
		var block *pem.Block
		if block, rest = pem.Decode(rest); block == nil {
			break
		}
		if block.Type != "CERTIFICATE" {
			continue
		}
		certificate, err := x509.ParseCertificate(block.Bytes)
		if err != nil {
			return nil, errors.New("names a file with a certificate that cannot be read")
		}
		found = append(found, certificate)
	}
	if len(found) == 0 {
		return nil, errors.New("names a file that contains no certificate in PEM form")
	}
	return found, nil
}

// roots are the authorities of a send; nil for those of this machine alone. Those of this
// machine that cannot be read are passed over, as crypto/x509 does.
func (c *Client) roots() *x509.CertPool {
	if len(c.Authorities) == 0 {
		return c.RootCAs
	}
	pool := x509.NewCertPool()
	if c.RootCAs != nil {
		pool = c.RootCAs.Clone()
	} else if system, err := x509.SystemCertPool(); err == nil {
		pool = system
	}
	for _, authority := range c.Authorities {
		pool.AddCert(authority)
	}
	return pool
}
