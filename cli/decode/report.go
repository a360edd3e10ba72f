package decode

import (
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"time"

	"devtools/ripio-explorer/cli/internal/console"
	"devtools/ripio-explorer/cli/internal/sendview"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/jwt"
)

// report is what was read of a token, ready to be shown.
type report struct {
	token   jwt.Token
	now     time.Time // by the local clock: no server is asked
	failure *console.Failure
}

// document is the output of decode --json. Its keys are stable.
type document struct {
	Version          int               `json:"version"`
	Failure          *console.Failure  `json:"failure"`
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
func (r *report) judge(err error) {
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
	r.failure = &console.Failure{Kind: kindNoToken, Title: "not readable", Message: message, Advice: []string{}}
}

// unread says what of the token was not read, or not to its end.
func (r *report) unread() string {
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

func (r *report) document() document {
	d := document{
		Version:      console.DocumentVersion,
		Failure:      r.failure,
		Form:         console.Optional(string(r.token.Form)),
		Algorithm:    console.Optional(r.token.Algorithm),
		Header:       sendview.Object(r.token.HeaderJSON, r.token.Header),
		Claims:       sendview.Object(r.token.ClaimsJSON, r.token.Claims),
		HeaderUnread: console.Optional(string(r.token.HeaderUnread)),
		ClaimsUnread: console.Optional(string(r.token.ClaimsUnread)),
		ExpiryState:  r.token.Expiry.State.String(),
		ExpiresAt:    sendview.ExpiresAt(r.token.Expiry),
		Signature:    console.Optional(r.token.Signature),
		Findings:     append([]finding.Finding{}, r.findings()...),
	}
	if r.token.Expiry.State == jwt.ExpiryPresent {
		expired := r.token.Expiry.Expired(r.now)
		remaining := sendview.SecondsUntil(r.token.Expiry.At, r.now)
		d.Expired, d.RemainingSeconds = &expired, &remaining
	}
	return d
}

// text is the output of decode without --json.
func (r *report) text() string {
	s := &console.Sheet{}
	s.Line("form", string(r.token.Form))
	s.Line("expires", sendview.ExpiryText(r.token.Expiry, r.now))
	s.Line("signature", r.token.Signature)
	sendview.Members(s, "header", r.token.Header)
	sendview.Members(s, "claims", r.token.Claims)
	sendview.Findings(s, r.findings())
	return s.String()
}

// findings are what is odd about the token, and about its dates at this moment.
func (r *report) findings() []finding.Finding {
	return append(slices.Clone(r.token.Findings), r.token.CheckTime(r.now)...)
}
