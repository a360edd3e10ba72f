//go:build unix

package terminal

import (
	"os"
	"os/signal"
	"slices"
	"syscall"
	"time"

	"golang.org/x/sys/unix"

	"devtools/ripio-explorer/tui/terminal/ending"
)

// Whom a suspension stops, in the terms of kill(2). Ctrl+Z stops the whole
// process group, as it does outside raw mode; a signal from outside was meant
// for this process.
const wholeGroup = 0

var thisProcess = os.Getpid()

// resizePatience is how long Bubble Tea gets to tell the program a new size itself.
const resizePatience = 50 * time.Millisecond

// watchSignals handles signals until the function it gives is called. Signals
// that the program was told to ignore, as by nohup, stay ignored.
func (r *runner) watchSignals() (end func()) {
	for _, wanted := range ending.Caught(slices.Concat(ending.Signals, ending.Stopping, []os.Signal{syscall.SIGCONT})) {
		signal.Notify(r.signals, wanted)
	}
	resized := make(chan os.Signal, 1)
	signal.Notify(resized, syscall.SIGWINCH)
	done := make(chan struct{})
	go func() {
		for {
			select {
			case received := <-r.signals:
				r.handleSignal(received)
			case <-resized:
				time.AfterFunc(resizePatience, r.resized)
			case <-done:
				return
			}
		}
	}()
	return func() {
		signal.Stop(resized)
		signal.Stop(r.signals)
		close(done)
	}
}

// handleSignal must not block: a stuck program has to end as well.
func (r *runner) handleSignal(received os.Signal) {
	switch received {
	case syscall.SIGTSTP:
		go r.program.Send(suspendAlone{})
	case syscall.SIGCONT:
		if !r.suspended.Load() { // stopped by SIGSTOP, which nobody can prepare for
			go r.program.Send(refresh{})
			return
		}
		select {
		case r.continued <- struct{}{}:
		default:
		}
	default:
		r.stop(&SignalError{Signal: received})
	}
}

// suspend returns the terminal back, stops the given processes, and takes the
// terminal back when they are continued. It stops them with SIGSTOP: once Go
// has caught SIGTSTP it never restores that signal's own effect.
func (r *runner) suspend(whom int) {
	if !canBeContinued() || r.release() != nil {
		return
	}
	select {
	case <-r.continued: // left over
	default:
	}
	r.suspended.Store(true)
	_ = syscall.Kill(whom, syscall.SIGSTOP)
	select {
	case <-r.continued:
	case <-r.stopped:
	}
	if r.isStopped() {
		select {} // Run returns meanwhile; the terminal belongs to someone else by now
	}
	r.suspended.Store(false)
	r.takeBack()
}

// canBeContinued reports whether a shell is there that continues this program. A
// program that runs in its session leader's own process group, as the only one
// of a container or of a terminal window does, would sleep for ever.
func canBeContinued() bool {
	session, err := unix.Getsid(0)
	return err == nil && session != unix.Getpgrp()
}
