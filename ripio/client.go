package ripio

import (
	"cmp"
	"context"
	"crypto/x509"
	"net"
	"net/http"
	"net/url"
	"slices"
	"time"

	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/redact"
)

// Client makes the authentication call. Its zero value is ready to use. It
// keeps nothing from one call to the next.
type Client struct {
	// Now is the local clock; time.Now when nil. A TLS handshake asks it too, on
	// a goroutine of its own.
	Now func() time.Time
	// ConnectTimeout, HeaderTimeout and Timeout limit the connection (from the
	// DNS lookup to the TLS handshake), the wait for the headers of the response
	// and the whole call; zero means 10 s, 15 s and 20 s.
	ConnectTimeout, HeaderTimeout, Timeout time.Duration
	// UserAgent names the program in the request.
	UserAgent string
	// Proxy finds the proxy for a request, as http.Transport.Proxy does; when nil,
	// HTTPS_PROXY, https_proxy and NO_PROXY say. It is not asked for loopback
	// targets. A proxy that cannot be used stops the send.
	Proxy func(*http.Request) (*url.URL, error)
	// RootCAs replaces the authorities that this machine trusts. To add one,
	// begin with x509.SystemCertPool.
	RootCAs *x509.CertPool
	// Authorities are trusted beside those; see ReadAuthorities.
	Authorities []*x509.Certificate
	// Demo lets nothing be sent but to the simulator.
	Demo bool
	// Dial opens a connection, as net.Dialer.DialContext does, which is used when
	// it is nil. What comes of it is checked like any connection: the certificate is
	// verified for the environment's host.
	Dial func(ctx context.Context, network, address string) (net.Conn, error)
}

// Authenticate makes exactly one POST to the environment and returns its story.
// It never retries and never follows a redirect. Cancel ctx to give up.
//
// The exchange is filled as far as things went; its Failure is nil only when
// the response carried a token. The secret is not in it, not even where the
// server repeats it.
// Source: auth; security rules in RFC 9110 section 15.4 (redirects) and
// RFC 9112 section 9.3.1 (no automatic retry of a POST).
func (c *Client) Authenticate(ctx context.Context, env Environment, request Request) Exchange {
	exchange, call := c.prepare(env, request)
	exchange.Clock.Reason = "no response came"
	if exchange.Failure == nil {
		c.send(ctx, &exchange, call)
	}
	exchange.scrub(call.scrubber)
	return exchange
}

// Preview returns what Authenticate would send, and sends nothing: no name is looked
// up and no socket opens. The exchange has DryRun set, SentAt is now, and there is
// no response and no token. Connection.Proxy names the proxy that would be used. Its
// Failure is set when Authenticate would refuse to send.
func (c *Client) Preview(env Environment, request Request) Exchange {
	exchange, call := c.prepare(env, request)
	exchange.DryRun = true
	exchange.Clock.Reason = "nothing was sent"
	exchange.scrub(call.scrubber)
	return exchange
}

// call is what one send needs besides the client's settings.
type call struct {
	request  Request
	target   *url.URL
	proxy    *url.URL // nil for none
	scrubber *redact.Scrubber
}

// prepare does everything up to the first byte on the network. Its exchange has a
// Failure when nothing may be sent. The caller scrubs it.
func (c *Client) prepare(env Environment, request Request) (Exchange, call) {
	exchange := Exchange{
		Environment: env,
		Request:     c.newSentRequest(env, request),
		SentAt:      c.now(),
		Findings:    request.Check(),
	}
	ready := call{request: request, scrubber: redact.NewScrubber(request.Secret)}
	target, refused := checkTarget(env)
	ready.target = target
	exchange.Failure = cmp.Or(refused, c.checkDemo(env), checkDeviation(env, request.Deviation), checkPair(env.Name, request), checkBlocked(exchange.Findings))
	if exchange.Failure == nil {
		var noted []finding.Finding
		ready.proxy, noted, exchange.Failure = c.way(ready.target)
		exchange.Findings = append(exchange.Findings, noted...)
	}
	exchange.Connection.Proxy = proxyAddress(ready.proxy)
	return exchange, ready
}

// checkDemo lets a demo send to the simulator alone.
func (c *Client) checkDemo(env Environment) *Failure {
	if !c.Demo || env.Name == Simulator {
		return nil
	}
	return &Failure{Kind: FailureRefusedDemo, Evidence: "the environment is " + string(env.Name)}
}

// send makes the call and judges what came.
func (c *Client) send(ctx context.Context, exchange *Exchange, call call) {
	before := exchange.Findings
	exchange.Findings = nil
	body, _ := encodeBody(call.request)
	var got rawResponse
	failure := c.roundTrip(ctx, exchange, call.target, call.proxy, func(ctx context.Context) (*http.Request, error) {
		return newHTTPRequest(ctx, call.target, exchange.Request, body)
	}, func(response *http.Response, trace *trace) error {
		exchange.Clock = compareClocks(response.Header, c.now(), trace.roundTrip())
		got = trace.readBody(response)
		exchange.Response = got.Response
		return got.broken
	})
	if got.Response != nil {
		exchange.record(got, call) // a token says whether the server's clock is to be believed
	}
	exchange.Findings = slices.Concat(before, exchange.connectionFindings(), exchange.Findings)
	exchange.Failure = cmp.Or(failure, exchange.Failure)
}

// roundTrip makes one request over a transport of its own, notes in the exchange which
// way it went, and returns what ended it. receive reads the response; its error is the
// network's.
func (c *Client) roundTrip(ctx context.Context, exchange *Exchange, target, proxy *url.URL,
	prepare func(context.Context) (*http.Request, error), receive func(*http.Response, *trace) error,
) *Failure {
	trace := newTrace()
	limited, connected, answered, stop := c.limit(ctx)
	defer stop()
	traced := trace.context(limited, connected)
	conns := &connections{ctx: traced, open: c.Dial}
	defer conns.close()

	request, err := prepare(traced)
	if err != nil {
		return &Failure{Kind: FailureInternal, Evidence: "the request could not be made", Cause: err}
	}
	response, err := c.newTransport(proxy, conns, trace).RoundTrip(request)
	answered()
	if err == nil {
		err = receive(response, trace)
	}
	exchange.ReceivedAt = c.now()
	var began bool
	exchange.Timing, exchange.Connection, began = trace.finish()
	exchange.Connection.Proxy = proxyAddress(proxy)
	if err == nil {
		return nil
	}
	failure := brokenSend{
		err: err, cause: context.Cause(traced), caller: ctx.Err(), reached: exchange.Timing.Reached, responseBegan: began,
		proxied: proxy != nil, loopback: isLoopback(target.Hostname()), response: exchange.Response,
	}.failure()
	if failure.Kind == FailureTLSIssuer {
		exchange.Findings = append(exchange.Findings, c.trustFindings(target, true)...)
	}
	return failure
}
