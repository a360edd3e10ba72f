package profiles_test

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"sync"
	"testing"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/redact"
)

// environment is what the tests' environment variables hold.
func environment(name string) (string, bool) {
	value, set := map[string]string{"SET": canary, "EMPTY": ""}[name]
	return value, set
}

func TestResolve(t *testing.T) {
	const unset = "secret: the environment variable MISSING is not set; set it and start the program again, or choose another place for the secret: OS keyring, encrypted file, command, ask each session or plain file"
	const empty = "secret: the environment variable EMPTY is empty; set it and start the program again, or choose another place for the secret: OS keyring, encrypted file, command, ask each session or plain file"
	tests := []struct {
		name      string
		reference profiles.SecretReference
		want      string
		err       error
		text      string
	}{
		{"a variable", "env:SET", canary, nil, ""},
		{"an unset variable", "env:MISSING", "", &profiles.VariableError{Name: "MISSING"}, unset},
		{"an empty variable", "env:EMPTY", "", &profiles.VariableError{Name: "EMPTY", Empty: true}, empty},
		{"not typed yet", profiles.Ask, "", profiles.ErrSecretNeeded, "secret is needed; type it"},
		{"no reference", "", "", profiles.ErrNoReference, "secret has no place yet; choose in the profile where it is to be found"},
		{"no known reference", profiles.InvalidReference, "", profiles.ErrInvalidReference,
			"secret reference in the profiles file is not a known one; choose in the profile where the secret is to be found"},
		{"a secret for a reference", canary, "", profiles.ErrInvalidReference,
			"secret reference in the profiles file is not a known one; choose in the profile where the secret is to be found"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got, err := profiles.NewSecrets(environment).Resolve(t.Context(), key("a", ripio.Sandbox), test.reference)
			if got.Reveal() != test.want {
				t.Errorf("got %q, want %q", got.Reveal(), test.want)
			}
			if test.err == nil && err == nil {
				return
			}
			if err == nil || err.Error() != test.text || fmt.Sprintf("%T %+v", err, err) != fmt.Sprintf("%T %+v", test.err, test.err) {
				t.Errorf("got %T %v, want %T %s", err, err, test.err, test.text)
			}
			wantNoCanary(t, fmt.Sprintf("%+v %#v", err, err))
		})
	}
}

func TestResolveIsCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	got, err := profiles.NewSecrets(environment).Resolve(ctx, key("a", ripio.Sandbox), "env:SET")
	if !errors.Is(err, context.Canceled) || !got.IsEmpty() {
		t.Errorf("got %v", err)
	}
}

func TestAskedSecretsBelongToOneProfileAndEnvironment(t *testing.T) {
	secrets := profiles.NewSecrets(environment)
	secrets.Remember(key("Acme", ripio.Sandbox), redact.NewSecret("one"))
	secrets.Remember(key("acme", ripio.Production), redact.NewSecret("two"))
	secrets.Remember(key("other", ripio.Sandbox), redact.NewSecret("three"))
	want := func(step string, wanted map[profiles.SecretKey]string) {
		t.Helper()
		for key, value := range wanted {
			got, err := secrets.Resolve(t.Context(), key, profiles.Ask)
			if got.Reveal() != value || (err != nil) != (value == "") || err != nil && !errors.Is(err, profiles.ErrSecretNeeded) {
				t.Errorf("%s: %v gave %q, %v; want %q", step, key, got.Reveal(), err, value)
			}
		}
	}
	want("at first", map[profiles.SecretKey]string{
		key("acme", ripio.Sandbox): "one", key("ACME", ripio.Production): "two",
		key("other", ripio.Sandbox): "three", key("other", ripio.Production): ""})
	secrets.Remember(key("acme", ripio.Sandbox), redact.Secret{})
	want("after an empty answer", map[profiles.SecretKey]string{
		key("acme", ripio.Sandbox): "", key("acme", ripio.Production): "two"})
	secrets.Forget("ACME")
	want("after forgetting", map[profiles.SecretKey]string{
		key("acme", ripio.Production): "", key("other", ripio.Sandbox): "three"})
}

func TestAReferenceIsNeverLookedUpElsewhere(t *testing.T) {
	secrets := profiles.NewSecrets(environment)
	secrets.Remember(key("a", ripio.Sandbox), redact.NewSecret(canary))
	if got, err := secrets.Resolve(t.Context(), key("a", ripio.Sandbox), "env:MISSING"); err == nil || !got.IsEmpty() {
		t.Error("a remembered secret was used for an unset variable")
	}
}

func TestSecretsAreSafeForConcurrentUse(t *testing.T) {
	secrets := profiles.NewSecrets(environment)
	var group sync.WaitGroup
	for i := range 8 {
		group.Go(func() {
			name := "p" + strconv.Itoa(i)
			secrets.Remember(key(name, ripio.Sandbox), redact.NewSecret(name))
			got, err := secrets.Resolve(t.Context(), key(name, ripio.Sandbox), profiles.Ask)
			if err != nil || got.Reveal() != name {
				t.Errorf("%s: got %q, %v", name, got.Reveal(), err)
			}
			secrets.Forget(name)
		})
	}
	group.Wait()
}
