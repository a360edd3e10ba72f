package jwt

import (
	"slices"
	"strings"

	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/internal/members"
	"devtools/ripio-explorer/ripio/phrase"
)

// The header of the documentation's sample token (source: auth, "Response").
const (
	documentedAlgorithm = "HS256"
	documentedType      = "JWT"
)

// unusedHeaders ask a reader for something that this program does not do: to
// decrypt, decompress, fetch or trust a key, or understand an extension.
var unusedHeaders = []string{"crit", "b64", "zip", "enc", "cty", "jku", "jwk", "x5u", "x5c"}

func headerNote(member members.Member) string {
	switch name := member.Name; {
	case name == "alg":
		switch alg, known := algorithms[member.Text]; {
		case member.Kind != members.String:
			return "not text, so not an algorithm"
		case strings.EqualFold(member.Text, algNone):
			return algorithms[algNone].meaning
		case known:
			return alg.meaning
		}
		return "unknown algorithm"
	case name == "typ" && strings.EqualFold(member.Text, documentedType):
		return "JSON Web Token"
	case name == "typ":
		return "type of the token"
	case name == "kid":
		return "name of the key"
	case name == "enc":
		return "content encryption algorithm"
	case slices.Contains(unusedHeaders, name):
		return "not used by this program"
	}
	return ""
}

// checkHeader tells whether the token is encrypted and compares the header with
// the documented one. Of a header that could not be read to its end, nothing is
// called missing.
func (r *tokenReader) checkHeader() {
	alg, _ := r.header.Last("alg")
	_, isSigned := algorithms[alg.Text]
	_, hasEnc := r.header.Last("enc")
	r.token.Encrypted = hasEnc && !isSigned
	r.checkAlgorithm()
	r.checkType()
	var unused, extras []string
	for _, member := range r.header.Members {
		switch name := member.Name; {
		case name == "alg" || name == "typ" || name == "enc" && r.token.Encrypted:
		case slices.Contains(unusedHeaders, name):
			unused = append(unused, name)
		default:
			extras = append(extras, phrase.ShowName(name))
		}
	}
	r.addNames("token-header-unused", unused)
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
	found := phrase.Shorten(member.Raw)
	if !ok || member.Kind != members.String {
		if ok || r.token.HeaderUnread == "" {
			r.add("token-alg-missing", found)
		}
		return
	}
	r.token.Algorithm = member.Text
	switch _, known := algorithms[member.Text]; {
	case strings.EqualFold(member.Text, algNone):
		if len(r.parts) > 2 && r.parts[2] != "" {
			found += ", although there is a third part"
		}
		r.add("token-alg-none", found)
	case r.token.Encrypted:
	case !known:
		r.add("token-alg-unknown", found)
	case member.Text != documentedAlgorithm:
		r.add("token-alg-changed", found)
	}
}

func (r *tokenReader) checkType() {
	member, ok := r.header.Last("typ")
	found := phrase.Shorten(member.Raw)
	switch {
	case !ok && r.token.HeaderUnread == "":
		r.add("token-typ-missing", "")
	case !ok, member.Raw == `"`+documentedType+`"`:
	case member.Kind == members.String && strings.EqualFold(member.Text, documentedType):
		if member.Text != documentedType {
			r.add("token-typ-case", found)
		}
	default:
		r.add("token-typ-changed", found)
	}
}
