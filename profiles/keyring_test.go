package profiles_test

import (
	"context"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"testing"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/profiles/keyring"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/redact"
)

// fakeKeyring is a keyring in memory that fails when a test says so.
type fakeKeyring struct {
	mutex sync.Mutex
	items map[string]string
	// fail gives the error of an operation: get, set, delete or list.
	fail func(operation, account string) error
	// calls are the operations in their order, such as "set acme/sandbox".
	calls []string
}

func newFakeKeyring() *fakeKeyring { return &fakeKeyring{items: map[string]string{}} }

func (k *fakeKeyring) begin(operation, account string) error {
	k.calls = append(k.calls, operation+" "+account)
	if k.fail == nil {
		return nil
	}
	if kind := k.fail(operation, account); kind != nil {
		return &keyring.Error{Step: operation, Kind: kind}
	}
	return nil
}

func (k *fakeKeyring) Get(_ context.Context, account string) (redact.Secret, error) {
	k.mutex.Lock()
	defer k.mutex.Unlock()
	if err := k.begin("get", account); err != nil {
		return redact.Secret{}, err
	}
	value, found := k.items[account]
	if !found {
		return redact.Secret{}, &keyring.Error{Step: "get", Kind: keyring.ErrNotFound}
	}
	return redact.NewSecret(value), nil
}

func (k *fakeKeyring) Set(_ context.Context, account string, secret redact.Secret) error {
	k.mutex.Lock()
	defer k.mutex.Unlock()
	if err := k.begin("set", account); err != nil {
		return err
	}
	k.items[account] = secret.Reveal()
	return nil
}

func (k *fakeKeyring) Delete(_ context.Context, account string) error {
	k.mutex.Lock()
	defer k.mutex.Unlock()
	if err := k.begin("delete", account); err != nil {
		return err
	}
	if _, found := k.items[account]; !found {
		return &keyring.Error{Step: "delete", Kind: keyring.ErrNotFound}
	}
	delete(k.items, account)
	return nil
}

func (k *fakeKeyring) List(context.Context) ([]string, error) {
	k.mutex.Lock()
	defer k.mutex.Unlock()
	if err := k.begin("list", ""); err != nil {
		return nil, err
	}
	return slices.Sorted(maps.Keys(k.items)), nil
}

// failing makes one operation fail with a kind of package keyring.
func failing(operation string, kind error) func(string, string) error {
	return func(asked, _ string) error {
		if asked == operation || operation == "" {
			return kind
		}
		return nil
	}
}

// house is a manager over folders of its own, with a keyring in memory. The
// home folder is one of the test's, so that its keyring items have short names.
type house struct {
	*profiles.Manager

	ring        *fakeKeyring
	config      string
	state       string
	environment map[string]string
}

func newHouse(t *testing.T) *house {
	t.Helper()
	home := t.TempDir()
	t.Setenv("HOME", home)
	t.Setenv("AppData", home)
	t.Setenv("XDG_CONFIG_HOME", "")
	config, err := profiles.DefaultDir()
	if err != nil {
		t.Fatal(err)
	}
	h := &house{ring: newFakeKeyring(), config: config, state: filepath.Join(home, "state"), environment: map[string]string{}}
	h.restart()
	return h
}

// restart makes a new manager over the same folders and the same keyring.
func (h *house) restart(options ...profiles.SecretsOption) {
	lookup := func(name string) (string, bool) { value, set := h.environment[name]; return value, set }
	h.Manager = profiles.NewManager(h.config, h.state, lookup, append([]profiles.SecretsOption{profiles.WithKeyring(h.ring)}, options...)...)
	h.History.UseClock(clockAt(at.AddDate(0, 0, 1)))
}

// inSandbox is a profile whose sandbox secret is where the reference says.
func inSandbox(name string, reference profiles.SecretReference) profiles.Profile {
	return profiles.Profile{Name: name, Sandbox: profiles.Account{ClientID: "id of " + name, Secret: reference}}
}

func typed(secret string) profiles.NewSecretValues {
	return profiles.NewSecretValues{ripio.Sandbox: redact.NewSecret(secret)}
}

func (h *house) save(t *testing.T, previous string, profile profiles.Profile, secrets profiles.NewSecretValues) {
	t.Helper()
	_, warnings, err := h.Save(t.Context(), previous, profile, secrets)
	if err != nil || len(warnings) != 0 {
		t.Fatalf("save %q: %v, %v", profile.Name, warnings, err)
	}
}

func (h *house) wantSecret(t *testing.T, name string, reference profiles.SecretReference, want string) {
	t.Helper()
	got, err := h.Secrets.Resolve(t.Context(), key(name, ripio.Sandbox), reference)
	if got.Reveal() != want || (err == nil) != (want != "") {
		t.Errorf("the secret of %s in %s is %q, %v; want %q", name, reference, got.Reveal(), err, want)
	}
}

func (h *house) wantItems(t *testing.T, want map[string]string) {
	t.Helper()
	if !maps.Equal(h.ring.items, want) {
		t.Errorf("the keyring holds %v, want %v", h.ring.items, want)
	}
}

func exists(path string) bool { _, err := os.Lstat(path); return err == nil }
