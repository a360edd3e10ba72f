package profiles_test

import (
	"errors"
	"testing"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/redact"
)

// inRotation is a house whose profile acme has a secret in the plain file, and its rotation.
func inRotation(t *testing.T) (*house, *profiles.Rotation) {
	t.Helper()
	h := newHouse(t)
	profile := inSandbox("acme", profiles.InPlainFile)
	h.save(t, "", profile, profiles.NewSecretValues{ripio.Sandbox: redact.NewSecret("first")})
	rotation, err := h.Rotation(profile, ripio.Sandbox)
	if err != nil {
		t.Fatal(err)
	}
	return h, rotation
}

func wantRotation(t *testing.T, rotation *profiles.Rotation, want string) {
	t.Helper()
	current, next, previous, err := rotation.Secrets(t.Context())
	if got := current.Reveal() + "/" + next.Reveal() + "/" + previous.Reveal(); err != nil || got != want {
		t.Errorf("the secrets are %s, %v; want %s", got, err, want)
	}
}

func TestASecretIsSwitchedAndUndone(t *testing.T) {
	h, rotation := inRotation(t)
	if err := rotation.Switch(t.Context()); !errors.Is(err, profiles.ErrNoNextSecret) {
		t.Errorf("a switch without a next secret gave %v", err)
	}
	if err := rotation.Undo(t.Context()); !errors.Is(err, profiles.ErrNoPreviousSecret) {
		t.Errorf("an undo without a previous secret gave %v", err)
	}
	for _, step := range []struct {
		do   func() error
		want string
	}{
		{func() error { return rotation.SetNext(t.Context(), redact.NewSecret("second")) }, "first/second/"},
		{func() error { return rotation.Switch(t.Context()) }, "second//first"},
		{func() error { return rotation.Undo(t.Context()) }, "first/second/"},
		{func() error { return rotation.Switch(t.Context()) }, "second//first"},
	} {
		if err := step.do(); err != nil {
			t.Fatal(err)
		}
		wantRotation(t, rotation, step.want)
	}
	orphans, _, err := h.Orphans(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, orphan := range orphans {
		if orphan.Kind == profiles.OrphanSecret {
			t.Errorf("a rotation left %+v", orphan)
		}
	}
	if _, _, err := h.Forget(t.Context(), "acme"); err != nil {
		t.Fatal(err)
	}
	if left, err := h.Secrets.Stored(t.Context(), profiles.KindPlain); err != nil || len(left) != 0 {
		t.Errorf("after forgetting, %v, %v are left", left, err)
	}
}

// TestASwitchThatWasKilledIsFinished begins from each state that a kill can leave.
func TestASwitchThatWasKilledIsFinished(t *testing.T) {
	for _, inUse := range []string{"first", "second"} { // before and after the second step
		h, rotation := inRotation(t)
		sandbox := profiles.SecretKey{Profile: "acme", Environment: ripio.Sandbox}
		previous := profiles.SecretKey{Profile: "acme", Environment: "sandbox-previous"}
		for key, secret := range map[profiles.SecretKey]string{previous: "first", sandbox: inUse} {
			if err := h.Secrets.Store(t.Context(), key, profiles.InPlainFile, redact.NewSecret(secret)); err != nil {
				t.Fatal(err)
			}
		}
		if err := rotation.SetNext(t.Context(), redact.NewSecret("second")); err != nil {
			t.Fatal(err)
		}
		if err := rotation.Switch(t.Context()); err != nil {
			t.Fatal(err)
		}
		wantRotation(t, rotation, "second//first")
	}
}

func TestWhatOthersKeepIsNotRotated(t *testing.T) {
	h := newHouse(t)
	if _, err := h.Rotation(inSandbox("acme", "env:SECRET"), ripio.Sandbox); !errors.Is(err, profiles.ErrNotRotatable) {
		t.Errorf("a variable gave %v", err)
	}
}
