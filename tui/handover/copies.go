package handover

import (
	"context"
	"fmt"
	"strings"
	"time"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/cause"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/jwt"
	"devtools/ripio-explorer/ripio/redact"
	"devtools/ripio-explorer/tui/draw"
	"devtools/ripio-explorer/tui/httptab"
)

// Copy is a text that can be put on the clipboard, or a list of them.
type Copy struct {
	// Name may be followed by "copied to the clipboard".
	Name, Detail string
	// Remark is said when it was copied, such as that it expired; Level is how much it
	// matters.
	Remark string
	Level  finding.Level
	// Unavailable says why it cannot be copied now.
	Unavailable string
	// Text makes it. A Copy without it opens Choices, or asks first (Secret).
	Text    func() string
	Choices []Copy
	// Secret asks first, says Warning, and makes the text with the client_secret.
	Warning string
	Secret  func(redact.Secret) redact.Secret
	// Link tells that the text is a widget link.
	Link bool
}

// Subject is what is shown and selected.
type Subject struct {
	// Token is nil where none is shown. Expired is for how long it has been of no use; List
	// sets it.
	Token    *jwt.Token
	Expired  time.Duration
	Exchange *ripio.Exchange
	Causes   []cause.Cause
	// Request and Environment are those of the form.
	Request     ripio.Request
	Environment ripio.Environment
	// HideAddress tells that the address may be a private key.
	HideAddress bool
	// Link makes the widget link, NoLink says why there is none; Flow names it.
	Link         func() string
	Flow, NoLink string
	// Secret fetches the client_secret of what is selected.
	Secret func(context.Context) (redact.Secret, error)
}

// list is all there is to copy, what is wanted most first. Only what asks first holds the
// client_secret.
func (s Subject) list(markdown func(ripio.Exchange, []cause.Cause) string) []Copy {
	list := append(s.token(), s.user()...)
	list = append(list, Copy{Name: s.Flow + " link", Detail: "opens the widget; whoever has it acts as this user", Text: s.Link, Unavailable: s.NoLink, Link: true})
	list = append(list, s.exports()...)
	report := Copy{Name: "report", Detail: "for Ripio's support, without token and secret", Text: func() string { return markdown(*s.Exchange, s.Causes) }}
	if s.Exchange == nil || s.Exchange.DryRun {
		report.Unavailable = "nothing was sent yet"
	}
	list = append(list, report)
	return append(list, s.wire()...)
}

// token are the token and its parts.
func (s Subject) token() (list []Copy) {
	t := s.Token
	if t == nil {
		return nil
	}
	remark, level, detail := "", finding.LevelOK, fmt.Sprintf("%d characters; whoever has it can use it", len(t.Raw))
	if s.Expired > 0 {
		remark, level = "it expired "+draw.Ago(s.Expired)+" ago", finding.LevelWarning
		detail = remark + ", so it opens nothing"
	}
	add := func(name, detail string, text func() string) {
		list = append(list, Copy{Name: name, Detail: detail, Text: text, Remark: remark, Level: level})
	}
	if t.Raw != "" { // one from the history may not have been kept
		add("token", detail, func() string { return t.Raw })
		add("Authorization line", detail, func() string { return "Authorization: Bearer " + t.Raw })
	}
	if len(t.ClaimsJSON) > 0 {
		add("claims", "decoded JSON, byte for byte", func() string { return string(t.ClaimsJSON) })
	}
	if len(t.HeaderJSON) > 0 {
		add("header", "decoded JSON, byte for byte", func() string { return string(t.HeaderJSON) })
	}
	if header, rest, ok := strings.Cut(t.Raw, "."); ok {
		claims, _, _ := strings.Cut(rest, ".")
		list = append(list,
			Copy{Name: "raw header", Detail: "the token's first part, base64url", Text: func() string { return header }},
			Copy{Name: "raw claims", Detail: "the token's second part, base64url", Text: func() string { return claims }})
	}
	if t.Expiry.State == jwt.ExpiryPresent {
		at := t.Expiry.At.UTC().Format(time.RFC3339)
		list = append(list, Copy{Name: "expiry", Detail: at, Text: func() string { return at }})
	}
	return list
}

// user are the parts of the request in the form.
func (s Subject) user() []Copy {
	r := s.Request
	list := []Copy{{Name: "external_ref", Detail: r.ExternalRef, Text: func() string { return r.ExternalRef }}}
	if s.HideAddress {
		return list
	}
	return append(list,
		Copy{Name: "address", Detail: r.Address, Text: func() string { return r.Address }},
		Copy{Name: "username", Detail: "the three joined parts", Text: r.Username})
}

// wire are what went out and came back.
func (s Subject) wire() (list []Copy) {
	e := s.Exchange
	if e != nil && e.Request.Method != "" {
		list = append(list, Copy{Name: "request", Detail: "as the HTTP tab shows it, the secret masked", Text: func() string { return httptab.Text(e.Request) }})
	}
	if e != nil && e.Response != nil {
		list = append(list, Copy{Name: "body of the response", Detail: "as it came, tokens cut", Text: func() string { return redact.Tokens(string(e.Response.Body)) }})
	}
	return list
}
