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

var redirectRules = []rule{
	redirect("redirect-to-https", 100, RemedyShowHTTP),
	redirect("redirect-to-http", 100, RemedyReport),
	redirect("redirect-other-environment", 95, RemedyReport),
	redirect("redirect-other-product", 95, RemedyReport),
	redirect("redirect-to-widget", 95, RemedyReport),
	redirect("redirect-to-login", 90, RemedyRetry),
	redirect("redirect-server-login", 75, RemedyReport),
	redirect("redirect-access-gateway", 85, RemedyReport),
	redirect("redirect-within-ripio", 85, RemedyReport),
	redirect("redirect-other-host", 85, RemedyReport),
	redirect("redirect-other-path", 85, RemedyReport),
	redirect("redirect-nowhere", 85, RemedyReport),
}

func redirect(code finding.Code, weight int, remedy Remedy) rule {
	return rule{code, weight, remedy, func(s *situation) (Cause, bool) {
		found, product := redirectCode(s)
		seen := s.quoted(product)
		seen.Why = afterRedirect(s.status)
		return seen, found == code
	}}
}

// redirectCode tells where a redirect points, and which product of Ripio's
// has the host.
func redirectCode(s *situation) (code finding.Code, product string) {
	if s.Failure.Kind != ripio.FailureRedirect {
		return "", ""
	}
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
	switch {
	case asksToLogIn(location) && s.onTheWay():
		return "redirect-to-login", ""
	case asksToLogIn(location), isLoginService(location):
		return "redirect-access-gateway", ""
	}
	return "redirect-other-host", ""
}

func sameName(a, b *url.URL) bool {
	return strings.EqualFold(a.Hostname(), b.Hostname()) && ripio.HasUsualPort(a) && ripio.HasUsualPort(b)
}

func withinHost(location, target *url.URL) finding.Code {
	switch {
	case location.Scheme == target.Scheme && phrase.HasWord(strings.ReplaceAll(location.Path, "_", "-"), loginWords...):
		return "redirect-server-login"
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
// path. It is asked about other hosts only: a login on the same host is the server's,
// and Ripio's own hosts have rules of their own.
func asksToLogIn(location *url.URL) bool {
	return phrase.HasWord(strings.ReplaceAll(location.Hostname()+location.Path, "_", "-"), loginWords...)
}

// loginServices are where access gateways send those who are not logged in.
var loginServices = []string{
	"cloudflareaccess.com", "login.microsoftonline.com", "accounts.google.com", "okta.com", "auth0.com", "amazoncognito.com", "onelogin.com",
	"pingone.com", "duosecurity.com",
}

func isLoginService(location *url.URL) bool {
	host := "." + strings.ToLower(location.Hostname())
	return slices.ContainsFunc(loginServices, func(service string) bool { return strings.HasSuffix(host, "."+service) })
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
		return causeWords.Of(alsoPostBecomesGet).Why
	case http.StatusTemporaryRedirect, http.StatusPermanentRedirect:
		return causeWords.Of(alsoPostIsRepeated).Why
	}
	return ""
}
