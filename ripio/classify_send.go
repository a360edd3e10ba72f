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

	"devtools/ripio-explorer/ripio/phrase"
)

// brokenSend is a send that the network, a limit or the caller ended.
type brokenSend struct {
	err    error
	cause  error // of the context's end: a *timeLimitError or the caller's
	caller error // what the caller's own context says

	reached       Phase
	responseBegan bool
	proxied       bool
	loopback      bool      // the target is meant to be this machine
	response      *Response // the headers of a response, if one came
}

// failure names what ended the send. What the network did is never taken for a
// judgement of the credentials.
func (b brokenSend) failure() *Failure {
	failure := &Failure{Phase: b.reached, Cause: b.err}
	failure.Kind, failure.Reason = b.classify()
	failure.Evidence = phrase.JoinNonEmpty("; ", b.begun(failure.Kind), b.errorText(failure))
	return failure
}

// classify asks the most telling questions first.
func (b brokenSend) classify() (FailureKind, Reason) {
	switch {
	case errors.Is(b.caller, context.Canceled):
		return FailureCancelled, ReasonNone
	case isA[*timeLimitError](b.cause), b.caller != nil, isTimeout(b.err):
		if isA[*net.DNSError](b.err) {
			return FailureTimeout, ReasonResolver
		}
		return FailureTimeout, ReasonNone
	case b.proxyFailed():
		return FailureProxy, reasonOfProxy(b.err)
	}
	if kind, reason := classifyTLS(b.err); kind != "" {
		return kind, reason
	}
	switch kind, reason := classifyNetwork(b.err); {
	case kind == FailureConnection && !b.loopback && reachesThisMachine(b.err):
		return kind, ReasonLoopback
	case kind != "":
		return kind, reason
	}
	return b.classifyResponse()
}

// isTimeout reports whether the system or the resolver gave up waiting.
func isTimeout(err error) bool {
	waiting, ok := errors.AsType[net.Error](err)
	return ok && waiting.Timeout()
}

// isA reports whether an error of a type is among those that err wraps.
func isA[E error](err error) bool {
	_, is := errors.AsType[E](err)
	return is
}

// proxyFailed reports whether the way to the proxy or the proxy itself failed.
func (b brokenSend) proxyFailed() bool {
	operation, isOperation := errors.AsType[*net.OpError](b.err)
	return b.proxied && (b.reached == PhaseProxy ||
		isOperation && (operation.Op == "proxyconnect" || strings.HasPrefix(operation.Op, "socks")))
}

func reasonOfProxy(err error) Reason {
	if refused, is := errors.AsType[*proxyStatusError](err); is {
		switch refused.status {
		case http.StatusProxyAuthRequired:
			if !refused.takesBasic() {
				return ReasonProxyScheme
			}
			return ReasonProxyPassword
		case http.StatusForbidden, http.StatusMethodNotAllowed:
			return ReasonProxyForbids
		}
		return ReasonProxyStatus
	}
	switch kind, reason := classifyNetwork(err); kind {
	case FailureDNS:
		return reason
	case FailureConnection:
		return ReasonProxyDown
	}
	return ReasonNone
}

// classifyTLS names a failed handshake; the kind is empty for any other error.
func classifyTLS(err error) (FailureKind, Reason) {
	invalid, isInvalid := errors.AsType[x509.CertificateInvalidError](err)
	record, isRecord := errors.AsType[tls.RecordHeaderError](err)
	alert, isAlert := errors.AsType[*net.OpError](err) // crypto/tls wraps alerts in these two operations
	switch {
	case isA[x509.HostnameError](err):
		return FailureTLSName, ReasonNone
	case isA[x509.SystemRootsError](err):
		return FailureTLSIssuer, ReasonNoRoots
	case isA[x509.UnknownAuthorityError](err):
		return FailureTLSIssuer, ReasonNone
	case isInvalid && invalid.Reason == x509.Expired:
		if strings.Contains(invalid.Detail, " is before ") {
			return FailureTLSExpired, ReasonNotYetValid
		}
		return FailureTLSExpired, ReasonNone
	case isRecord && string(record.RecordHeader[:]) == "HTTP/":
		return FailureTLS, ReasonPlainHTTP
	case isRecord:
		return FailureTLS, ReasonNotTLS
	case isInvalid, isA[*tls.CertificateVerificationError](err), isAlert && (alert.Op == "remote error" || alert.Op == "local error"):
		return FailureTLS, reasonOfAlert(err)
	}
	return "", ReasonNone
}

