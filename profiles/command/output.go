package command

import (
	"bytes"
	"strings"

	"devtools/ripio-explorer/ripio/visible"
)

// head keeps the first bytes that are written to it and calls full once there are
// more.
type head struct {
	kept  bytes.Buffer
	limit int
	full  func()
}

func (h *head) Write(data []byte) (int, error) {
	room := h.limit - h.kept.Len()
	h.kept.Write(data[:min(room, len(data))])
	if len(data) > room {
		h.full()
	}
	return len(data), nil
}

// tail keeps the last bytes that are written to it.
type tail struct {
	kept  []byte
	limit int
}

func (t *tail) Write(data []byte) (int, error) {
	t.kept = append(t.kept, data[max(len(data)-t.limit, 0):]...)
	t.kept = t.kept[max(len(t.kept)-t.limit, 0):]
	return len(data), nil
}

// cutLine returns the first line without its end. complete reports whether it has one.
func cutLine(output string) (line string, complete bool) {
	line, _, complete = strings.Cut(output, "\n")
	if complete {
		line = strings.TrimSuffix(line, "\r")
	}
	return line, complete
}

// shortestRepeat is the number of bytes from which on a repeated line of the
// output is recognised: anything shorter would be found in ordinary words.
const shortestRepeat = 6

// complaint returns the last line of what a command wrote to stderr, safe to print:
// there programs say why they gave up. It gives nothing when the line repeats a
// line of the output, which may be the secret.
func complaint(stderr []byte, output string) string {
	lines := strings.FieldsFunc(string(stderr), func(char rune) bool { return char == '\n' || char == '\r' })
	for len(lines) > 0 && strings.TrimSpace(lines[len(lines)-1]) == "" {
		lines = lines[:len(lines)-1]
	}
	if len(lines) == 0 {
		return ""
	}
	last := strings.TrimSpace(lines[len(lines)-1])
	for printed := range strings.Lines(output) {
		printed = strings.TrimSpace(printed)
		if len(printed) >= shortestRepeat && strings.Contains(last, printed) {
			return ""
		}
	}
	return visible.Cut(last, maxShown)
}
