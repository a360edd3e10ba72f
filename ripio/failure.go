package ripio

import (
	"cmp"
	_ "embed"
	"strings"
	"time"

	"devtools/ripio-explorer/ripio/internal/words"
	"devtools/ripio-explorer/ripio/phrase"
	"devtools/ripio-explorer/ripio/redact"
	"devtools/ripio-explorer/ripio/visible"
)

// FailureKind names a way in which a send fails. The names are stable: scripts
// may rely on them.
type FailureKind string

// The failures, in the order in which a send can meet them.
const (
	FailureBlocked         FailureKind = "blocked"               // a blocking finding; nothing was sent
	FailureRefusedHost     FailureKind = "refused-host"          // not the environment's host; nothing was sent
	FailureRefusedHTTP     FailureKind = "refused-http"          // cleartext outside loopback; nothing was sent
	FailureRefusedTest     FailureKind = "refused-negative-test" // wrong on purpose, outside sandbox and simulator; nothing was sent
	FailureRefusedPair     FailureKind = "refused-credentials"   // credentials of another environment; nothing was sent
	FailureRefusedDemo     FailureKind = "refused-demo"          // a demo, outside its simulator; nothing was sent
	FailureProxySetting    FailureKind = "proxy-setting"         // HTTPS_PROXY is set and cannot be used; nothing was sent
	FailureCancelled       FailureKind = "cancelled"             // the caller gave up
	FailureDNS             FailureKind = "dns"                   // the host name has no IP address
	FailureConnection      FailureKind = "connection-refused"    // nobody listens there
	FailureUnreachable     FailureKind = "unreachable"           // no route, network down
	FailureTimeout         FailureKind = "timeout"               // Phase says where it hung
	FailureReset           FailureKind = "connection-reset"      // the peer broke off
	FailureClosed          FailureKind = "connection-closed"     // closed before the headers were whole
	FailureProxy           FailureKind = "proxy"                 // the proxy refused or failed
	FailureTLSName         FailureKind = "tls-wrong-name"        // certificate is for another host
	FailureTLSIssuer       FailureKind = "tls-unknown-issuer"    // signed by nobody this machine trusts
	FailureTLSExpired      FailureKind = "tls-expired"           // certificate expired or not yet valid
	FailureTLS             FailureKind = "tls"                   // any other handshake failure
	FailureMalformedHTTP   FailureKind = "malformed-http"        // the response is not HTTP
	FailureHeadersTooLarge FailureKind = "headers-too-large"     // the headers pass the limit
	FailureTruncated       FailureKind = "truncated"             // the body ended early
	FailureTooLarge        FailureKind = "body-too-large"        // more than the limit after decoding
	FailureRedirect        FailureKind = "redirect"              // not followed; Location says where to
	FailureRejected        FailureKind = "rejected"              // 401 or 403 from the API
	FailureRateLimited     FailureKind = "rate-limited"          // 429; RetryAfter says how long
	FailureServer          FailureKind = "server-error"          // 5xx
	FailureHTML            FailureKind = "html-instead-of-api"   // a web page answered
	FailureStatus          FailureKind = "unexpected-status"     // any other status than 2xx
	FailureNotJSON         FailureKind = "not-json"              // the body is something else
	FailureNotSucceeded    FailureKind = "succeed-false"         // 2xx, but succeed is not true
	FailureNoToken         FailureKind = "no-token"              // no string "token" in the body
	FailureTokenType       FailureKind = "wrong-token-type"      // token_type is not bearer
	FailureInternal        FailureKind = "internal"              // a fault in this program
)

// FailureKinds lists all kinds in the order in which a send can meet them, which
// is that of their words.
var FailureKinds = func() (kinds []FailureKind) {
	for line := range strings.Lines(string(failuresTOML)) {
		if name, isHeading := strings.CutPrefix(line, "["); isHeading {
			kinds = append(kinds, FailureKind(strings.TrimRight(name, "]\n")))
		}
	}
	return kinds
}()

// Reason tells the failures of one kind apart where more is known than the kind.
// It is set where the failure is made. The names are stable.
type Reason string

