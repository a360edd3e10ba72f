package accessible

import (
	"errors"
	"io"
	"strconv"
	"strings"
	"unicode"

	"devtools/ripio-explorer/ripio/visible"
	"devtools/ripio-explorer/tui/draw"
)

// longestLine is how many bytes of an answer are kept. What is longer is refused whole.
const longestLine = 64 << 10

var errTooLong = errors.New("the line is too long; nothing was done")

// lines prints text and reads answers.
type lines struct {
	in     io.Reader
	out    io.Writer
	failed error // of the output
}

func (l *lines) print(text string) {
	if l.failed == nil {
		_, l.failed = io.WriteString(l.out, text)
	}
}

// ask prints a question and reads a line, without the characters that a terminal sends
// for keys that are not text. The error is the input's, io.EOF at its end.
func (l *lines) ask(question string) (string, error) {
	l.print(question + ": ")
	line, err := l.read()
	switch {
	case err != nil:
		l.print("\n")
		return "", err
	case len(line) > longestLine:
		l.print(draw.Sentence(errTooLong.Error()) + "\n")
		return "", nil
	}
	return clean(string(line)), nil
}

// read reads a line as it is, without its end; of one that is too long a byte more than
// is kept. It reads a byte at a time, so that a hidden line that is read next finds its
// own. What stands before the end of the input comes with the error.
func (l *lines) read() (line []byte, err error) {
	for one := make([]byte, 1); ; {
		n, err := l.in.Read(one)
		switch {
		case n == 1 && one[0] == '\n':
			return line, nil
		case n == 1 && len(line) <= longestLine:
			line = append(line, one[0])
		case n == 0 && err != nil:
			return line, err
		}
	}
}

// clean takes off what surrounds an answer, and escape sequences that arrow keys and the
// like leave in a terminal's line.
func clean(line string) string {
	var kept strings.Builder
	for runes := []rune(strings.ToValidUTF8(line, "")); len(runes) > 0; {
		if runes[0] == 0x1b {
			runes = afterEscape(runes[1:])
			continue
		}
		if !unicode.IsControl(runes[0]) {
			kept.WriteRune(runes[0])
		}
		runes = runes[1:]
	}
	return strings.TrimSpace(kept.String())
}

// afterEscape is what follows an escape sequence: ESC [ or ESC O up to a final byte, or
// ESC and one character. Source: ECMA-48, section 5.4.
func afterEscape(runes []rune) []rune {
	if len(runes) == 0 {
		return nil
	}
	bracket, runes := runes[0], runes[1:]
	if bracket != '[' && bracket != 'O' {
		return runes
	}
	for i, r := range runes {
		if r >= 0x40 && r <= 0x7e {
			return runes[i+1:]
		}
	}
	return nil
}

// yes asks a question whose answer must be the whole word.
func (s *session) yes(question string) bool {
	answer, err := s.lines.ask(question + " Type yes to agree, enter to leave it")
	return err == nil && strings.EqualFold(answer, "yes")
}

// choice is an entry of a list.
type choice struct{ name, detail string }

// choose lists what there is and reads a number or a name; -1 for none of them.
func (s *session) choose(what string, list []choice) int {
	for i, each := range list {
		detail := each.detail
		if detail != "" {
			detail = ": " + detail
		}
		s.say("%d. %s%s", i+1, visible.Line(each.name), visible.Line(detail))
	}
	for {
		answer, err := s.lines.ask(what + ", its number or name; enter keeps what is selected")
		if err != nil || answer == "" {
			s.say("Nothing was changed.")
			return -1
		}
		if number, err := strconv.Atoi(answer); err == nil && number >= 1 && number <= len(list) {
			return number - 1
		}
		for i, each := range list {
			if strings.EqualFold(each.name, answer) {
				return i
			}
		}
		s.say("%s is not in the list.", visible.Cut(answer, shownValue))
	}
}

// shownValue is how much of an answer is repeated, in cells.
const shownValue = 60

// sentence makes a sentence of a text from outside.
func sentence(text string) string { return draw.Sentence(visible.Line(text)) }
