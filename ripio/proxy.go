package ripio

import (
	"context"
	"net/http"
	"net/url"
	"strconv"
)

// proxyAnswered is how the evidence of a proxy's refusal begins.
const ProxyAnswered = "the proxy answered "

// findProxy returns the proxy for a target; nil for none. A loopback target never
// has one, whatever the variables say. A proxy that is set and cannot be used is
// a failure: without it the secret would go another way than was meant.
func (c *Client) findProxy(target *url.URL) (*url.URL, *Failure) {
	if isLoopback(target.Hostname()) {
		return nil, nil
	}
	proxy, err := (*url.URL)(nil), error(nil)
	if c.Proxy != nil {
		proxy, err = askProxy(c.Proxy, target)
	} else {
		proxy, err = proxyFromEnvironment(target)
	}
	if err != nil {
		return nil, &Failure{Kind: FailureProxySetting, Evidence: err.Error()}
	}
	return proxy, nil
}

// proxyAddress names a proxy without its user name and password.
func proxyAddress(proxy *url.URL) string {
	if proxy == nil {
		return ""
	}
	return proxy.Scheme + "://" + proxy.Host
}

// proxyStatusError is a proxy's refusal to open a tunnel.
type proxyStatusError struct {
	status int
	reason string // outside text
}

// Error returns the status line.
func (e *proxyStatusError) Error() string {
	return ProxyAnswered + strconv.Itoa(e.status) + " " + e.reason
}

// useProxy sends through a proxy and measures how long it takes to open its
// tunnel. The tunnel's end at the server still has its own TLS.
func useProxy(transport *http.Transport, proxy *url.URL, userAgent string, trace *trace) {
	transport.Proxy = http.ProxyURL(proxy)
	transport.GetProxyConnectHeader = func(context.Context, *url.URL, string) (http.Header, error) {
		trace.begin(PhaseProxy)
		return http.Header{"User-Agent": {userAgent}}, nil
	}
	transport.OnProxyConnectResponse = func(_ context.Context, _ *url.URL, _ *http.Request, response *http.Response) error {
		trace.end(PhaseProxy)
		if response.StatusCode != http.StatusOK {
			return &proxyStatusError{status: response.StatusCode, reason: reasonPhrase(response)}
		}
		return nil
	}
}
