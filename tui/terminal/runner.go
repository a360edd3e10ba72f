package terminal

import (
	"os"
	"sync"
	"sync/atomic"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/term"
)

// runner holds what a running program and its watchers share.
type runner struct {
	tty     *tty
	output  *output
	program *tea.Program
	// signals receives the signals that are handled here.
	signals chan os.Signal
	// continued passes a SIGCONT on to a suspension that waits for it.
	continued chan struct{}

	// stopped is closed once the program has to end; cause says why and is set
	// before.
	once    sync.Once
	stopped chan struct{}
	cause   error

	// began is set once the event loop runs.
	began atomic.Bool
	// size is the newest size that the loop was told; zero before the first.
	size atomic.Pointer[tea.WindowSizeMsg]
	// early is what was asked for before the loop knew the size; only the loop
	// touches it. Until then Bubble Tea itself looks at what a new set-up changes.
	early tea.Msg

	// suspended is set while the terminal is given back for a suspension.
	suspended atomic.Bool
	// mouse reports whether the program uses the mouse; only its event loop
	// touches it.
	mouse bool
}

func newRunner(tty *tty, mouse bool) *runner {
	r := &runner{
		tty:       tty,
		signals:   make(chan os.Signal, 8),
		continued: make(chan struct{}, 1),
		stopped:   make(chan struct{}),
		mouse:     mouse,
	}
	r.output = newOutput(tty.out, r.stop)
	return r
}

// options lists the program's options: the runner's own, then more.
func (r *runner) options(more []tea.ProgramOption) []tea.ProgramOption {
	options := []tea.ProgramOption{
		tea.WithInput(&input{File: r.tty.in, hungUp: func() { r.stop(hangUp) }}),
		tea.WithOutput(r.output),
		tea.WithAltScreen(),
		tea.WithReportFocus(),
		tea.WithFPS(1), // its frames are dropped,
		tea.WithoutSignalHandler(),
		tea.WithoutCatchPanics(),
		tea.WithFilter(r.filter),
	}
	if r.mouse {
		options = append(options, tea.WithMouseCellMotion())
	}
	return append(options, more...)
}

// stop ends the program as soon as it can. The first cause is the one that
// counts.
func (r *runner) stop(cause error) {
	r.once.Do(func() {
		r.cause = cause
		close(r.stopped)
	})
	r.program.Kill()
}

// isStopped reports whether the program has to end.
func (r *runner) isStopped() bool {
	select {
	case <-r.stopped:
		return true
	default:
		return false
	}
}

// filter sees every message before the model, on the goroutine of the event
// loop. It suspends the program in Bubble Tea's place and keeps track of the
// mouse, which Bubble Tea does not turn on again after a suspension.
func (r *runner) filter(_ tea.Model, message tea.Msg) tea.Msg {
	r.began.Store(true)
	if size, ok := message.(tea.WindowSizeMsg); ok {
		r.size.Store(&size)
		if r.early != nil {
			go r.program.Send(r.early)
			r.early = nil
		}
		return message
	}
	switch message {
	case tea.Suspend(), suspendAlone{}, refresh{}:
		if r.size.Load() == nil {
			r.early = message
			return nil
		}
	}
	switch message {
	case tea.EnableMouseCellMotion(), tea.EnableMouseAllMotion():
		r.mouse = true
	case tea.DisableMouse():
		r.mouse = false
	case tea.Suspend():
		r.suspend(wholeGroup)
		return tea.ResumeMsg{}
	case suspendAlone{}:
		r.suspend(thisProcess)
		return tea.ResumeMsg{}
	case refresh{}:
		r.refresh()
		return tea.ResumeMsg{}
	}
	return message
}

// resized tells the program a size that it was not told. A change of the size
// between the first frame and the moment when Bubble Tea listens for it would be
// lost.
func (r *runner) resized() {
	width, height, err := term.GetSize(r.tty.out.Fd())
	if err != nil {
		return
	}
	size := tea.WindowSizeMsg{Width: width, Height: height}
	if told := r.size.Load(); told == nil || *told != size {
		r.program.Send(size)
	}
}

// refresh sets the terminal up again, for when something else has used it
// behind the program's back.
func (r *runner) refresh() {
	if r.release() == nil {
		r.takeBack()
	}
}

// release gives the terminal back for a while.
func (r *runner) release() error {
	err := r.program.ReleaseTerminal()
	r.output.drain(patience)
	r.tty.restoreMode()
	return err
}

// giveBack gives the terminal back without the program's help.
func (r *runner) giveBack() {
	r.output.close()
	r.tty.giveBack()
}

// takeBack sets the terminal up after it was given back. A terminal that
// refuses is gone.
func (r *runner) takeBack() {
	if err := r.program.RestoreTerminal(); err != nil {
		r.stop(hangUp)
		return
	}
	if r.mouse {
		go r.program.Send(tea.EnableMouseCellMotion())
	}
}

// suspendAlone asks for a suspension of this process only, refresh for a new
// set-up of the terminal.
type (
	suspendAlone struct{}
	refresh      struct{}
)
