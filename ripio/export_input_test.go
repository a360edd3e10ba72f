package ripio

import (
	"io"
	"net/url"
	"slices"
	"strings"
)

// InputCodes lists every code of a finding about a request's input.
func InputCodes() []Code {
	return slices.DeleteFunc(Codes(), func(code Code) bool { return !isAboutInput(code) })
}

func isAboutInput(code Code) bool {
	return slices.ContainsFunc([]string{"client-", "external-ref-", "address-", "username-", "negative-test"},
		func(prefix string) bool { return strings.HasPrefix(string(code), prefix) })
}

// NewExternalRefFrom is NewExternalRef with another source of randomness.
func NewExternalRefFrom(random io.Reader) (string, error) { return newExternalRef(random) }

// FormOf gives the body's fields before they are encoded.
func FormOf(r Request) url.Values { return r.form() }
