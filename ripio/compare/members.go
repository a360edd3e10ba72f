package compare

import (
	"maps"
	"net/http"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/jwt"
	"devtools/ripio-explorer/ripio/phrase"
)

// fleetingHeaders have another value in every response, so that a difference says
// nothing.
var fleetingHeaders = map[string]bool{
	"Date": true, "Age": true, "Expires": true, "Last-Modified": true, "Etag": true, "Set-Cookie": true,
	"Content-Length": true, // the size of the body has a row of its own
	"Nel":            true, "Report-To": true, "Server-Timing": true, "X-Runtime": true, "X-Response-Time": true, "X-Timer": true,
	"X-Served-By": true, "X-Envoy-Upstream-Service-Time": true, "X-Kong-Upstream-Latency": true, "X-Kong-Proxy-Latency": true,
	"X-Amz-Cf-Pop": true,
}

// isFleeting reports whether a header's value is another one in every response.
// What is left of a rate limit is, the limit itself is not.
func isFleeting(name string) bool {
	const remapped = "X-Amzn-Remapped-" // by a gateway, from a header of the server behind it
	name = strings.TrimPrefix(http.CanonicalHeaderKey(name), remapped)
	isLimit := strings.Contains(name, "Ratelimit") || strings.Contains(name, "Rate-Limit")
	isTotal := strings.Contains(name, "imit-Limit") || strings.Contains(name, "Policy")
	return fleetingHeaders[name] || ripio.IsRequestIDHeader(name) || isLimit && !isTotal
}

// headers compares the headers of two responses, the union of their names. A
// header that only one side has is a change, whatever its value: it tells that
// something else answered.
func (p *pair) headers() {
	left, right := canonical(&p.left), canonical(&p.right)
	union := maps.Clone(left)
	maps.Copy(union, right)
	for _, name := range slices.Sorted(maps.Keys(union)) {
		isNoise := left[name] != nil && right[name] != nil && isFleeting(name)
		p.addNoise(GroupHeaders, phrase.Shorten(name), isNoise, func(e ripio.Exchange) string {
			return ripio.HeaderText(e.Response.Header[name])
		})
	}
}

// canonical gives an exchange's response, and returns, its headers with those
// joined whose names differ in letter case only.
func canonical(e *ripio.Exchange) http.Header {
	response := *e.Response
	response.Header = ripio.Canonical(response.Header)
	e.Response = &response
	return response.Header
}

// lifetimeTolerance is what two measures of one lifetime may differ by: the Date
// header has whole seconds, and minting takes a moment.
const lifetimeTolerance = 5 * time.Second

// fleetingClaims have another value in every token.
var fleetingClaims = []string{"session", "exp", "iat", "nbf", "jti"}

func (p *pair) tokens() {
	p.members("header ", func(e ripio.Exchange) []jwt.Member { return e.Token.Header })
	p.members("", func(e ripio.Exchange) []jwt.Member { return e.Token.Claims })
	p.add(GroupClaims, "length of the signature", func(e ripio.Exchange) string { return phrase.Plural(e.Token.SignatureBytes, "byte") })
	left, leftKnown := p.left.Lifetime()
	right, rightKnown := p.right.Lifetime()
	isNear := leftKnown && rightKnown && (left-right).Abs() <= lifetimeTolerance
	p.addNoise(GroupClaims, "lifetime", isNear, func(e ripio.Exchange) string { return phrase.LifetimeWords(e.Lifetime()) })
}

// members compares the union of two objects' members, in the order in which they
// stand, the left object first.
func (p *pair) members(prefix string, of func(ripio.Exchange) []jwt.Member) {
	var names []string
	for _, member := range slices.Concat(of(p.left), of(p.right)) {
		if !slices.Contains(names, member.Name) {
			names = append(names, member.Name)
		}
	}
	for _, name := range names {
		named := func(e ripio.Exchange) []jwt.Member {
			return slices.DeleteFunc(slices.Clone(of(e)), func(m jwt.Member) bool { return m.Name != name })
		}
		left, right := named(p.left), named(p.right)
		isNoise := prefix == "" && slices.Contains(fleetingClaims, name) && len(left) == 1 && len(right) == 1 && shapeOf(left[0]) == shapeOf(right[0])
		p.addShown(GroupClaims, prefix+phrase.ShowName(name),
			func(e ripio.Exchange) string { return join(named(e), " and ", memberText) },
			func(e ripio.Exchange) string {
				return join(named(e), "\n", func(m jwt.Member) string { return m.JSON })
			}, isNoise)
	}
}

// join writes a member, or all of those that share a name.
func join(members []jwt.Member, separator string, write func(jwt.Member) string) string {
	var texts []string
	for _, member := range members {
		texts = append(texts, write(member))
	}
	return strings.Join(texts, separator)
}

// memberText writes a member's value. That of an opaque session is not repeated in
// full: it may be as good as the token.
func memberText(member jwt.Member) string {
	text := member.Text
	switch {
	case member.Name == "session" && member.JSON != text:
		return phrase.LeaveOutMiddle(text, 6, 6) + " (" + phrase.Plural(utf8.RuneCountInString(text), "character") + ")"
	case text == "":
		return `""`
	case phrase.IsNumber(text) && member.JSON != text:
		return member.JSON // a number in quotation marks is none
	}
	return text
}

// shapeOf writes a value with a 0 in place of every digit, and of every letter
// of a text; a text that is not hexadecimal has an x there. Texts of one length, and
// numbers of as many digits, are of one shape.
func shapeOf(member jwt.Member) string {
	letter := 'x'
	if phrase.AllHex(member.Text) {
		letter = '0'
	}
	return strings.Map(func(char rune) rune {
		switch {
		case char >= '0' && char <= '9':
			return '0'
		case char >= 'a' && char <= 'z', char >= 'A' && char <= 'Z':
			return letter
		}
		return char
	}, member.JSON)
}
