package console

import "bytes"

// deepestIndented is how many levels of a JSON text get lines of their own. The
// blanks before them grow with the square of the depth: without an end to it, 27
// kB of nested claims become 200 MB.
const deepestIndented = 8

// Indent indents compact JSON as json.Indent does, and leaves what is nested more
// deeply as it is.
func Indent(compact []byte) []byte {
	out := make([]byte, 0, 2*len(compact))
	depth := 0
	line := func() {
		if depth <= deepestIndented {
			out = append(out, '\n')
			out = append(out, bytes.Repeat([]byte("  "), depth)...)
		}
	}
	for at := 0; at < len(compact); at++ {
		switch c := compact[at]; c {
		case '"':
			end := at + 1
			for ; end < len(compact) && compact[end] != '"'; end++ {
				if compact[end] == '\\' {
					end++
				}
			}
			out = append(out, compact[at:min(end+1, len(compact))]...)
			at = end
		case '{', '[':
			out = append(out, c)
			if at+1 < len(compact) && (compact[at+1] == '}' || compact[at+1] == ']') {
				at++
				out = append(out, compact[at])
				continue
			}
			depth++
			line()
		case '}', ']':
			if depth--; depth < deepestIndented {
				line()
			}
			out = append(out, c)
		case ',':
			out = append(out, c)
			line()
		case ':':
			out = append(out, c)
			if depth <= deepestIndented {
				out = append(out, ' ')
			}
		default:
			out = append(out, c)
		}
	}
	return out
}
