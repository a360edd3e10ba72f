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
	r := d.profiles(t, "rotate", "acme", "test", "--secret-stdin")
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

// TestRotateReadsReferences tries a variable and a command, and asks for the secret that is
// typed in each session.
func TestRotateReadsReferences(t *testing.T) {
	d := newDesk(t)
	var tried []string
	d.Authenticate = func(_ context.Context, _ time.Duration, _ ripio.Environment, request ripio.Request) ripio.Exchange {
		tried = append(tried, request.Secret.Reveal())
		return success()
	}
	lookup := d.LookupEnv
	d.LookupEnv = func(name string) (string, bool) {
		if name == "NOW" {
			return "the-first-secret", true
		}
		return lookup(name)
	}
	if r := d.profiles(t, "add", "acme", "--client-id", "client-9f1c", "--secret-ref", "env:NOW", "--address", "0x1"); r.code != cli.ExitOK {
		t.Fatal(r.err)
	}
	if r := d.profiles(t, "rotate", "acme", "test", "--secret-ref", `cmd:["show"]`); r.code != cli.ExitOK {
		t.Errorf("exit code %d\n%s%s", r.code, r.out, r.err)
	}
	d.atTerminal("", "typed-now")
	if r := d.profiles(t, "rotate", "acme", "test", "--secret-ref", "ask"); r.code != cli.ExitOK || !strings.Contains(r.err, "next client_secret for sandbox") {
		t.Errorf("exit code %d\n%s%s", r.code, r.out, r.err)
	}
	if got := strings.Join(tried, ", "); got != "the-first-secret, "+canary+", the-first-secret, typed-now" {
		t.Errorf("tried %s", got)
	}
	d.atTerminal("", "the-second-secret")
	if r := d.profiles(t, "rotate", "acme", "switch", "--store", "keyring"); r.code != cli.ExitOK || strings.Contains(r.out+r.err, "-secret") {
		t.Errorf("exit code %d\n%s%s", r.code, r.out, r.err)
	}
	for account, secret := range d.ring {
		if !strings.HasPrefix(account, "acme/sandbox@") || secret != "the-second-secret" || len(d.ring) != 1 {
			t.Errorf("the keyring holds %v", d.ring)
		}
	}
}
