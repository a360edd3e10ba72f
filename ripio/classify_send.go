package ripio

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"io"
	"net"
	"net/http"
	"strings"
	"syscall"

	"devtools/ripio-explorer/ripio/internal/phrase"
)

// brokenSend is a send that the network, a limit or the caller ended.
type brokenSend struct {
	err    error
	cause  error // of the context's end: a *timeLimitError or the caller's
	caller error // what the caller's own context says

	reached       Phase
	responseBegan bool
	proxied       bool
	response      *Response // the headers of a response, if one came
}

// failure names what ended the send. What the network did is never taken for a
// judgement of the credentials.
func (b brokenSend) failure() *Failure {
	kind := b.kind()
	return &Failure{Kind: kind, Reason: b.reason(kind), Phase: b.reached, Evidence: b.evidence(kind), Cause: b.err}
}

// kind asks the most telling questions first.
func (b brokenSend) kind() FailureKind {
	var limit *timeLimitError
	switch {
	case errors.Is(b.caller, context.Canceled):
		return FailureCancelled
	case errors.As(b.cause, &limit), b.caller != nil, isTimeout(b.err):
		return FailureTimeout
	case b.proxyFailed():
		return FailureProxy
	}
	if kind, ok := kindOfTLS(b.err); ok {
		return kind
	}
	if kind, ok := kindOfNetwork(b.err); ok {
		return kind
	}
	return b.kindOfResponse()
}

// isTimeout reports whether the system or the resolver gave up waiting.
func isTimeout(err error) bool {
	var timeout interface{ Timeout() bool }
	return errors.As(err, &timeout) && timeout.Timeout()
}

// proxyFailed reports whether the way to the proxy or the proxy itself failed.
func (b brokenSend) proxyFailed() bool {
	if !b.proxied {
		return false
	}
	var operation *net.OpError
	isOperation := errors.As(b.err, &operation)
	return b.reached == PhaseProxy ||
		isOperation && (operation.Op == "proxyconnect" || strings.HasPrefix(operation.Op, "socks"))
}

// kindOfTLS names a failed handshake.
func kindOfTLS(err error) (FailureKind, bool) {
	var (
		name    x509.HostnameError
		issuer  x509.UnknownAuthorityError
		roots   x509.SystemRootsError
		invalid x509.CertificateInvalidError
		refused *tls.CertificateVerificationError
		record  tls.RecordHeaderError
		alert   *net.OpError // crypto/tls wraps alerts in these two operations
	)
	switch {
	case errors.As(err, &name):
		return FailureTLSName, true
	case errors.As(err, &issuer), errors.As(err, &roots):
		return FailureTLSIssuer, true
	case errors.As(err, &invalid) && invalid.Reason == x509.Expired:
		return FailureTLSExpired, true
	case errors.As(err, &invalid), errors.As(err, &refused), errors.As(err, &record),
		errors.As(err, &alert) && (alert.Op == "remote error" || alert.Op == "local error"):
		return FailureTLS, true
	}
	return "", false
}

// The numbers of Windows' socket errors, which package syscall does not map to
// its own. On other systems no error has them.
const (
	wsaEACCES       syscall.Errno = 10013
	wsaENETDOWN     syscall.Errno = 10050
	wsaENETUNREACH  syscall.Errno = 10051
	wsaECONNABORTED syscall.Errno = 10053
	wsaECONNRESET   syscall.Errno = 10054
	wsaECONNREFUSED syscall.Errno = 10061
	wsaEHOSTUNREACH syscall.Errno = 10065
)

// kindOfNetwork names what the resolver or the operating system said.
func kindOfNetwork(err error) (FailureKind, bool) {
	var lookup *net.DNSError
	if errors.As(err, &lookup) {
		return FailureDNS, true
	}
	var number syscall.Errno
	if !errors.As(err, &number) {
		return "", false
	}
	switch number {
	case syscall.ECONNREFUSED, wsaECONNREFUSED:
		return FailureConnection, true
	case syscall.ECONNRESET, syscall.EPIPE, syscall.ECONNABORTED, wsaECONNRESET, wsaECONNABORTED:
		return FailureReset, true
	}
	// No route, network down, a firewall's "not permitted": the request did not
	// get out.
	return FailureUnreachable, true
}

// kindOfResponse names what is wrong with the bytes that came. net/http has no
// types for most of these errors, so the phase and the text have to tell.
func (b brokenSend) kindOfResponse() FailureKind {
	text := plainText(b.err)
	switch {
	case strings.HasPrefix(text, "net/http: server response headers exceeded"):
		return FailureHeadersTooLarge
	case errors.Is(b.err, io.EOF), errors.Is(b.err, io.ErrUnexpectedEOF), errors.Is(b.err, net.ErrClosed),
		strings.HasPrefix(text, "http: server closed idle connection"): // before it said anything
		return FailureClosed
	case b.reached == PhaseTLS:
		return FailureTLS
	case b.reached == PhaseFirstByte, b.reached == PhaseBody:
		return FailureMalformedHTTP
	}
	return FailureInternal
}

