package dotenv

import (
	"errors"
	"regexp"
	"strings"
	"sync"

	"github.com/hashicorp/go-envparse"

	"devtools/ripio-explorer/ripio/field"
)

const blanks = " \t\r\v\f"

var (
	// setter is what other syntaxes have before the name: sh, bash, fish, csh, cmd,
	// PowerShell and Dockerfiles.
	setter = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`^(?i:export|declare|typeset|readonly|local|set|setx|setenv|env|arg)(?:[ \t]+--?[A-Za-z]+)*[ \t]+|^(?i:\$env:)`)
	})
	// spaced are the setters that put white space between name and value.
	spaced = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`^(?i:setx|setenv|env|set[ \t]+--?[A-Za-z])`)
	})
	// more is another assignment on the same line.
	more = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`(?:[;&|]|[ \t])[ \t]*(?:(?:export|set|declare -x)[ \t]+)?[A-Za-z_][A-Za-z0-9_]*=`)
	})
	// given is a credential's name with a sign behind it that gives it a value.
	given = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`(?i)\b([A-Z0-9_]{0,40}RIPIO_[A-Z0-9_]{0,40}(?:CLIENT_ID|SECRET)[A-Z0-9_]{0,40})["']?[ \t]*[:=,][ \t]*[^ \t=]`)
	})
)

// cutAssignment splits a line into the name of a variable, without the command
// that sets it, and the value as it stands. assigns is false when no value
// follows the name.
func cutAssignment(line string) (name, value string, assigns bool) {
	line = strings.Trim(line, blanks)
	separated := false
	if command := setter().FindString(line); command != "" {
		separated = spaced().MatchString(command)
		line = strings.TrimLeft(line[len(command):], blanks)
		// cmd.exe has the whole assignment in quotes: set "NAME=value".
		if inner, quoted := strings.CutPrefix(line, `"`); quoted && strings.HasSuffix(inner, `"`) && isName(inner) {
			line = strings.TrimSuffix(inner, `"`)
		}
	}
	end := strings.IndexFunc(line, func(char rune) bool { return !isNameCharacter(char) })
	if end < 0 {
		return line, "", false
	}
	name, rest := line[:end], strings.TrimLeft(line[end:], blanks)
	value, assigns = strings.CutPrefix(rest, "=")
	if !assigns && separated && rest != line[end:] {
		// setx takes /M behind the value.
		return name, strings.TrimSuffix(strings.TrimSuffix(rest, " /M"), " /m"), rest != ""
	}
	return name, value, assigns
}

// isName tells text that begins with a name and an equals sign.
func isName(text string) bool {
	end := strings.IndexFunc(text, func(char rune) bool { return !isNameCharacter(char) })
	return end > 0 && text[end] == '='
}

// credentialIn returns the name of a credential of Ripio's that a line, which is not a
// comment, gives a value to in some way; empty without one.
func credentialIn(line string) string {
	line = strings.Trim(line, blanks)
	for _, comment := range []string{"#", "//", "::", "--"} {
		if strings.HasPrefix(line, comment) {
			return ""
		}
	}
	if match := given().FindStringSubmatch(line); match != nil {
		return match[1]
	}
	return ""
}

// severalOnLine is the reason to take no value that may hold another variable's.
const severalOnLine = "another variable is set on the same line; put each on a line of its own"

// isNameCharacter follows POSIX.1-2017, Base Definitions, 3.235 "Name".
func isNameCharacter(char rune) bool {
	return char == '_' || '0' <= char && char <= '9' || 'A' <= char && char <= 'Z' || 'a' <= char && char <= 'z'
}

// readValue returns the value of an assignment. wrong says why it cannot be read;
// empty when it can.
func readValue(text string) (value string, remarks []string, wrong string) {
	quoted := strings.TrimLeft(text, blanks)
	if !strings.HasPrefix(quoted, `"`) && !strings.HasPrefix(quoted, "'") {
		value = unquotedValue(text)
		if more().MatchString(value) || field.AssignsCredential(value) {
			return "", nil, severalOnLine
		}
		if strings.HasSuffix(value, ";") {
			remarks = append(remarks, "the ; at the end was taken as part of it; a shell would end the command there")
		}
		if strings.Contains(value, "#") {
			remarks = append(remarks, "the value was taken whole; some programs end it at the #")
		}
	} else if value, wrong = quotedValue(withoutSemicolon(quoted)); wrong != "" || field.AssignsCredential(value) {
		if field.AssignsCredential(quoted) {
			wrong = severalOnLine
		}
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

// withoutSemicolon drops the end of a command behind a quoted value.
func withoutSemicolon(text string) string {
	trimmed := strings.TrimRight(text, blanks+";")
	if len(trimmed) > 1 && trimmed[len(trimmed)-1] == text[0] {
		return trimmed
	}
	return text
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
