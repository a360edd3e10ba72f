package ripio

import (
	"cmp"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"devtools/ripio-explorer/ripio/phrase"
)

// StatusLine returns a response's status with its words, such as "502 Bad Gateway".
func StatusLine(response *Response) string {
	return strings.TrimSpace(strconv.Itoa(response.Status) + " " + response.Reason)
}

// IsRequestIDHeader reports whether a header names a single request: one that is known,
// or one whose name ends in the word ID.
func IsRequestIDHeader(name string) bool {
	name = http.CanonicalHeaderKey(name)
	return slices.Contains(requestIDHeaders, name) || strings.HasSuffix(name, "-Id") ||
		strings.HasSuffix(name, "Requestid") || strings.HasSuffix(name, "Traceid")
}

// Canonical joins headers whose names differ in letter case only.
func Canonical(header http.Header) http.Header {
	joined := make(http.Header, len(header))
	for name, values := range header {
		key := http.CanonicalHeaderKey(name)
		joined[key] = append(joined[key], values...)
	}
	return joined
}

// HeaderText joins a header's values; an empty one is not an absent one.
func HeaderText(values []string) string {
	if text := strings.Join(values, ", "); text != "" || len(values) == 0 {
		return text
	}
	return "(empty)"
}

// BodySize prefers what the response announced: a body that was kept for
// later may have been shortened.
func BodySize(response *Response) string {
	size := len(response.Body)
	if announced, err := strconv.Atoi(response.Header.Get("Content-Length")); err == nil && response.Encoding == "" && !response.Cut {
		size = announced
	}
	return phrase.Plural(size, "byte")
}

// ResultWords names what came of a send.
func ResultWords(e Exchange) string {
	switch {
	case e.Failure != nil:
		return cmp.Or(e.Failure.Title(), string(e.Failure.Kind))
	case e.DryRun:
		return "not sent: dry run"
	case e.Token != nil:
		return "token"
	}
	return "no token"
}

// requestIDHeaders name a single request, so that the server's side can find it
// in its logs.
var requestIDHeaders = []string{
	"X-Request-Id", "Request-Id", "X-Correlation-Id", "Correlation-Id", "X-Trace-Id", "Traceparent", "Tracestate",
	"X-Amzn-Requestid", "X-Amzn-Trace-Id", "X-Amz-Request-Id", "X-Amz-Id-2", "X-Amz-Cf-Id", "X-Amz-Apigw-Id", "Cf-Ray",
	"X-B3-Traceid", "X-B3-Spanid", "X-Cloud-Trace-Context", "X-Azure-Ref", "X-Kong-Request-Id", "X-Vercel-Id", "Fly-Request-Id",
}
