package ripio

import (
	"net/http"
	"net/url"
	"strings"

	"devtools/ripio-explorer/ripio/phrase"
)

// isRedirect reports whether a status asks the caller to go elsewhere. 304 does
// not, and 305 and 306 mean nothing any more. Source: RFC 9110, section 15.4.
func isRedirect(status int) bool {
	return status >= http.StatusMultipleChoices && status <= http.StatusSeeOther ||
		status == http.StatusTemporaryRedirect || status == http.StatusPermanentRedirect
}

// redirectFailure says where a response points. This client did not follow.
func redirectFailure(response *Response, target *url.URL) *Failure {
	location := strings.TrimSpace(response.Header.Get("Location"))
	failure := &Failure{Kind: FailureRedirect, Location: location}
	if location == "" {
		failure.Evidence = StatusLine(response) + "; it has no Location, so it does not say where to"
	} else {
		failure.Evidence = phrase.JoinNonEmpty("; ", StatusLine(response), describeLocation(location, target))
	}
	return failure
}

// describeLocation compares where a redirect points with where the request went.
func describeLocation(location string, target *url.URL) string {
	next, err := target.Parse(location)
	if err != nil {
		return "its Location cannot be read as a URL"
	}
	schemes := ""
	switch {
	case next.Scheme != "http" && next.Scheme != "https":
		return "it points to the scheme " + next.Scheme + ", which is not a web URL"
	case next.Scheme != target.Scheme && (target.Scheme == "https" || strings.EqualFold(next.Hostname(), target.Hostname())):
		schemes = "it points from " + target.Scheme + " to " + next.Scheme
	}
	host := "it points to another host, " + next.Host
	if SameHost(next, target) {
		host = "the host stays " + next.Host
	}
	return phrase.JoinNonEmpty("; ", schemes, host)
}

// SameHost reports whether host and port are the same. The usual port of a scheme
// may be written or left out.
func SameHost(a, b *url.URL) bool {
	samePort := a.Port() == b.Port() || HasUsualPort(a) && HasUsualPort(b)
	return samePort && strings.EqualFold(a.Hostname(), b.Hostname())
}

// HasUsualPort reports whether a URL has its scheme's port, written or left out.
func HasUsualPort(u *url.URL) bool {
	usual := map[string]string{"http": "80", "https": "443"}[u.Scheme]
	return u.Port() == "" || u.Port() == usual
}
