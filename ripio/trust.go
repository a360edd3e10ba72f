package ripio

import (
	"crypto/x509"
	"encoding/pem"
	"errors"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"syscall"

	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/phrase"
)

// mostTrustBytes is more than any list of authorities has.
const mostTrustBytes = 16 << 20

// readsTrust reports whether crypto/x509 reads the variables on this operating system.
const readsTrust = runtime.GOOS != "windows" && runtime.GOOS != "darwin" && runtime.GOOS != "ios"

// systemTrust are the places that crypto/x509 reads on Linux without a variable.
var systemTrust = []string{"/etc/ssl/certs", "/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs", "/etc/pki/tls/certs/ca-bundle.crt"}

// trustFindings names the variables for this machine's authorities that are set
// and of no use: crypto/x509 passes over what it cannot read. Once a certificate was
// not trusted, it names those instead that are of use. Source: the documentation of
// x509.SystemCertPool.
func (c *Client) trustFindings(target *url.URL, failed bool) []finding.Finding {
	if c.RootCAs != nil || target.Scheme != "https" {
		return nil
	}
	var findings []finding.Finding
	for _, variable := range []struct {
		name    string
		problem func(value string) string
	}{{"SSL_CERT_FILE", trustFileProblem}, {"SSL_CERT_DIR", trustFoldersProblem}} {
		value := os.Getenv(variable.name)
		if value == "" {
			continue
		}
		problem := variable.problem(value)
		switch {
		case failed && (problem != "" || !readsTrust): // named before the send
		case failed && slices.Contains(systemTrust, filepath.Clean(value)): // it takes nothing away
		case failed:
			findings = append(findings, finding.New("connection-trust-named", finding.FieldConnection, variable.name+" names "+phrase.CutText(value, MaxEvidence)))
		case !readsTrust:
			findings = append(findings, finding.New("connection-trust-not-read", finding.FieldConnection, variable.name))
		case problem != "":
			findings = append(findings, finding.New("connection-trust-unusable", finding.FieldConnection, variable.name+" "+problem))
		}
	}
	return findings
}

// trustFileProblem says why a file gives no authority; empty when it gives one.
func trustFileProblem(path string) string {
	shown := phrase.CutText(path, MaxEvidence)
	names := "names " + shown
	about, err := os.Stat(path)
	var data []byte
	switch {
	case err != nil:
	case about.IsDir():
		return "names the folder " + shown + "; SSL_CERT_DIR is the variable for folders"
	case !about.Mode().IsRegular():
		return "" // a pipe can be read once; it is left to crypto/x509
	case about.Size() > mostTrustBytes:
		return names + ", which is larger than any list of certificates"
	default:
		data, err = os.ReadFile(path)
	}
	switch {
	case err != nil:
		return names + ": " + reasonOf(err)
	case !x509.NewCertPool().AppendCertsFromPEM(data):
		return names + ", which contains no certificate in PEM form"
	}
	return ""
}

// trustFoldersProblem says why none of several folders gives an authority.
func trustFoldersProblem(value string) string {
	var reasons []string
	for _, folder := range strings.Split(value, ":") {
		entries, err := os.ReadDir(folder)
		if err != nil {
			reasons = append(reasons, phrase.CutText(folder, MaxEvidence)+": "+reasonOf(err))
			continue
		}
		for _, entry := range entries {
			if trustFileProblem(filepath.Join(folder, entry.Name())) == "" {
				return ""
			}
		}
		reasons = append(reasons, phrase.CutText(folder, MaxEvidence)+" contains no certificate in PEM form")
	}
	return "names nothing that can be used: " + strings.Join(reasons, "; ")
}

// reasonOf is what the operating system said, without the path.
func reasonOf(err error) string {
	if errors.Is(err, fs.ErrNotExist) {
		return "there is no such file"
	}
	if number, is := errors.AsType[syscall.Errno](err); is {
		return number.Error()
	}
	return err.Error()
}

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

// Roots are the authorities of this machine and those that are trusted beside them; nil for
// this machine's alone.
func Roots(authorities []*x509.Certificate) *x509.CertPool {
	return (&Client{Authorities: authorities}).roots()
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
