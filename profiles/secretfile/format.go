package secretfile

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"unicode/utf8"

	"devtools/ripio-explorer/ripio/redact"
)

// FormatVersion is the number under "version" in a file that this program writes.
const FormatVersion = 1

// document is the text of the file: JSON such as
//
//	{"version": 1, "secrets": {"acme-wallet/sandbox": "…"}}
//
// The secrets are plain strings here, because ripio.Secret marshals as a mask.
type document struct {
	Version int64             `json:"version"`
	Secrets map[string]string `json:"secrets"`
}

var byteOrderMark = []byte("\xef\xbb\xbf")

// encode writes the text of the file.
func encode(secrets Secrets) ([]byte, error) {
	plain := document{Version: FormatVersion, Secrets: map[string]string{}}
	for account, secret := range secrets {
		plain.Secrets[account] = secret.Reveal()
	}
	var text bytes.Buffer
	encoder := json.NewEncoder(&text)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	if err := encoder.Encode(plain); err != nil {
		return nil, errors.New("the secrets cannot be written as JSON") // the library's words could quote one
	}
	return text.Bytes(), nil
}

// decode reads the text of the file. Its errors are *CorruptError and *NewerError
// without a path.
func decode(text []byte) (Secrets, error) {
	text = bytes.TrimPrefix(text, byteOrderMark)
	if reason := notText(text); reason != "" {
		return nil, &CorruptError{Reason: reason}
	}
	var version struct {
		Version int64 `json:"version"`
	}
	if err := json.Unmarshal(text, &version); err != nil {
		return nil, describe(text, err)
	}
	if version.Version > FormatVersion {
		return nil, &NewerError{Version: version.Version}
	}
	var plain document
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.DisallowUnknownFields() // a save would lose them
	if err := decoder.Decode(&plain); err != nil {
		return nil, describe(text, err)
	}
	if plain.Version != FormatVersion || plain.Secrets == nil {
		return nil, &CorruptError{Reason: `"version" or "secrets" is missing in it`}
	}
	secrets := make(Secrets, len(plain.Secrets))
	for account, secret := range plain.Secrets {
		if secret == "" {
			return nil, &CorruptError{Reason: "a secret in it is empty"}
		}
		secrets[account] = redact.NewSecret(secret)
	}
	if err := secrets.check(); err != nil {
		return nil, &CorruptError{Reason: "an account or a secret in it has a form that this program does not write"}
	}
	return secrets, nil
}

// notText recognises files that are not text.
func notText(data []byte) (reason string) {
	switch {
	case len(bytes.TrimSpace(data)) == 0:
		return "it is empty"
	case len(bytes.Trim(data, "\x00")) == 0:
		return "it holds only zero bytes, as a power failure can leave it"
	case !utf8.Valid(data):
		return "it is not UTF-8 text"
	}
	return ""
}

// describe puts the JSON parser's error in words of this program, as the parser's
// own words can quote the file.
func describe(text []byte, err error) *CorruptError {
	var syntax *json.SyntaxError
	var kind *json.UnmarshalTypeError
	fault := &CorruptError{Reason: "it holds a key that this program does not know"}
	offset := int64(-1)
	switch {
	case errors.As(err, &syntax):
		fault.Reason, offset = "it is not valid JSON", syntax.Offset
	case errors.As(err, &kind):
		fault.Reason, offset = "a value in it is not of the kind that belongs there", kind.Offset
	case errors.Is(err, io.ErrUnexpectedEOF):
		fault.Reason, offset = "it is not valid JSON", int64(len(text))
	}
	if offset >= 0 {
		fault.Line, fault.Column = place(text, int(offset))
	}
	return fault
}

// place turns the number of bytes read into the line and column, in characters
// from 1, of the last one.
func place(text []byte, read int) (line, column int) {
	before := text[:max(min(read, len(text))-1, 0)]
	start := bytes.LastIndexByte(before, '\n') + 1
	return bytes.Count(before, []byte("\n")) + 1, utf8.RuneCount(before[start:]) + 1
}
