package ripio

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"strconv"
)

// How the evidence about a proxy begins.
const (
	proxyAddressWrong = "the proxy's address, which HTTPS_PROXY or https_proxy gives, "
	proxyAnswered     = "the proxy answered "
)

// proxySchemes are the kinds of proxies that net/http speaks to.
var proxySchemes = []string{"http", "https", "socks5", "socks5h"}

// findProxy gives the proxy for a target; nil for none. A loopback target never
// has one, whatever the variables say.
//
// The error of a bad variable is not passed on: it quotes the variable, which
// may hold a password.
func (c *Client) findProxy(target *url.URL) (*url.URL, *Failure) {
	if isLoopback(target.Hostname()) {
		return nil, nil
	}
	find := c.Proxy
	if find == nil {
		find = http.ProxyFromEnvironment
	}
	proxy, err := find(&http.Request{Method: http.MethodPost, URL: target, Header: http.Header{}})
	switch {
	case err != nil:
		return nil, &Failure{Kind: FailureProxy, Evidence: proxyAddressWrong + "is no URL"}
	case proxy == nil:
		return nil, nil
	case !slices.Contains(proxySchemes, proxy.Scheme) || proxy.Hostname() == "":
		return nil, &Failure{Kind: FailureProxy, Evidence: proxyAddressWrong + "is not one of an http, https or socks5 proxy"}
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

// Error gives the status line.
func (e *proxyStatusError) Error() string {
	return proxyAnswered + strconv.Itoa(e.status) + " " + e.reason
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
