package jwt

import (
	"bytes"
	"encoding/json"
	"slices"

	"github.com/golang-jwt/jwt/v5"
)

// libraryParser keeps numbers exact. It decodes base64 as leniently as services
// do that use the library with its defaults; what it passes over is found here.
// The signature is left unverified on purpose: this program has no key for it.
var LibraryParser = jwt.NewParser(jwt.WithJSONNumber())

// libraryClaims are jwt.MapClaims that are read only when somebody asks for one:
// most tokens need no more than the verdict that they are an object.
type LibraryClaims struct {
	jwt.MapClaims
	text []byte
}

// UnmarshalJSON takes the text, which encoding/json has found to be valid.
func (c *LibraryClaims) UnmarshalJSON(text []byte) error {
	if len(text) > 0 && text[0] == '{' {
		c.text = slices.Clone(text)
		return nil
	}
	return json.Unmarshal(text, &c.MapClaims)
}

// GetExpirationTime returns the library's reading of exp.
func (c *LibraryClaims) GetExpirationTime() (*jwt.NumericDate, error) {
	if c.text != nil {
		decoder := json.NewDecoder(bytes.NewReader(c.text))
		decoder.UseNumber()
		if err := decoder.Decode(&c.MapClaims); err != nil {
			return nil, err
		}
		c.text = nil
	}
	return c.MapClaims.GetExpirationTime()
}
