package cli

import (
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"time"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/jwt"
)

// decodeReport is what was read of a token, ready to be shown.
type decodeReport struct {
	token   jwt.Token
	now     time.Time // by the local clock: no server is asked
	failure *decodeFailure
}

// decodeFailure says why a token could not be read.
type decodeFailure struct {
	Kind    ripio.FailureKind `json:"kind"`
	Title   string            `json:"title"`
	Message string            `json:"message"`
}

// decodeDocument is the output of decode --json. Its keys are stable.
type decodeDocument struct {
	Version          int               `json:"version"`
	Failure          *decodeFailure    `json:"failure"`
	Form             *string           `json:"form"`
	Algorithm        *string           `json:"algorithm"`
	Header           json.RawMessage   `json:"header"`
	Claims           json.RawMessage   `json:"claims"`
	ExpiresAt        *string           `json:"expires_at"`
	Expired          *bool             `json:"expired"`
	RemainingSeconds *int64            `json:"remaining_seconds"`
	HeaderUnread     *string           `json:"header_unread"`
	ClaimsUnread     *string           `json:"claims_unread"`
	ExpiryState      string            `json:"expiry_state"`
	Signature        *string           `json:"signature"`
	Findings         []finding.Finding `json:"findings"`
}

// judge says what could not be read.
func (r *decodeReport) judge(err error) {
	message := ""
	switch {
	case errors.Is(err, jwt.ErrNoToken):
		message = "there is no token in the text"
	case err != nil:
		message = err.Error()
	case r.token.HeaderUnread == "" && r.token.ClaimsUnread == "":
		return
	default:
		message = r.unread()
	}
	r.failure = &decodeFailure{Kind: kindNoToken, Title: "not readable", Message: message}
}

// unread says what of the token was not read, or not to its end.
func (r *decodeReport) unread() string {
	if r.token.ClaimsUnread == jwt.UnreadTooLarge {
		return "the token is too large to be decoded"
	}
	var why []string
	if r.token.HeaderUnread != "" {
		why = append(why, r.token.HeaderUnread.Of("header"))
	}
	if r.token.ClaimsUnread != "" {
		why = append(why, r.token.ClaimsUnread.Of("claims"))
	}
	read := "not all of the token can be read: "
	if len(r.token.Header) == 0 && len(r.token.Claims) == 0 {
		read = "nothing of the token can be read: "
	}
	return read + strings.Join(why, "; ")
}

func (r *decodeReport) document() decodeDocument {
	document := decodeDocument{
		Version:      documentVersion,
		Failure:      r.failure,
		Form:         optional(string(r.token.Form)),
		Algorithm:    optional(r.token.Algorithm),
		Header:       r.header(),
		Claims:       r.claims(),
		HeaderUnread: optional(string(r.token.HeaderUnread)),
		ClaimsUnread: optional(string(r.token.ClaimsUnread)),
		ExpiryState:  r.token.Expiry.State.String(),
		ExpiresAt:    expiresAt(r.token.Expiry),
		Signature:    optional(r.token.Signature),
		Findings:     cleaned(r.findings(), unchanged),
	}
	if r.token.Expiry.State == jwt.ExpiryPresent {
		expired := r.token.Expiry.Expired(r.now)
		remaining := secondsUntil(r.token.Expiry.At, r.now)
		document.Expired, document.RemainingSeconds = &expired, &remaining
	}
	return document
}

// text is the output of decode without --json.
func (r *decodeReport) text() string {
	s := &sheet{clean: unchanged}
	s.line("form", string(r.token.Form))
	s.line("expires", expiryText(r.token.Expiry, r.now))
	s.line("signature", r.token.Signature)
	s.members("header", r.token.Header)
	s.members("claims", r.token.Claims)
	s.findings(r.findings())
	return s.text.String()
}

// findings are what is odd about the token, and about its dates at this moment.
func (r *decodeReport) findings() []finding.Finding {
	return append(slices.Clone(r.token.Findings), r.token.CheckTime(r.now)...)
}
