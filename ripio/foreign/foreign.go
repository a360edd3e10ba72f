// Package foreign reads what other programs send: a curl command, a call of PowerShell
// or fetch, an HTTP dump, a HAR, a log line. It compares the request in it with the one
// that this program would send.
//
// A text is read, never run. Nothing in what the package hands out holds a value that
// may be a secret, but for the fields of type redact.Secret.
package foreign

import (
	"strings"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/pasted"
	"devtools/ripio-explorer/ripio/redact"
)

// Kind says what a text is.
type Kind string

// The kinds.
const (
	KindUnknown    Kind = ""
	KindCurl       Kind = "curl command"
	KindPowerShell Kind = "PowerShell command"
	KindFetch      Kind = "fetch call"
	KindHTTP       Kind = "HTTP dump"
	KindHAR        Kind = "HAR"
	KindLog        Kind = "log line"
	KindForm       Kind = "form body"
	KindEnv        Kind = ".env lines"
	KindUser       Kind = "username"
)

// Reading is what a text was recognised as.
type Reading struct {
	Kind Kind
	// Note says what else there was, such as how many other requests a HAR has. It is
	// this program's own words.
	Note string
	// ClientID, ExternalRef and Address are the parts of the username, or what .env
	// lines set; empty where they are missing, are variables or may hold a secret.
	// They are outside text.
	ClientID, ExternalRef, Address string
	// Secret is the client_secret, as the server would decode it; empty when the text
	// has none or names a variable in its place.
	Secret redact.Secret
	// Environment is the one whose host the request goes to, or that the names of
	// variables tell; empty when that is not known.
	Environment ripio.EnvironmentName
	// Variables are the names of the credentials' variables in .env lines.
	Variables []string

	request *request
	scrub   *redact.Scrubber
}

// IsRequest reports whether there is a request to compare.
func (r Reading) IsRequest() bool { return r.request != nil }

// Read says what a text is, and reads the request in it. It never fails: a text that
// is none of the kinds has KindUnknown.
func Read(text string) Reading {
	text = withoutMarks.Replace(strings.TrimPrefix(text, pasted.ByteOrderMark))
	for _, read := range []func(source) (Reading, bool){
		readJSON, readPowerShell, readFetch, readCurl, readHTTP, readUser, readEnv, readForm, readLog,
	} {
		if reading, ok := read(source{text: text}); ok {
			reading.finish()
			return reading
		}
	}
	return Reading{}
}

// finish takes from the request what the reading tells of it.
func (r *Reading) finish() {
	if r.request == nil {
		return
	}
	r.request.settle()
	r.scrub = redact.NewScrubber(r.request.secrets()...)
	r.Environment = r.request.environment()
	if secret := r.request.password().text; !hasVariable(secret) { // what is left of a variable is not a value
		r.Secret = redact.NewSecret(secret)
	}
	r.ClientID, r.ExternalRef, r.Address = r.request.shownParts()
}

// source is a text, or a part of one, that knows where it stands in the whole.
type source struct {
	text string
	// base is the offset of text in the whole, whole the pasted text.
	base int
	// path is where the text stands in a JSON document, which has no lines to count.
	path string
}

// from is the rest of a source from an offset on.
func (s source) from(at int) source { return source{s.text[at:], s.base + at, s.path} }
