package console

import (
	"bytes"
	"encoding/json"
)

// deepestIndented is how deep a JSON text may be nested to be indented. The blanks
// grow with the square of the depth: 27 kB of nested claims would become 200 MB.
const deepestIndented = 16

// Indent indents compact JSON as json.Indent does, and leaves what is nested too
// deeply as it is.
func Indent(compact []byte) []byte {
	depth, quoted := 0, false
	for i := 0; i < len(compact); i++ {
		switch c := compact[i]; {
		case quoted && c == '\\':
			i++
		case c == '"':
			quoted = !quoted
		case !quoted && (c == '{' || c == '['):
			if depth++; depth > deepestIndented {
				return compact
			}
		case !quoted && (c == '}' || c == ']'):
			depth--
		}
	}
	var out bytes.Buffer
	if json.Indent(&out, compact, "", "  ") != nil {
		return compact
	}
	return out.Bytes()
}
