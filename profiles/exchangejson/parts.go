package exchangejson

import (
	"devtools/ripio-explorer/ripio"
	ripiofinding "devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/jwt"
)

func (c cutter) request(r ripio.SentRequest) request {
	username := c.sent(r.Username)
	for _, text := range []*string{&r.URL, &r.ClientID, &r.ExternalRef, &r.Address, &r.Body} {
		*text = c.sent(*text)
	}
	r.Header = changedHeader(r.Header, func(_, value string) string { return c.sent(value) })
	if username == composed(r) {
		return request{SentRequest: r}
	}
	return request{SentRequest: r, Username: &username}
}

func (c cutter) response(r *ripio.Response) *response {
	if r == nil {
		return nil
	}
	kept := &response{Response: *r}
	kept.Reason, kept.Header = c.text(r.Reason), changedHeader(r.Header, c.value)
	body, shortened := c.body(string(r.Body))
	kept.Body, kept.Cut = body, r.Cut || shortened
	if shortened {
		kept.BodyLength = len(r.Body)
	}
	return kept
}

func (c cutter) token(t *jwt.Token) *token {
	if t == nil {
		return nil
	}
	kept := &token{
		TokenFields: TokenFields(*t), Header: c.text(string(t.HeaderJSON)), Claims: c.text(string(t.ClaimsJSON)),
		Findings: c.findings(t.Findings),
	}
	kept.Expiry.Raw = c.text(t.Expiry.Raw)
	if c.tokens {
		kept.Raw = ""
	}
	kept.TokenFields.Header, kept.TokenFields.Claims, kept.TokenFields.Findings = nil, nil, nil
	return kept
}

// failure leaves the error underneath out.
func (c cutter) failure(f *ripio.Failure) *ripio.Failure {
	if f == nil {
		return nil
	}
	kept := *f
	kept.Cause = nil
	for _, text := range []*string{&kept.Message, &kept.Code, &kept.Location, &kept.RetryAfterRaw, &kept.Evidence} {
		*text = c.text(*text)
	}
	return &kept
}

func (c cutter) findings(list []ripiofinding.Finding) []finding {
	kept := make([]finding, len(list))
	for i, f := range list {
		f = f.WithoutWords()
		f.Found, f.Replacement = c.text(f.Found), c.text(f.Replacement)
		kept[i] = finding{Finding: f, Level: f.Level.String(), Field: f.Field, Title: f.Title, Part: f.Part, Trims: f.Trims}
	}
	return kept
}
