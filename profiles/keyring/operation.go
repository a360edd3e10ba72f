package keyring

import (
	"cmp"
	"context"
	"errors"
	"os"
	"slices"
	"time"

	"devtools/ripio-explorer/profiles/command"
	"devtools/ripio-explorer/ripio/redact"
)

const (
	defaultSlow = 3 * time.Second
	defaultHard = 60 * time.Second
)

// errOwnLimit is the cause of a context that ended by a limit of this package
// rather than by the caller's.
var errOwnLimit = errors.New("limit of the keyring package")

// operation is one call of a method.
type operation struct {
	keyring *Keyring
	ctx     context.Context
	step    string
	// slow fires once, when OnSlow is to be called.
	slow <-chan time.Time
}

// begin starts the clocks of an operation; end stops them.
func (k *Keyring) begin(ctx context.Context, step string) (o *operation, end func()) {
	limited, cancel := context.WithTimeoutCause(ctx, cmp.Or(k.Limits.Hard, defaultHard), errOwnLimit)
	timer := time.NewTimer(cmp.Or(k.Limits.Slow, defaultSlow))
	end = func() {
		cancel()
		timer.Stop()
	}
	return &operation{keyring: k, ctx: limited, step: step, slow: timer.C}, end
}

func (k *Keyring) environ() []string {
	if k.Environ == nil {
		return os.Environ()
	}
	return k.Environ
}

func (o *operation) failed(kind error, reason string) *Error {
	return &Error{Step: o.step, Kind: kind, Reason: reason}
}

// ask has a child do one thing. An error that it returns is an *Error.
func (o *operation) ask(asked request) (reply, error) {
	var hidden []string
	if o.keyring.Hidden != nil {
		hidden = o.keyring.Hidden()
	}
	environment, missing := childEnvironment(command.Environment(o.keyring.environ(), hidden))
	switch {
	case o.ctx.Err() != nil:
		return reply{}, o.cutShort()
	case missing != "":
		return reply{}, o.failed(ErrNoKeyring, missing)
	case !served.Load():
		return reply{}, o.failed(ErrHelper, "this program does not call keyring.Serve first")
	}
	asked.Service = o.keyring.Service
	process, err := start(o.ctx, o.keyring.Program, environment, asked)
	if err != nil {
		return reply{}, o.failed(ErrHelper, printable(err.Error()))
	}
	answer, problem := process.wait(o.ctx, o.slow, o.keyring.OnSlow)
	switch {
	case problem == "":
	case o.ctx.Err() != nil:
		return reply{}, o.cutShort()
	default:
		return reply{}, o.failed(ErrCrashed, printable(problem))
	}
	if answer.Outcome == outcomeDone {
		return answer, nil
	}
	scrubbed := redact.NewScrubber(redact.NewSecret(string(asked.Secret))).Scrub(answer.Reason)
	return reply{}, o.failed(cmp.Or(outcomes[answer.Outcome], ErrCrashed), printable(scrubbed))
}

// cut are the errors after which a write may be done all the same, or later.
var cut = []error{ErrTimeout, ErrStopped, ErrCrashed}

// write is ask for a change. Of one that was cut short nobody knows whether the
// keyring makes it.
func (o *operation) write(asked request) error {
	if o.ctx.Err() != nil {
		return o.cutShort() // before anything was asked
	}
	_, err := o.ask(asked)
	if failure, is := errors.AsType[*Error](err); is && slices.Contains(cut, failure.Kind) {
		return &Error{Step: o.step, Kind: ErrUnknownOutcome, Cause: err, Reason: failure.Kind.Error()}
	}
	return err
}

// cutShort is the error of an operation whose context is done.
func (o *operation) cutShort() *Error {
	switch {
	case errors.Is(context.Cause(o.ctx), errOwnLimit):
		return o.failed(ErrTimeout, "")
	case errors.Is(o.ctx.Err(), context.DeadlineExceeded):
		return &Error{Step: o.step, Kind: ErrTimeout, Cause: o.ctx.Err()}
	default:
		return &Error{Step: o.step, Kind: ErrStopped, Cause: o.ctx.Err()}
	}
}
