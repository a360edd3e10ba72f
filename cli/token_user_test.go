package cli_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"strings"
	"testing"
	"time"

	"devtools/ripio-explorer/cli"
	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/redact"
)

// findingCodes lists the codes of the findings in a document.
func findingCodes(object map[string]any) (codes []string) {
	list, _ := object["findings"].([]any)
	for _, each := range list {
		codes = append(codes, each.(map[string]any)["code"].(string))
	}
	return codes
}

// TestAUserWithAnotherAddressIsWarnedOf sends for one external_ref with two
// addresses. Users of a profile are recorded, but not one whose external_ref was made
// for one run.
func TestAUserWithAnotherAddressIsWarnedOf(t *testing.T) {
	d := newHistoryDesk(t)
	d.Preview = new(ripio.Client).Preview
	d.inScript(canary)
	send := func(args ...string) string {
		t.Helper()
		r := d.run(t, append([]string{"token", "--env", "simulator", "--json", "--config-dir", d.folder, "--external-ref", "u-1"}, args...)...)
		return strings.Join(findingCodes(r.object(t)), " ")
	}
	const address, profile = "user-drift-address", "user-drift-profile"
	send("--address", "zeroth") // belongs to no profile
	send("--profile", "acme", "--address", "first", "--dry-run")
	if codes := send("--profile", "acme", "--address", "first"); strings.Contains(codes, "user-drift") {
		t.Errorf("without a record: %s", codes)
	}
	send("--profile", "asks", "--address", "new", "--external-ref", "u-2", "--negative-test", "two-parts")
	d.run(t, "token", "--env", "simulator", "--config-dir", d.folder, "--profile", "bare") // a new external_ref
	for _, tt := range []struct {
		args []string
		want string
	}{
		{[]string{"--profile", "acme", "--address", "first"}, ""},
		{[]string{"--profile", "acme", "--address", "second", "--dry-run"}, address},
		{[]string{"--profile", "asks", "--address", "first", "--dry-run"}, profile},
		{[]string{"--address", "second"}, address},
		{[]string{"--address", "first"}, ""},
	} {
		codes := send(tt.args...)
		for _, code := range []string{address, profile} {
			if strings.Contains(codes, code) != (code == tt.want) {
				t.Errorf("%v: findings %s, want %q", tt.args, codes, tt.want)
			}
		}
	}
	users, err := d.manager(d.folder).Users.List("")
	if err != nil || len(users) != 1 || users[0].Address != "first" || users[0].Profile != "acme" {
		t.Errorf("the book holds %+v (%v), want the one user of a profile", users, err)
	}
}

// TestTheTimeLimitCountsTheSecretToo waits for a secret that does not come.
func TestTheTimeLimitCountsTheSecretToo(t *testing.T) {
	waiting := func(string) *profiles.Secrets {
		return profiles.NewSecrets(func(string) (string, bool) { return "", false },
			profiles.WithCommandRunner(func(ctx context.Context, _ []string) (redact.Secret, error) {
				<-ctx.Done()
				return redact.Secret{}, ctx.Err()
			}))
	}
	commanded := profiles.Book{Profiles: []profiles.Profile{{Name: "slow",
		Sandbox: profiles.Account{ClientID: "id", Secret: `cmd:["op","read","secret"]`, User: profiles.User{ExternalRef: "r", Address: "a"}}}}}
	never, end := io.Pipe()
	defer end.Close()
	for name, args := range map[string][]string{
		"a command": {"--profile", "slow"},
		"the input": {"--client-id", "id", "--address", "a", "--secret-stdin"},
	} {
		w := newWorld(success())
		w.NewSecrets = waiting
		w.LoadProfiles = func(context.Context, string) (profiles.Book, []profiles.Warning, error) { return commanded, nil, nil }
		var out, messages bytes.Buffer
		code := cli.Run(t.Context(), append([]string{"token", "--json", "--timeout", "20ms"}, args...), cli.Streams{In: never, Out: &out, Err: &messages}, w.Deps)
		object := result{code, out.String(), messages.String()}.object(t)
		if code != cli.ExitNetwork || failure(object, "kind") != "timeout" || len(w.sent) != 0 {
			t.Errorf("%s: exit code %d, %s, %d requests", name, code, fmt.Sprint(object["failure"]), len(w.sent))
		}
		if text := failure(object, "message"); !strings.Contains(text, "20ms") || !strings.Contains(text, "Nothing was sent") {
			t.Errorf("%s: message %q", name, text)
		}
	}
}

// TestTheTimeLimitLeavesTheSendTheRest returns the send what fetching the secret left.
func TestTheTimeLimitLeavesTheSendTheRest(t *testing.T) {
	w := newWorld(success())
	var left time.Duration
	w.Authenticate = func(ctx context.Context, _ time.Duration, _ ripio.Environment, _ ripio.Request) ripio.Exchange {
		deadline, ok := ctx.Deadline()
		if !ok {
			t.Error("the send has no limit")
		}
		left = time.Until(deadline)
		return success()
	}
	w.run(t, "token", "--profile", "acme", "--timeout", "30s")
	if left <= 0 || left > 30*time.Second {
		t.Errorf("%v are left for the send", left)
	}
}

// TestATokenThatCannotBeUsedIsNotPrintedRaw wants no token in the output, none in the
// messages, which build servers keep, and an exit code.
func TestATokenThatCannotBeUsedIsNotPrintedRaw(t *testing.T) {
	for _, scenario := range []string{"expired-token", "alg-none"} {
		args := []string{"token", "--env", "simulator", "--scenario", scenario}
		object := realWorld().run(t, append(args, "--json")...).object(t)
		token, _ := object["token"].(string)
		if object["expires_at"] == nil || token == "" || !strings.Contains(failure(object, "message"), "a check of it failed") {
			t.Errorf("%s: the object has the token %q and the failure %v", scenario, token, object["failure"])
		}
		raw := realWorld().run(t, append(args, "--raw")...)
		_, claims, _ := strings.Cut(token, ".")
		if raw.code != cli.ExitNoToken || raw.out != "" || strings.Contains(raw.err, strings.TrimSuffix(claims, ".")) ||
			!strings.Contains(raw.err, "no token: the token cannot be used") {
			t.Errorf("%s: exit code %d, output %q, messages\n%s", scenario, raw.code, raw.out, raw.err)
		}
	}
}

// TestALongWaitForTheProfilesEndsWithTheTimeLimit settles an interrupted change with a
// keyring that does not answer.
func TestALongWaitForTheProfilesEndsWithTheTimeLimit(t *testing.T) {
	w := newWorld(success())
	w.LoadProfiles = func(ctx context.Context, _ string) (profiles.Book, []profiles.Warning, error) {
		<-ctx.Done()
		return book, nil, nil
	}
	object := w.run(t, "token", "--profile", "acme", "--timeout", "20ms", "--json").object(t)
	if kind := failure(object, "kind"); kind != "timeout" || len(w.sent) != 0 {
		t.Errorf("failure %q, %d requests", kind, len(w.sent))
	}
}
