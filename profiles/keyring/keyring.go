// Package keyring keeps secrets in the operating system's keyring: the Secret
// Service on Linux and the BSDs, the Keychain on macOS, the Credential Manager
// on Windows.
//
// A keyring may hang while a dialog is open, freeze, die, or bring down the
// library that talks to it. So each operation runs in a child process: the
// program starts itself with ChildArgument, hands the request over on standard
// input and reads the answer from standard output. The child is killed when it
// takes too long or is no longer wanted. A secret is never in its arguments nor
// in its environment.
//
// Main calls Serve before anything else, so that the program can be its own
// child:
//
//	if code, mine := keyring.Serve(os.Args[1:], os.Stdin, os.Stdout); mine {
//		os.Exit(code)
//	}
//
// A failed operation never tries another place. What a keyring holds can be
// read by the other programs of the same session.
package keyring

import (
	"context"
	"time"

	"devtools/ripio-explorer/ripio/redact"
)

// Keyring is where the secrets of one service are kept. It is safe for
// concurrent use while its fields stay as they are; copy it to give one call an
// OnSlow of its own.
type Keyring struct {
	// Service is the name under which the keyring files all items.
	Service string
	// Program is the path of the program that runs the child; empty for the
	// running program itself.
	Program string
	// Environ holds the variables in which the keyring is looked for, in the form
	// of os.Environ; nil for the program's own. Only a part of them reaches the
	// child.
	Environ []string
	// Hidden names variables that hold secrets and never reach the child; nil
	// names none.
	Hidden func() []string
	// Limits say how long things may take.
	Limits Limits
	// OnSlow is called once in an operation that takes longer than Limits.Slow,
	// in the goroutine of the operation, so it must return soon. An unlock window
	// may be open then. Nil calls nothing.
	OnSlow func()
}

// Limits say how long an operation may take; a zero one is the default.
type Limits struct {
	// Slow is when OnSlow is called: 3 seconds.
	Slow time.Duration
	// Hard is when the operation is given up: 60 seconds, enough to type a
	// password in the unlock window.
	Hard time.Duration
}

// New makes a keyring for a service, with the default limits.
func New(service string) *Keyring { return &Keyring{Service: service} }

// Get reads the secret of an account. It may open the keyring's unlock window.
//
// Its errors are of type *Error and wrap ErrNotFound, ErrNoKeyring, ErrLocked,
// ErrTimeout, ErrStopped with the context's error, ErrCrashed, ErrTooLarge,
// ErrRefused, ErrAccount or ErrHelper.
func (k *Keyring) Get(ctx context.Context, account string) (redact.Secret, error) {
	operation, end := k.begin(ctx, "read secret from the OS keyring")
	defer end()
	if reason := accountProblem(account); reason != "" {
		return redact.Secret{}, operation.failed(ErrAccount, reason)
	}
	answer, err := operation.ask(request{Operation: operationGet, Account: account})
	if err != nil {
		return redact.Secret{}, err
	}
	return redact.NewSecret(string(answer.Secret)), nil
}

// Set keeps a secret for an account, in place of the one that was there, and
// reads it back: it returns nil only when the keyring gives back what was
// written. It may open the keyring's unlock window.
//
// Besides the errors of Get there are ErrEmpty, ErrNotDone, and
// ErrUnknownOutcome for a write that was cut short; look for it first, because
// what cut the write short, such as the context's error, is wrapped beside it.
// Every other error means that the secret was not kept.
func (k *Keyring) Set(ctx context.Context, account string, secret redact.Secret) error {
	operation, end := k.begin(ctx, "save secret in the OS keyring")
	defer end()
	value := secret.Reveal()
	switch reason := accountProblem(account); {
	case reason != "":
		return operation.failed(ErrAccount, reason)
	case value == "":
		return operation.failed(ErrEmpty, "")
	case len(value) > MaxSecret:
		return operation.failed(ErrTooLarge, "")
	}
	return operation.write(request{Operation: operationSet, Account: account, Secret: []byte(value)})
}

// Delete removes the secret of an account and makes sure that it is gone. It
// may open the keyring's unlock window.
//
// Besides the errors of Get, of which ErrNotFound says that there was none,
// there are ErrNotDone and ErrUnknownOutcome, as in Set.
func (k *Keyring) Delete(ctx context.Context, account string) error {
	operation, end := k.begin(ctx, "delete secret from the OS keyring")
	defer end()
	if reason := accountProblem(account); reason != "" {
		return operation.failed(ErrAccount, reason)
	}
	return operation.write(request{Operation: operationDelete, Account: account})
}

// List returns the accounts of which the keyring holds a secret, in alphabetical
// order. It never opens the unlock window: a locked keyring is ErrLocked. Where
// the system offers no list the error wraps ErrCannotList; the others are those
// of Get.
func (k *Keyring) List(ctx context.Context) ([]string, error) {
	operation, end := k.begin(ctx, "list the OS keyring")
	defer end()
	answer, err := operation.ask(request{Operation: operationList})
	return answer.Accounts, err
}
