package ripio

import (
	"errors"
	"maps"
	"net/http"
	"slices"

	"devtools/ripio-explorer/ripio/redact"
)

// scrub takes the secret out of everything that may hold outside text: a server
// may echo a form, and a person may have put the secret into another field as
// well. The token itself stays as it is, it has to be usable. For what counts as
// the secret see package redact.
func (e *Exchange) scrub(scrubber *redact.Scrubber) {
	for _, text := range []*string{
		&e.Request.ClientID, &e.Request.ExternalRef, &e.Request.Address, &e.Request.Username,
		&e.Request.Body, &e.Clock.Reason,
	} {
		*text = scrubber.Scrub(*text)
	}
	for i := range e.Findings {
		e.Findings[i].Found = scrubber.Scrub(e.Findings[i].Found)
		e.Findings[i].Replacement = scrubber.Scrub(e.Findings[i].Replacement)
	}
	if e.Token != nil {
		e.Token.Scrub(scrubber)
	}
	if e.Failure != nil {
		e.Failure.scrub(scrubber)
	}
}

// scrub reports whether there was anything to take out.
func (r *Response) scrub(scrubber *redact.Scrubber) bool {
	reason, body := scrubber.Scrub(r.Reason), scrubber.Scrub(string(r.Body))
	header := cleanHeader(r.Header, scrubber)
	if reason == r.Reason && body == string(r.Body) && maps.EqualFunc(header, r.Header, slices.Equal) {
		return false
	}
	r.Reason, r.Body, r.Header = reason, []byte(body), header
	return true
}

// cleanHeader scrubs names and values, and the values together: a server may
// spread a secret over several.
func cleanHeader(header http.Header, scrubber *redact.Scrubber) http.Header {
	names := slices.Sorted(maps.Keys(header))
	var values []string
	for _, name := range names {
		values = append(values, header[name]...)
	}
	values = scrubber.ScrubParts(values)
	cleaned := make(http.Header, len(header))
	for _, name := range names {
		count := len(header[name])
		clean := scrubber.Scrub(name)
		cleaned[clean] = append(cleaned[clean], values[:count]...)
		values = values[count:]
	}
	return cleaned
}

func (f *Failure) scrub(scrubber *redact.Scrubber) {
	for _, text := range []*string{&f.Message, &f.Code, &f.Location, &f.RetryAfterRaw, &f.Evidence} {
		*text = scrubber.Scrub(*text)
	}
	if f.Cause == nil {
		return
	}
	if text := f.Cause.Error(); scrubber.Scrub(text) != text {
		f.Cause = errors.New(scrubber.Scrub(text))
	}
}
