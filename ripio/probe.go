package ripio

import (
	"context"
	"net/http"
	"net/url"

	"devtools/ripio-explorer/ripio/finding"
)

// Route returns which way a request to the environment would go: Connection.Proxy, and
// findings about the variables for proxies and for trusted certificates. Failure says
// why none would be sent. No name is looked up and no socket opens.
func (c *Client) Route(env Environment) Exchange {
	exchange, _, _ := c.route(env)
	return exchange
}

func (c *Client) route(env Environment) (exchange Exchange, target, proxy *url.URL) {
	exchange = Exchange{Environment: env, SentAt: c.now(), Clock: Clock{Reason: "nothing was sent"}}
	if target, exchange.Failure = checkTarget(env); exchange.Failure != nil {
		return exchange, nil, nil
	}
	proxy, exchange.Findings, exchange.Failure = c.way(target)
	exchange.Connection.Proxy = proxyAddress(proxy)
	return exchange, target, proxy
}

// way returns the proxy for a target, nil for none, and what is odd about the variables
// for proxies and for trusted certificates. A failure means that nothing may be sent.
func (c *Client) way(target *url.URL) (proxy *url.URL, noted []finding.Finding, failure *Failure) {
	noted = c.trustFindings(target, false)
	if proxy, failure = c.findProxy(target); failure == nil && proxy == nil && c.Proxy == nil {
		noted = append(noted, passedOverProxy(target)...)
	}
	return proxy, noted, failure
}

// Probe goes the way of a request without its credentials: one HEAD of the host's first
// page, over the same proxy, certificates and limits. The exchange has the connection,
// the timing, the clock, the status, and findings about connection and clock; its
// Failure is set when no response came. The API itself is not called, so that nothing
// counts as an attempt to log in.
func (c *Client) Probe(ctx context.Context, env Environment) Exchange {
	exchange, target, proxy := c.route(env)
	exchange.Findings = nil
	if exchange.Failure != nil {
		return exchange
	}
	trace := newTrace()
	limited, connected, answered, stop := c.limit(ctx)
	defer stop()
	traced := trace.context(limited, connected)
	conns := &connections{ctx: traced, open: c.Dial}
	defer conns.close()

	page := url.URL{Scheme: target.Scheme, Host: target.Host, Path: "/"}
	request, err := http.NewRequestWithContext(traced, http.MethodHead, page.String(), nil)
	if err != nil {
		exchange.Failure = &Failure{Kind: FailureInternal, Evidence: "the request could not be made", Cause: err}
		return exchange
	}
	request.Header.Set("User-Agent", c.userAgent())
	exchange.Request = SentRequest{Method: request.Method, URL: page.String(), Header: request.Header}
	response, err := c.newTransport(proxy, conns, trace).RoundTrip(request)
	answered()
	exchange.ReceivedAt = c.now()
	if err == nil {
		_ = response.Body.Close() // a HEAD has none
		exchange.Clock = compareClocks(response.Header, exchange.ReceivedAt, trace.roundTrip()).confirmed(nil)
		exchange.Response = &Response{Protocol: response.Proto, Status: response.StatusCode, Reason: reasonPhrase(response), Header: response.Header}
	}
	var began bool
	exchange.Timing, exchange.Connection, began = trace.finish()
	exchange.Connection.Proxy = proxyAddress(proxy)
	if err != nil {
		exchange.Failure = brokenSend{
			err: err, cause: context.Cause(traced), caller: ctx.Err(), reached: exchange.Timing.Reached,
			responseBegan: began, proxied: proxy != nil,
		}.failure()
		if exchange.Failure.Kind == FailureTLSIssuer {
			exchange.Findings = c.trustFindings(target, true)
		}
		return exchange
	}
	exchange.Findings = append(exchange.connectionFindings(), append([]finding.Finding{clockFinding(exchange.Clock, response.Header)}, wayFindings(exchange.Response)...)...)
	return exchange
}
