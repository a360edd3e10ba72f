package terminal

import (
	"time"

	tea "github.com/charmbracelet/bubbletea"
)

// burst is the least time between two frames. A change after a pause is shown at
// once, one that follows it waits for the rest of this. The first frame, shown
// before the program started, lets no change wait.
const burst = 8 * time.Millisecond

// painter shows the model's view when an update may have changed it, on the event
// loop. Nothing is drawn, and nothing wakes, while nothing changes.
type painter struct {
	output *output
	// later is called when a change that had to wait is due, on any goroutine.
	later func()

	width, height int
	early         bool // whether the first frame was shown before the program started
	changed       bool
	last          time.Time
	waits         bool
}

// due is the message that a change is to be shown that had to wait.
type due struct{}

// notice looks at a message before the model gets it, and reports whether it is for
// the model.
func (p *painter) notice(message tea.Msg) bool {
	switch message := message.(type) {
	case due:
		p.waits = false
		return false
	case tea.WindowSizeMsg:
		p.resize(message.Width, message.Height)
	}
	p.changed = true
	return true
}

// resize notes the terminal's size. A terminal moves its text when its size
// changes, also when it is the old one again in the end. Only the message with
// which the framework starts changes nothing.
func (p *painter) resize(width, height int) {
	if !p.early || width != p.width || height != p.height {
		p.output.forget()
	}
	p.early, p.width, p.height = false, width, height
}

// paint shows a view if there may be a change, unless the last frame was a moment
// ago.
func (p *painter) paint(view func() string) {
	if !p.changed || p.width <= 0 || p.height <= 0 {
		return
	}
	if left := burst - time.Since(p.last); left > 0 {
		if !p.waits {
			p.waits = true
			time.AfterFunc(left, p.later)
		}
		return
	}
	p.changed = false
	if p.output.show(frame{view(), p.width, p.height}) && !p.early {
		p.last = time.Now()
	}
}
