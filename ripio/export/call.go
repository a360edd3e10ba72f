// Package export writes the authentication call for other tools: as a curl command,
// as a program in six languages, and as a file of four request formats. No export
// holds the client_secret but the one of CurlWithSecret, which says so in its type.
package export

import (
	"cmp"
	"errors"
	"fmt"
	"net/url"
	"strings"
	"unicode/utf8"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/redact"
)

// SecretVariable is the environment variable from which exported commands and
// programs take the client_secret. Package dotenv reads the same name.
const SecretVariable = "RIPIO_CLIENT_SECRET"

// Values that stand in an export for those of the partner, which others must not see
// or do not share.
const (
	PlaceholderClientID    = "YOUR_CLIENT_ID"
	PlaceholderExternalRef = "YOUR_USERS_UUID_V4"
	PlaceholderAddress     = "YOUR_USERS_ADDRESS"
)

// Call is the call that an export describes: where it goes, and for which user. It
// holds no secret.
type Call struct {
	Environment ripio.EnvironmentName
	// Local means that it is on this machine, and so no proxy's.
	Local bool
	// URL receives the POST.
	URL string
	// ClientID, ExternalRef and Address are the three parts of the username.
	ClientID, ExternalRef, Address string
}

// ErrNotExported is why a request is not exported: a check stops it.
var ErrNotExported = errors.New("the request is not exported")

// NewCall takes from a request what an export shows. The secret may be absent; if it
// is there, a field that holds it is refused, like all that must not be sent. The
// error wraps ErrNotExported and repeats no value.
func NewCall(env ripio.Environment, request ripio.Request) (Call, error) {
	for _, item := range request.Check() {
		if item.Blocking && item.Field != finding.FieldSecret {
			return Call{}, fmt.Errorf("%w: %s", ErrNotExported, item.Headline())
		}
	}
	for _, part := range request.Parts() {
		if part.Value == redact.Mask || !utf8.ValidString(part.Value) {
			return Call{}, fmt.Errorf("%w: %s holds what must not be shown", ErrNotExported, part.Name)
		}
	}
	return Call{
		Environment: env.Name, Local: env.IsLocal(), URL: env.AuthURL,
		ClientID: request.ClientID, ExternalRef: request.ExternalRef, Address: request.Address,
	}, nil
}

// WithPlaceholders fills the parts of a request that are empty with words that stand
// for them.
func WithPlaceholders(request ripio.Request) ripio.Request {
	request.ClientID = cmp.Or(request.ClientID, PlaceholderClientID)
	request.ExternalRef = cmp.Or(request.ExternalRef, PlaceholderExternalRef)
	request.Address = cmp.Or(request.Address, PlaceholderAddress)
	return request
}

// Username joins the three parts as the call expects them.
func (c Call) Username() string {
	return strings.Join([]string{c.ClientID, c.ExternalRef, c.Address}, ":")
}

// percentEncode writes a text in ASCII letters, digits, "-", "_", ".", "~" and percent
// escapes of its UTF-8 bytes, as RFC 3986 has it: no shell and no form reads anything
// into these.
func percentEncode(text string) string { return strings.ReplaceAll(url.QueryEscape(text), "+", "%20") }
