package profiles_test

import (
	"context"
	"errors"
	"os"
	"strings"
	"testing"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/profiles/command"
	"devtools/ripio-explorer/profiles/keyring"
	"devtools/ripio-explorer/profiles/secrets"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/redact"
)

func TestStoreAndResolve(t *testing.T) {
	for _, reference := range []profiles.SecretReference{profiles.InKeyring, profiles.InPlainFile, profiles.Ask} {
		t.Run(string(reference), func(t *testing.T) {
			h := newHouse(t)
			ctx, acme := t.Context(), key("Acme", ripio.Sandbox)
			h.wantSecret(t, "Acme", reference, "")
			for _, secret := range []string{canary, "another"} {
				if err := h.Secrets.Store(ctx, acme, reference, redact.NewSecret(secret)); err != nil {
					t.Fatal(err)
				}
				h.wantSecret(t, "ACME", reference, secret)
			}
			if _, err := h.Secrets.Resolve(ctx, key("Acme", ripio.Production), reference); err == nil {
				t.Error("the sandbox secret is production's too")
			}
			if err := h.Secrets.Restore(ctx, acme, reference); !errors.Is(err, secrets.ErrNothingDeleted) {
				t.Errorf("restoring what was not deleted gave %v", err)
			}
			for range 2 { // the second time there is nothing to delete
				if err := h.Secrets.Delete(ctx, acme, reference); err != nil {
					t.Fatal(err)
				}
				h.wantSecret(t, "Acme", reference, "")
			}
			if err := h.Secrets.Restore(ctx, acme, reference); err != nil {
				t.Fatal(err)
			}
			h.wantSecret(t, "Acme", reference, "another")
		})
	}
}

func TestStoreRefuses(t *testing.T) {
	tests := []struct {
		name      string
		reference profiles.SecretReference
		secret    string
		want      error
		text      string
	}{
		{"an empty secret", profiles.InPlainFile, "", profiles.ErrSecretEmpty, "secret is empty; type it"},
		{"a secret that is too long", profiles.InPlainFile, canary + strings.Repeat("x", 2048), profiles.ErrSecretTooLong,
			"secret is longer than 2048 bytes; check that it is the secret and nothing else"},
		{"a variable", "env:SET", canary, profiles.ErrNotKeeping,
			"this program cannot write a secret there; or choose another place for the secret: OS keyring, encrypted file, command, ask each session or plain file"},
		{"a command", `cmd:["op"]`, canary, profiles.ErrNotKeeping,
			"this program cannot write a secret there; or choose another place for the secret: OS keyring, encrypted file, ask each session, environment variable or plain file"},
		{"no reference", "", canary, profiles.ErrNoReference, "secret has no place yet; choose in the profile where it is to be found"},
		{"no encrypted file", profiles.InSealedFile, canary, profiles.ErrNoSealedFile,
			"there is no encrypted file yet; choose a passphrase to make one; or choose another place for the secret: OS keyring, command, ask each session, environment variable or plain file"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			h := newHouse(t)
			err := h.Secrets.Store(t.Context(), key("a", ripio.Sandbox), test.reference, redact.NewSecret(test.secret))
			if !errors.Is(err, test.want) || err.Error() != test.text {
				t.Errorf("got %v, want %s", err, test.text)
			}
			if exists(h.config) || len(h.ring.items) != 0 {
				t.Error("something was written somewhere")
			}
		})
	}
}

// TestAKeyringThatFailsIsTheOnlyPlaceTried wants each failure named, with the
// other places, and nothing written or read elsewhere.
func TestAKeyringThatFailsIsTheOnlyPlaceTried(t *testing.T) {
	const others = "choose another place for the secret: encrypted file, command, ask each session, environment variable or plain file"
	for _, kind := range []error{
		keyring.ErrNoKeyring, keyring.ErrLocked, keyring.ErrTimeout, keyring.ErrCrashed, keyring.ErrUnknownOutcome, keyring.ErrHelper,
	} {
		t.Run(kind.Error(), func(t *testing.T) {
			h := newHouse(t)
			acme := key("acme", ripio.Sandbox)
			h.Secrets.Remember(acme, redact.NewSecret("remembered"))
			if err := h.Secrets.Store(t.Context(), acme, profiles.InPlainFile, redact.NewSecret("plain")); err != nil {
				t.Fatal(err)
			}
			h.ring.fail = failing("", kind)
			_, resolving := h.Secrets.Resolve(t.Context(), acme, profiles.InKeyring)
			storing := h.Secrets.Store(t.Context(), acme, profiles.InKeyring, redact.NewSecret(canary))
			for _, err := range []error{resolving, storing} {
				var place *profiles.PlaceError
				if !errors.Is(err, kind) || !errors.As(err, &place) || place.Kind != profiles.KindKeyring {
					t.Fatalf("got %v", err)
				}
				if !strings.HasSuffix(err.Error(), others) {
					t.Errorf("%s does not name the other places", err)
				}
				wantNoCanary(t, err.Error())
			}
			h.wantSecret(t, "acme", profiles.InPlainFile, "plain")
		})
	}
}

