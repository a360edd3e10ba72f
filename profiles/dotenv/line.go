package dotenv

import (
	"errors"
	"strings"

	"github.com/hashicorp/go-envparse"
)

const blanks = " \t\r\v\f"

// cutAssignment splits a line into the name of a variable, without export before
// it, and the value as it stands. assigns is false when no = follows the name.
func cutAssignment(line string) (name, value string, assigns bool) {
	line = strings.Trim(line, blanks)
	if rest, exported := strings.CutPrefix(line, "export"); exported && strings.TrimLeft(rest, blanks) != rest {
		line = strings.TrimLeft(rest, blanks)
	}
	end := strings.IndexFunc(line, func(char rune) bool { return !isNameCharacter(char) })
	if end < 0 {
		return line, "", false
	}
	value, assigns = strings.CutPrefix(strings.TrimLeft(line[end:], blanks), "=")
	return line[:end], value, assigns
}

// isNameCharacter follows POSIX.1-2017, Base Definitions, 3.235 "Name".
func isNameCharacter(char rune) bool {
	return char == '_' || '0' <= char && char <= '9' || 'A' <= char && char <= 'Z' || 'a' <= char && char <= 'z'
}

// readValue gives the value of an assignment. wrong says why it cannot be read;
// empty when it can.
func readValue(text string) (value string, remarks []string, wrong string) {
	quoted := strings.TrimLeft(text, blanks)
	if !strings.HasPrefix(quoted, `"`) && !strings.HasPrefix(quoted, "'") {
		value = unquotedValue(text)
		if strings.Contains(value, "#") {
			remarks = append(remarks, "the value was taken whole; some programs end it at the #")
		}
	} else if value, wrong = quotedValue(quoted); wrong != "" {
		return "", nil, wrong
	}
	if strings.Contains(value, "$") && !strings.HasPrefix(quoted, "'") {
		remarks = append(remarks, "the $ was taken as it stands; some programs put another variable's value there")
	}
	return value, remarks, ""
}

// unquotedValue ends at a # after white space, as in a shell. It is not read with
// package envparse, which ends it at any #, as a secret may hold one.
func unquotedValue(text string) string {
	for i := range text {
		if text[i] == '#' && i > 0 && strings.ContainsRune(blanks, rune(text[i-1])) {
			text = text[:i]
			break
		}
	}
	return strings.Trim(text, blanks)
}

// quotedValue reads a value that begins with a quotation mark.
func quotedValue(text string) (value, wrong string) {
	values, err := envparse.Parse(strings.NewReader("V=" + text))
	var fault *envparse.ParseError
	switch {
	case err == nil:
		return values["V"], ""
	case errors.As(err, &fault) && (fault.Err == envparse.ErrUnmatchedDouble || fault.Err == envparse.ErrUnmatchedSingle): //nolint:errorlint // the library gives them as they are
		return "", "the closing quotation mark is missing on this line"
	case errors.As(err, &fault) && strings.Contains(fault.Err.Error(), "invalid value character"):
		return "", "there is a control character, such as a tab, in the value"
	}
	// The library's words quote characters of the value.
	return "", "there is a backslash that begins no escape of JSON, or the line is too long; use single quotation marks"
}
