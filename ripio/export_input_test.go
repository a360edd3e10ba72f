package ripio

import (
	"io"
	"net/url"
)

// InputCodes lists every code that inputWords has words for.
func InputCodes() []Code {
	var codes []Code
	for code := range inputWords() {
		codes = append(codes, code)
	}
	return codes
}

// NewExternalRefFrom is NewExternalRef with another source of randomness.
func NewExternalRefFrom(random io.Reader) (string, error) { return newExternalRef(random) }

// FormOf gives the body's fields before they are encoded.
func FormOf(r Request) url.Values { return r.form() }
