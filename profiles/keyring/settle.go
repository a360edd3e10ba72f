package keyring

import (
	"cmp"
	"context"
	"errors"
	"slices"

	"devtools/ripio-explorer/ripio/redact"
)

// notDone are the answers after which a write certainly was not done.
var notDone = []error{ErrNoKeyring, ErrLocked, ErrNotFound, ErrTooLarge}

// settle finds out what became of a write that ended with err: it reads the
// secret back and asks reached whether what was wanted is so. Unlike err, which
// may be nil, the error that it returns is the truth, or ErrUnknownOutcome.
func (o *operation) settle(err error, account string, reached func(found redact.Secret, err error) bool) error {
	if err != nil && (!o.begun || slices.Contains(notDone, kindOf(err))) {
		return err
	}
	found, unread := o.readBack(account, err)
	isRead := unread == nil || errors.Is(unread, ErrNotFound)
	switch {
	case reached(found, unread):
		return nil
	case err == nil && isRead:
		return o.failed(ErrNotDone, "")
	case isRead && errors.Is(err, ErrRefused):
		return err
	}
	cause := cmp.Or(err, unread)
	return &Error{Step: o.step, Kind: ErrUnknownOutcome, Cause: cause, Reason: kindOf(cause).Error()}
}

// readBack reads the secret after a write that ended with err, and without
// opening the unlock window again. After a write that was cut short it has
// little time, but has it even when the caller waits no longer.
func (o *operation) readBack(account string, err error) (redact.Secret, error) {
	again := *o
	if err != nil {
		limit := cmp.Or(o.keyring.Limits.ReadBack, defaultReadBack)
		ctx, cancel := context.WithTimeoutCause(context.WithoutCancel(o.ctx), limit, errOwnLimit)
		defer cancel()
		again.ctx, again.slow = ctx, nil
	}
	answer, unread := again.ask(request{Operation: operationPeek, Account: account})
	return redact.NewSecret(string(answer.Secret)), unread
}

// kindOf returns the kind of an error of ask.
func kindOf(err error) error {
	var failure *Error
	if errors.As(err, &failure) {
		return failure.Kind
	}
	return err
}
