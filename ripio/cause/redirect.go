package cause

import (
	"net/http"
	"net/url"
	"slices"
	"strings"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/phrase"
)

// redirectRules have one check for all kinds of redirects, which names the kind.
var redirectRules = []rule{{"", 0, "", redirected}}

// redirects are the kinds of redirects.
var redirects = []rule{
	{"redirect-to-https", 100, RemedyShowHTTP, nil},
	{"redirect-to-http", 100, RemedyReport, nil},
	{"redirect-other-environment", 95, RemedyReport, nil},
	{"redirect-other-product", 95, RemedyReport, nil},
	{"redirect-to-widget", 95, RemedyReport, nil},
	{"redirect-to-login", 90, RemedyRetry, nil},
	{"redirect-within-ripio", 85, RemedyReport, nil},
	{"redirect-other-host", 85, RemedyRetry, nil},
	{"redirect-other-path", 85, RemedyReport, nil},
	{"redirect-nowhere", 85, RemedyReport, nil},
}

func redirected(s *situation) (Cause, bool) {
	if s.Failure.Kind != ripio.FailureRedirect {
		return Cause{}, false
	}
	code, product := redirectCode(s)
	kind := redirects[slices.IndexFunc(redirects, func(r rule) bool { return r.code == code })]
	evidence := phrase.JoinNonEmpty("; ", s.evidence(), product)
	return Cause{Code: code, Weight: kind.weight, Remedy: kind.remedy, Evidence: evidence, Why: afterRedirect(s.status)}, true
}

// redirectCode tells where a redirect points, and which product of Ripio's
// has the host.
func redirectCode(s *situation) (code finding.Code, product string) {
	location, target := s.location()
	switch {
	case location == nil, location.Scheme != "http" && location.Scheme != "https":
		return "redirect-nowhere", ""
	case ripio.SameHost(location, target) || sameName(location, target) && location.Scheme != target.Scheme:
		return withinHost(location, target), ""
	}
	if code, product := ripioHost(location, s); code != "" {
		return code, product
	}
	if asksToLogIn(location) {
		return "redirect-to-login", ""
	}
	return "redirect-other-host", ""
}

func sameName(a, b *url.URL) bool {
	return strings.EqualFold(a.Hostname(), b.Hostname()) && ripio.HasUsualPort(a) && ripio.HasUsualPort(b)
}

func withinHost(location, target *url.URL) finding.Code {
	switch {
	case location.Scheme == target.Scheme:
		return "redirect-other-path"
	case location.Scheme == "https":
		return "redirect-to-https"
	}
	return "redirect-to-http"
}

// loginWords are whole words that portals and login pages have in their addresses.
var loginWords = []string{"login", "logon", "signin", "log-in", "sign-in", "sso", "captive", "portal", "captiveportal", "hotspot", "splash"}

// asksToLogIn looks for these words among the parts of the host's name and of the
// path. It is asked about other hosts only: within the TLS of the same host no
// portal can answer, and Ripio's own hosts have rules of their own.
func asksToLogIn(location *url.URL) bool {
	return phrase.HasWord(strings.ReplaceAll(location.Hostname()+location.Path, "_", "-"), loginWords...)
}

// ripioHost recognises the hosts of Ripio's products.
// Source: the pages and public code that the facts about Ripio's products were
// collected from.
func ripioHost(location *url.URL, s *situation) (finding.Code, string) {
	host := strings.ToLower(location.Hostname())
	if other, ok := s.otherEnvironment(); ok && host == other.Host() {
		return "redirect-other-environment", ""
	}
	if strings.HasPrefix(host, "b2b-widget-onramp.") && strings.HasSuffix(host, ".ripio.com") {
		return "redirect-to-widget", ""
	}
	if product, known := productOfHost(host); known {
		return "redirect-other-product", "the host belongs to " + product
	}
	if host == "ripio.com" || strings.HasSuffix(host, ".ripio.com") {
		return "redirect-within-ripio", ""
	}
	return "", ""
}

// afterRedirect says what a client makes of a redirected POST.
// Source: RFC 9110, sections 15.4.2 to 15.4.9.
func afterRedirect(status int) string {
	switch status {
	case http.StatusMovedPermanently, http.StatusFound, http.StatusSeeOther:
		return causeWords()[alsoPostBecomesGet].Why
	case http.StatusTemporaryRedirect, http.StatusPermanentRedirect:
		return causeWords()[alsoPostIsRepeated].Why
	}
	return ""
}
