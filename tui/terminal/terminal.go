// Package terminal runs a Bubble Tea program and always gives the terminal
// back: on quit, on a panic in the model or in one of its commands, on every signal
// from outside that can be caught and ends a program, when the program is suspended, when its terminal
// is closed, and when the terminal takes no more output.
//
// Bubble Tea's own handling leaves gaps that this package fills. Its signal
// handler ignores SIGHUP and waits for a stuck event loop; an end of input is
// ignored, so that a program whose terminal was closed runs on; a panic prints
// its value, which may hold a secret, into the screen; the mouse stays off
// after a suspension. Its renderer draws on a clock; this package paints the view
// when an update changed it.
package terminal

import (
	"errors"
	"fmt"
	"os"
	"syscall"
	"time"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/term"

	// Must be initialised before Bubble Tea.
	_ "devtools/ripio-explorer/tui/background"
)

// patience is how long a program may take to end by itself once it has to,
// before the terminal is taken away from it.
const patience = 120 * time.Millisecond

// quitPatience is how long a terminal may take for the last output of a program
// that ends by itself.
const quitPatience = 2 * time.Second

// Options says how a program is run. The zero value is ready to use.
type Options struct {
	// In and Out are the terminal; os.Stdin and os.Stdout when nil.
	In, Out *os.File
	// Mouse turns mouse reports on from the start.
	Mouse bool
	// Scrub removes secrets from a panic's text before anyone sees it. Without
	// it the text is used as it is.
	Scrub func(string) string
	// CrashLog is the file that a panic's text and stack are written to, readable
	// by its owner only. Empty means that none is written.
	CrashLog string
	// Program are further options for the program.
	Program []tea.ProgramOption
}

// Run shows the model on the alternate screen until it quits, with bracketed
// paste and focus reports on. The terminal is given back before Run returns.
//
// The error is a *SignalError when a signal or the end of the terminal ended
// the program, and a *PanicError after a panic. Exit soon after a *SignalError
// and print nothing: the terminal may be gone, or take no more output.
func Run(model tea.Model, options Options) error {
	tty, err := openTTY(options)
	if err != nil {
		return err
	}
	r := newRunner(tty, options.Mouse)
	defer r.output.close()
	painter := &painter{output: r.output, later: func() { r.program.Send(due{}) }, changed: true}
	guarded := guarded{Model: model, painter: painter, stop: r.stop, stopped: r.isStopped}
	r.program = tea.NewProgram(guarded, r.options(options.Program)...)
	defer r.watchSignals()()

	ended := make(chan error, 1)
	go func() { ended <- r.run(guarded) }()
	select {
	case err = <-ended:
	case <-r.stopped:
		err = r.waitOrGiveBack(ended)
	}
	return r.result(err, options)
}

// run runs the program to its end. A panic on its own goroutine, outside the
// model, stops it like one inside.
func (r *runner) run(model guarded) (err error) {
	defer func() {
		if value := recover(); value != nil {
			r.stop(newPanic(value))
			r.giveBack()
		}
	}()
	r.showEarly(model)
	if r.isStopped() {
		r.giveBack()
		return nil
	}
	_, err = r.program.Run()
	written := r.output.drain(quitPatience)
	if !r.isStopped() && (!written || err != nil) {
		r.giveBack() // a program that fails to start leaves its traces
	}
	r.tty.restoreMode()
	return err
}

// showEarly shows the first frame before the program starts, which saves most of
// the time that it takes to start. The terminal must be in raw mode by then: what
// is typed would be echoed into the frame. A console of Windows shows nothing yet.
func (r *runner) showEarly(model guarded) {
	width, height, err := term.GetSize(r.tty.out.Fd())
	if err != nil || width <= 0 || height <= 0 || !showsEarly {
		return
	}
	if _, err := term.MakeRaw(r.tty.in.Fd()); err != nil {
		return
	}
	model.painter.width, model.painter.height, model.painter.early = width, height, true
	r.output.enter()
	model.View()
}

// waitOrGiveBack waits for a stopped program to end. One that hangs, in its
// update or in a write to the terminal, loses the terminal and is left behind;
// so is one that is suspended, as it has given the terminal back already.
func (r *runner) waitOrGiveBack(ended <-chan error) error {
	if r.suspended.Load() {
		return nil
	}
	limit := patience
	if !r.began.Load() {
		limit = quitPatience // it is about to set the terminal up, and ends right after that
	}
	select {
	case err := <-ended:
		return err
	case <-time.After(limit):
		r.giveBack()
		return nil
	}
}

// result turns what ended the program into Run's error.
func (r *runner) result(err error, options Options) error {
	if r.isStopped() {
		err = r.cause
	}
	var caught *PanicError
	switch {
	case errors.As(err, &caught):
		caught.report(options.Scrub, options.CrashLog)
	case errors.Is(err, tea.ErrInterrupted):
		return &SignalError{Signal: syscall.SIGINT}
	case errors.Is(err, syscall.EIO) && !r.isStopped(): // closed before the program could notice
		return hangUp
	case err != nil && !r.isStopped():
		return fmt.Errorf("running the terminal program: %w", err)
	}
	return err
}