// TestADeletionOfUnknownOutcomeCanBeUndone has a keyring that deletes, but does
// not say so.
func TestADeletionOfUnknownOutcomeCanBeUndone(t *testing.T) {
	h := newHouse(t)
	acme := key("acme", ripio.Sandbox)
	h.ring.items["acme/sandbox"] = canary
	h.ring.fail = func(operation, account string) error {
		if operation == "delete" {
			delete(h.ring.items, account)
			return keyring.ErrUnknownOutcome
		}
		return nil
	}
	if err := h.Secrets.Delete(t.Context(), acme, profiles.InKeyring); !errors.Is(err, keyring.ErrUnknownOutcome) {
		t.Fatalf("got %v", err)
	}
	if err := h.Secrets.Restore(t.Context(), acme, profiles.InKeyring); err != nil {
		t.Fatal(err)
	}
	h.wantSecret(t, "acme", profiles.InKeyring, canary)
}

func TestKeyringItemsOfAnotherFolderStayApart(t *testing.T) {
	h := newHouse(t)
	other := profiles.NewManager(t.TempDir(), t.TempDir(), os.LookupEnv, profiles.WithKeyring(h.ring))
	acme := key("Acme/Ñandú", ripio.Sandbox)
	for manager, secret := range map[*profiles.Manager]string{h.Manager: "home", other: "elsewhere"} {
		if err := manager.Secrets.Store(t.Context(), acme, profiles.InKeyring, redact.NewSecret(secret)); err != nil {
			t.Fatal(err)
		}
	}
	if h.ring.items["acme/ÑandÚ/sandbox"] != "home" || len(h.ring.items) != 2 {
		t.Errorf("the keyring holds %v", h.ring.items)
	}
	got, err := other.Secrets.Resolve(t.Context(), acme, profiles.InKeyring)
	if got.Reveal() != "elsewhere" || err != nil {
		t.Errorf("got %q, %v", got.Reveal(), err)
	}
}

func TestCommandsGetNoSecretVariables(t *testing.T) {
	if _, err := os.Stat("/bin/sh"); err != nil {
		t.Skip("needs /bin/sh")
	}
	h := newHouse(t)
	t.Setenv("RIPIO_HIDDEN", canary)
	t.Setenv("RIPIO_SHOWN", "shown")
	h.save(t, "", inSandbox("other", "env:RIPIO_HIDDEN"), nil)
	reference, err := profiles.CommandReference([]string{"/bin/sh", "-c", `printf '%s' "$RIPIO_HIDDEN$RIPIO_SHOWN"`})
	if err != nil {
		t.Fatal(err)
	}
	h.Manager = profiles.NewManager(h.config, h.state, os.LookupEnv)
	h.wantSecret(t, "acme", reference, "shown")
	reference, _ = profiles.CommandReference([]string{"/bin/sh", "-c", `echo ` + canary + `; exit 3`})
	_, err = h.Secrets.Resolve(t.Context(), key("acme", ripio.Sandbox), reference)
	var failure *command.Error
	if !errors.As(err, &failure) || failure.ExitCode != 3 || !strings.Contains(err.Error(), "or choose another place") {
		t.Errorf("got %v", err)
	}
}

func TestACommandRunnerOfOnesOwn(t *testing.T) {
	h := newHouse(t)
	var got []string
	h.restart(profiles.WithCommandRunner(func(_ context.Context, argv []string) (redact.Secret, error) {
		got = argv
		return redact.NewSecret(canary), nil
	}))
	h.wantSecret(t, "acme", `cmd:["op","read","x y"]`, canary)
	if strings.Join(got, "|") != "op|read|x y" {
		t.Errorf("ran %q", got)
	}
}
