package ripio

import (
	"errors"
	"net/http"
)

// scrub takes the secret out of everything that may hold outside text: a server
// may echo a form, and a person may have put the secret into another field as
// well. The token itself stays as it is, it has to be usable. A secret of less
// than six characters is not looked for, see NewScrubber.
func (e *Exchange) scrub(scrubber *Scrubber) {
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
		e.Token.scrub(scrubber)
	}
	if e.Failure != nil {
		e.Failure.scrub(scrubber)
	}
}

// scrub tells whether there was anything to take out.
func (r *Response) scrub(scrubber *Scrubber) bool {
	found := false
	clean := func(text string) string {
		scrubbed := scrubber.Scrub(text)
		found = found || scrubbed != text
		return scrubbed
	}
	r.Reason = clean(r.Reason)
	r.Header = cleanHeader(r.Header, clean)
	if body := clean(string(r.Body)); found {
		r.Body = []byte(body)
	}
	return found
}

func cleanHeader(header http.Header, clean func(string) string) http.Header {
	cleaned := make(http.Header, len(header))
	for name, values := range header {
		for _, value := range values {
			cleaned.Add(clean(name), clean(value))
		}
	}
	return cleaned
}

func (f *Failure) scrub(scrubber *Scrubber) {
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
