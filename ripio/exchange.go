package ripio

import (
	"cmp"
	"errors"
	"maps"
	"net/http"
	"slices"
	"time"

	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/jwt"
	"devtools/ripio-explorer/ripio/phrase"
	"devtools/ripio-explorer/ripio/redact"
)

// Exchange is the whole story of one send. Every view of a send (the token, the
// checks, the HTTP pane, exports, scripts' output) is a view of it.
type Exchange struct {
	Environment Environment
	// Profile is the name of the profile the credentials came from; the caller
	// sets it.
	Profile string
	// Request is the request as it left, without its secret.
	Request SentRequest
	// DryRun reports whether nothing was sent, on purpose.
	DryRun bool
	// SentAt is the local clock when the send began.
	SentAt time.Time
	// ReceivedAt is the local clock when the send ended, with a response or
	// without; zero when nothing was sent.
	ReceivedAt time.Time
	// Timing says how long each phase took.
	Timing Timing
	// Connection says what the request travelled over.
	Connection Connection
	// Response is nil when no response came.
	Response *Response
	// Clock compares the server's clock with the local one.
	Clock Clock
	// Token is what the response carried; nil when it carried none.
	Token *jwt.Token
	// Failure says why there is no usable token; nil on success.
	Failure *Failure
	// Findings are the checks of the request, of the way there and back, of the
	// response and of the token, in this order; see Finding.Stage.
	Findings []finding.Finding
}

// SentRequest is a request without its secret.
type SentRequest struct {
	Method string `json:"method,omitempty"`
	URL    string `json:"url,omitempty"`
	// Header is as sent: its Content-Length counts the secret, not the mask.
	Header http.Header `json:"header,omitempty"`
	// ClientID, ExternalRef and Address are as the caller gave them. Where
	// Deviation is set, Username and Body differ from them.
	ClientID    string `json:"client_id"`
	ExternalRef string `json:"external_ref"`
	Address     string `json:"address"`
	// Username is the composed field before encoding.
	Username string `json:"username"`
	// Body is the form as encoded, with a mask in place of the secret. The wrong
	// secret of a negative test is not a secret and stands there.
	Body string `json:"body,omitempty"`
	// Deviation says how the request was made wrong on purpose.
	Deviation Deviation `json:"deviation,omitempty"`
}

// Connection says what a request travelled over.
type Connection struct {
	// RemoteAddress is the peer's IP address and port: the proxy's, if any.
	RemoteAddress string `json:"remote_address,omitempty"`
	// TLSVersion is such as "TLS 1.3"; empty over http.
	TLSVersion string `json:"tls_version,omitempty"`
	// Certificate is what the server showed, trusted or not; nil over http or
	// when the handshake did not get that far.
	Certificate *Certificate `json:"certificate,omitempty"`
	// Proxy is the proxy's address without its user name and password; empty
	// when none was used.
	Proxy string `json:"proxy,omitempty"`
}

// Response is a response as it came. All of it is outside text.
type Response struct {
	Status   int         `json:"status"`
	Reason   string      `json:"reason,omitempty"`   // the words after the status code, byte for byte
	Protocol string      `json:"protocol,omitempty"` // such as "HTTP/1.1"
	Header   http.Header `json:"header,omitempty"`
	// Body is the body after gzip decoding, cut at the limit: 256 KiB on the
	// wire, 1 MiB decoded.
	Body []byte `json:"-"`
	// Encoding is the Content-Encoding that was decoded; empty when none was.
	Encoding string `json:"encoding,omitempty"`
	// Cut reports whether the body was longer than the limit, or ended early.
	Cut bool `json:"cut,omitempty"`
}

// MayHaveArrived reports whether the server may have received the request: the
// connection was ready for it, or a response came. It is false for a request that
// was refused or given up before, and for one that failed at DNS, proxy, connect
// or TLS. Such a request used no user, and it says nothing about credentials.
func (e Exchange) MayHaveArrived() bool {
	return e.Response != nil || e.Timing.Reached == PhaseFirstByte || e.Timing.Reached == PhaseBody
}

// FailureTitle names the failure in a few words. A time-out says where it was, and after
// how long.
func (e Exchange) FailureTitle() string {
	if e.Failure.Kind != FailureTimeout || e.Timing.Total <= 0 {
		return e.Failure.Title()
	}
	const exact = 100 * time.Millisecond
	return "timed out " + phrase.JoinNonEmpty(" ", during[e.Failure.Phase], "after "+phrase.InSeconds(e.Timing.Total.Round(exact)))
}

