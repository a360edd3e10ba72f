package compare

import (
	"net/http"
	"slices"
	"strings"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/internal/phrase"
)

// fleetingHeaders have another value in every answer, so that a difference says
// nothing.
var fleetingHeaders = map[string]bool{
	"Date": true, "Age": true, "Expires": true, "Last-Modified": true, "Etag": true, "Set-Cookie": true,
	"Content-Length": true, // the size of the body has a row of its own
	"Nel":            true, "Report-To": true, "Server-Timing": true, "X-Runtime": true, "X-Response-Time": true, "X-Timer": true,
	"X-Served-By": true, "X-Envoy-Upstream-Service-Time": true, "X-Kong-Upstream-Latency": true, "X-Kong-Proxy-Latency": true,
	"X-Amz-Apigw-Id": true, "X-Amz-Cf-Pop": true,
}

// remapped is how a gateway names a header of the server behind it.
const remapped = "X-Amzn-Remapped-"

// isFleeting reports whether a header's value is another one in every answer. What
// is left of a rate limit is, the limit itself is not.
func isFleeting(name string) bool {
	name = strings.TrimPrefix(http.CanonicalHeaderKey(name), remapped)
	isLeft := strings.Contains(name, "Ratelimit") || strings.Contains(name, "Rate-Limit")
	for _, total := range []string{"Limit-Limit", "limit-Limit", "Policy"} {
		isLeft = isLeft && !strings.Contains(name, total)
	}
	return fleetingHeaders[name] || ripio.IsRequestIDHeader(name) || isLeft
}

// compareHeaders compares the headers of two answers, the union of their names.
// A header that only one side has is a change, whatever its value: it tells that
// something else answered.
func (p *pair) compareHeaders() {
	if p.left.Response == nil || p.right.Response == nil {
		return
	}
	left, right := ripio.Canonical(p.left.Response.Header), ripio.Canonical(p.right.Response.Header)
	var names []string
	for name := range left {
		names = append(names, name)
	}
	for name := range right {
		if left[name] == nil {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	for _, name := range names {
		isNoise := left[name] != nil && right[name] != nil && isFleeting(name)
		p.add(GroupHeaders, phrase.Shorten(name), ripio.HeaderText(left[name]), ripio.HeaderText(right[name]), isNoise)
	}
}
