package export

import (
	"errors"
	"slices"
	"strings"
)

// Format is a form in which the call is exported: curl, a language, or a file of a
// tool.
type Format string

// The formats beside those of Languages.
const (
	CurlCommand Format = "curl"
	HTTPFile    Format = "http"
	Bruno       Format = "bruno"
	Postman     Format = "postman"
	OpenAPI     Format = "openapi"
)

// Formats are all of them, in the order in which they are offered.
var Formats = formats()

func formats() []Format {
	all := []Format{CurlCommand}
	for _, language := range Languages {
		all = append(all, Format(language))
	}
	return append(all, HTTPFile, Bruno, Postman, OpenAPI)
}

// ErrUnknownFormat names the formats that there are.
var ErrUnknownFormat = errors.New("there is no such format; there are " + names(Formats))

func names(formats []Format) string {
	var all []string
	for _, format := range formats {
		all = append(all, string(format))
	}
	return strings.Join(all, ", ")
}

// Write writes the call in a format, for sh where that is a command. It holds no
// secret. The error is ErrUnknownFormat.
func Write(format Format, call Call) (string, error) {
	switch {
	case format == CurlCommand:
		return Curl(call, POSIX), nil
	case slices.Contains(Languages, Language(format)):
		return Snippet(Language(format), call)
	case requestFiles[format].name != "":
		return requestFile(format, call)
	}
	return "", ErrUnknownFormat
}