// reasonOfAlert reads crypto/tls's words for alerts and versions, which have no
// types.
func reasonOfAlert(err error) Reason {
	switch text := err.Error(); {
	case strings.Contains(text, "protocol version"):
		return ReasonTLSVersion
	case strings.Contains(text, "certificate required"):
		return ReasonClientCertificate
	}
	return ReasonNone
}

// reachesThisMachine reports whether what was dialled is a loopback address.
func reachesThisMachine(err error) bool {
	dial, is := errors.AsType[*net.OpError](err)
	if !is {
		return false
	}
	at, isTCP := dial.Addr.(*net.TCPAddr)
	return isTCP && at.IP.IsLoopback()
}

// The numbers of Windows' socket errors, which package syscall does not map to
// its own. On other systems no error has them.
const (
	wsaEACCES       syscall.Errno = 10013
	wsaECONNABORTED syscall.Errno = 10053
	wsaECONNRESET   syscall.Errno = 10054
	wsaECONNREFUSED syscall.Errno = 10061
)

// classifyNetwork names what the resolver or the operating system said; the kind is
// empty when neither did.
func classifyNetwork(err error) (FailureKind, Reason) {
	if lookup, is := errors.AsType[*net.DNSError](err); is {
		if lookup.IsNotFound {
			return FailureDNS, ReasonNoSuchHost
		}
		return FailureDNS, ReasonNone
	}
	number, is := errors.AsType[syscall.Errno](err)
	if !is {
		return "", ReasonNone
	}
	switch number {
	case syscall.ECONNREFUSED, wsaECONNREFUSED:
		return FailureConnection, ReasonNone
	case syscall.ECONNRESET, syscall.EPIPE, syscall.ECONNABORTED, wsaECONNRESET, wsaECONNABORTED:
		return FailureReset, ReasonNone
	case syscall.EPERM, syscall.EACCES, wsaEACCES:
		return FailureUnreachable, ReasonForbidden
	}
	return FailureUnreachable, ReasonNone // no route, network down: the request did not get out
}

// classifyResponse names what is wrong with the bytes that came. net/http has no
// types for most of these errors, so the phase and the text have to do.
func (b brokenSend) classifyResponse() (FailureKind, Reason) {
	text := plainText(b.err)
	switch {
	case strings.HasPrefix(text, "net/http: server response headers exceeded"):
		return FailureHeadersTooLarge, ReasonNone
	case errors.Is(b.err, io.EOF), errors.Is(b.err, io.ErrUnexpectedEOF), errors.Is(b.err, net.ErrClosed),
		strings.HasPrefix(text, "http: server closed idle connection"): // before it said anything
		return FailureClosed, ReasonNone
	case b.reached == PhaseTLS:
		return FailureTLS, reasonOfAlert(b.err)
	case b.reached != PhaseFirstByte && b.reached != PhaseBody:
		return FailureInternal, ReasonNone
	case strings.Contains(text, `"\x15\x03`): // net/http quotes a TLS alert
		return FailureMalformedHTTP, ReasonHTTPSPort
	}
	return FailureMalformedHTTP, ReasonNone
}

// MaxEvidence limits an error text in characters: some quote what the server sent.
const MaxEvidence = 300

// begun says how far the response got.
func (b brokenSend) begun(kind FailureKind) string {
	switch {
	case b.response != nil:
		return "the response began with " + StatusLine(b.response)
	case b.responseBegan && kind != FailureMalformedHTTP && kind != FailureHeadersTooLarge:
		return "the headers of a response had begun"
	}
	return ""
}

// errorText is the text of the error that says most.
func (b brokenSend) errorText(failure *Failure) string {
	isTimeout := failure.Kind == FailureTimeout
	limit, isLimit := errors.AsType[*timeLimitError](b.cause)
	switch {
	case failure.Kind == FailureCancelled:
		return ""
	case isTimeout && isLimit:
		return limit.Error()
	case isTimeout && b.caller != nil && b.cause != nil && !errors.Is(b.cause, context.DeadlineExceeded):
		return phrase.CutText(b.cause.Error(), MaxEvidence)
	case isTimeout && b.caller != nil:
		return "the caller's own time limit passed"
	case failure.Reason == ReasonPlainHTTP:
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
