package ripio

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"os"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/net/http/httpproxy"

	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/pasted"
	"devtools/ripio-explorer/ripio/phrase"
)

// findProxy returns the proxy for a target; nil for none. A loopback target never
// has one, whatever the variables say. A proxy that is set and cannot be used is
// a failure: without it the secret would go another way than was meant.
func (c *Client) findProxy(target *url.URL) (*url.URL, *Failure) {
	if isLoopback(target.Hostname()) {
		return nil, nil
	}
	find := proxyFromEnvironment
	if c.Proxy != nil {
		find = c.askProxy
	}
	proxy, err := find(target)
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
	reason string   // outside text
	asks   []string // its Proxy-Authenticate, outside text
}

// Error returns the status line, and how the proxy wants to be logged in to.
func (e *proxyStatusError) Error() string {
	text := "the proxy answered " + strconv.Itoa(e.status) + " " + e.reason
	if len(e.asks) > 0 {
		text += "; Proxy-Authenticate: " + strings.Join(e.asks, ", ")
	}
	return text
}

// basicChallenge finds the scheme among others and among their parameters.
var basicChallenge = phrase.NewShape(`(?i)(^|,)\s*basic(\s|,|$)`)

// takesBasic reports whether a proxy that wants a login may take the only one that
// this program has. Source: RFC 9110, section 11.7.1.
func (e *proxyStatusError) takesBasic() bool {
	return len(e.asks) == 0 || slices.ContainsFunc(e.asks, basicChallenge.Matches)
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
			return &proxyStatusError{status: response.StatusCode, reason: reasonPhrase(response), asks: response.Header.Values("Proxy-Authenticate")}
		}
		return nil
	}
}

// proxySchemes are the kinds of proxies that net/http speaks to.
var proxySchemes = []string{"http", "https", "socks5", "socks5h"}

// proxyVariables name the proxy for https, in the order in which they count.
var proxyVariables = []string{"HTTPS_PROXY", "https_proxy"}

// setVariable returns the first of the environment variables that is not empty.
func setVariable(names ...string) (name, value string) {
	for _, name := range names {
		if value := os.Getenv(name); value != "" {
			return name, value
		}
	}
	return "", ""
}

// proxyFromEnvironment returns the proxy for a target; nil for none. It reads the
// variables that http.ProxyFromEnvironment reads, with two differences: a value
// that cannot be used is an error, where that function sends without a proxy, and
// it is read at each call.
//
// The error names the variable and what is wrong with it. It does not quote the
// value, which may hold a password.
func proxyFromEnvironment(target *url.URL) (*url.URL, error) {
	name, value := setVariable(proxyVariables...)
	_, exceptions := setVariable("NO_PROXY", "no_proxy")
	if value == "" || isExcepted(target, exceptions) {
		return nil, nil
	}
	if problem := proxyProblem(value); problem != "" {
		return nil, errors.New(name + " " + problem)
	}
	return (&httpproxy.Config{HTTPSProxy: value}).ProxyFunc()(target)
}

// passedOverProxy names a variable that other programs read and this one does
// not, where it would have said another way.
func passedOverProxy(target *url.URL) []finding.Finding {
	name, _ := setVariable("ALL_PROXY", "all_proxy")
	used, _ := setVariable(proxyVariables...)
	_, exceptions := setVariable("NO_PROXY", "no_proxy")
	if name == "" || used != "" || isLoopback(target.Hostname()) || isExcepted(target, exceptions) {
		return nil
	}
	return []finding.Finding{finding.New("connection-proxy-not-read", finding.FieldConnection, name+" is set, HTTPS_PROXY is not")}
}

// isExcepted reports whether NO_PROXY names the target.
func isExcepted(target *url.URL, exceptions string) bool {
	settings := httpproxy.Config{HTTPSProxy: "http://proxy.invalid", NoProxy: exceptions}
	proxy, err := settings.ProxyFunc()(target)
	return proxy == nil && err == nil
}

// proxyProblem says what makes a proxy variable's value unusable; empty when
// nothing does. What net/http would connect to, but not as meant, counts too: in
// http://user:12/34@proxy the host is "user".
func proxyProblem(value string) string {
	address := value
	if !strings.Contains(address, "://") {
		address = "http://" + address // as net/http reads it
	}
	switch {
	case strings.TrimSpace(value) == "":
		return "contains only white space"
	case strings.ContainsAny(value[len(value)-1:], "\r\n"):
		return "ends in a line break"
	case strings.ContainsFunc(value, unicode.IsControl):
		return "contains a control character"
	case pasted.TrimEdges(value) != value:
		return "begins or ends with a space or an invisible character"
	case strings.ContainsFunc(value, pasted.IsInvisible):
		return "contains an invisible character"
	case strings.ContainsAny(value[:1]+value[len(value)-1:], "\"'`"):
		return "has quotation marks around it"
	case strings.Contains(value, "#"):
		return `contains a "#", and what follows it is ignored; in a password it is written %23`
	case strings.Contains(value, "?"):
		return `contains a "?"; in a password it is written %3F`
	}
	proxy, err := url.Parse(address)
	if err != nil {
		return parsingProblem(err)
	}
	return proxyURLProblem(proxy)
}

// parsingProblem words why a text is not a URL without quoting it.
func parsingProblem(err error) string {
	var escape url.EscapeError
	switch {
	case errors.As(err, &escape):
		return `contains a "%" that is not followed by two hexadecimal digits; in a password it is written %25`
	case strings.Contains(err.Error(), "invalid port"):
		return "has something other than a number as its port; special characters in a password are written as %XX"
	case strings.Contains(err.Error(), "invalid userinfo"):
		return "has a character in its user name or password that must be written as %XX"
	}
	return "is not a URL, such as http://proxy.example:3128"
}

// proxyURLProblem says what makes a URL unusable as a proxy's.
func proxyURLProblem(proxy *url.URL) string {
	port, err := strconv.ParseUint(proxy.Port(), 10, 16)
	switch {
	case !slices.Contains(proxySchemes, proxy.Scheme):
		return "does not begin with http://, https://, socks5:// or socks5h://"
	case proxy.Hostname() == "":
		return "names no host"
	case strings.Contains(proxy.Path, "@"):
		return `contains a "/" before the host; in a password it is written %2F`
	case strings.HasSuffix(proxy.Host, ":"):
		return "has no port after the colon"
	case proxy.Port() != "" && (err != nil || port == 0):
		return "has a port that is not between 1 and 65535"
	case !strings.HasPrefix(proxy.Host, "[") && strings.ContainsFunc(proxy.Hostname(), noHostCharacter):
		return "has a character in its host name that host names cannot have"
	}
	return ""
}

func noHostCharacter(char rune) bool {
	return !unicode.IsLetter(char) && !unicode.IsMark(char) && !unicode.IsDigit(char) && !strings.ContainsRune(".-_", char)
}

// askProxy asks the caller's own function for the proxy. Its errors are worded like
// those of proxyFromEnvironment.
func (c *Client) askProxy(target *url.URL) (*url.URL, error) {
	proxy, err := c.Proxy(&http.Request{Method: http.MethodPost, URL: target, Header: http.Header{}})
	if err != nil {
		return nil, errors.New("the proxy's value is not a URL") // err may quote a password
	}
	if proxy != nil {
		if problem := proxyURLProblem(proxy); problem != "" {
			return nil, errors.New("the proxy's URL " + problem)
		}
	}
	return proxy, nil
}
