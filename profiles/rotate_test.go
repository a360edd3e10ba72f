package profiles_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/profiles/keyring"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/redact"
)

// inRotation is a house whose profile acme has a secret in the plain file, and its rotation.
func inRotation(t *testing.T) (*house, *profiles.Rotation) {
	t.Helper()
	h := newHouse(t)
	return h, rotationOf(t, h, profiles.InPlainFile, "first")
}

// rotationOf saves the profile acme with a secret at a place, and begins its rotation.
func rotationOf(t *testing.T, h *house, place profiles.SecretReference, secret string) *profiles.Rotation {
	t.Helper()
	profile := inSandbox("acme", place)
	values := profiles.NewSecretValues{}
	if secret != "" {
		values[ripio.Sandbox] = redact.NewSecret(secret)
	}
	h.save(t, "", profile, values)
	rotation, err := h.Rotation(profile, ripio.Sandbox)
	if err != nil {
		t.Fatal(err)
	}
	return rotation
}

func next(place profiles.SecretReference, secret string) profiles.NextSecret {
	given := profiles.NextSecret{Reference: place}
	if secret != "" {
		given.Value = redact.NewSecret(secret)
	}
	return given
}

// rotationText is the three secrets, and behind an at sign the places that are not the
// plain file.
func rotationText(t *testing.T, rotation *profiles.Rotation) string {
	t.Helper()
	current, next, previous, err := rotation.Secrets(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var texts []string
	for _, each := range []profiles.RotationSecret{current, next, previous} {
		text := each.Secret.Reveal()
		if each.Reference != "" && each.Reference != profiles.InPlainFile {
			text += "@" + string(each.Reference)
		}
		texts = append(texts, text)
	}
	return strings.Join(texts, "/")
}

func wantRotation(t *testing.T, rotation *profiles.Rotation, want string) {
	t.Helper()
	if got := rotationText(t, rotation); got != want {
		t.Errorf("the secrets are %s, want %s", got, want)
	}
}

func wantNoOrphanSecrets(t *testing.T, m *profiles.Manager) {
	t.Helper()
	orphans, _, err := m.Orphans(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, orphan := range orphans {
		if orphan.Kind == profiles.OrphanSecret {
			t.Errorf("a rotation left %+v", orphan)
		}
	}
}

func TestASecretIsSwitchedAndUndone(t *testing.T) {
	h, rotation := inRotation(t)
	if err := rotation.Switch(t.Context(), profiles.NextSecret{}); !errors.Is(err, profiles.ErrNoNextSecret) {
		t.Errorf("a switch without a next secret gave %v", err)
	}
	if err := rotation.Undo(t.Context()); !errors.Is(err, profiles.ErrNoPreviousSecret) {
		t.Errorf("an undo without a previous secret gave %v", err)
	}
	for _, step := range []struct {
		do   func() error
		want string
	}{
		{func() error { return rotation.SetNext(t.Context(), next(profiles.InPlainFile, "second")) }, "first/second/"},
		{func() error { return rotation.Switch(t.Context(), profiles.NextSecret{}) }, "second//first"},
		{func() error { return rotation.Undo(t.Context()) }, "first/second/"},
		{func() error { return rotation.Switch(t.Context(), profiles.NextSecret{}) }, "second//first"},
		{func() error { return rotation.Switch(t.Context(), next(profiles.InPlainFile, "third")) }, "third//second"},
	} {
		if err := step.do(); err != nil {
			t.Fatal(err)
		}
		wantRotation(t, rotation, step.want)
	}
	wantNoOrphanSecrets(t, h.Manager)
	if _, _, err := h.Forget(t.Context(), "acme"); err != nil {
		t.Fatal(err)
	}
	if left, err := h.Secrets.Stored(t.Context(), profiles.KindPlain); err != nil || len(left) != 0 {
		t.Errorf("after forgetting, %v, %v are left", left, err)
	}
}

// TestTheNextSecretMayBeAReference rotates between places of every kind, and back.
func TestTheNextSecretMayBeAReference(t *testing.T) {
	const shown = `@cmd:["show"]`
	tests := []struct {
		name                      string
		from                      profiles.SecretReference
		first                     string
		next                      profiles.NextSecret
		chosen, switched, undone  string
		usedBefore, usedAfterward string
	}{
		{"plain to variable", profiles.InPlainFile, "first", next("env:NEXT", ""), "first/in NEXT@env:NEXT/", "in NEXT@env:NEXT//first", "first/in NEXT@env:NEXT/", "first", "in NEXT"},
		{"variable to variable", "env:NOW", "", next("env:NEXT", ""), "in NOW@env:NOW/in NEXT@env:NEXT/", "in NEXT@env:NEXT//in NOW@env:NOW", "in NOW@env:NOW/in NEXT@env:NEXT/", "in NOW", "in NEXT"},
		{"variable to plain", "env:NOW", "", next(profiles.InPlainFile, "second"), "in NOW@env:NOW/second/", "second//in NOW@env:NOW", "in NOW@env:NOW/second/", "in NOW", "second"},
		{"plain to keyring", profiles.InPlainFile, "first", next(profiles.InKeyring, "second"), "first/second@keyring/", "second@keyring//first", "first/second@keyring/", "first", "second"},
		{"plain to command", profiles.InPlainFile, "first", next(`cmd:["show"]`, ""), "first/" + shown + "/", shown + "//first", "first/" + shown + "/", "first", "by show"},
		{"plain to ask", profiles.InPlainFile, "first", next(profiles.Ask, ""), "first/@ask/", "@ask//first", "first/@ask/", "first", ""},
		{"ask to keyring", profiles.Ask, "", next(profiles.InKeyring, "second"), "@ask/second@keyring/", "second@keyring//@ask", "@ask/second@keyring/", "", "second"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			h := newHouse(t)
			h.environment = map[string]string{"NOW": "in NOW", "NEXT": "in NEXT"}
			h.restart(profiles.WithCommandRunner(func(context.Context, []string) (redact.Secret, error) { return redact.NewSecret("by show"), nil }))
			rotation := rotationOf(t, h, test.from, test.first)
			used := func(want string) {
				t.Helper()
				account := load(t, h.Store).Profiles[0].Sandbox
				secret, err := h.Secrets.Resolve(t.Context(), profiles.SecretKey{Profile: "acme", Environment: ripio.Sandbox}, account.Secret)
				if secret.Reveal() != want || err != nil && want != "" {
					t.Errorf("a send would use %q, %v; want %q", secret.Reveal(), err, want)
				}
			}
			for _, step := range []struct {
				do         func() error
				want, used string
			}{
				{func() error { return rotation.SetNext(t.Context(), test.next) }, test.chosen, test.usedBefore},
				{func() error { return rotation.Switch(t.Context(), profiles.NextSecret{}) }, test.switched, test.usedAfterward},
				{func() error { return rotation.Undo(t.Context()) }, test.undone, test.usedBefore},
				{func() error { return rotation.Switch(t.Context(), test.next) }, test.switched, test.usedAfterward},
			} {
				if err := step.do(); err != nil {
					t.Fatal(err)
				}
				wantRotation(t, rotation, step.want)
				used(step.used)
				wantNoOrphanSecrets(t, h.Manager)
			}
		})
	}
}

// TestANextSecretThatIsReplacedLeavesItsPlace chooses one place after the other.
func TestANextSecretThatIsReplacedLeavesItsPlace(t *testing.T) {
	h, rotation := inRotation(t)
	h.environment["NEXT"] = "in NEXT"
	for _, step := range []struct {
		next profiles.NextSecret
		want string
	}{
		{next(profiles.InKeyring, "second"), "first/second@keyring/"},
		{next(profiles.InPlainFile, "third"), "first/third/"},
		{next("env:NEXT", ""), "first/in NEXT@env:NEXT/"},
	} {
		if err := rotation.SetNext(t.Context(), step.next); err != nil {
			t.Fatal(err)
		}
		wantRotation(t, rotation, step.want)
		wantNoOrphanSecrets(t, h.Manager)
	}
	if left, _ := h.Secrets.Stored(t.Context(), profiles.KindPlain); len(left) != 1 {
		t.Errorf("the plain file holds %v", left)
	}
}

// TestARotationThatCannotBeMadeChangesNothing meets a variable that is not set and a
// keyring that takes nothing.
func TestARotationThatCannotBeMadeChangesNothing(t *testing.T) {
	h, rotation := inRotation(t)
	if err := rotation.Switch(t.Context(), next("env:NOWHERE", "")); err == nil || !strings.Contains(err.Error(), "NOWHERE is not set") {
		t.Errorf("a variable that is not set gave %v", err)
	}
	h.ring.fail = failing("set", keyring.ErrLocked)
	if err := rotation.Switch(t.Context(), next(profiles.InKeyring, "second")); err == nil || !strings.Contains(err.Error(), "was not done") {
		t.Errorf("a keyring that takes nothing gave %v", err)
	}
	wantRotation(t, rotation, "first//")
	if warnings := h.Recover(t.Context()); len(warnings) != 0 {
		t.Errorf("something is left to recover: %v", warnings)
	}
}

func TestAProfileWithoutASecretIsNotRotated(t *testing.T) {
	h := newHouse(t)
	if _, err := h.Rotation(inSandbox("acme", ""), ripio.Sandbox); !errors.Is(err, profiles.ErrNotRotatable) {
		t.Errorf("no reference gave %v", err)
	}
}

// TestACopyAndAnExportHoldNoRotation: both are for another place than the secrets are in.
func TestACopyAndAnExportHoldNoRotation(t *testing.T) {
	h, rotation := inRotation(t)
	if err := rotation.SetNext(t.Context(), next("env:NEXT", "")); err != nil {
		t.Fatal(err)
	}
	name, saved, _, err := h.Duplicate(t.Context(), "acme")
	if err != nil {
		t.Fatal(err)
	}
	if copied, _ := saved.Find(name); copied.Sandbox.Next != "" {
		t.Errorf("the copy is %+v", copied)
	}
	for _, export := range []func(profiles.Book) ([]byte, error){profiles.ExportTOML, profiles.ExportJSON} {
		if text, err := export(saved); err != nil || strings.Contains(string(text), "NEXT") {
			t.Errorf("the export is %v, %s", err, text)
		}
	}
	if got := saved.SecretVariables(); len(got) != 1 || got[0] != "NEXT" {
		t.Errorf("the variables of secrets are %v", got)
	}
}
