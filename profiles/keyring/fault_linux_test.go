package keyring_test

import (
	"context"
	"fmt"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/godbus/dbus/v5"

	"devtools/ripio-explorer/profiles/keyring"
)

func TestUnlockWindowThatNobodyAnswers(t *testing.T) {
	f := startFake(t, func(f *fake) { f.locked = true })
	k := f.keyring()
	wantStopped(t, k)
	k.Limits.Hard = 200 * time.Millisecond
	wantError(t, get(k), keyring.ErrTimeout)
	err := set(k)
	wantError(t, err, keyring.ErrUnknownOutcome)
	const want = "save secret in the OS keyring: it is not known whether the keyring did it " +
		"(the keyring did not answer in time); " +
		"try again, or choose another place for the secret"
	if err.Error() != want {
		t.Errorf("got %s, want %s", err, want)
	}
	_, err = k.List(context.Background())
	wantError(t, err, keyring.ErrLocked)
}

func TestUnlockWindowThatIsClosed(t *testing.T) {
	t.Parallel()
	f := startFake(t, func(f *fake) {
		f.locked = true
		f.prompted = func(dbus.Sender) {
			_ = f.conn.Emit(promptPath, "org.freedesktop.Secret.Prompt.Completed", true, dbus.MakeVariant([]dbus.ObjectPath{}))
		}
	})
	wantError(t, get(f.keyring()), keyring.ErrLocked)
	wantError(t, set(f.keyring()), keyring.ErrLocked)
}

// TestBusEndsWhileTheUnlockWindowIsOpen brings the library to panic: it waits
// for a signal that cannot come any more.
func TestBusEndsWhileTheUnlockWindowIsOpen(t *testing.T) {
	t.Parallel()
	prompted := make(chan struct{})
	f := startFake(t, func(f *fake) {
		f.locked = true
		f.prompted = func(dbus.Sender) { close(prompted) }
	})
	k := f.keyring()
	k.Limits.Slow = 100 * time.Millisecond
	k.OnSlow = func() {
		<-prompted
		f.process(t, dbus.Sender(secretsName)) // so that the bus has passed on the answer before
		_ = f.daemon.Kill()
	}
	err := get(k)
	wantError(t, err, keyring.ErrCrashed)
	if !strings.Contains(err.Error(), "(the keyring's answer was not understood)") {
		t.Errorf("got %s", err)
	}
	wantError(t, get(f.keyring()), keyring.ErrNoKeyring)
}

func TestAnswersOfTheWrongType(t *testing.T) {
	t.Parallel()
	f := startFake(t, func(f *fake) { f.collections = "none" })
	wantError(t, get(f.keyring()), keyring.ErrCrashed)
	wantError(t, set(f.keyring()), keyring.ErrUnknownOutcome)
}

// TestKeyringWithAnAliasOnly has no collection called login, and an alias that
// does not tell whether it is locked.
func TestKeyringWithAnAliasOnly(t *testing.T) {
	t.Parallel()
	f := startFake(t, func(f *fake) { f.collections = []dbus.ObjectPath{} })
	if err := set(f.keyring()); err != nil {
		t.Fatal(err)
	}
	wantSecret(t, f.keyring(), account, canary)
}

func TestKeyringThatKeepsNothing(t *testing.T) {
	t.Parallel()
	f := startFake(t, func(f *fake) {
		f.create = func(dbus.Sender) (bool, *dbus.Error) { return true, nil }
		f.remove = f.create
	})
	wantError(t, set(f.keyring()), keyring.ErrNotDone)
	f.store([]byte("old"))
	wantError(t, set(f.keyring()), keyring.ErrNotDone)
	wantError(t, f.keyring().Delete(context.Background(), account), keyring.ErrNotDone)
}

func TestSecretOfAnotherProgram(t *testing.T) {
	t.Parallel()
	f := startFake(t, func(*fake) {})
	f.store([]byte{})
	wantError(t, get(f.keyring()), keyring.ErrNotFound)
	f.store(make([]byte, keyring.MaxSecret+1))
	wantError(t, get(f.keyring()), keyring.ErrTooLarge)
}

