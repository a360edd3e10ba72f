package terminal

import (
	"os"
	"os/signal"
	"syscall"
)

// Windows suspends no program; the names exist for the rest of the package.
const wholeGroup, thisProcess = 0, 0

// watchSignals ends the program when its console is closed or asks for it,
// until the function it gives is called.
func (r *runner) watchSignals() (end func()) {
	signal.Notify(r.signals, os.Interrupt, syscall.SIGTERM)
	done := make(chan struct{})
	go func() {
		select {
		case received := <-r.signals:
			r.stop(&SignalError{Signal: received})
		case <-done:
		}
	}()
	return func() {
		signal.Stop(r.signals)
		close(done)
	}
}

// suspend does nothing.
func (r *runner) suspend(int) {}
