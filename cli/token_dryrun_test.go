package cli_test

import (
	"fmt"
	"strings"
	"testing"

	"devtools/ripio-explorer/cli"
	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio"
)

// dryWorld previews with the real client and must not send.
func dryWorld(t *testing.T) *world {
	w := newWorld(ripio.Exchange{})
	client := ripio.Client{Now: w.Now}
	w.Preview = client.Preview
	w.StartSimulator = func(string) (cli.Simulator, error) {
		t.Error("the simulator was started")
		return startSimulator("ok")
	}
	w.NewSecrets = func(string) *profiles.Secrets {
		t.Error("the profile's secret was read")
		return profiles.NewSecrets(w.LookupEnv)
	}
	return w
}

const dryText = `environment   SANDBOX  b2b-widget-onramp-api.sandbox.ripio.com
profile       acme
external_ref  3f2b8c1e-8a0d-4c5e-9b7a-0c1d2e3f4a5b
address       0x05946b0d5e413e45069bec923004f9a3c8f70c2c
response      none: this is a dry run, nothing was sent

request
  POST              https://b2b-widget-onramp-api.sandbox.ripio.com/api/v1/auth
  Accept            application/json
  Connection        close
  Content-Type      application/x-www-form-urlencoded
  Host              b2b-widget-onramp-api.sandbox.ripio.com
  User-Agent        ripio-explorer
  Content-Length    not shown: it tells how long the secret is

form, decoded
  username          acme-sandbox:3f2b8c1e-8a0d-4c5e-9b7a-0c1d2e3f4a5b:0x05946b0d5e413e45069bec923004f9a3c8f70c2c
  password          ********

form, encoded
  password=********&username=acme-sandbox%3A3f2b8c1e-8a0d-4c5e-9b7a-0c1d2e3f4a5b%3A0x05946b0d5e413e45069bec923004f9a3c8f70c2c
`

func TestADryRunShowsTheRequest(t *testing.T) {
	t.Setenv("HTTPS_PROXY", "")
	t.Setenv("https_proxy", "")
	w := dryWorld(t)
	args := []string{"token", "--profile", "acme", "--external-ref", "3f2b8c1e-8a0d-4c5e-9b7a-0c1d2e3f4a5b",
		"--address", "0x05946b0d5e413e45069bec923004f9a3c8f70c2c", "--dry-run"}
	const note = "ripio-explorer: note: the client_secret was not read; --secret-env or --secret-stdin checks it too\n"
	r := w.run(t, args...)
	if r.code != cli.ExitOK || r.err != note || !strings.HasPrefix(r.out, dryText) {
		t.Errorf("exit code %d, messages %q, output\n%s\nwant\n%s", r.code, r.err, r.out, dryText)
	}
	r = w.run(t, append(args, "--json")...)
	object := r.object(t)
	for what, got := range map[string]any{
		"true":  object["dry_run"],
		"<nil>": object["failure"],
		"POST":  member(object, "request", "method"),
		"https://b2b-widget-onramp-api.sandbox.ripio.com/api/v1/auth": member(object, "request", "url"),
		"********": member(object, "request", "form", "password"),
		"acme-sandbox:3f2b8c1e-8a0d-4c5e-9b7a-0c1d2e3f4a5b:0x05946b0d5e413e45069bec923004f9a3c8f70c2c": member(object, "request", "form", "username"),
		"[application/x-www-form-urlencoded]": member(object, "request", "headers", "Content-Type"),
	} {
		if fmt.Sprint(got) != what {
			t.Errorf("%v, want %s", got, what)
		}
	}
	for _, key := range []string{"sent_at", "token", "http_status", "response", "timing_ms", "id"} {
		if object[key] != nil {
			t.Errorf("%s is %v, want null", key, object[key])
		}
	}
	if strings.Contains(r.out, "Content-Length") || strings.Contains(r.out, "client-secret") {
		t.Errorf("it tells of the secret:\n%s", r.out)
	}
	if len(w.sent) != 0 {
		t.Error("a request was sent")
	}
}

