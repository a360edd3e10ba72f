package ripio

import (
	"net/url"
	"slices"
	"strings"

	"devtools/ripio-explorer/ripio/finding"
)

// InputCodes lists every code of a finding about a request's input.
func InputCodes() []finding.Code {
	return slices.DeleteFunc(finding.Codes(), func(code finding.Code) bool { return !isAboutInput(code) })
}

func isAboutInput(code finding.Code) bool {
	return slices.ContainsFunc([]string{"client-", "external-ref-", "address-", "username-", "negative-test"},
		func(prefix string) bool { return strings.HasPrefix(string(code), prefix) })
}

// FormOf returns the body's fields before they are encoded.
func FormOf(r Request) url.Values { return r.form() }
