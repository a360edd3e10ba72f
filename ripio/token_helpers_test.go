package ripio_test

import (
	"encoding/base64"
	"strings"
)

// makeToken encodes a header and claims and adds a signature of 32 bytes.
func makeToken(header, claims string) string {
	encode := base64.RawURLEncoding.EncodeToString
	return encode([]byte(header)) + "." + encode([]byte(claims)) + ".4aRUEXLkUs3jf-DYMcH8claUuDKfc8qbTjW6JzpBTjI"
}

// goodToken has the documented form and ends in the year 2100.
var goodToken = makeToken(`{"alg":"HS256","typ":"JWT"}`,
	`{"session":"18ab6d6c8d985a9cc87b01727a11f0948c2f4e1c44813e6a454371a85767b199","exp":4102444800}`)

// goodClaims is the middle part of goodToken.
var goodClaims = strings.Split(goodToken, ".")[1]
