package terminal

import (
	"os"
	"strings"
	"sync"
	"time"

	"github.com/charmbracelet/x/ansi"
)

// output is the terminal as Bubble Tea writes to it and as the painter shows
// frames on it. Whatever is written waits in a queue for a goroutine of its own,
// so that a terminal that takes no output blocks nobody else; of the frames only
// the newest waits. Frames of Bubble Tea's own renderer are dropped.
type output struct {
	*os.File
	stop   func(cause error) // ends the program
	wake   chan struct{}
	screen screen // only the goroutine that writes uses it

	mutex sync.Mutex
	// controls are sequences that wait, in their order. The frame comes after them.
	controls strings.Builder
	frame    *frame
	// shown is the newest frame that was asked for.
	shown frame
	// forgotten is set when the controls that wait may change what is on the
	// screen.
	forgotten bool
	// alternate is set while the alternate screen is on, as of the last control.
	alternate bool
	// entered are the controls by which the renderer will enter the alternate
	// screen, if that was done already.
	entered []string
	waiting []chan struct{}
	closed  bool
}

// frame is a view and the size of the terminal that it is for.
type frame struct {
	view          string
	width, height int
}

// enterScreen are the controls by which Bubble Tea's renderer enters the
// alternate screen.
var enterScreen = []string{ansi.SetModeAltScreenSaveCursor, ansi.EraseEntireScreen, ansi.CursorHomePosition}

func newOutput(file *os.File, stop func(cause error)) *output {
	o := &output{File: file, stop: stop, wake: make(chan struct{}, 1)}
	go o.writeAll()
	return o
}

// enter enters the alternate screen before the renderer does.
func (o *output) enter() {
	o.mutex.Lock()
	defer o.mutex.Unlock()
	for _, control := range append(enterScreen, ansi.HideCursor) {
		o.queue(control)
	}
	o.entered = enterScreen
}

// Write takes what Bubble Tea has to say.
func (o *output) Write(data []byte) (int, error) { return o.WriteString(string(data)) }

// WriteString takes what Bubble Tea has to say: modes, titles, and frames, of which
// its renderer has only empty ones.
func (o *output) WriteString(control string) (int, error) {
	o.mutex.Lock()
	defer o.mutex.Unlock()
	switch {
	case o.closed, strings.HasPrefix(control, ansi.CursorHomePosition) && control != ansi.CursorHomePosition:
	case len(o.entered) > 0 && control == o.entered[0]:
		o.entered = o.entered[1:]
	default:
		o.queue(control)
		o.kick()
	}
	return len(control), nil
}

// queue puts a control behind those that wait. The mutex must be held.
func (o *output) queue(control string) {
	switch control {
	case ansi.SetModeAltScreenSaveCursor:
		o.alternate = true
	case ansi.ResetModeAltScreenSaveCursor:
		o.alternate, o.frame = false, nil
	}
	if !keepsScreen(control) {
		o.forgotten, o.shown = true, frame{}
	}
	o.controls.WriteString(control)
}

// keepsScreen reports whether a control leaves the cells on the screen alone:
// titles and private modes but for the alternate screen.
func keepsScreen(control string) bool {
	return strings.HasPrefix(control, "\x1b]") ||
		strings.HasPrefix(control, "\x1b[?") && !strings.HasPrefix(control, "\x1b[?1049")
}

// show brings a frame to the screen unless it is there, and reports whether it was
// not. It never waits.
func (o *output) show(next frame) bool {
	o.mutex.Lock()
	defer o.mutex.Unlock()
	if o.closed || !o.alternate || next == o.shown {
		return false
	}
	o.frame, o.shown = &next, next
	o.kick()
	return true
}

// forget makes the next frame a whole one.
func (o *output) forget() {
	o.mutex.Lock()
	defer o.mutex.Unlock()
	o.forgotten, o.shown = true, frame{}
}

// drain waits until everything has been written, and reports whether it was in
// time.
func (o *output) drain(limit time.Duration) bool {
	written := make(chan struct{})
	o.mutex.Lock()
	o.waiting = append(o.waiting, written)
	o.mutex.Unlock()
	o.kick()
	select {
	case <-written:
		return true
	case <-time.After(limit):
		return false
	}
}

// close writes nothing from now on; a write that hangs is left to itself.
func (o *output) close() {
	o.mutex.Lock()
	defer o.mutex.Unlock()
	o.closed, o.frame = true, nil
	o.controls.Reset()
	o.kick()
}

// kick wakes the goroutine that writes.
func (o *output) kick() {
	select {
	case o.wake <- struct{}{}:
	default: // it will look anyway
	}
}

// writeAll writes what waits until the output is closed. A write that fails leaves
// the screen unknown.
func (o *output) writeAll() {
	defer func() {
		if value := recover(); value != nil {
			o.stop(newPanic(value))
		}
	}()
	for range o.wake {
		text, more := o.next()
		for ; text != ""; text, more = o.next() {
			if _, err := o.File.WriteString(text); err != nil {
				o.forget()
			}
		}
		if !more {
			return
		}
	}
}

// next takes what waits, in the form in which it is written, and reports whether
// more may come. Those who wait for the end are told when nothing is left.
func (o *output) next() (text string, more bool) {
	for {
		o.mutex.Lock()
		controls, next, forgotten := o.controls.String(), o.frame, o.forgotten
		o.controls.Reset()
		o.frame, o.forgotten = nil, false
		if controls == "" && next == nil {
			for _, written := range o.waiting {
				close(written)
			}
			o.waiting = nil
		}
		more = !o.closed
		o.mutex.Unlock()
		if forgotten {
			o.screen = screen{}
		}
		if next != nil {
			controls += o.screen.draw(*next)
		}
		if controls != "" || next == nil {
			return controls, more
		}
	}
}
