package export

import (
	"errors"
	"strings"
)

// Format is a form in which the call is exported: curl, a language, or a file of a
// tool.
type Format string

// The formats: a command, programs in six languages, and files of tools.
const (
	CurlCommand Format = "curl"
	Go          Format = "go"
	Node        Format = "node"
	Python      Format = "python"
	PHP         Format = "php"
	Java        Format = "java"
	CSharp      Format = "csharp"
	HTTPFile    Format = "http"
	Bruno       Format = "bruno"
	Postman     Format = "postman"
	OpenAPI     Format = "openapi"
)

// Formats are all of them, in the order in which they are offered.
var Formats = []Format{CurlCommand, Go, Node, Python, PHP, Java, CSharp, HTTPFile, Bruno, Postman, OpenAPI}

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
	case snippetFiles[format] != "":
		return snippet(format, call)
	case requestFiles[format].name != "":
		return requestFile(format, call)
	}
	return "", ErrUnknownFormat
}
