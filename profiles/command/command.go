// Package command runs a command that prints a secret, such as `op read …`,
// `pass show …` or `secret-tool lookup …`. No shell reads the command. It gets no
// input and no terminal, and a limited time; nothing of it is left running when it
// fails, or when the program ends before it, whatever ends the program. What it prints is used as a secret and appears in no error.
package command

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"time"

	"devtools/ripio-explorer/ripio/pasted"
	"devtools/ripio-explorer/ripio/redact"
	"devtools/ripio-explorer/ripio/visible"
)

const (
	// DefaultLimit is how long a command may take. It leaves time to touch a key or
	// to answer a window.
	DefaultLimit = 30 * time.Second
	// MaxOutput is how many bytes a command may print.
	MaxOutput = 64 << 10
	// MaxSecret is how many bytes a secret may have.
	MaxSecret = 2048
)

const (
	// maxComplaint is how much of the end of stderr is kept.
	maxComplaint = 4 << 10
	// pipeLimit is how long the output is waited for once the command has ended: a
	// process that it left behind may hold the pipe for ever.
	pipeLimit = 100 * time.Millisecond
	// endLimit is how long a killed command may take to end. One that became
	// another user, such as sudo, cannot be killed.
	endLimit = pipeLimit + 50*time.Millisecond
)

// Runner runs commands. Its zero value is ready to use.
type Runner struct {
	// Limit is how long a command may take; DefaultLimit when it is zero.
	Limit time.Duration
	// Hidden are the names of environment variables that commands do not get, such
	// as those that hold secrets. GPG_TTY is never passed on.
	Hidden []string
}

var (
	errTimeLimit = errors.New("time limit")
	errTooMuch   = errors.New("too much output")
)

// Run runs the program argv[0] with the arguments after it, and gives the first
// line that it prints. Its errors are *Error, and those of ParseReference for a
// command that cannot be run. When ctx ends it returns within 200 ms.
func (r Runner) Run(ctx context.Context, argv []string) (redact.Secret, error) {
	if err := check(argv); err != nil {
		return redact.Secret{}, err
	}
	limit := r.Limit
	if limit == 0 {
		limit = DefaultLimit
	}
	timed, stopClock := context.WithTimeoutCause(ctx, limit, errTimeLimit)
	defer stopClock()
	running, stop := context.WithCancelCause(timed)
	defer stop(nil)

	run := &run{
		command: exec.CommandContext(running, argv[0], argv[1:]...), //nolint:gosec // running the user's command is the purpose
		stdout:  head{limit: MaxOutput, full: func() { stop(errTooMuch) }},
		stderr:  tail{limit: maxComplaint},
		fault:   Error{Command: visible.Cut(Show(argv), maxShown)},
	}
	run.path = run.command.Path
	run.command.Env = Environment(os.Environ(), r.Hidden)
	ended, err := run.wait(running)
	if err == nil || errors.Is(err, exec.ErrWaitDelay) {
		if ctx.Err() == nil && !errors.Is(context.Cause(running), errTooMuch) {
			return run.secret(err)
		}
	}
	return redact.Secret{}, run.fail(ctx, running, ended, err, limit)
}

// run is one run of a command.
type run struct {
	command *exec.Cmd
	// path is the program's, also when a shell starts it.
	path   string
	stdout head
	stderr tail
	fault  Error
}

// wait starts the command and waits for its end. When ended is false the command
// could not be killed, and its output must not be touched.
func (r *run) wait(running context.Context) (ended bool, err error) {
	separate(r.command)
	guard := newGuard(r.command)
	defer func() { guard.dismiss(ended) }()
	r.command.Stdout, r.command.Stderr = &r.stdout, &r.stderr
	r.command.WaitDelay = pipeLimit
	if err := r.command.Start(); err != nil {
		return false, err
	}
	done := make(chan error, 1)
	go func() { done <- r.command.Wait() }()
	select {
	case err = <-done:
	case <-running.Done():
		select {
		case err = <-done:
		case <-time.After(endLimit):
			return false, running.Err()
		}
	}
	if err != nil {
		_ = end(r.command) // what it may have left behind in its group
	}
	return true, err
}

// secret returns the first line of the output of a command that succeeded.
func (r *run) secret(err error) (redact.Secret, error) {
	line, complete := cutLine(r.stdout.kept.String())
	switch {
	case pasted.LooksUTF16(r.stdout.kept.Bytes()):
		r.fault.Reason = UTF16
	case err != nil && !complete:
		r.fault.Reason = HeldOpen
	case line == "":
		r.fault.Reason = Empty
	case len(line) > MaxSecret:
		r.fault.Reason = TooLarge
	default:
		return redact.NewSecret(line), nil
	}
	return redact.Secret{}, &r.fault
}

// fail describes a command that did not succeed.
func (r *run) fail(ctx, running context.Context, ended bool, err error, limit time.Duration) error {
	if ended {
		r.fault.Stderr = complaint(r.stderr.kept, r.stdout.kept.String())
	}
	var exit *exec.ExitError
	cause := context.Cause(running)
	switch {
	case ctx.Err() != nil:
		r.fault.Reason, r.fault.cause = Cancelled, ctx.Err()
	case errors.Is(cause, errTooMuch):
		r.fault.Reason = TooMuch
	case errors.Is(cause, errTimeLimit):
		r.fault.Reason, r.fault.detail = TimedOut, seconds(limit)
	case isMissing(r.path, err):
		r.fault.Reason, r.fault.cause = NotFound, exec.ErrNotFound
	case errors.As(err, &exit):
		r.fault.Reason, r.fault.cause = Failed, exit
		r.fault.ExitCode, r.fault.detail = exit.ExitCode(), strings.TrimPrefix(exit.ProcessState.String(), "signal: ")
	default:
		r.fault.Reason, r.fault.detail = NotStarted, systemWords(err)
	}
	return &r.fault
}

// isMissing tells a missing program from one whose interpreter is missing, for which
// the system gives the same error.
func isMissing(path string, err error) bool {
	if !errors.Is(err, os.ErrNotExist) {
		return errors.Is(err, exec.ErrNotFound)
	}
	_, err = os.Stat(path)
	return errors.Is(err, os.ErrNotExist)
}

// systemWords returns the system's words for why a program was not started, without
// the program's name, which comes from outside.
func systemWords(err error) string {
	var number syscall.Errno
	switch {
	case errors.Is(err, exec.ErrDot):
		return "it was found in the current folder only"
	case errors.As(err, &number):
		return number.Error()
	}
	return "the system gave no reason"
}
