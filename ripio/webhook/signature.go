package webhook

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"strings"

	"devtools/ripio-explorer/ripio/phrase"
	"devtools/ripio-explorer/ripio/redact"
)

// The names of the header with the signature.
const (
	// HeaderDocumented is the name in Ripio's documentation (webhooks: introduction).
	HeaderDocumented = "Http-X-Wh-Signature-256"
	// HeaderWire is what integrators look for, too: "Http-" looks like what a framework
	// puts before a header's name. Nobody documents it.
	HeaderWire = "X-Wh-Signature-256"
)

const (
	prefix        = "sha256="
	maxSignatures = 8
	// headerECDSA signs webhooks of Ripio's Crypto-as-a-Service, another product.
	headerECDSA = "x-signature-ecdsa-sha256"
)

// Sign is the value of the signature's header for a body: "sha256=" and the HMAC-SHA256
// of its bytes in hexadecimal digits (docs.ripio.com, webhooks: introduction).
func Sign(secret redact.Secret, body []byte) string {
	return prefix + hex.EncodeToString(mac([]byte(secret.Reveal()), body))
}

var mac = hmacWith(sha256.New)

// plainName is a header's name in small letters and with hyphens: CGI and WSGI write
// HTTP_X_WH_SIGNATURE_256, with an own HTTP_ before it.
func plainName(name string) string {
	return strings.ReplaceAll(strings.ToLower(name), "_", "-")
}

// Standing says how well something is known.
type Standing string

// The standings.
const (
	Documented Standing = "documented"
	Seen       Standing = "seen in integrators' code, not documented"
	Renamed    Standing = "documented, an older name"
	Unknown    Standing = "not known"
)

// headerStanding says how well a header for the signature is known.
func headerStanding(name string) Standing {
	switch plainName(name) {
	case "http-x-wh-signature-256", "http-http-x-wh-signature-256":
		return Documented
	case "x-wh-signature-256":
		return Seen
	}
	return Unknown
}

// Signature is the signature of a webhook as it came.
type Signature struct {
	// Header is the header's name as it came, and Standing how well that is known.
	Header   string
	Standing Standing
	// Value is the header's value. It proves nothing to who has no secret, but it is
	// outside text.
	Value string
}

// signatures lists what may be the signature: headers of the known names, or when there
// is none those that look like one.
func (d Delivery) signatures() (known, others []Signature) {
	for _, header := range d.Headers {
		s := Signature{header.Name, headerStanding(header.Name), header.Value}
		switch name := plainName(header.Name); {
		case s.Standing != Unknown && len(known) < maxSignatures:
			known = append(known, s)
		case name == headerECDSA, len(others) >= maxSignatures:
		case strings.Contains(name, "sign") || strings.Contains(name, "hmac") || strings.HasPrefix(header.Value, prefix):
			others = append(others, s)
		}
	}
	return known, others
}

// value is what a header's value says, whatever its form.
type value struct {
	prefix   string // with its sign, such as "sha256="
	encoding encoding
	mac      []byte
	// text is the value without what is around it.
	text string
}

type encoding string

const (
	encodedHex       encoding = "hexadecimal digits"
	encodedUpperHex  encoding = "hexadecimal digits in upper case"
	encodedBase64    encoding = "base64"
	encodedBase64Hex encoding = "base64 of hexadecimal digits"
	encodedOtherwise encoding = "neither hexadecimal digits nor base64"
)

var prefixShape = phrase.NewShape(`^(?i)((?:hmac[-_]?)?(?:sha[-_]?(?:1|224|256|384|512)|v\d+|hmac|signature)[=: ]\s*)`)

// readValue reads a header's value in every form in which signatures are written.
func readValue(text string) (v value) {
	text = strings.Trim(strings.TrimSpace(text), `"'`)
	v.prefix = prefixShape().FindString(text)
	v.text = text[len(v.prefix):]
	if v.text != "" && phrase.AllHex(v.text) {
		v.mac, _ = hex.DecodeString(v.text[:len(v.text)&^1]) // one that is cut may have an odd number of digits
		v.encoding = encodedHex
		if v.text != strings.ToLower(v.text) {
			v.encoding = encodedUpperHex
		}
		return v
	}
	v.encoding = encodedOtherwise
	if data, ok := phrase.DecodeBase64(v.text); ok {
		v.mac, v.encoding = data, encodedBase64
		if inner, err := hex.DecodeString(string(data)); err == nil {
			v.mac, v.encoding = inner, encodedBase64Hex
		}
	}
	return v
}

// holds reports whether a value is the documented signature of a body. The prefix may be
// missing: integrators' code takes both.
func (v value) holds(secret redact.Secret, body []byte) bool {
	return (v.prefix == prefix || v.prefix == "") && (v.encoding == encodedHex || v.encoding == encodedUpperHex) &&
		hmac.Equal(v.mac, mac([]byte(secret.Reveal()), body))
}
