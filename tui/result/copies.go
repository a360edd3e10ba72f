package result

import (
	"fmt"

	"devtools/ripio-explorer/ripio/jwt"
	"devtools/ripio-explorer/ripio/redact"
	"devtools/ripio-explorer/tui/httptab"
)

// Copy is a text that can be put on the clipboard.
type Copy struct {
	Name, Detail string
	Text         func() string
}

// Copies lists what there is to copy of what is shown. The secret is never in it.
func (m *Model) Copies() []Copy {
	var list []Copy
	add := func(name, detail string, text func() string) { list = append(list, Copy{name, detail, text}) }
	if t := m.token; t != nil {
		if t.Raw != "" { // one from the history may not have been kept
			add("token", fmt.Sprintf("%d characters; whoever has it can use it", len(t.Raw)), func() string { return t.Raw })
		}
		if len(t.ClaimsJSON) > 0 {
			add("claims", "decoded JSON, byte for byte", func() string { return string(t.ClaimsJSON) })
		}
		if len(t.HeaderJSON) > 0 {
			add("header", "decoded JSON, byte for byte", func() string { return string(t.HeaderJSON) })
		}
		if t.Expiry.State == jwt.ExpiryPresent {
			at := t.Expiry.At.UTC().Format("2006-01-02T15:04:05Z07:00")
			add("expiry", at, func() string { return at })
		}
	}
	if e := m.exchange; e != nil && e.Request.Method != "" {
		add("request", "as the HTTP tab shows it, the secret masked", func() string { return httptab.Text(e.Request) })
	}
	if e := m.exchange; e != nil && e.Response != nil {
		add("body of the response", "as it came, tokens cut", func() string { return redact.Tokens(string(e.Response.Body)) })
	}
	return list
}
