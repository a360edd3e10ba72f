package httptab

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"unicode/utf8"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/phrase"
	"devtools/ripio-explorer/ripio/redact"
	"devtools/ripio-explorer/tui/draw"
)

// What is laid out of a body at most. The rest can be copied.
const (
	maxShownBytes = 256 << 10
	MaxShownLines = 4000
)

// statusLine is the first line of an answer.
func statusLine(response *ripio.Response) string {
	return strings.TrimSpace(fmt.Sprintf("%s %d %s", response.Protocol, response.Status, response.Reason))
}

// writeAnswer puts the answer's headers and its body, laid out and as it came.
func writeAnswer(p *draw.Writer, e *ripio.Exchange) {
	response := e.Response
	if response == nil {
		if !e.DryRun {
			p.Heading("Response", "")
			p.Sentence(p.Muted, "none")
		}
		return
	}
	p.Heading("Response", "")
	p.Begin(2, 4)
	p.Write(p.Strong, statusLine(response))
	p.End()
	writeHeader(p, response.Header)
	WriteBody(p, response)
}

func WriteBody(p *draw.Writer, response *ripio.Response) {
	if document := withoutMark(response.Body); json.Valid(document) {
		p.Heading("Body, laid out", "")
		WriteJSON(p, document)
	}
	WriteExactly(p, response)
}

// WriteExactly puts a body as it came.
func WriteExactly(p *draw.Writer, response *ripio.Response) {
	p.Heading("Body as it came", bodyWords(response))
	switch {
	case len(response.Body) == 0:
		p.Sentence(p.Muted, "empty")
	case isText(response.Body):
		writeRaw(p, response.Body)
	default:
		writeBytes(p, response.Body)
	}
}

// withoutMark drops a byte order mark, which JSON does not allow.
func withoutMark(body []byte) []byte { return bytes.TrimPrefix(body, []byte("\ufeff")) }

// bodyWords say how long a body is and what was done to it.
func bodyWords(response *ripio.Response) string {
	words := phrase.Plural(len(response.Body), "byte")
	if response.Encoding != "" {
		words += " after decoding " + response.Encoding
	}
	if response.Cut {
		words += ", incomplete"
	}
	if text, _ := shownPart(response.Body); strings.Contains(text, "."+redact.Mask) {
		words += ", token masked"
	}
	if endsWithCRLF(response.Body) {
		words += `, lines end with \r\n`
	}
	return words
}

// endsWithCRLF reports whether every line break of a text is a carriage return and
// a line feed, and neither stands alone.
func endsWithCRLF(body []byte) bool {
	pairs := bytes.Count(body, []byte("\r\n"))
	return pairs > 0 && pairs == bytes.Count(body, []byte("\n")) && pairs == bytes.Count(body, []byte("\r"))
}

// shownPart is the beginning of a body that is laid out, tokens cut, and whether
// there is more. It ends where a character does.
func shownPart(body []byte) (text string, more bool) {
	head := phrase.Head(string(body[:min(len(body), maxShownBytes+utf8.UTFMax)]), maxShownBytes)
	return redact.Tokens(head), len(head) < len(body)
}

// writeRaw puts a body as it came: its line breaks break the line, every other
// control character can be seen. A line that is too long goes on below, in JSON between
// two values, else at a blank.
func writeRaw(p *draw.Writer, body []byte) {
	text, more := shownPart(body)
	if endsWithCRLF(body) {
		text = strings.ReplaceAll(text, "\r\n", "\n")
	}
	isJSON := json.Valid([]byte(text))
	p.Limit(MaxShownLines)
	for line := range strings.SplitSeq(text, "\n") {
		p.Begin(2, 2)
		if isJSON {
			writeLexemes(p, line)
		} else {
			rest := strings.TrimLeft(line, " ")
			p.Pad(len(line) - len(rest))
			p.Write(p.Text, rest)
		}
		p.End()
		if p.Full() {
			break
		}
	}
	p.Finish(more)
}

// writeLexemes puts a line of a JSON document, each value with the sign behind it.
func writeLexemes(p *draw.Writer, line string) {
	for piece := ""; line != "" && !p.Full(); {
		size := min(lexeme([]byte(line)), len(line))
		piece, line = piece+line[:size], line[size:]
		if line == "" || strings.IndexByte(",:}] \t", line[0]) < 0 {
			p.Write(p.Text, piece)
			piece = ""
		}
	}
}

// isText reports whether a body is better read as text than as bytes.
func isText(body []byte) bool {
	const sample, tolerated = 4096, 10
	head := body[:min(len(body), sample)]
	bad := 0
	for i := 0; i < len(head); {
		r, size := utf8.DecodeRune(head[i:])
		switch {
		case r == 0:
			return false
		case r == utf8.RuneError && size == 1, r < ' ' && !strings.ContainsRune("\t\n\r\x1b", r):
			bad++
		}
		i += size
	}
	return bad*tolerated <= len(head)
}

// writeBytes puts a body that is not text: offset, hexadecimal, characters.
func writeBytes(p *draw.Writer, body []byte) {
	perLine := 16
	for perLine > 4 && 2+6+2+3*perLine+1+perLine > p.Width {
		perLine /= 2
	}
	p.Sentence(p.Muted, "This is not text; each byte is shown in hexadecimal.")
	text, more := shownPart(body)
	if endsWithCRLF(body) {
		text = strings.ReplaceAll(text, "\r\n", "\n")
	}
	p.Limit(MaxShownLines)
	for at := 0; at < len(text) && !p.Full(); at += perLine {
		row := []byte(text[at:min(at+perLine, len(text))])
		p.Begin(2, 2)
		p.Write(p.Muted, fmt.Sprintf("%06x  ", at))
		p.Write(p.Text, fmt.Sprintf("%-*s ", 3*perLine-1, fmt.Sprintf("% x", row)))
		p.Write(p.Muted, " "+strings.Map(printable, string(latin1(row))))
		p.End()
	}
	p.Finish(more)
}

// latin1 makes a character of each byte.
func latin1(row []byte) []rune {
	out := make([]rune, len(row))
	for i, c := range row {
		out[i] = rune(c)
	}
	return out
}

func printable(r rune) rune {
	if r < ' ' || r > '~' {
		return '.'
	}
	return r
}
