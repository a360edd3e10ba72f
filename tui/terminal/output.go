package terminal

import (
	"os"
	"strings"
	"sync"

	"github.com/charmbracelet/x/ansi"
)

// output is the terminal as Bubble Tea writes to it. Bubble Tea's renderer
// writes a whole line when one of its cells has changed; this writes the cells
// that have, so that a countdown costs a tenth of the bytes. Whatever it does
// not know for a frame in that renderer's form passes unchanged.
type output struct {
	*os.File
	mutex sync.Mutex
	// lines are the lines on the screen as they were written, without the
	// sequence that erases their rest.
	lines []string
}

// Write writes a frame, or anything else that Bubble Tea has to say.
func (o *output) Write(data []byte) (int, error) {
	o.mutex.Lock()
	defer o.mutex.Unlock()
	if _, err := o.File.WriteString(o.shorten(string(data))); err != nil {
		return 0, err
	}
	return len(data), nil
}

// A frame begins at the top left, has one line after the other with nothing for
// those that stay, and ends by moving the cursor.
const frameStart = ansi.CursorHomePosition

// shorten turns a frame into one that writes less, and notes the lines of the
// new screen.
func (o *output) shorten(data string) string {
	lines, end, ok := splitFrame(data)
	if !ok {
		o.lines = nil
		return data
	}
	// The renderer starts with a carriage return when it takes nothing on the
	// screen for granted, as after a resize.
	unsure := strings.HasPrefix(lines[0], "\r") || strings.HasPrefix(end, ansi.EraseScreenBelow)
	var short strings.Builder
	before := o.lines
	o.lines = make([]string, len(lines))
	for i, line := range lines {
		line = strings.Trim(line, "\r")
		var old string
		if i < len(before) {
			old = before[i]
		}
		if line == "" {
			o.lines[i] = old
			continue
		}
		o.lines[i] = strings.TrimSuffix(line, ansi.EraseLineRight)
		if !unsure {
			short.WriteString(changeLine(i, old, line))
		}
	}
	if unsure {
		return data
	}
	return short.String() + end
}

// splitFrame takes a frame apart: its lines as they stand between the line
// feeds, and the sequences at its end.
func splitFrame(data string) (lines []string, end string, ok bool) {
	body, ok := strings.CutPrefix(data, frameStart)
	if !ok {
		return nil, "", false
	}
	at := strings.LastIndex(body, "\x1b[")
	if at < 0 || !strings.HasSuffix(body, "H") {
		return nil, "", false
	}
	body, end = body[:at], body[at:]
	if rest, found := strings.CutSuffix(body, ansi.EraseScreenBelow); found {
		body, end = rest, ansi.EraseScreenBelow+end
	}
	return strings.Split(body, "\n"), end, true
}
