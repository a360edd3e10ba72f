//go:build unix

package profiles_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/profiles/atomicfile/faultpoint"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/redact"
)

func init() { helpers["kill rotation"] = helpKillRotation }

// killedRotation is a step of a rotation that is killed at every system call.
type killedRotation struct {
	// place is where the secret "first" is, or where "first" is read; prepare goes before
	// the step.
	place    profiles.SecretReference
	prepare  func(ctx context.Context, rotation *profiles.Rotation) error
	step     func(ctx context.Context, rotation *profiles.Rotation) error
	old, new string
	// name is the step in the warning.
	name string
	// kept is another old state: the secret that was given is the next one already.
	kept string
}

func chooseSecond(place profiles.SecretReference) func(context.Context, *profiles.Rotation) error {
	return func(ctx context.Context, rotation *profiles.Rotation) error {
		given := profiles.NextSecret{Reference: place}
		if place.Kind().Keeps() {
			given.Value = redact.NewSecret("second")
		}
		return rotation.SetNext(ctx, given)
	}
}

func switchSecret(ctx context.Context, rotation *profiles.Rotation) error {
	return rotation.Switch(ctx, profiles.NextSecret{})
}

func chooseAndSwitch(place profiles.SecretReference) func(context.Context, *profiles.Rotation) error {
	return func(ctx context.Context, rotation *profiles.Rotation) error {
		return errors.Join(chooseSecond(place)(ctx, rotation), switchSecret(ctx, rotation))
	}
}

var killedRotations = map[string]killedRotation{
	"switch in one place": {profiles.InPlainFile, chooseSecond(profiles.InPlainFile), switchSecret, "first/second/", "second//first", "the switch", ""},
	"undo in one place": {profiles.InPlainFile, chooseAndSwitch(profiles.InPlainFile),
		func(ctx context.Context, rotation *profiles.Rotation) error { return rotation.Undo(ctx) },
		"second//first", "first/second/", "the way back", ""},
	"switch to a given secret": {place: profiles.InPlainFile, step: func(ctx context.Context, rotation *profiles.Rotation) error {
		return rotation.Switch(ctx, profiles.NextSecret{Reference: profiles.InPlainFile, Value: redact.NewSecret("second")})
	}, old: "first//", new: "second//first", name: "the switch", kept: "first/second/"},
	"switch to a given secret in the encrypted file": {profiles.InPlainFile, nil, func(ctx context.Context, rotation *profiles.Rotation) error {
		return rotation.Switch(ctx, profiles.NextSecret{Reference: profiles.InSealedFile, Value: redact.NewSecret("second")})
	}, "first//", "second@sealed//first", "the switch", ""},
	"switch to the encrypted file": {profiles.InPlainFile, chooseSecond(profiles.InSealedFile), switchSecret, "first/second@sealed/", "second@sealed//first", "the switch", ""},
	"undo from the encrypted file": {profiles.InPlainFile, chooseAndSwitch(profiles.InSealedFile),
		func(ctx context.Context, rotation *profiles.Rotation) error { return rotation.Undo(ctx) },
		"second@sealed//first", "first/second@sealed/", "the way back", ""},
	"choice of the encrypted file": {profiles.InPlainFile, nil, chooseSecond(profiles.InSealedFile), "first//", "first/second@sealed/", "choosing", ""},
	"switch to a variable":         {profiles.InPlainFile, chooseSecond("env:SECOND"), switchSecret, "first/second@env:SECOND/", "second@env:SECOND//first", "the switch", ""},
	"switch from a variable":       {"env:FIRST", chooseSecond(profiles.InPlainFile), switchSecret, "first@env:FIRST/second/", "second//first@env:FIRST", "the switch", ""},
	"switch between variables":     {"env:FIRST", chooseSecond("env:SECOND"), switchSecret, "first@env:FIRST/second@env:SECOND/", "second@env:SECOND//first@env:FIRST", "the switch", ""},
}

// rotationHouse is a house with variables, whose encrypted file is open.
func rotationHouse(dir string, unlock bool) (*profiles.Manager, error) {
	lookup := func(name string) (string, bool) {
		value, set := map[string]string{"FIRST": "first", "SECOND": "second"}[name]
		return value, set
	}
	m := profiles.NewManager(dir, filepath.Join(dir, "state"), lookup, profiles.WithWorkFactor(4))
	if !unlock {
		return m, nil
	}
	return m, openSealed(m)
}

func rotationIn(m *profiles.Manager) (*profiles.Rotation, error) {
	book, _, err := m.Store.Load()
	if err != nil {
		return nil, err
	}
	return m.Rotation(book.Profiles[0], ripio.Sandbox)
}

