package ripio

import "strings"

// The header of the documentation's sample token (source: auth, "Response").
const (
	documentedAlgorithm = "HS256"
	documentedType      = "JWT"
)

// headerNotes explain header members (RFC 7515 section 4.1, RFC 7516 section
// 4.1, RFC 7797). Those of alg and typ depend on the value.
var headerNotes = map[string]string{
	"kid":      "name of the key",
	"cty":      "type of the content",
	"crit":     "extensions that a reader must understand",
	"b64":      "whether the payload is base64url",
	"enc":      "content encryption algorithm",
	"zip":      "compression before encryption",
	"jku":      "address of the issuer's keys; do not fetch",
	"jwk":      "a public key; do not trust it",
	"x5u":      "address of a certificate; do not fetch",
	"x5c":      "certificate chain; do not trust it",
	"x5t":      "SHA-1 fingerprint of a certificate",
	"x5t#S256": "SHA-256 fingerprint of a certificate",
}

// headerNote explains a header member.
func headerNote(member jsonMember) string {
	switch member.name {
	case "alg":
		switch alg, known := algorithms[member.text]; {
		case member.kind != jsonStringKind:
			return "not text, so no algorithm"
		case strings.EqualFold(member.text, algNone):
			return algorithms[algNone].meaning
		case known:
			return alg.meaning
		}
		return "unknown algorithm"
	case "typ":
		if strings.EqualFold(member.text, documentedType) {
			return "JSON Web Token"
		}
		return "type of the token"
	}
	return headerNotes[member.name]
}

// checkHeader compares the header with the documented one. Of a header that
// could not be read to its end, nothing is called missing.
func (r *tokenReader) checkHeader() {
	r.checkAlgorithm()
	switch enc, ok := r.header.last("enc"); {
	case ok && !r.token.Encrypted && len(r.parts) == 3:
		r.add("token-enc-three-parts", shorten(enc.raw))
	case !ok && len(r.parts) == 5 && r.token.HeaderUnread == "" && !algorithms[r.token.Algorithm].signs():
		r.add("token-jwe-no-enc", "")
	}
	r.checkType()
	r.checkCritical()
	if b64, ok := r.header.last("b64"); ok {
		r.add("token-b64", shorten(b64.raw))
	}
	if zip, ok := r.header.last("zip"); ok {
		r.add("token-zip", shorten(zip.raw))
	}
	var sources, extras []string
	for _, member := range r.header.members {
		switch member.name {
		case "jku", "jwk", "x5u", "x5c":
			sources = append(sources, member.name)
		case "alg", "typ", "cty", "enc", "crit", "b64", "zip":
		default:
			extras = append(extras, showName(member.name))
		}
	}
	r.addNames("token-key-source", sources)
	r.addNames("token-header-extra", extras)
}

// addNames notes a finding about a list of member names, when there are any.
func (r *tokenReader) addNames(code Code, names []string) {
	const shown = 10
	if len(names) > shown {
		names = append(names[:shown:shown], "and "+plural(len(names)-shown, "other"))
	}
	if len(names) > 0 {
		r.add(code, strings.Join(names, ", "))
	}
}

func (r *tokenReader) checkAlgorithm() {
	member, ok := r.header.last("alg")
	if !ok {
		if r.token.HeaderUnread == "" {
			r.add("token-alg-missing", "")
		}
		return
	}
	if member.kind != jsonStringKind {
		r.add("token-alg-type", shorten(member.raw))
		return
	}
	r.token.Algorithm = member.text
	found := shorten(member.raw)
	switch alg, known := algorithms[member.text]; {
	case member.text == algNone:
		r.add("token-alg-none", found)
	case strings.EqualFold(member.text, algNone):
		r.add("token-alg-none-case", found)
	case !known:
		r.add("token-alg-unknown", found)
	case r.token.Encrypted:
	case alg.key == encryptionKey:
		r.add("token-alg-encryption", found)
	case member.text != documentedAlgorithm:
		r.add("token-alg-changed", found)
	}
}

// checkType looks at typ and cty.
func (r *tokenReader) checkType() {
	member, ok := r.header.last("typ")
	switch {
	case !ok && r.token.HeaderUnread == "":
		r.add("token-typ-missing", "")
	case !ok, member.text == documentedType && member.kind == jsonStringKind:
	case member.kind != jsonStringKind:
		r.add("token-typ-type", shorten(member.raw))
	case strings.EqualFold(member.text, documentedType):
		r.add("token-typ-case", shorten(member.raw))
	default:
		r.add("token-typ-changed", shorten(member.raw))
	}
	if cty, ok := r.header.last("cty"); ok {
		r.add("token-cty", shorten(cty.raw))
	}
}

// checkCritical looks at crit: it must list names of extensions that stand in
// the header (RFC 7515 section 4.1.11).
func (r *tokenReader) checkCritical() {
	member, ok := r.header.last("crit")
	if !ok {
		return
	}
	r.add("token-crit", shorten(member.raw))
	names, ok := stringArray(member)
	if !ok || len(names) == 0 {
		r.add("token-crit-malformed", shorten(member.raw))
		return
	}
	for _, name := range names {
		if _, ok := r.header.last(name); !ok {
			r.add("token-crit-malformed", showName(name)+" is not in the header")
			return
		}
	}
}

// stringArray reads an array of strings.
func stringArray(member jsonMember) ([]string, bool) {
	var elements []string
	if member.kind != jsonArrayKind {
		return nil, false
	}
	w := jsonWalker{text: member.raw, at: 1, object: jsonObject{badUTF8: -1, loneSurrogate: -1}}
	for {
		w.space()
		start := w.at
		if w.next(']') {
			return elements, true
		}
		if w.text[start] != '"' || !w.string() {
			return nil, false
		}
		elements = append(elements, unquoteJSON(w.text[start:w.at]))
		w.space()
		w.next(',')
	}
}
