package keyring_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"

	"devtools/ripio-explorer/profiles/keyring"
	"devtools/ripio-explorer/ripio/redact"
)

// helperVariable makes the test program do one thing as a process of its own.
const helperVariable = "KEYRING_TEST_HELPER"

// helpers are filled in by the tests that need another process. A helper prints
// what came of it.
var helpers = map[string]func(){}

// exit ends a process that is not to run the tests.
var exit = os.Exit

func TestMain(m *testing.M) {
	if os.Getenv(helperVariable) == "unserved" {
		fmt.Println(get(keyring.New(service)))
		exit(0)
	}
	if code, mine := keyring.Serve(os.Args[1:], os.Stdin, os.Stdout); mine {
		exit(code)
	}
	if help := helpers[os.Getenv(helperVariable)]; help != nil {
		help()
		exit(0)
	}
	os.Exit(m.Run())
}

const (
	service = "ripio-explorer-test"
	account = "acme/sandbox"
	// canary is the secret that no text may show.
	canary = "CANARY-zQ7/Kx+9w=J&v"
)

func get(k *keyring.Keyring) error {
	_, err := k.Get(context.Background(), account)
	return err
}

func set(k *keyring.Keyring) error { return k.Set(context.Background(), account, newCanary()) }

func newCanary() redact.Secret { return redact.NewSecret(canary) }

// wantError wants an *Error of one of the kinds, whose text is safe to print.
func wantError(t *testing.T, err, want error) {
	t.Helper()
	var failure *keyring.Error
	if !errors.Is(err, want) || !errors.As(err, &failure) {
		t.Fatalf("error %v, want one that wraps %q", err, want)
	}
	if strings.Contains(err.Error(), canary) || strings.ContainsFunc(err.Error(), func(r rune) bool { return r < ' ' }) {
		t.Errorf("not safe to print: %q", err)
	}
}

func wantSecret(t *testing.T, k *keyring.Keyring, account, want string) {
	t.Helper()
	secret, err := k.Get(context.Background(), account)
	if err != nil || secret.Reveal() != want {
		t.Errorf("get %q gave %q, %v; want %q", account, secret.Reveal(), err, want)
	}
}