// reason tells the failures of a kind apart.
func (b brokenSend) reason(kind FailureKind) Reason {
	var lookup *net.DNSError
	isLookup := errors.As(b.err, &lookup)
	switch kind {
	case FailureTimeout:
		if isLookup {
			return ReasonResolver
		}
	case FailureDNS:
		if lookup.IsNotFound {
			return ReasonNoSuchHost
		}
	case FailureUnreachable:
		var number syscall.Errno
		if errors.As(b.err, &number) && (number == syscall.EPERM || number == syscall.EACCES || number == wsaEACCES) {
			return ReasonForbidden
		}
	case FailureProxy:
		return reasonOfProxy(b.err)
	case FailureTLSExpired, FailureTLSIssuer, FailureTLS:
		return reasonOfTLS(b.err)
	case FailureMalformedHTTP:
		if strings.Contains(plainText(b.err), `"\x15\x03`) { // net/http quotes the alert
			return ReasonHTTPSPort
		}
	}
	return ReasonNone
}

func reasonOfProxy(err error) Reason {
	var refused *proxyStatusError
	if errors.As(err, &refused) {
		switch refused.status {
		case http.StatusProxyAuthRequired:
			return ReasonProxyPassword
		case http.StatusForbidden, http.StatusMethodNotAllowed:
			return ReasonProxyForbids
		}
		return ReasonProxyStatus
	}
	var lookup *net.DNSError
	if errors.As(err, &lookup) && lookup.IsNotFound {
		return ReasonNoSuchHost
	}
	if kind, _ := kindOfNetwork(err); kind == FailureConnection {
		return ReasonProxyDown
	}
	return ReasonNone
}

// reasonOfTLS has nothing but crypto/tls's words for alerts and versions, which
// have no types.
func reasonOfTLS(err error) Reason {
	var (
		roots   x509.SystemRootsError
		invalid x509.CertificateInvalidError
		record  tls.RecordHeaderError
	)
	switch {
	case errors.As(err, &roots):
		return ReasonNoRoots
	case errors.As(err, &invalid) && strings.Contains(invalid.Detail, " is before "):
		return ReasonNotYetValid
	case errors.As(err, &record) && string(record.RecordHeader[:]) == "HTTP/":
		return ReasonPlainHTTP
	case errors.As(err, &record):
		return ReasonNotTLS
	case strings.Contains(err.Error(), "protocol version"):
		return ReasonTLSVersion
	case strings.Contains(err.Error(), "certificate required"):
		return ReasonClientCertificate
	}
	return ReasonNone
}

// maxEvidence limits an error text: some quote what the server sent.
const MaxEvidence = 300

// evidence is what is known beside the kind: how far the response got, and the
// error's own text.
func (b brokenSend) evidence(kind FailureKind) string {
	var begun string
	switch {
	case b.response != nil:
		begun = "the answer began with " + StatusLine(b.response)
	case b.responseBegan && kind != FailureMalformedHTTP && kind != FailureHeadersTooLarge:
		begun = "the head of an answer had begun"
	}
	return phrase.JoinNonEmpty("; ", begun, b.errorText(kind))
}

// errorText is the text of the error that says most.
func (b brokenSend) errorText(kind FailureKind) string {
	var limit *timeLimitError
	switch {
	case kind == FailureCancelled:
		return ""
	case kind == FailureTimeout && errors.As(b.cause, &limit):
		return limit.Error()
	case kind == FailureTimeout && b.caller != nil && b.cause != nil && !errors.Is(b.cause, context.DeadlineExceeded):
		return phrase.CutText(b.cause.Error(), MaxEvidence)
	case kind == FailureTimeout && b.caller != nil:
		return "the caller's own time limit passed"
	case b.reason(kind) == ReasonPlainHTTP:
		return "the server speaks plain HTTP on this port, not TLS"
	}
	return phrase.CutText(plainText(b.err), MaxEvidence)
}

// plainText is an error's text without what net/http puts around it.
func plainText(err error) string {
	text := strings.TrimPrefix(err.Error(), "net/http: HTTP/1.x transport connection broken: ")
	text = strings.TrimPrefix(text, "readLoopPeekFailLocked: ")
	if text == "%!w(<nil>)" { // net/http wraps no error there
		return "the server spoke before it was asked"
	}
	return text
}
