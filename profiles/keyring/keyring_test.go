package keyring_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"strings"
	"testing"
	"time"

	"devtools/ripio-explorer/profiles/keyring"
	"devtools/ripio-explorer/ripio/redact"
)

// unreachable is a keyring that must not be asked.
func unreachable() *keyring.Keyring {
	k := keyring.New(service)
	k.Program, k.Environ = "/nonexistent", []string{"DBUS_SESSION_BUS_ADDRESS=unix:path=/nonexistent"}
	return k
}

func TestAccountsThatNoKeyringTakes(t *testing.T) {
	for name, reason := range map[string]string{
		"":                       "it is empty",
		"acme\xff/sandbox":       "it is not valid UTF-8",
		"acme\n/sandbox":         "it holds a control character",
		"acme\u0085/sandbox":     "it holds a control character",
		strings.Repeat("x", 513): "it is longer than 512 bytes",
	} {
		_, err := unreachable().Get(context.Background(), name)
		for _, err := range []error{
			err,
			unreachable().Set(context.Background(), name, newCanary()),
			unreachable().Delete(context.Background(), name),
		} {
			wantError(t, err, keyring.ErrAccount)
			if !strings.Contains(err.Error(), "("+reason+")") {
				t.Errorf("%q: got %s", name, err)
			}
		}
	}
}

func TestSecretsThatNoKeyringTakes(t *testing.T) {
	for secret, want := range map[string]error{
		"":                                       keyring.ErrEmpty,
		strings.Repeat("x", keyring.MaxSecret+1): keyring.ErrTooLarge,
	} {
		wantError(t, unreachable().Set(context.Background(), account, redact.NewSecret(secret)), want)
	}
	err := unreachable().Set(context.Background(), account, redact.NewSecret(strings.Repeat("x", 3000)))
	const want = "save secret in the OS keyring: the secret is larger than 2048 bytes; " +
		"check that it is the secret and nothing else, or choose another place for the secret"
	if err.Error() != want {
		t.Errorf("got %s, want %s", err, want)
	}
}

// TestTooLate calls with a context that has ended; no child may be started.
func TestTooLate(t *testing.T) {
	cancelled, cancel := context.WithCancel(context.Background())
	cancel()
	late, cancel := context.WithDeadline(context.Background(), time.Unix(0, 0))
	defer cancel()
	for name, test := range map[string]struct {
		ctx         context.Context
		kind, cause error
	}{
		"cancelled": {cancelled, keyring.ErrStopped, context.Canceled},
		"late":      {late, keyring.ErrTimeout, context.DeadlineExceeded},
	} {
		_, getErr := unreachable().Get(test.ctx, account)
		_, listErr := unreachable().List(test.ctx)
		for _, err := range []error{
			getErr, listErr,
			unreachable().Set(test.ctx, account, newCanary()),
			unreachable().Delete(test.ctx, account),
		} {
			wantError(t, err, test.kind)
			wantError(t, err, test.cause)
			if errors.Is(err, keyring.ErrUnknownOutcome) {
				t.Errorf("%s: nothing was begun, but %v", name, err)
			}
		}
	}
}

func TestServeIsNotForOtherArguments(t *testing.T) {
	for _, args := range [][]string{nil, {"token"}, {"--version", keyring.ChildArgument}, {""}} {
		var out bytes.Buffer
		if code, mine := keyring.Serve(args, strings.NewReader("{}"), &out); mine || code != 0 || out.Len() != 0 {
			t.Errorf("%q: %d, %t, %q", args, code, mine, out.String())
		}
	}
}

func TestServeWithoutARequest(t *testing.T) {
	for in, args := range map[string][]string{
		"":                                {keyring.ChildArgument},
		"hello":                           {keyring.ChildArgument},
		`{"operation":"`:                  {keyring.ChildArgument},
		`{"operation":1}`:                 {keyring.ChildArgument},
		`{"service":"x"}`:                 {keyring.ChildArgument, "more"},
		strings.Repeat(" ", 1<<20) + "{}": {keyring.ChildArgument},
	} {
		var out bytes.Buffer
		if code, mine := keyring.Serve(args, strings.NewReader(in), &out); !mine || code != 2 || out.Len() != 0 {
			t.Errorf("%.20q: %d, %t, %q; want the code 2", in, code, mine, out.String())
		}
	}
}

// TestServeAnswers does an operation in this process.
func TestServeAnswers(t *testing.T) {
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent")
	in, parent := io.Pipe()
	defer parent.Close()
	go func() { _, _ = io.WriteString(parent, `{"operation":"odd","service":"x","account":"y"}`) }()
	var out bytes.Buffer
	code, mine := keyring.Serve([]string{keyring.ChildArgument}, in, &out)
	var answer struct{ Outcome string }
	if err := json.Unmarshal(out.Bytes(), &answer); err != nil || code != 0 || !mine {
		t.Fatalf("%d, %t, %q", code, mine, out.String())
	}
	if answer.Outcome != "no keyring" && answer.Outcome != "refused" {
		t.Errorf("outcome %q", answer.Outcome)
	}
}

// TestErrorsSayWhatToDo looks at every kind.
func TestErrorsSayWhatToDo(t *testing.T) {
	for _, kind := range []error{
		keyring.ErrNoKeyring, keyring.ErrLocked, keyring.ErrNotFound, keyring.ErrTimeout, keyring.ErrStopped,
		keyring.ErrCrashed, keyring.ErrRefused, keyring.ErrTooLarge, keyring.ErrEmpty, keyring.ErrAccount,
		keyring.ErrNotDone, keyring.ErrUnknownOutcome, keyring.ErrCannotList, keyring.ErrHelper,
	} {
		err := &keyring.Error{Step: "step", Kind: kind}
		text, advice, found := strings.Cut(err.Error(), "; ")
		if !found || text != "step: "+kind.Error() || advice == "" || !errors.Is(err, kind) {
			t.Errorf("got %q", err)
		}
	}
}