// The reasons, by the kinds that have them.
const (
	ReasonNone Reason = "" // the kind says all, or nothing more is known

	ReasonResolver   Reason = "resolver"     // timeout: the resolver itself gave up
	ReasonNoSuchHost Reason = "no-such-host" // dns, proxy: the name does not exist
	ReasonForbidden  Reason = "forbidden"    // unreachable: the operating system does not allow it
	ReasonLoopback   Reason = "loopback"     // connection-refused: the host's name leads to this machine

	ReasonProxyPassword Reason = "proxy-407"     // proxy: it wants a user name and password
	ReasonProxyScheme   Reason = "proxy-scheme"  // proxy: it answered 407 and takes no Basic login
	ReasonProxyForbids  Reason = "proxy-403"     // proxy: it answered 403 or 405
	ReasonProxyStatus   Reason = "proxy-status"  // proxy: it answered any other status than 200
	ReasonProxyDown     Reason = "proxy-refused" // proxy: nothing listens at its host and port

	ReasonNotYetValid       Reason = "not-yet-valid"      // tls-expired: the certificate's time lies ahead
	ReasonNoRoots           Reason = "no-roots"           // tls-unknown-issuer: this machine has no list of authorities
	ReasonTLSVersion        Reason = "tls-version"        // tls: no common version
	ReasonPlainHTTP         Reason = "plain-http"         // tls: the port speaks HTTP
	ReasonNotTLS            Reason = "not-tls"            // tls: the port speaks something else
	ReasonClientCertificate Reason = "client-certificate" // tls: the server wants one

	ReasonHTTPSPort Reason = "https-port" // malformed-http and status 400: the port speaks TLS, the request did not
	ReasonBotCheck  Reason = "bot-check"  // html-instead-of-api: the page wants a browser to prove itself

	ReasonEmptyBody  Reason = "empty-body"  // not-json
	ReasonEncoding   Reason = "encoding"    // not-json: the body could not be decoded
	ReasonNotObject  Reason = "not-object"  // no-token: JSON, but no object
	ReasonTokenValue Reason = "token-value" // no-token: the key is there, its value is not a token
)

// Failure says why a send brought no usable token.
//
// Message, Code, Location, RetryAfterRaw and Evidence hold bytes from outside:
// pass them through package visible before they reach a terminal.
type Failure struct {
	Kind FailureKind `json:"kind"`
	// Reason tells failures of the same kind apart; empty when the kind says all.
	Reason Reason `json:"reason,omitempty"`
	// Phase is where a timeout or a broken connection happened.
	Phase Phase `json:"phase,omitempty"`
	// Message is what the response's body says, read from any of the shapes that
	// Ripio's services are known to use; empty when it says nothing readable.
	Message string `json:"message,omitempty"`
	// Code is the error code in the response's body, such as "40001" or
	// "invalid_client"; empty when it holds none.
	Code string `json:"code,omitempty"`
	// Location is where a redirect points.
	Location string `json:"location,omitempty"`
	// RetryAfter is how long a caller is asked to wait, and RetryAfterRaw the
	// header as it came. A RetryAfter of zero means now or not known, as
	// RetryAfterKnown says; a countdown obeys Wait.
	RetryAfter    time.Duration `json:"retry_after_ns,omitempty"`
	RetryAfterRaw string        `json:"retry_after,omitempty"`
	// Evidence is the detail behind the kind, such as an HTML page's title or
	// the operating system's error text. It never holds a secret.
	Evidence string `json:"evidence,omitempty"`
	// Cause is the error underneath, if any. JSON leaves it out.
	Cause error `json:"-"`
}

// Error returns the kind and its evidence on one line that a terminal can show,
// without secrets and tokens.
func (f *Failure) Error() string {
	return visible.Line(phrase.JoinNonEmpty(": ", string(f.Kind), redact.Tokens(f.Evidence)))
}

// Unwrap returns the error underneath.
func (f *Failure) Unwrap() error { return f.Cause }

// Title names the failure in a few words.
func (f *Failure) Title() string { return failures.Of(f.Kind).Title }

// Explanation says what happened in a sentence or two.
func (f *Failure) Explanation() string {
	words := failures.Of(f.Kind)
	early := f.Phase == PhaseDNS || f.Phase == PhaseConnect || f.Phase == PhaseProxy || f.Phase == PhaseTLS || f.Phase == "" && f.Kind == FailureTimeout
	if early && words.Unsent != "" {
		return words.Unsent
	}
	if f.Words() == "" && f.Code == "" {
		return words.What
	}
	return cmp.Or(words.Told, words.What)
}

// Words returns the server's message; empty when it is JSON, which is a body that
// was quoted whole because no words were found in it.
func (f *Failure) Words() string {
	if strings.HasPrefix(f.Message, "{") {
		return ""
	}
	return f.Message
}

// Source names the page or standard the explanation rests on.
func (f *Failure) Source() string { return failures.Of(f.Kind).Source }

//go:embed failures.toml
var failuresTOML []byte

var failures = words.NewTable[FailureKind, failureWords]("failures.toml", failuresTOML)

// failureWords are the texts of a failure kind.
type failureWords struct {
	Title  string `toml:"title"`  // a few words: the name a person reads
	What   string `toml:"what"`   // what happened, in a sentence
	Told   string `toml:"told"`   // instead of what, when the response has words of its own; may be empty
	Unsent string `toml:"unsent"` // instead of what, when it ended before the request left; may be empty
	Source string `toml:"source"` // the page or standard it rests on
}
