package jwt

import (
	"encoding/base64"
	"slices"
	"strconv"
	"strings"

	"devtools/ripio-explorer/ripio/internal/phrase"
)

// splitParts takes the token apart at its dots and learns from the header, not
// from the number of dots, what kind of token it is.
func (r *tokenReader) splitParts() {
	text := r.token.Raw
	if at, mark := ellipsis(text); at >= 0 {
		text, r.shortened = text[:at], true
		r.add("token-shortened", mark+" after character "+strconv.Itoa(phrase.CharacterNumber(text, at)-1))
	}
	r.parts = strings.Split(text, ".")
	header := r.peekHeader()
	r.token.Encrypted = isEncrypted(header, len(r.parts))
	if b64, ok := header.Last("b64"); ok && b64.Raw == "false" && len(r.parts) > 3 {
		// The content is not encoded, so it may hold dots of its own.
		last := len(r.parts) - 1
		r.parts = []string{r.parts[0], strings.Join(r.parts[1:last], "."), r.parts[last]}
	}
}

// ellipsis finds where a text was shortened for display. Two dots are no
// ellipsis: content that travels apart from its token leaves them (RFC 7515
// appendix F).
func ellipsis(text string) (at int, mark string) {
	at = -1
	for _, sign := range []struct{ text, name string }{{"...", "three dots"}, {"…", "the character '…'"}} {
		if found := strings.Index(text, sign.text); found >= 0 && (at < 0 || found < at) {
			at, mark = found, sign.name
		}
	}
	return at, mark
}

// peekHeader reads the header without saying anything about it.
func (r *tokenReader) peekHeader() JsonObject {
	quiet := tokenReader{parts: r.parts}
	quiet.readHeader()
	return quiet.header
}

// isEncrypted tells by its header whether a token is encrypted: by an algorithm
// that encrypts, or by enc beside one that is not known (RFC 7516 section 9).
// The number of parts only decides where the header leaves it open.
func isEncrypted(header JsonObject, parts int) bool {
	alg, _ := header.Last("alg")
	_, hasEnc := header.Last("enc")
	switch known, ok := algorithms[alg.Text]; {
	case known.key == encryptionKey:
		return hasEnc || parts == 5
	case ok:
		return false
	}
	return hasEnc && parts == 5
}

// checkParts compares the number of parts with that of the kind of token.
func (r *tokenReader) checkParts() {
	found := phrase.Plural(len(r.parts), "part")
	switch {
	case r.shortened: // that was said
	case r.token.Encrypted:
		r.add("token-encrypted", found)
		if len(r.parts) != 5 {
			r.add("token-encrypted-parts", found)
		}
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

// partsCause guesses why the token has not three parts.
func (r *tokenReader) partsCause() string {
	raw, last := r.token.Raw, r.parts[len(r.parts)-1]
	switch {
	case strings.Contains(raw, "%2E") || strings.Contains(raw, "%2e"):
		return "its dots are percent-encoded"
	case len(r.parts) == 1 && strings.HasPrefix(raw, "ZXlK"):
		return "it begins as a token does that was base64-encoded once more"
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

// lacksClaims tells that the second of two parts is the signature: it has the
// length that the header's algorithm gives one, and is no text.
func (r *tokenReader) lacksClaims() bool {
	if len(r.parts) != 2 || !beginsJSON(r.parts[0]) || beginsJSON(r.parts[1]) {
		return false
	}
	const shortestRSA = 128
	alg, _ := r.peekHeader().Last("alg")
	data, err := base64.RawURLEncoding.DecodeString(r.parts[1])
	if err != nil || strings.IndexFunc(string(data), isBinary) < 0 {
		return false
	}
	switch known := algorithms[alg.Text]; {
	case known.signature > 0:
		return len(data) == known.signature
	default:
		return known.key == publicKey && len(data) >= shortestRSA
	}
}

// lacksHeader tells that the first of two parts holds claims.
func (r *tokenReader) lacksHeader() bool {
	header := r.peekHeader()
	_, hasAlg := header.Last("alg")
	_, hasExp := header.Last("exp")
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
