package ripio

import (
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"net/http"
	"strings"
)

// The limits of a body, on the wire and after gzip. A token's response has a few
// hundred bytes.
const (
	maxWireBytes    = 256 << 10
	maxDecodedBytes = 1 << 20
)

// rawResponse is a response as it was read, before it is judged.
type rawResponse struct {
	Response *Response
	// ending is how the body ended.
	ending bodyEnding
	// broken is the network's error that ended the body; nil otherwise.
	broken error
	// lengthUnknown reports whether nothing but the end of the connection marks the
	// end of the body, so that a cut goes unnoticed (RFC 9112 section 8).
	lengthUnknown bool
	// codingError says why the body could not be decoded; empty when it was.
	codingError string
}

// bodyEnding is how the reading of a body ended.
type bodyEnding int

const (
	bodyWhole bodyEnding = iota
	bodyTruncated
	bodyTooLarge
	bodyUndecoded
)

// readResponse reads the body up to the limits and closes it.
func readResponse(response *http.Response) rawResponse {
	defer response.Body.Close()
	a := rawResponse{
		Response: &Response{
			Status: response.StatusCode, Reason: reasonPhrase(response),
			Protocol: response.Proto, Header: response.Header,
		},
		lengthUnknown: response.ContentLength < 0 && len(response.TransferEncoding) == 0,
	}
	if response.StatusCode == http.StatusSwitchingProtocols {
		return a // what follows is not a body but another protocol, without end
	}
	wire := a.readWire(response.Body)
	a.decode(wire, response.Header.Values("Content-Encoding"))
	a.Response.Cut = a.ending == bodyTruncated || a.ending == bodyTooLarge || a.broken != nil
	return a
}

func (a *rawResponse) readWire(body io.Reader) []byte {
	wire, err := io.ReadAll(io.LimitReader(body, maxWireBytes+1))
	switch {
	case len(wire) > maxWireBytes:
		a.ending = bodyTooLarge
		return wire[:maxWireBytes]
	case errors.Is(err, io.ErrUnexpectedEOF):
		a.ending = bodyTruncated
	case err != nil:
		a.broken = err
	}
	return wire
}

// decode undoes the content coding. Nobody asked for one, but some servers
// compress all the same.
func (a *rawResponse) decode(wire []byte, codings []string) {
	a.Response.Body = wire
	switch coding := strings.TrimSpace(strings.Join(codings, ", ")); strings.ToLower(coding) {
	case "", "identity":
	case "gzip", "x-gzip":
		a.gunzip(wire, coding)
	default:
		a.undecoded("the body is encoded as " + coding + ", which was not asked for")
	}
}

// gunzip decodes as much as the limit allows. A body that does not even begin
// like gzip is taken as it is: some gateways decode it and leave the header.
func (a *rawResponse) gunzip(wire []byte, coding string) {
	reader, err := gzip.NewReader(bytes.NewReader(wire))
	if errors.Is(err, gzip.ErrHeader) || errors.Is(err, io.EOF) {
		return
	}
	var plain []byte
	if err == nil {
		plain, err = io.ReadAll(io.LimitReader(reader, maxDecodedBytes+1))
	}
	a.Response.Encoding, a.Response.Body = coding, plain[:min(len(plain), maxDecodedBytes)]
	switch {
	case len(plain) > maxDecodedBytes:
		a.ending = bodyTooLarge
	case a.ending != bodyWhole || a.broken != nil || err == nil:
	case errors.Is(err, io.ErrUnexpectedEOF):
		a.ending = bodyTruncated
	default:
		a.undecoded("the gzip stream is damaged: " + err.Error())
	}
}

func (a *rawResponse) undecoded(reason string) {
	a.codingError = reason
	if a.ending == bodyWhole {
		a.ending = bodyUndecoded
	}
}

// reasonPhrase returns the words after the status code, byte for byte.
func reasonPhrase(response *http.Response) string {
	_, reason, _ := strings.Cut(response.Status, " ")
	return reason
}
