package jwt

import (
	"strings"

	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/internal/phrase"
)

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
	switch member.Name {
	case "alg":
		switch alg, known := algorithms[member.Text]; {
		case member.Kind != JsonStringKind:
			return "not text, so no algorithm"
		case strings.EqualFold(member.Text, algNone):
			return algorithms[algNone].meaning
		case known:
			return alg.meaning
		}
		return "unknown algorithm"
	case "typ":
		if strings.EqualFold(member.Text, documentedType) {
			return "JSON Web Token"
		}
		return "type of the token"
	}
	return headerNotes[member.Name]
}

// checkHeader compares the header with the documented one. Of a header that
// could not be read to its end, nothing is called missing.
func (r *tokenReader) checkHeader() {
	r.checkAlgorithm()
	switch enc, ok := r.header.Last("enc"); {
	case ok && !r.token.Encrypted && len(r.parts) == 3:
		r.add("token-enc-three-parts", phrase.Shorten(enc.Raw))
	case !ok && len(r.parts) == 5 && r.token.HeaderUnread == "" && !algorithms[r.token.Algorithm].signs():
		r.add("token-jwe-no-enc", "")
	}
	r.checkType()
	r.checkCritical()
	if b64, ok := r.header.Last("b64"); ok {
		r.add("token-b64", phrase.Shorten(b64.Raw))
	}
	if zip, ok := r.header.Last("zip"); ok {
		r.add("token-zip", phrase.Shorten(zip.Raw))
	}
	var sources, extras []string
	for _, member := range r.header.Members {
		switch member.Name {
		case "jku", "jwk", "x5u", "x5c":
			sources = append(sources, member.Name)
		case "alg", "typ", "cty", "enc", "crit", "b64", "zip":
		default:
			extras = append(extras, phrase.ShowName(member.Name))
		}
	}
	r.addNames("token-key-source", sources)
	r.addNames("token-header-extra", extras)
}

// addNames notes a finding about a list of member names, when there are any.
func (r *tokenReader) addNames(code finding.Code, names []string) {
	const shown = 10
	if len(names) > shown {
		names = append(names[:shown:shown], "and "+phrase.Plural(len(names)-shown, "other"))
	}
	if len(names) > 0 {
		r.add(code, strings.Join(names, ", "))
	}
}

func (r *tokenReader) checkAlgorithm() {
	member, ok := r.header.Last("alg")
	if !ok {
		if r.token.HeaderUnread == "" {
			r.add("token-alg-missing", "")
		}
		return
	}
	if member.Kind != JsonStringKind {
		r.add("token-alg-type", phrase.Shorten(member.Raw))
		return
	}
	r.token.Algorithm = member.Text
	found := phrase.Shorten(member.Raw)
	switch alg, known := algorithms[member.Text]; {
	case member.Text == algNone:
		r.add("token-alg-none", found)
	case strings.EqualFold(member.Text, algNone):
		r.add("token-alg-none-case", found)
	case !known:
		r.add("token-alg-unknown", found)
	case r.token.Encrypted:
	case alg.key == encryptionKey:
		r.add("token-alg-encryption", found)
	case member.Text != documentedAlgorithm:
		r.add("token-alg-changed", found)
	}
}

// checkType looks at typ and cty.
func (r *tokenReader) checkType() {
	member, ok := r.header.Last("typ")
	switch {
	case !ok && r.token.HeaderUnread == "":
		r.add("token-typ-missing", "")
	case !ok, member.Text == documentedType && member.Kind == JsonStringKind:
	case member.Kind != JsonStringKind:
		r.add("token-typ-type", phrase.Shorten(member.Raw))
	case strings.EqualFold(member.Text, documentedType):
		r.add("token-typ-case", phrase.Shorten(member.Raw))
	default:
		r.add("token-typ-changed", phrase.Shorten(member.Raw))
	}
	if cty, ok := r.header.Last("cty"); ok {
		r.add("token-cty", phrase.Shorten(cty.Raw))
	}
}

// checkCritical looks at crit: it must list names of extensions that stand in
// the header (RFC 7515 section 4.1.11).
func (r *tokenReader) checkCritical() {
	member, ok := r.header.Last("crit")
	if !ok {
		return
	}
	r.add("token-crit", phrase.Shorten(member.Raw))
	names, ok := stringArray(member)
	if !ok || len(names) == 0 {
		r.add("token-crit-malformed", phrase.Shorten(member.Raw))
		return
	}
	for _, name := range names {
		if _, ok := r.header.Last(name); !ok {
			r.add("token-crit-malformed", phrase.ShowName(name)+" is not in the header")
			return
		}
	}
}

// stringArray reads an array of strings.
func stringArray(member jsonMember) ([]string, bool) {
	var elements []string
	if member.Kind != jsonArrayKind {
		return nil, false
	}
	w := jsonWalker{text: member.Raw, at: 1, object: JsonObject{BadUTF8: -1, LoneSurrogate: -1}}
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
