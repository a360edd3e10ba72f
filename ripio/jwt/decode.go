package jwt

import (
	"cmp"
	"encoding/base64"
	"errors"
	"slices"
	"strconv"

	"github.com/golang-jwt/jwt/v5"

	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/internal/members"
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
		return read(extraction{raw: text, form: FormBare}), nil
	}
	found, ok := extractLeniently(text)
	if !ok {
		return Token{}, ErrNoToken
	}
	return read(found), nil
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
	header, claims members.Object
	// shortened reports whether the parts end where an ellipsis stands in the token.
	shortened bool
}

func (r *tokenReader) add(code finding.Code, found string) {
	r.token.Findings = append(r.token.Findings, finding.New(code, finding.FieldToken, found))
}

// read returns the token with its findings, worst first.
func read(found extraction) Token {
	r := tokenReader{token: Token{Raw: found.raw, Form: found.form, Findings: slices.Grow(found.findings, 4)}}
	if length := len(found.raw); length > maxToken {
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

// readParts learns from the header, not from the number of dots, what kind of
// token it is. What is said of the parts stands before what is said of the header.
func (r *tokenReader) readParts() {
	if r.token.Raw == sampleToken {
		r.add("token-sample", "")
	}
	r.splitParts()
	before := len(r.token.Findings)
	r.readHeader()
	after := len(r.token.Findings)
	r.checkParts()
	if all := r.token.Findings; len(all) > after {
		r.token.Findings = slices.Concat(all[:before], all[after:], all[before:after])
	}
	r.readClaims()
	if !r.token.Encrypted {
		r.readSignature()
	}
	r.token.Signature = r.signatureVerdict()
	r.checkShape()
}

// readHeader decodes the first part. A text without a dot is only read when it
// begins like a header.
func (r *tokenReader) readHeader() {
	text := r.parts[0]
	if text == "" || len(r.parts) == 1 && !startsLikeJSON(text) {
		r.token.HeaderUnread = r.notThere()
		return
	}
	data, whole := r.decodeSegment(partHeader, text)
	r.token.HeaderJSON = data
	r.header, r.token.HeaderUnread = r.readObject(partHeader, string(data), whole)
	r.token.Header = withNotes(r.header, headerNote)
	r.checkHeader()
}

func (r *tokenReader) readClaims() {
	if r.token.ClaimsUnread = r.closedClaims(); r.token.ClaimsUnread != "" {
		return
	}
	if claims, ok := r.parse(); ok {
		r.claims, r.token.ClaimsJSON = claims.object, []byte(claims.text)
		r.checkObject(partClaims, claims.text, claims.object)
	} else {
		data, whole := r.decodeSegment(partClaims, r.parts[1])
		r.token.ClaimsJSON = data
		r.claims, r.token.ClaimsUnread = r.readObject(partClaims, string(data), whole)
	}
	r.token.Claims = withNotes(r.claims, claimNote)
	r.checkClaims()
}

// parser is golang-jwt's. The signature is left unverified on purpose: this
// program has no key for it.
var parser = jwt.NewParser(jwt.WithStrictDecoding())

// parse returns the claims as golang-jwt reads them, and whether that is all of
// them: it takes no token that was shortened, lost a part or has a fault in it.
func (r *tokenReader) parse() (orderedClaims, bool) {
	var claims orderedClaims
	_, _, err := parser.ParseUnverified(r.token.Raw, &claims)
	isRead := err == nil || errors.Is(err, jwt.ErrTokenUnverifiable) // an alg that it does not know
	return claims, isRead && claims.text != "" && len(claims.text) == base64.RawURLEncoding.DecodedLen(len(r.parts[1]))
}

// orderedClaims are claims in their order and with the exact text of each value:
// a number of jwt.MapClaims is a float64.
type orderedClaims struct {
	jwt.MapClaims
	text   string // empty for null, with which no method is called
	object members.Object
}

// UnmarshalJSON takes the text that encoding/json found to be sound.
func (c *orderedClaims) UnmarshalJSON(text []byte) error {
	if text[0] == '{' {
		c.text = string(text)
		c.object = members.Split(c.text)
	}
	return nil
}

// notThere says why a part is not there.
func (r *tokenReader) notThere() Unread {
	if r.shortened {
		return UnreadCut
	}
	return UnreadMissing
}

// closedClaims says why decoding the second part is useless; empty when it is.
func (r *tokenReader) closedClaims() Unread {
	switch {
	case r.token.Encrypted:
		return UnreadEncrypted
	case len(r.parts) < 2 || r.parts[1] == "":
		return r.notThere()
	case startsLikeJSON(r.parts[1]):
		return ""
	case len(r.parts) == 5 && algorithms[r.token.Algorithm].meaning == "":
		return UnreadUnclear
	case r.isUnencoded():
		return UnreadUnencoded
	}
	return ""
}
