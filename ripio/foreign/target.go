package foreign

import (
	"strings"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/phrase"
	"devtools/ripio-explorer/ripio/redact"
)

var defaultPorts = map[string]string{"https": "443", "http": "80"}

const authPath = "/api/v1/auth"

// target compares where the request goes. It reports whether that is another product
// of Ripio's, to which the rules of the form do not apply. asked is the environment
// that a person named.
func (c *comparer) target(asked ripio.EnvironmentName) (product bool) {
	host, path, at := strings.ToLower(c.url.Hostname()), c.url.Path, c.address.at
	if _, basic := findIn(c.query, append(append([]string{}, usernameNames...), passwordNames...)...); basic {
		c.add("credentials-in-query", at, "")
	}
	if code := c.product(host, path); code != "" {
		c.add(code, at, showHost(host))
		c.scheme(host)
		return true
	}
	c.scheme(host)
	switch {
	case host == "" || hasVariable(host):
	case isLoopback(host) && asked != ripio.Sandbox && asked != ripio.Production:
	case c.environment() == "":
		c.add("host-other", at, showHost(host))
	case asked != "" && c.environment() != asked:
		c.add("host-environment", at, string(c.environment()))
	case !strings.Contains(host, "-api.") && !isLoopback(host):
		c.add("host-widget", at, showHost(host))
	}
	if port := c.url.Port(); port != "" && !isLoopback(host) && defaultPorts[c.url.Scheme] != port {
		c.add("port-other", at, port)
	}
	switch {
	case path == authPath, hasVariable(path) && strings.HasSuffix(path, authPath), c.address.text == "":
	case variableAlone(path), strings.HasPrefix(path, varOpen) && strings.HasSuffix(path, varClose):
	case strings.TrimRight(path, "/") == authPath, hasVariable(path) && strings.HasSuffix(path, authPath+"/"):
		c.add("path-slash", at, "")
	case c.partial && path == "":
	default:
		c.add("path-other", at, showPath(path))
	}
	return false
}

func (c *comparer) scheme(host string) {
	if c.url.Scheme == "http" && !isLoopback(host) && c.address.text != "" {
		c.add("http-scheme", c.address.at, "")
	}
}

// product names the difference for a request to another product of Ripio's.
// Source: docs.ripio.com (acquire access token, fintech widget), and third parties.
func (c *comparer) product(host, path string) finding.Code {
	_, grant := c.find("grant_type")
	switch {
	case grant, strings.Contains(path, "/oauth2/token"), host == "skala.ripio.com", host == "skala-sandbox.ripio.com":
		return "product-oauth"
	case host == "sandbox-b2b.ripio.com", strings.HasPrefix(path, "/w/api/"):
		return "product-fintech"
	case strings.HasPrefix(host, "b2b-crypto-widget"):
		return "product-caas"
	case host == "ramp.ripio.com", host == "devcon-ramp.ripio.com":
		return "product-consumer"
	}
	return ""
}

// longestShown is how long a label of a host or a segment of a path may be to be shown:
// a longer one may be a secret.
const longestShown = 26

// showHost shows a host, and masks what is not a usual label.
func showHost(host string) string { return showParts(showVariables(host), ".") }

// showPath shows a path in the same way.
func showPath(path string) string { return showParts(showVariables(path), "/") }

func showParts(text, separator string) string {
	parts := strings.Split(text, separator)
	for i, part := range parts {
		if len(part) > longestShown || strings.ContainsFunc(part, isUnusual) {
			parts[i] = redact.Mask
		}
	}
	return strings.Join(parts, separator)
}

func isUnusual(char rune) bool {
	return char >= 0x80 || !phrase.IsDigit(byte(char)) && !('a' <= char && char <= 'z') && !('A' <= char && char <= 'Z') &&
		!strings.ContainsRune("-_.:$[]", char)
}
