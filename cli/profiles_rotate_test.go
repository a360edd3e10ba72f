package cli_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"devtools/ripio-explorer/cli"
	"devtools/ripio-explorer/ripio"
)

// TestRotateTriesBothSecrets lets the sandbox know the next secret only once.
func TestRotateTriesBothSecrets(t *testing.T) {
	d := newDesk(t)
	var tried []string
	d.Authenticate = func(_ context.Context, _ time.Duration, env ripio.Environment, request ripio.Request) ripio.Exchange {
		tried = append(tried, string(env.Name)+" "+request.Secret.Reveal())
		return success()
	}
	d.inScript("the-first-secret\n")
	if r := d.profiles(t, "add", "acme", "--client-id", "client-9f1c", "--store", "keyring", "--secret-stdin", "--address", "0x1"); r.code != cli.ExitOK {
		t.Fatal(r.err)
	}
	d.inScript("the-second-secret\n")
	r := d.profiles(t, "rotate", "acme", "test", "--next-secret-stdin")
	if got := strings.Join(tried, ", "); r.code != cli.ExitOK || got != "sandbox the-first-secret, sandbox the-second-secret" {
		t.Errorf("exit code %d, tried %s\n%s%s", r.code, got, r.out, r.err)
	}
	for _, want := range []string{"ok       current secret", "ok       next secret"} {
		if !strings.Contains(r.out, want) {
			t.Errorf("the output lacks %q:\n%s", want, r.out)
		}
	}
	d.inScript("")
	if r := d.profiles(t, "rotate", "acme", "switch"); r.code != cli.ExitOK || strings.Contains(r.out+r.err, "-secret") {
		t.Errorf("exit code %d\n%s%s", r.code, r.out, r.err)
	}
	for account, secret := range d.ring {
		want := "the-second-secret"
		if strings.HasPrefix(account, "acme/sandbox-previous") {
			want = "the-first-secret"
		}
		if secret != want {
			t.Errorf("%s holds %s", account, secret)
		}
	}
}
