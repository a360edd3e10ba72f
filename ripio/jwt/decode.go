package jwt

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"devtools/ripio-explorer/ripio/finding"
)

const (
	// maxTokenText is how long a text may be to be searched for a token.
	maxTokenText = 1 << 20
	// maxToken is how long a token may be to be decoded. The documentation's
	// sample has 208 characters.
	maxToken = 64 << 10
)

// Decode reads a token from a bare token, a "Bearer" line, a JSON answer or a
// widget link. It always gives as much as could be read; what is wrong with the
// rest stands in the token's findings. The error is ErrNoToken when the text
// holds nothing that could be a token.
//
// White space that a terminal or a mail program put into the token is removed,
// with a finding. Nothing is verified, see Token.Signature, and no clock is
// asked, see Token.CheckTime.
func Decode(text string) (Token, error) {
	if len(text) > maxTokenText {
		return newTokenReader(extraction{raw: text, form: FormBare}).read(), nil
	}
	found, ok := extractLeniently(text)
	if !ok {
		return Token{}, ErrNoToken
	}
	return newTokenReader(found).read(), nil
}

// tokenPart names a part of a three-part token in findings.
type tokenPart string

const (
	partHeader    tokenPart = "header"
	partClaims    tokenPart = "claims"
	partSignature tokenPart = "signature"
)

// tokenReader fills a token part by part.
type tokenReader struct {
	token Token
	parts []string
	// header and claims are what was read of the two JSON objects.
	header, claims JsonObject
	// shortened tells that the parts end where an ellipsis stands in the token.
	shortened bool
}

func newTokenReader(found extraction) *tokenReader {
	return &tokenReader{token: Token{Raw: found.raw, Form: found.form, Findings: found.findings}}
}

// add notes a finding about the token.
func (r *tokenReader) add(code finding.Code, found string) {
	if r.token.Findings == nil {
		r.token.Findings = make([]finding.Finding, 0, 4)
	}
	r.token.Findings = append(r.token.Findings, finding.New(code, finding.FieldToken, found))
}

// read returns the token with its findings, worst first.
func (r *tokenReader) read() Token {
	if length := len(r.token.Raw); length > maxToken {
		r.add("token-too-large", strconv.Itoa(length)+" bytes")
		r.token.Signature = "not checked: the token was not read"
		r.token.HeaderUnread, r.token.ClaimsUnread = UnreadTooLarge, UnreadTooLarge
	} else {
		r.readParts()
	}
	if r.token.Expiry.State == ExpiryUnknown {
		r.token.Expiry.Unread = r.token.ClaimsUnread
	}
	slices.SortStableFunc(r.token.Findings, func(a, b finding.Finding) int { return cmp.Compare(b.Level, a.Level) })
	return r.token
}

// readParts goes through the token from left to right.
func (r *tokenReader) readParts() {
	if r.token.Raw == sampleToken {
		r.add("token-sample", "")
	}
	var claims LibraryClaims
	_, _, r.token.LibraryError = LibraryParser.ParseUnverified(r.token.Raw, &claims)
	r.splitParts()
	r.checkParts()
	r.readHeader()
	r.readClaims()
	if !r.token.Encrypted {
		r.readSignature()
	}
	if r.token.LibraryError == nil && r.token.Expiry.State != ExpiryPresent {
		_, r.token.LibraryError = claims.GetExpirationTime()
	}
	r.token.Signature = r.signatureVerdict()
	r.checkShape()
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
