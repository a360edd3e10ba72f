package ripio

import (
	"cmp"
	"crypto/x509"
	"slices"
	"strings"
	"time"

	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/phrase"
)

const (
	// slowPhase is from which duration on a phase is worth a note.
	slowPhase = 2 * time.Second
	// certificateWarning is how long before its end a certificate is worth a
	// warning; for one that lives shorter than three times that, a third of its
	// life: such certificates are renewed late on purpose.
	certificateWarning = 14 * 24 * time.Hour
)

// connectionFindings says what a send travelled over and how long it took. Over
// plain http on this machine there is nothing to say.
func (e *Exchange) connectionFindings() []finding.Finding {
	var findings []finding.Finding
	add := func(code finding.Code, found string) {
		findings = append(findings, finding.New(code, finding.FieldConnection, found))
	}
	if e.Connection.Proxy != "" {
		add("connection-proxy", e.Connection.Proxy)
	}
	if e.Connection.TLSVersion != "" {
		add("connection-tls", e.Connection.TLSVersion)
		if shown := e.Connection.Certificate; shown != nil {
			findings = append(findings, certificateFinding(*shown, e.Clock.ServerTime(e.ReceivedAt)))
		}
	}
	byTime := func(a, b PhaseTook) int { return cmp.Compare(a.Took, b.Took) }
	if longest := slices.MaxFunc(e.Timing.Phases(), byTime); longest.Took >= slowPhase {
		add("connection-slow", string(longest.Phase)+" took "+longest.Took.Round(100*time.Millisecond).String()+" of "+
			e.Timing.Total.Round(100*time.Millisecond).String())
	}
	return findings
}

// certificateFinding says who signed a trusted certificate and how long it lasts.
func certificateFinding(shown Certificate, now time.Time) finding.Finding {
	found := "issued by " + shown.Issuer + ", until " + phrase.OnDay(shown.NotAfter)
	switch {
	case shown.NotAfter.Sub(now) < min(certificateWarning, shown.NotAfter.Sub(shown.NotBefore)/3):
		return finding.New("connection-certificate-ends", finding.FieldConnection, found)
	case InspectedBy(shown.Issuer):
		return finding.New("connection-inspected", finding.FieldConnection, found)
	}
	return finding.New("connection-certificate", finding.FieldConnection, found)
}

// wayFindings reports what proxies and gateways left in the response.
func wayFindings(response *Response) []finding.Finding {
	var findings []finding.Finding
	if via := strings.Join(response.Header["Via"], ", "); via != "" {
		findings = append(findings, finding.New("connection-via", finding.FieldConnection, phrase.CutText(via, MaxEvidence)))
	}
	if response.Protocol == "HTTP/1.0" {
		findings = append(findings, finding.New("connection-http-1.0", finding.FieldConnection, response.Protocol))
	}
	return findings
}

// InspectedBy reports whether a certificate's issuer names a product that reads TLS.
func InspectedBy(issuer string) bool { return phrase.HasWord(issuer, inspectors...) }

// inspectors are names that products which read TLS put into the issuers of
// their certificates. A name that is also a place or a person's has another word
// beside it.
var inspectors = []string{
	"zscaler", "netskope", "goskope", "fortinet", "fortigate", "palo alto networks", "sophos", "kaspersky", "avast", "avg web", "avg technologies",
	"avg antivirus", "eset", "cisco umbrella", "blue coat", "bluecoat", "symantec web", "check point", "forcepoint", "bitdefender",
	"cloudflare gateway", "watchguard", "barracuda networks", "mitmproxy", "charles proxy", "fiddler", "fiddlerroot", "portswigger",
	"burp suite", "proxyman",
}

// Certificate is what a server shows in a TLS handshake, before anybody says
// that it is to be trusted. Its texts are outside text.
type Certificate struct {
	// Subject and Issuer are distinguished names in the form of RFC 2253, such
	// as "CN=R11,O=Let's Encrypt,C=US".
	Subject string `json:"subject"`
	Issuer  string `json:"issuer"`
	// Names are the host names and IP addresses that it is for.
	Names []string `json:"names,omitempty"`
	// NotBefore and NotAfter bound its validity, in UTC.
	NotBefore time.Time `json:"not_before"`
	NotAfter  time.Time `json:"not_after"`
	// Sent is how many certificates the server sent, this one among them.
	Sent int `json:"sent,omitempty"`
}

// newCertificate keeps what a person needs to recognise the first of the certificates
// that a server sent; nil for none.
func newCertificate(sent []*x509.Certificate) *Certificate {
	if len(sent) == 0 {
		return nil
	}
	leaf := sent[0]
	names := append([]string(nil), leaf.DNSNames...)
	for _, ip := range leaf.IPAddresses {
		names = append(names, ip.String())
	}
	return &Certificate{
		Subject: leaf.Subject.String(), Issuer: leaf.Issuer.String(), Names: names,
		NotBefore: leaf.NotBefore.UTC(), NotAfter: leaf.NotAfter.UTC(), Sent: len(sent),
	}
}
