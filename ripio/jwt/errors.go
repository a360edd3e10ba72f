package jwt

import "errors"

// ErrNoToken is returned by Decode for a text that holds no token.
var ErrNoToken = errors.New("no token found in the text")
