package foreign

import (
	"strings"

	"devtools/ripio-explorer/ripio/phrase"
)

// cmdShape finds what only the command prompt of Windows writes: a caret that goes on
// with the command in the next line, or stands before a quotation mark.
var cmdShape = phrase.NewShape(`\^[ \t]*\r?\n|\^"`)

// cmdCalls finds a call of curl for the command prompt of Windows, as browsers copy it:
// a caret escapes the next character, and curl's own rules for quotation marks split
// what is left.
func cmdCalls(s source) []call {
	at := strings.Index(strings.ToLower(s.text), "curl")
	if at < 0 || !cmdShape.Matches(s.text) {
		return nil
	}
	var plain []byte
	var places []int
	for i := at; i < len(s.text); i++ {
		char := s.text[i]
		if char == '^' && i+1 < len(s.text) {
			i++
			char = s.text[i]
			for char == '\r' && i+1 < len(s.text) {
				i++
				char = s.text[i]
			}
			if char == '\n' {
				char = ' '
				if i+2 < len(s.text) && s.text[i+1] == '\n' { // a newline in a value is an empty line
					i++
					char = '\n'
				}
			}
		} else if char == '\n' && !quotesOpen(plain) {
			break
		}
		plain, places = append(plain, char), append(places, i)
	}
	words := splitWindows(string(plain))
	if len(words) == 0 {
		return nil
	}
	var found call
	for _, each := range words[1:] {
		each.at = s.spot(places[each.at.offset])
		found.words = append(found.words, each)
	}
	return []call{found}
}

func quotesOpen(plain []byte) bool {
	open := false
	for i, char := range plain {
		if char == '"' && (i == 0 || plain[i-1] != '\\') {
			open = !open
		}
	}
	return open
}

// splitWindows splits a command line as programs of Windows do.
// Source: Microsoft, "Parsing C command-line arguments".
func splitWindows(line string) (words []word) {
	var text strings.Builder
	start, quoted := -1, false
	end := func() {
		if start >= 0 {
			words = append(words, word{text.String(), spot{offset: start}})
		}
		text.Reset()
		start = -1
	}
	for i := 0; i < len(line); i++ {
		char := line[i]
		if !quoted && (char == ' ' || char == '\t' || char == '\n' || char == '\r') {
			end()
			continue
		}
		if start < 0 {
			start = i
		}
		switch char {
		case '\\':
			run := i
			for run < len(line) && line[run] == '\\' {
				run++
			}
			count := run - i
			if run < len(line) && line[run] == '"' {
				text.WriteString(strings.Repeat(`\`, count/2))
				if count%2 == 1 {
					text.WriteByte('"')
					run++
				}
			} else {
				text.WriteString(strings.Repeat(`\`, count))
			}
			i = run - 1
		case '"':
			if quoted && i+1 < len(line) && line[i+1] == '"' {
				text.WriteByte('"')
				i++
			} else {
				quoted = !quoted
			}
		case '%':
			name, _, closed := strings.Cut(line[i+1:], "%")
			if closed && variableName.Matches(name) {
				text.WriteString(variable(name))
				i += len(name) + 1
				continue
			}
			text.WriteByte(char)
		default:
			text.WriteByte(char)
		}
	}
	end()
	return words
}

// variableName is the name of a variable. One letter, or digits alone, may be what is
// left of a percent-encoding.
var variableName = phrase.NewShape(`^[A-Za-z_][A-Za-z0-9_]{3,}$`)
