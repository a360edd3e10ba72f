package httptab

import (
	"net/url"
	"slices"
	"strings"

	"devtools/ripio-explorer/ripio"
	ripiofield "devtools/ripio-explorer/ripio/field"
	"devtools/ripio-explorer/ripio/redact"
)

// sentField is a field of the form, in the order in which the body holds it.
type sentField struct {
	name string
	// value is the encoded value.
	value string
	// Parts are the decoded value's pieces: one, or those of the username.
	Parts []sentPart
}

// sentPart is a piece of a decoded value. What stands between two pieces of a
// username is a colon.
type sentPart struct{ Name, Value, encoded string }

// sentForm is a request's form body, without the secret and without an address
// that looks like a private key.
type sentForm []sentField

// fieldUsername and fieldPassword are the form's two fields. Source: auth, table
// "Parameters".
const (
	fieldUsername = "username"
	fieldPassword = "password"
)

// NewSentForm takes a body apart. A piece that cannot be decoded is shown as it
// is encoded.
func NewSentForm(q ripio.SentRequest) sentForm {
	var form sentForm
	for pair := range strings.SplitSeq(q.Body, "&") {
		name, value, _ := strings.Cut(pair, "=")
		field := sentField{name: decoded(name), value: value}
		switch field.name {
		case fieldUsername:
			field.Parts = usernameParts(q, decoded(value))
			if hidden(field.Parts) {
				field.value = joinEncoded(field.Parts)
			}
		default:
			field.Parts = []sentPart{{Name: field.name, Value: decoded(value), encoded: value}}
		}
		form = append(form, field)
	}
	return form
}

// usernameParts splits a username where it was joined. A username that was made
// in another way is split at its colons.
func usernameParts(q ripio.SentRequest, username string) []sentPart {
	values := []string{q.ClientID, q.ExternalRef, q.Address}
	if strings.Join(values, ":") != username {
		values = strings.SplitN(username, ":", len(values))
	}
	parts := make([]sentPart, len(values))
	for i, name := range []string{"client_id", "external_ref", "address"}[:len(values)] {
		if ripiofield.IsPrivateKey(values[i]) {
			values[i] = redact.Mask
		}
		encoded := strings.ReplaceAll(url.QueryEscape(values[i]), url.QueryEscape(redact.Mask), encodedMask)
		parts[i] = sentPart{Name: name, Value: values[i], encoded: encoded}
	}
	return parts
}

// encodedMask stands for what is hidden in an encoded body: plain ASCII, so that
// the body stays a form.
const encodedMask = "********"

// hidden reports whether something in the parts is masked.
func hidden(parts []sentPart) bool {
	return slices.ContainsFunc(parts, func(part sentPart) bool { return strings.Contains(part.encoded, encodedMask) })
}

func decoded(text string) string {
	if plain, err := url.QueryUnescape(text); err == nil {
		return plain
	}
	return text
}

const encodedColon = "%3A"

func joinEncoded(parts []sentPart) string {
	texts := make([]string, len(parts))
	for i, part := range parts {
		texts[i] = part.encoded
	}
	return strings.Join(texts, encodedColon)
}

// Encoded is the body as it is shown.
func (f sentForm) Encoded() string {
	pairs := make([]string, len(f))
	for i, field := range f {
		pairs[i] = field.name + "=" + field.value
	}
	return strings.Join(pairs, "&")
}

// escape is a piece of an encoded text that stands for something else.
type escape struct{ encoded, meaning string }

// splitEncoded cuts an encoded text into what stands for itself (no meaning) and
// escapes. The escapes of one character of several bytes are kept together.
func splitEncoded(text string) []escape {
	var pieces []escape
	plain := 0
	for i := 0; i < len(text); {
		size := escapeSize(text[i:])
		if size == 0 {
			i++
			continue
		}
		if plain < i {
			pieces = append(pieces, escape{encoded: text[plain:i]})
		}
		pieces = append(pieces, escape{text[i : i+size], decoded(text[i : i+size])})
		i += size
		plain = i
	}
	if plain < len(text) {
		pieces = append(pieces, escape{encoded: text[plain:]})
	}
	return pieces
}

// escapeSize is the number of bytes of the escape that text begins with; zero
// when it begins with none.
func escapeSize(text string) int {
	if text[0] == '+' {
		return 1
	}
	const one = len("%00")
	if len(text) < one || text[0] != '%' {
		return 0
	}
	first, err := url.PathUnescape(text[:one])
	if err != nil {
		return 0
	}
	size := one * utf8Size(first[0])
	if len(text) < size || strings.Count(text[:size], "%") != size/one {
		return one
	}
	return size
}

// utf8Size is the number of bytes of the character that a byte begins.
func utf8Size(first byte) int {
	switch {
	case first >= 0xf0 && first < 0xf8:
		return 4
	case first >= 0xe0:
		return 3
	case first >= 0xc0:
		return 2
	}
	return 1
}