// Lifetime is how long the token was valid when it was issued: exp minus the
// Date of the response. The token has no iat, so this is the only measure there
// is. Without a usable Date it is exp minus the local clock; LifetimeBasis says
// which. The second result is false when the token has no readable exp, and when
// it is centuries away, which is more than a time.Duration holds.
func (e Exchange) Lifetime() (time.Duration, bool) {
	if e.Token == nil || e.Token.Expiry.State != jwt.ExpiryPresent {
		return 0, false
	}
	lifetime := e.Token.Expiry.At.Sub(e.issuedAt())
	if lifetime.Abs() >= phrase.LongestDuration {
		return 0, false
	}
	return lifetime, true
}

// LifetimeBasis says in a few words what Lifetime was measured with.
func (e Exchange) LifetimeBasis() string {
	if e.Clock.Known {
		return "exp minus the server's Date header"
	}
	return "exp minus this machine's clock, because " + cmp.Or(e.Clock.Reason, "the server's clock is not known")
}

// issuedAt is the best that is known about when the response was made.
func (e Exchange) issuedAt() time.Time {
	if e.Clock.Known && !e.Clock.Date.IsZero() {
		return e.Clock.Date
	}
	received := e.ReceivedAt
	if received.IsZero() {
		received = e.SentAt.Add(e.Timing.Total)
	}
	return received.Add(e.Clock.Skew)
}

// SimulatedScenario is the scenario that the simulator played; empty for every
// other response. It holds bytes from outside.
func (e Exchange) SimulatedScenario() string {
	simulated, _ := finding.Find(e.Findings, "answer-simulated")
	return simulated.Found
}

// scrub takes the secret out of everything that may hold outside text: a server
// may echo a form, and a person may have put the secret into another field as
// well. The token itself stays as it is, it has to be usable. For what counts as
// the secret see package redact.
func (e *Exchange) scrub(scrubber *redact.Scrubber) {
	for _, text := range []*string{
		&e.Request.ClientID, &e.Request.ExternalRef, &e.Request.Address, &e.Request.Username,
		&e.Request.Body, &e.Clock.Reason,
	} {
		*text = scrubber.Scrub(*text)
	}
	for i := range e.Findings {
		e.Findings[i].Found = scrubber.Scrub(e.Findings[i].Found)
		e.Findings[i].Replacement = scrubber.Scrub(e.Findings[i].Replacement)
	}
	if e.Token != nil {
		e.Token.Scrub(scrubber)
	}
	if e.Failure != nil {
		e.Failure.scrub(scrubber)
	}
}

// scrub reports whether there was anything to take out.
func (r *Response) scrub(scrubber *redact.Scrubber) bool {
	reason, body := scrubber.Scrub(r.Reason), scrubber.Scrub(string(r.Body))
	header := cleanHeader(r.Header, scrubber)
	if reason == r.Reason && body == string(r.Body) && maps.EqualFunc(header, r.Header, slices.Equal) {
		return false
	}
	r.Reason, r.Body, r.Header = reason, []byte(body), header
	return true
}

// cleanHeader scrubs names and values, and the values together: a server may
// spread a secret over several.
func cleanHeader(header http.Header, scrubber *redact.Scrubber) http.Header {
	names := slices.Sorted(maps.Keys(header))
	var values []string
	for _, name := range names {
		values = append(values, header[name]...)
	}
	values = scrubber.ScrubParts(values)
	cleaned := make(http.Header, len(header))
	for _, name := range names {
		count := len(header[name])
		clean := scrubber.Scrub(name)
		cleaned[clean] = append(cleaned[clean], values[:count]...)
		values = values[count:]
	}
	return cleaned
}

func (f *Failure) scrub(scrubber *redact.Scrubber) {
	for _, text := range []*string{&f.Message, &f.Code, &f.Location, &f.RetryAfterRaw, &f.Evidence} {
		*text = scrubber.Scrub(*text)
	}
	if f.Cause == nil {
		return
	}
	if text := f.Cause.Error(); scrubber.Scrub(text) != text {
		f.Cause = errors.New(scrubber.Scrub(text))
	}
}
