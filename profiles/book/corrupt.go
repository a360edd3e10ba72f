package book

import (
	"bytes"
	"errors"
	"regexp"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/pelletier/go-toml/v2"

	"devtools/ripio-explorer/profiles/atomicfile"
)

// notTOML is the reason for every fault of the syntax. The library's own words are
// not shown, as some quote the file: of its error only the place is used.
const notTOML = "it is not valid TOML there: look for a missing quote, bracket or equals sign, " +
	`a backslash between "…", or a key or table that is written twice; put texts in quotes`

// parseFault describes that the TOML parser refused the text.
func parseFault(text []byte, err error) *CorruptError {
	var fault *toml.DecodeError
	if !errors.As(err, &fault) {
		return &CorruptError{Reason: "it is not a valid TOML file"}
	}
	at := placeOf(text, fault)
	line, reason := lineAt(text, at.line), notTOML
	if !utf8.Valid(line) {
		reason = "the text is not UTF-8; save the file as UTF-8"
	}
	return &CorruptError{Line: at.line, Column: at.column, Reason: reason, Excerpt: maskedLine(string(line))}
}

// knownPath matches a key made of names that this program knows. Any other
// word on a line is masked: it may be a secret that was pasted without a key.
var knownPath = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^(?:(?:` + strings.Join(keyOrder, "|") + `)(?:\.|$))+$`)
})

const mask = "…"

// maskedLine shows a line's key or table name, where it is a known one, and
// masks the rest.
func maskedLine(line string) string {
	line = strings.TrimSpace(line)
	switch {
	case line == "":
		return ""
	case strings.HasPrefix(line, "#"):
		return "# " + mask
	case strings.HasPrefix(line, "["):
		name := strings.Trim(line, "[] ")
		if knownPath().MatchString(name) {
			return line
		}
		return "[" + mask
	}
	key, _, found := strings.Cut(line, "=")
	key = strings.TrimSpace(key)
	if found && knownPath().MatchString(key) {
		return key + " = " + mask
	}
	return mask
}

// encodingFault recognises files that are not UTF-8 text at all; nil otherwise.
func encodingFault(data []byte) *CorruptError {
	switch {
	case len(data) > atomicfile.MaxSize:
		return &CorruptError{Reason: "it is larger than 1 MiB, so it cannot be a profiles file"}
	case len(data) > 0 && len(bytes.Trim(data, "\x00")) == 0:
		return &CorruptError{Reason: "it holds only zero bytes, as a power failure can leave it"}
	case bytes.HasPrefix(data, []byte("\xff\xfe")), bytes.HasPrefix(data, []byte("\xfe\xff")):
		return &CorruptError{Line: 1, Column: 1, Reason: "the text is UTF-16; save the file as UTF-8"}
	}
	return nil
}
