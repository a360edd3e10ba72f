package export

import (
	"embed"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"devtools/ripio-explorer/ripio"
)

//go:embed formats
var layouts embed.FS

// layout is a file of a tool, with placeholders.
type layout struct {
	name string
	// encode writes a value as it must stand in the file.
	encode func(string) string
	// variables are texts with which the tool begins a variable, or anything else
	// that is not the value itself.
	variables []string
}

var requestFiles = map[Format]layout{
	HTTPFile: {"ripio-token.http", percentEncode, nil},
	Bruno:    {"ripio-token.bru", strings.Clone, []string{"{{", "'''", `"""`}},
	Postman:  {"ripio-token.postman_collection.json", inJSON, []string{"{{"}},
	OpenAPI:  {"ripio-token.openapi.yaml", inYAML, nil},
}

// requestFile fills a layout with the call. The error wraps ErrNotExported where the
// tool would read a value as something else.
func requestFile(format Format, call Call) (string, error) {
	file := requestFiles[format]
	for _, mark := range file.variables {
		if strings.Contains(call.Username(), mark) {
			return "", fmt.Errorf("%w: a value holds %s, which %s reads as something of its own", ErrNotExported, mark, format)
		}
	}
	text, err := layouts.ReadFile("formats/" + file.name)
	if err != nil {
		return "", err
	}
	sandbox, _ := ripio.EnvironmentFor(ripio.Sandbox)
	return strings.NewReplacer(
		origin(sandbox.AuthURL), origin(call.URL),
		PlaceholderClientID, file.encode(call.ClientID),
		PlaceholderExternalRef, file.encode(call.ExternalRef),
		PlaceholderAddress, file.encode(call.Address),
	).Replace(string(text)), nil
}

// origin is a URL of the call without its path, which is the same everywhere.
func origin(url string) string { return strings.TrimSuffix(url, "/api/v1/auth") }

// inJSON writes a text as it stands within a JSON string, in ASCII.
func inJSON(text string) string {
	quoted, _ := json.Marshal(text) // a string can always be written
	var ascii strings.Builder
	for _, char := range string(quoted) {
		if char < utf8.RuneSelf {
			ascii.WriteRune(char)
			continue
		}
		for _, unit := range utf16.Encode([]rune{char}) {
			fmt.Fprintf(&ascii, `\u%04x`, unit)
		}
	}
	return within(ascii.String())
}

// inYAML writes a text as it stands within double quotation marks in YAML, in ASCII: Go's
// escapes are a part of YAML's.
func inYAML(text string) string { return within(strconv.QuoteToASCII(text)) }

func within(quoted string) string { return quoted[1 : len(quoted)-1] }
