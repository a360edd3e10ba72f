package cli_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"devtools/ripio-explorer/cli"
	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/redact"
)

// forbiddenKeyring must not be asked.
type forbiddenKeyring struct{ asked *int }

func (f forbiddenKeyring) no() error { *f.asked++; return errors.New("it was asked") }

func (f forbiddenKeyring) Get(context.Context, string) (redact.Secret, error) {
	return redact.Secret{}, f.no()
}
func (f forbiddenKeyring) Set(context.Context, string, redact.Secret) error { return f.no() }
func (f forbiddenKeyring) Delete(context.Context, string) error             { return f.no() }
func (f forbiddenKeyring) List(context.Context) ([]string, error)           { return nil, f.no() }

// TestWhoamiTakesAFingerprintFromTheHistory asks neither the keyring nor the network,
// nor a command, and says whose fingerprint it shows.
func TestWhoamiTakesAFingerprintFromTheHistory(t *testing.T) {
	d := newHistoryDesk(t)
	d.inScript(canary)
	d.must(t, "add", "acme", "--client-id", "id", "--address", "a", "--store", "keyring", "--secret-stdin")
	d.LoadProfiles = func(_ context.Context, dir string) (profiles.Book, []profiles.Warning, error) {
		return d.manager(dir).Store.Load()
	}
	d.NewSecrets = func(dir string) *profiles.Secrets { return d.manager(dir).Secrets }
	sent := 0
	d.Authenticate = newWorld(success()).Authenticate
	for _, args := range [][]string{{"--history"}, {"--history", "--negative-test", "wrong-secret"}} {
		answer := success()
		if len(args) > 1 {
			answer = rejected()
			answer.Request.Deviation = ripio.DeviationWrongSecret
		}
		d.Authenticate = newWorld(answer).Authenticate
		d.inScript("another secret that is wrong")
		d.run(t, append([]string{"token", "--profile", "acme", "--config-dir", d.folder}, args...)...)
	}
	d.NewManager = func(dir string) (*profiles.Manager, error) {
		return profiles.NewManager(dir, dir+"/state", d.LookupEnv, profiles.WithKeyring(forbiddenKeyring{&sent}),
			profiles.WithCommandRunner(func(context.Context, []string) (redact.Secret, error) {
				sent++
				return redact.Secret{}, nil
			})), nil
	}
	r := d.run(t, "whoami", "--config-dir", d.folder, "--json")
	accounts, _ := r.object(t)["accounts"].([]any)
	if r.code != cli.ExitOK || len(accounts) != 1 || sent != 0 {
		t.Fatalf("exit code %d, %d accounts, asked %d times: %s", r.code, len(accounts), sent, r.err)
	}
	account := accounts[0].(map[string]any)
	for key, want := range map[string]string{
		"fingerprint": profiles.Fingerprint(redact.NewSecret(canary)), "fingerprint_from": "history", "fingerprint_at": "2026-11-24T12:00:00Z",
		"last_success": "2026-11-24T12:00:00Z", "last_failure": "<nil>", "store": "keyring",
	} {
		if got := fmt.Sprint(account[key]); got != want {
			t.Errorf("%s is %s, want %s", key, got, want)
		}
	}
	if note := fmt.Sprint(account["fingerprint_note"]); !strings.Contains(note, "the keyring was not asked") {
		t.Errorf("the note is %q", note)
	}
	text := d.run(t, "whoami", "--config-dir", d.folder)
	if !strings.Contains(text.out, "of 2026-11-24 12:00:00 UTC") || strings.Contains(text.out+r.out, canary) {
		t.Errorf("the text is\n%s", text.out)
	}
}
