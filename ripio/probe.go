package ripio

import (
	"context"
	"net/http"
	"net/url"
	"slices"

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
	page := url.URL{Scheme: target.Scheme, Host: target.Host, Path: "/"}
	exchange.Request = SentRequest{Method: http.MethodHead, URL: page.String(), Header: http.Header{"User-Agent": {c.userAgent()}}}
	exchange.Failure = c.roundTrip(ctx, &exchange, target, proxy, func(ctx context.Context) (*http.Request, error) {
		request, err := http.NewRequestWithContext(ctx, http.MethodHead, page.String(), nil)
		if err == nil {
			request.Header = exchange.Request.Header
		}
		return request, err
	}, func(response *http.Response, trace *trace) error {
		_ = response.Body.Close() // a HEAD has none
		exchange.Clock = compareClocks(response.Header, c.now(), trace.roundTrip()).confirmed(nil)
		exchange.Response = &Response{Protocol: response.Proto, Status: response.StatusCode, Reason: reasonPhrase(response), Header: response.Header}
		return nil
	})
	if exchange.Failure == nil {
		clock := []finding.Finding{clockFinding(exchange.Clock, exchange.Response.Header)}
		exchange.Findings = slices.Concat(exchange.connectionFindings(), clock, wayFindings(exchange.Response))
	}
	return exchange
}
