//go:build unix

package profiles_test

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/profiles/atomicfile/faultpoint"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/redact"
)

func init() { helpers["kill change"] = helpKillChange }

const (
	oldSecret = "the old client_secret"
	newSecret = "the new client_secret"
)

func rotated(name, clientID string) profiles.Profile {
	return profiles.Profile{Name: name, Sandbox: profiles.Account{ClientID: clientID, Secret: profiles.InPlainFile}}
}

// changes of a profile that touch more than one file.
var changes = map[string]func(m *profiles.Manager) error{
	"rotation": func(m *profiles.Manager) error {
		_, _, err := m.Save(context.Background(), "acme", rotated("acme", "new-id"),
			profiles.NewSecretValues{ripio.Sandbox: redact.NewSecret(newSecret)})
		return err
	},
	"renaming": func(m *profiles.Manager) error {
		_, _, err := m.Save(context.Background(), "acme", rotated("umbrella", "old-id"), nil)
		return err
	},
	"renaming and rotation": func(m *profiles.Manager) error {
		_, _, err := m.Save(context.Background(), "acme", rotated("umbrella", "new-id"),
			profiles.NewSecretValues{ripio.Sandbox: redact.NewSecret(newSecret)})
		return err
	},
}

// helpKillChange makes a change, and kills itself before the system call of the given
// number.
func helpKillChange(dir string, arguments []string) error {
	left, err := strconv.Atoi(arguments[1])
	if err != nil {
		return err
	}
	faultpoint.Before = func(string) {
		if left--; left == 0 {
			_ = syscall.Kill(os.Getpid(), syscall.SIGKILL)
			select {}
		}
	}
	return changes[arguments[0]](houseIn(dir))
}

// TestAChangeKilledAtEverySystemCall wants the old pair or the new one after the next
// start, and all that belongs to a profile under one name.
func TestAChangeKilledAtEverySystemCall(t *testing.T) {
	for name := range changes {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			outcomes := map[string]bool{}
			for call := 1; ; call++ {
				dir := filepath.Join(t.TempDir(), "ripio-explorer")
				m := houseIn(dir)
				if _, _, err := m.Save(t.Context(), "", rotated("acme", "old-id"), profiles.NewSecretValues{ripio.Sandbox: redact.NewSecret(oldSecret)}); err != nil {
					t.Fatal(err)
				}
				record(t, m.Users, ripio.Sandbox, "acme", alice, at)
				appendTo(t, m.History, granted("acme", at))
				output, err := storeHelper(dir, "kill change", name, strconv.Itoa(call)).CombinedOutput()
				if err != nil && len(output) > 0 {
					t.Fatalf("the change said %s", output)
				}
				intents, _ := filepath.Glob(filepath.Join(dir, "profiles.change-*.json"))
				for _, path := range intents {
					if text := readFile(t, path); strings.Contains(text, oldSecret) || strings.Contains(text, newSecret) {
						t.Fatalf("what was written down holds a secret: %s", text)
					}
				}
				outcomes[stateAfterRestart(t, call, dir)] = true
				if err == nil {
					break
				}
			}
			if len(outcomes) != 2 {
				t.Errorf("outcomes %v, want the old state and the new one", outcomes)
			}
		})
	}
}

func stateAfterRestart(t *testing.T, call int, dir string) string {
	t.Helper()
	m := houseIn(dir)
	m.Recover(t.Context())
	book := load(t, m.Store)
	if len(book.Profiles) != 1 {
		t.Fatalf("killed before call %d: profiles %s", call, names(book))
	}
	p := book.Profiles[0]
	secret, err := m.Secrets.Resolve(t.Context(), key(p.Name, ripio.Sandbox), p.Sandbox.Secret)
	if err != nil {
		t.Fatalf("killed before call %d: %v", call, err)
	}
	state := p.Name + " " + p.Sandbox.ClientID + " " + secret.Reveal()
	pairs := []string{"old-id " + oldSecret, "new-id " + newSecret}
	if !slices.Contains(pairs, p.Sandbox.ClientID+" "+secret.Reveal()) {
		t.Errorf("killed before call %d: a mixed pair: %s", call, state)
	}
	users, _ := m.Users.List("")
	attempts, _ := attemptNames(m)
	if len(users) != 1 || users[0].Profile != p.Name || !slices.Equal(attempts, []string{p.Name}) {
		t.Errorf("killed before call %d: the profile is %s, users %+v, attempts of %v", call, p.Name, users, attempts)
	}
	orphans, _, err := m.Orphans(t.Context())
	for _, orphan := range orphans {
		if orphan.Kind == profiles.OrphanSecret {
			t.Errorf("killed before call %d: a secret is left over: %+v, %v", call, orphan, err)
		}
	}
	if left, _ := filepath.Glob(filepath.Join(dir, "profiles.change-*")); len(left) != 0 {
		t.Errorf("killed before call %d: left %v", call, left)
	}
	return state
}
