package jwt

import (
	"encoding/base64"
	"slices"
	"strconv"
	"strings"

	"devtools/ripio-explorer/ripio/phrase"
)

// splitParts takes the token apart at its dots, up to where it was shortened.
func (r *tokenReader) splitParts() {
	text := r.token.Raw
	if at, mark := ellipsis(text); at >= 0 {
		text, r.shortened = text[:at], true
		r.add("token-shortened", mark+" after character "+strconv.Itoa(phrase.CharacterNumber(text, at)-1))
	}
	r.parts = strings.Split(text, ".")
}

// ellipsis finds where a text was shortened for display. Two dots are no
// ellipsis: content that travels apart from its token leaves them (RFC 7515
// appendix F).
func ellipsis(text string) (at int, mark string) {
	dots, sign := strings.Index(text, "..."), strings.Index(text, "…")
	if dots >= 0 && (sign < 0 || dots < sign) {
		return dots, "three dots"
	}
	return sign, "the character '…'"
}

// isUnencoded reports whether the header says that the payload is not base64url
// (RFC 7797).
func (r *tokenReader) isUnencoded() bool {
	b64, _ := r.header.Last("b64")
	return b64.Raw == "false"
}

// checkParts compares the number of parts with that of the kind of token.
func (r *tokenReader) checkParts() {
	if last := len(r.parts) - 1; r.isUnencoded() && last > 2 { // the content may hold dots of its own
		r.parts = []string{r.parts[0], strings.Join(r.parts[1:last], "."), r.parts[last]}
	}
	found := phrase.Plural(len(r.parts), "part")
	switch {
	case r.shortened: // that was said
	case r.token.Encrypted:
		if len(r.parts) != 5 {
			found += ", where it has five"
		}
		r.add("token-encrypted", found)
	case len(r.parts) == 3:
		r.checkEmptyParts()
	default:
		if cause := r.partsCause(); cause != "" {
			found += ": " + cause
		}
		r.add("token-parts", found)
		if r.lacksClaims() {
			r.parts = []string{r.parts[0], "", r.parts[1]}
		}
	}
}

// checkEmptyParts names the empty parts. An empty signature beside a readable
// header is judged with the header's algorithm.
func (r *tokenReader) checkEmptyParts() {
	var empty []string
	for i, part := range []tokenPart{partHeader, partClaims, partSignature} {
		if r.parts[i] == "" && (part != partSignature || r.parts[0] == "") {
			empty = append(empty, string(part))
		}
	}
	if len(empty) > 0 {
		r.add("token-part-empty", strings.Join(empty, ", "))
	}
}

// partsCause guesses why the token has not three parts.
func (r *tokenReader) partsCause() string {
	raw, last := r.token.Raw, r.parts[len(r.parts)-1]
	switch {
	case strings.Contains(raw, "%2E") || strings.Contains(raw, "%2e"):
		return "its dots are percent-encoded"
	case len(r.parts) == 1 && strings.HasPrefix(raw, "ZXlK"):
		return "it begins like a token that was base64-encoded a second time"
	case len(r.parts) == 1:
		return "there is no dot in it"
	case r.lacksClaims():
		return "the middle, with the claims, is missing"
	case len(r.parts) == 2 && beginsJSON(r.parts[0]) && beginsJSON(r.parts[1]):
		return "the end, with the signature, is missing"
	case len(r.parts) == 2 && r.lacksHeader():
		return "the beginning, with the header, is missing"
	case len(r.parts) == 2 && beginsJSON(r.parts[0]):
		return "one is missing"
	case len(r.parts) == 2:
		return "the beginning, with the header, may be missing"
	case last == "":
		return "it ends in a dot, perhaps the full stop of a sentence"
	case slices.ContainsFunc(r.parts[2:], startsLikeJSON):
		return "another token seems to follow without a gap"
	}
	return ""
}

// beginsJSON also takes a part of which little is left.
func beginsJSON(part string) bool { return strings.HasPrefix(part, "eyJ") || startsLikeJSON(part) }

// lacksClaims reports whether the second of two parts is the signature: it has the
// length that the header's algorithm gives one, and is not text.
func (r *tokenReader) lacksClaims() bool {
	if len(r.parts) != 2 || !beginsJSON(r.parts[0]) || beginsJSON(r.parts[1]) {
		return false
	}
	data, err := base64.RawURLEncoding.DecodeString(r.parts[1])
	if err != nil || strings.IndexFunc(string(data), isBinary) < 0 {
		return false
	}
	const shortestRSA = 128
	known := algorithms[r.token.Algorithm]
	return len(data) == known.signature || known.signature == 0 && known.key == publicKey && len(data) >= shortestRSA
}

// lacksHeader reports whether the first of two parts holds claims.
func (r *tokenReader) lacksHeader() bool {
	_, hasAlg := r.header.Last("alg")
	_, hasExp := r.header.Last("exp")
	return !hasAlg && hasExp
}

// cutJoined leaves the first of two tokens that were joined without a gap, with
// a sign between them or with none.
func (e *extraction) cutJoined() {
	at := secondToken(e.raw)
	if at < 0 {
		return
	}
	e.raw = strings.TrimRight(strings.TrimSuffix(e.raw[:at], "%2C"), ".,;|&+\"'")
	e.add("token-several", "joined to the first without a space")
}

// secondToken is where another token begins within a text, -1 when none does. A
// signature can hold the letters of a header by chance, so the header must be
// whole and name an algorithm.
func secondToken(raw string) int {
	from := 0
	for range 2 { // header and claims of the first
		dot := strings.IndexByte(raw[from:], '.')
		if dot < 0 {
			return -1
		}
		from += dot + 1
	}
	const attempts = 100
	for range attempts {
		at := strings.Index(raw[from:], "eyJ")
		if at < 0 {
			return -1
		}
		at += from
		from = at + len("eyJ")
		if header, ok := soundHeader(raw[at:]); ok {
			if _, ok := header.Last("alg"); ok {
				return at
			}
		}
	}
	return -1
}
