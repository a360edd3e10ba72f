package ripio

import (
	"cmp"
	"context"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"devtools/ripio-explorer/ripio/field"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/redact"
)

// bodyMask stands for the secret in a body that is shown. It is plain ASCII,
// so that the body stays a form.
const bodyMask = "********"

// encodeBody returns the form as it is sent and as it may be shown.
func encodeBody(request Request) (body, shown string) {
	form := request.form()
	body = form.Encode()
	if request.Secret.IsEmpty() || request.Deviation.Replaces(finding.FieldSecret) {
		return body, body
	}
	const marker = "SECRET"
	form.Set("password", marker)
	return body, strings.Replace(form.Encode(), "password="+marker, "password="+bodyMask, 1)
}

// newSentRequest says what goes over the wire, without the secret. What may be a
// private key in the address is not repeated either, unless it was confirmed to
// be none; a finding stops such a request. So an address in it may be shown.
func (c *Client) newSentRequest(env Environment, request Request) SentRequest {
	if request.hidesAddress() {
		request.Address = redact.Mask
	}
	request.ClientID = field.ShowClientID(request.ClientID)
	body, shown := encodeBody(request)
	return SentRequest{
		Method: http.MethodPost, URL: env.AuthURL, Header: c.header(env.Host(), len(body)),
		ClientID: request.ClientID, ExternalRef: request.ExternalRef, Address: request.Address,
		Username: request.Username(), Body: shown, Deviation: request.Deviation,
	}
}

// header holds the request's headers as net/http sends it. A test
// compares it with the wire.
func (c *Client) header(host string, contentLength int) http.Header {
	return http.Header{
		"Host":           {host},
		"User-Agent":     {c.userAgent()},
		"Content-Length": {strconv.Itoa(contentLength)},
		"Accept":         {"application/json"},
		"Content-Type":   {"application/x-www-form-urlencoded"},
		"Connection":     {"close"},
	}
}

func (c *Client) userAgent() string { return cmp.Or(c.UserAgent, "ripio-explorer") }

// newHTTPRequest makes the one POST. It cannot be sent a second time: it has no
// way to read its body again.
func newHTTPRequest(ctx context.Context, target *url.URL, sent SentRequest, body string) (*http.Request, error) {
	request, err := http.NewRequestWithContext(ctx, sent.Method, target.String(), strings.NewReader(body))
	if err != nil {
		return nil, err
	}
	request.GetBody = nil
	for _, name := range []string{"User-Agent", "Accept", "Content-Type"} {
		request.Header[name] = sent.Header[name]
	}
	return request, nil
}