// TestRefusal has a keyring that repeats the secret in its error.
func TestRefusal(t *testing.T) {
	t.Parallel()
	f := startFake(t, func(f *fake) {
		f.create = func(dbus.Sender) (bool, *dbus.Error) {
			return false, dbus.NewError("org.example.Broken", []any{"no \x1b[2J room\nfor " + canary})
		}
	})
	err := set(f.keyring())
	wantError(t, err, keyring.ErrRefused)
	if !strings.Contains(err.Error(), `the keyring refused (no \x1b[2J room\nfor `) {
		t.Errorf("got %s", err)
	}
}

// TestWriteCutShort ends a write before and after the keyring has done it: nobody knows
// which.
func TestWriteCutShort(t *testing.T) {
	wait := make(chan struct{})
	t.Cleanup(func() { close(wait) })
	for name, cut := range map[string]struct {
		by   func(t *testing.T, f *fake, sender dbus.Sender, stop func())
		want error
	}{
		"time limit": {func(*testing.T, *fake, dbus.Sender, func()) {}, keyring.ErrTimeout},
		"the person": {func(_ *testing.T, _ *fake, _ dbus.Sender, stop func()) { stop() }, context.Canceled},
		"killed child": {func(t *testing.T, f *fake, sender dbus.Sender, _ func()) {
			_ = syscall.Kill(f.process(t, sender), syscall.SIGKILL)
		}, keyring.ErrCrashed},
	} {
		for _, done := range []bool{false, true} {
			t.Run(fmt.Sprint(name, " done ", done), func(t *testing.T) {
				t.Parallel()
				ctx, stop := context.WithCancel(context.Background())
				f := startFake(t, func(f *fake) {
					hold := func(sender dbus.Sender) {
						cut.by(t, f, sender, stop)
						<-wait
					}
					if done {
						f.created = hold
					} else {
						f.create = func(sender dbus.Sender) (bool, *dbus.Error) {
							hold(sender)
							return true, nil
						}
					}
				})
				k := f.keyring()
				if cut.want == keyring.ErrTimeout {
					k.Limits.Hard = time.Second
				}
				err := k.Set(ctx, account, newCanary())
				wantError(t, err, keyring.ErrUnknownOutcome)
				wantError(t, err, cut.want)
			})
		}
	}
}

// TestDeleteCutShort stops a deletion before and after the keyring has done it.
func TestDeleteCutShort(t *testing.T) {
	wait := make(chan struct{})
	t.Cleanup(func() { close(wait) })
	for _, done := range []bool{false, true} {
		t.Run(fmt.Sprint("done ", done), func(t *testing.T) {
			t.Parallel()
			ctx, stop := context.WithCancel(context.Background())
			f := startFake(t, func(f *fake) {
				f.store([]byte(canary))
				f.remove = func(dbus.Sender) (bool, *dbus.Error) {
					if done {
						f.store(nil)
					}
					stop()
					<-wait
					return true, nil
				}
			})
			wantError(t, f.keyring().Delete(ctx, account), keyring.ErrUnknownOutcome)
		})
	}
}

// TestKeyringEndsWhileItWrites has the keyring leave the bus before it answers.
func TestKeyringEndsWhileItWrites(t *testing.T) {
	t.Parallel()
	f := startFake(t, func(f *fake) {
		f.create = func(dbus.Sender) (bool, *dbus.Error) { _ = f.conn.Close(); return true, nil }
	})
	err := set(f.keyring())
	wantError(t, err, keyring.ErrUnknownOutcome)
	wantError(t, err, keyring.ErrCrashed)
}

func TestSlowOnlyOnce(t *testing.T) {
	t.Parallel()
	slow := make(chan struct{}, 2)
	f := startFake(t, func(f *fake) {
		f.created = func(dbus.Sender) { <-slow }
	})
	k := f.keyring()
	calls := 0
	k.Limits.Slow = time.Millisecond
	k.OnSlow = func() { calls++; slow <- struct{}{} }
	if err := set(k); err != nil || calls != 1 {
		t.Errorf("gave %v, and OnSlow was called %d times", err, calls)
	}
}