func TestADryRunFindsWhatStopsARequest(t *testing.T) {
	for _, test := range []struct {
		name  string
		args  []string
		stdin string
		code  int
		kind  string
		err   string // the last message
	}{
		{"nothing stops it", []string{"--profile", "acme"}, "", cli.ExitOK, "",
			"note: the client_secret was not read; --secret-env or --secret-stdin checks it too"},
		{"a colon in external_ref", []string{"--profile", "acme", "--external-ref", "a:b"}, "", cli.ExitBlocked, "blocked", "dry run: not sent: "},
		{"a secret that cannot be sent", []string{"--profile", "acme", "--secret-stdin"}, "se\x00cret", cli.ExitBlocked, "blocked", "dry run: not sent: "},
		{"no address", []string{"--profile", "bare"}, "", cli.ExitBlocked, "missing-input", "dry run: input is missing"},
		{"unknown profile", []string{"--profile", "nope"}, "", cli.ExitBlocked, "missing-input", "dry run: input is missing"},
		{"production that is not confirmed", []string{"--profile", "acme", "--env", "production"}, "", cli.ExitOK, "",
			"note: sending this needs --confirm-production as well"},
		{"a negative test", []string{"--profile", "bare", "--negative-test", "no-address", "--external-ref", "r"}, "", cli.ExitOK, "",
			"note: the client_secret was not read; --secret-env or --secret-stdin checks it too"},
	} {
		t.Run(test.name, func(t *testing.T) {
			w := dryWorld(t)
			w.stdin = test.stdin
			args := append([]string{"token", "--dry-run"}, test.args...)
			r := w.run(t, append(args, "--json")...)
			object := r.object(t)
			if r.code != test.code || failure(object, "kind") != test.kind {
				t.Errorf("exit code %d, failure %v", r.code, object["failure"])
			}
			lines := strings.Split(strings.TrimSuffix(r.err, "\n"), "\n")
			if last := lines[len(lines)-1]; !strings.HasPrefix(last, "ripio-explorer: "+test.err) {
				t.Errorf("messages %q", r.err)
			}
			if text := w.run(t, args...); text.code != test.code {
				t.Errorf("exit code %d without --json", text.code)
			}
			if len(w.sent) != 0 {
				t.Error("a request was sent")
			}
		})
	}
}

func TestADryRunStartsNoSimulator(t *testing.T) {
	r := dryWorld(t).run(t, "token", "--env", "simulator", "--dry-run", "--json")
	object := r.object(t)
	if url := member(object, "request", "url"); r.code != cli.ExitOK || url != "http://127.0.0.1:PORT/api/v1/auth" ||
		fmt.Sprint(member(object, "request", "headers", "Host")) != "[127.0.0.1:PORT]" {
		t.Errorf("exit code %d, %s", r.code, r.out)
	}
	if want := "ripio-explorer: the simulator was not started; PORT stands for the port that it will choose\n"; !strings.HasSuffix(r.err, want) {
		t.Errorf("messages %q", r.err)
	}
}

// TestADryRunHidesTheSecret returns it in every place that a dry run looks at.
func TestADryRunHidesTheSecret(t *testing.T) {
	for _, args := range [][]string{
		{"--secret-env", "RIPIO_SECRET"},
		{"--secret-stdin"},
		{"--secret-env", "RIPIO_SECRET", "--client-id", canary},
		{"--secret-env", "RIPIO_SECRET", "--external-ref", canary, "--address", " " + canary},
	} {
		for _, more := range [][]string{{}, {"--json"}} {
			w := dryWorld(t)
			w.stdin = canary
			full := append(append([]string{"token", "--profile", "acme", "--dry-run"}, args...), more...)
			checkNoSecret(t, strings.Join(full[:4], " "), w.run(t, full...))
		}
	}
}
