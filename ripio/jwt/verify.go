package jwt

import (
	"encoding/base64"
	"encoding/hex"
	"errors"
	"strings"

	"github.com/golang-jwt/jwt/v5"

	"devtools/ripio-explorer/ripio/phrase"
	"devtools/ripio-explorer/ripio/redact"
)

// ErrNoHMAC is the error of VerifyKey for a token whose signature no shared key makes.
var ErrNoHMAC = errors.New("the signature is not an HMAC with a known algorithm (HS256, HS384, HS512) in a token of three parts")

// KeyForm is how the bytes of a key are taken from its text.
type KeyForm string

// The forms, in the order in which they are tried.
const (
	KeyRaw    KeyForm = "text as it is"
	KeyBase64 KeyForm = "base64"
	KeyHex    KeyForm = "hexadecimal digits"
)

// KeyVerdict says whether a key verifies a token's signature.
type KeyVerdict struct {
	Holds bool
	// Form is the one with which it holds, Tried those that were tried.
	Form  KeyForm
	Tried []KeyForm
}

// String says it in a sentence's part, such as "holds with the key, taken as base64".
func (v KeyVerdict) String() string {
	if v.Holds {
		return "holds with the key, taken as " + string(v.Form)
	}
	var tried []string
	for _, form := range v.Tried {
		tried = append(tried, string(form))
	}
	return "does not hold with the key, taken as " + strings.Join(tried, " or ")
}

// VerifyKey checks the signature with a shared key: its text as it is, and what that
// spells in base64 and in hexadecimal digits. Neither expiry nor claims are looked at.
// The key is kept nowhere.
func (t Token) VerifyKey(key redact.Secret) (KeyVerdict, error) {
	method, known := jwt.GetSigningMethod(t.Algorithm).(*jwt.SigningMethodHMAC)
	parts := t.Segments()
	if !known || len(parts) != 3 || parts[2] == "" {
		return KeyVerdict{}, ErrNoHMAC
	}
	signature, err := base64.RawURLEncoding.Strict().DecodeString(parts[2])
	if err != nil {
		return KeyVerdict{}, ErrNoHMAC
	}
	var verdict KeyVerdict
	for _, candidate := range keyForms(key) {
		verdict.Tried = append(verdict.Tried, candidate.form)
		if method.Verify(parts[0]+"."+parts[1], signature, candidate.key) == nil {
			verdict.Holds, verdict.Form = true, candidate.form
			return verdict, nil
		}
	}
	return verdict, nil
}

type keyCandidate struct {
	form KeyForm
	key  []byte
}

func keyForms(key redact.Secret) []keyCandidate {
	text := strings.TrimSpace(key.Reveal())
	forms := []keyCandidate{{KeyRaw, []byte(key.Reveal())}}
	if data, ok := phrase.DecodeBase64(text); ok {
		forms = append(forms, keyCandidate{KeyBase64, data})
	}
	if data, err := hex.DecodeString(text); err == nil && phrase.AllHex(text) {
		forms = append(forms, keyCandidate{KeyHex, data})
	}
	return forms
}
