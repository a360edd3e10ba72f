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

// reasons are this program's words for the parser's messages, by a part of
// them. The parser's own words are not shown, as some quote the file.
var reasons = []struct{ part, reason string }{
	{"already", "this key or table is written twice"},
	{"should be a table", "this key or table is written twice"},
	{"cannot have new lines", "the closing quote is missing"},
	{"unterminated", "the closing quote is missing"},
	{"not terminated by", "the closing quotes are missing"},
	{"too many quotes", "there is a quote too many"},
	{"expected '=' after key", "there is no = after the key"},
	{"to close", "the closing bracket of the table name is missing"},
	{"end of input", "the line ends too early"},
	{"escape", `a backslash inside "…" begins an escape sequence; write \\, or use single quotes`},
	{`need a character after \`, `a backslash inside "…" begins an escape sequence; write \\, or use single quotes`},
	{"UTF-8", "the text is not UTF-8; save the file as UTF-8"},
	{"control characters", "there is a control character"},
	{"carriage return", "there is a carriage return without a line feed"},
	{"start of key", "no key can begin like this"},
	{"too large", "the number is too large; put texts in quotes"},
	{"expected newline", "something follows where the line should end; put texts in quotes"},
	{"array", "the array is not written correctly"},
	{"inline table", "the inline table is not written correctly"},
	{"", "the value is not written correctly; put texts in quotes"},
}

func reasonFor(message string) string {
	for _, known := range reasons {
		if strings.Contains(message, known.part) {
			return known.reason
		}
	}
	return "" // not reached: the last part is in every message
}

// parseFault describes why the TOML parser refused the text. Of the parser's
// error only the place and the message's kind are used: its String method
// prints neighbouring lines.
func parseFault(text []byte, err error) *CorruptError {
	var fault *toml.DecodeError
	if !errors.As(err, &fault) {
		return &CorruptError{Reason: "it is not a valid TOML file"}
	}
	line, column := fault.Position()
	content := lineAt(text, line)
	before := content[:min(max(column-1, 0), len(content))]
	return &CorruptError{
		Line:    line,
		Column:  utf8.RuneCount(before) + 1,
		Reason:  reasonFor(fault.Error()),
		Excerpt: maskedLine(string(content)),
	}
}

// lineAt returns a line, counted from 1, without its end.
func lineAt(text []byte, line int) []byte {
	for ; line > 1; line-- {
		_, text, _ = bytes.Cut(text, []byte("\n"))
	}
	content, _, _ := bytes.Cut(text, []byte("\n"))
	return bytes.TrimSuffix(content, []byte("\r"))
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

// encodingFault recognises files that are no UTF-8 text at all; nil otherwise.
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