// helpKillRotation makes a step, and kills itself before the system call of the given
// number.
func helpKillRotation(dir string, arguments []string) error {
	left, err := strconv.Atoi(arguments[1])
	if err != nil {
		return err
	}
	m, err := rotationHouse(dir, true)
	if err != nil {
		return err
	}
	rotation, err := rotationIn(m)
	if err != nil {
		return err
	}
	faultpoint.Before = func(string) {
		if left--; left == 0 {
			_ = syscall.Kill(os.Getpid(), syscall.SIGKILL)
			select {}
		}
	}
	return killedRotations[arguments[0]].step(context.Background(), rotation)
}

// TestARotationKilledAtEverySystemCall wants the secrets as they were before the step or
// after it, once the program has started again and the encrypted file is open, and wants
// to be told which of the two it is when the step had been written down.
func TestARotationKilledAtEverySystemCall(t *testing.T) {
	for name, rotation := range killedRotations {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			outcomes := map[string]bool{}
			for call := 1; ; call++ {
				dir := filepath.Join(t.TempDir(), "ripio-explorer")
				prepareRotation(t, dir, rotation)
				output, err := storeHelper(dir, "kill rotation", name, strconv.Itoa(call)).CombinedOutput()
				if err != nil && len(output) > 0 {
					t.Fatalf("the step said %s", output)
				}
				intents, _ := filepath.Glob(filepath.Join(dir, "profiles.change-*.json"))
				for _, path := range intents {
					if text := readFile(t, path); strings.Contains(text, `"first"`) || strings.Contains(text, `"second"`) {
						t.Fatalf("what was written down holds a secret: %s", text)
					}
				}
				outcomes[rotationAfterRestart(t, call, dir, rotation, len(intents) > 0)] = true
				if err == nil {
					if call < 10 {
						t.Errorf("the step has %d system calls: this proved little", call)
					}
					break
				}
			}
			if len(outcomes) != 2 {
				t.Errorf("outcomes %v, want the old state and the new one", outcomes)
			}
		})
	}
}

func prepareRotation(t *testing.T, dir string, rotation killedRotation) {
	t.Helper()
	m, err := rotationHouse(dir, true)
	if err != nil {
		t.Fatal(err)
	}
	values := profiles.NewSecretValues{}
	if rotation.place.Kind().Keeps() {
		values[ripio.Sandbox] = redact.NewSecret("first")
	}
	if _, _, err := m.Save(t.Context(), "", inSandbox("acme", rotation.place), values); err != nil {
		t.Fatal(err)
	}
	begun, err := rotationIn(m)
	if err == nil && rotation.prepare != nil {
		err = rotation.prepare(t.Context(), begun)
	}
	if err != nil {
		t.Fatal(err)
	}
	wantRotation(t, begun, rotation.old)
}

// rotationAfterRestart starts the program twice, and opens the encrypted file in the first
// start only after the profiles were read.
func rotationAfterRestart(t *testing.T, call int, dir string, rotation killedRotation, writtenDown bool) string {
	t.Helper()
	m, err := rotationHouse(dir, false)
	if err != nil {
		t.Fatal(err)
	}
	warnings := m.Recover(t.Context())
	if err := openSealed(m); err != nil {
		t.Fatal(err)
	}
	warnings = append(warnings, m.Secrets.Settled()...)
	begun, err := rotationIn(m)
	if err != nil {
		t.Fatal(err)
	}
	said, outcome := "", rotation.new
	for _, warning := range warnings {
		said += warning.Text + "\n"
	}
	if got := rotationText(t, begun); got != rotation.new {
		outcome = rotation.old
		if got != rotation.kept {
			wantRotation(t, begun, rotation.old)
		}
	}
	ending := map[string]string{rotation.new: "and is finished", rotation.old: "and is undone"}[outcome]
	if writtenDown != (len(warnings) == 1) || writtenDown && !strings.Contains(said, "acme, sandbox: "+rotation.name) || writtenDown && !strings.Contains(said, ending) {
		t.Errorf("killed before call %d, written down %v: the secrets are %s, and it was said: %s", call, writtenDown, outcome, said)
	}
	wantNoOrphanSecrets(t, m)
	if left, _ := filepath.Glob(filepath.Join(dir, "profiles.change-*")); len(left) != 0 {
		t.Errorf("killed before call %d: left %v", call, left)
	}
	if again := m.Recover(t.Context()); len(again) != 0 {
		t.Errorf("killed before call %d: the next start said %v", call, again)
	}
	return outcome
}
