package cli_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"devtools/ripio-explorer/cli"
	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/simulator"
)

func TestWhatIsSent(t *testing.T) {
	given := []string{"--client-id", "id", "--external-ref", "ref", "--address", "addr", "--secret-env", "RIPIO_SECRET"}
	sandbox, _ := ripio.EnvironmentFor(ripio.Sandbox)
	production, _ := ripio.EnvironmentFor(ripio.Production)
	for _, test := range []struct {
		name  string
		args  []string
		stdin string
		to    ripio.Environment // the zero environment means the simulator
		want  string            // username and secret
		err   string
	}{
		{"everything given", given, "", sandbox, "id:ref:addr " + canary, ""},
		{"the profile's", []string{"--profile", "acme"}, "", sandbox, "acme-sandbox:acme-user:acme-address " + canary, ""},
		{"the profile in other letter case", []string{"--profile", "ACME"}, "", sandbox, "acme-sandbox:acme-user:acme-address " + canary, ""},
		{"flags before the profile", append([]string{"--profile", "acme"}, given...), "", sandbox, "id:ref:addr " + canary, ""},
		{"empty values are passed on", []string{"--profile", "acme", "--external-ref=", "--address=", "--client-id="}, "", sandbox, ":: " + canary, ""},
		{"new external_ref", []string{"--client-id", "id", "--address", "addr", "--secret-env", "RIPIO_SECRET"}, "", sandbox, "id:" + newRef + ":addr " + canary,
			"ripio-explorer: external_ref was not given; a new one was made: " + newRef + "\n"},
		{"secret on the input", append(given[:6:6], "--secret-stdin"), canary, sandbox, "id:ref:addr " + canary, ""},
		{"line break after the secret", append(given[:6:6], "--secret-stdin"), canary + "\r\n", sandbox, "id:ref:addr " + canary,
			"ripio-explorer: note: the line break around the secret was left out\n"},
		{"spaces around the secret stay", append(given[:6:6], "--secret-stdin"), " s ", sandbox, "id:ref:addr  s ", ""},
		{"confirmed production", []string{"--profile", "acme", "--env", "production", "--confirm-production", "acme", "--external-ref", "r"}, "",
			production, "acme-production:r:acme-live-address " + canary, ""},
		{"confirmed production without a profile", append(given, "--env", "PRODUCTION", "--confirm-production", "id"), "", production, "id:ref:addr " + canary, ""},
		{"simulator alone", []string{"--env", "simulator"}, "", ripio.Environment{},
			simulator.ExampleClientID + ":" + newRef + ":" + simulator.ExampleAddress + " " + simulator.ExampleSecret,
			"ripio-explorer: external_ref was not given; a new one was made: " + newRef + "\n" +
				"ripio-explorer: address was not given; the documentation's example is used: " + simulator.ExampleAddress + "\n" +
				"ripio-explorer: simulator: an imitation made from the public documentation, scenario ok; its error responses and its 10 hours are guesses\n"},
		{"simulator with a profile's user", []string{"--env", "simulator", "--scenario", "rejected", "--profile", "acme"}, "", ripio.Environment{},
			simulator.ExampleClientID + ":acme-user:acme-address " + simulator.ExampleSecret,
			"ripio-explorer: simulator: an imitation made from the public documentation, scenario rejected; its error responses and its 10 hours are guesses\n"},
	} {
		t.Run(test.name, func(t *testing.T) {
			w := newWorld(success())
			w.stdin = test.stdin
			r := w.run(t, append([]string{"token"}, test.args...)...)
			if r.code != cli.ExitOK || len(w.sent) != 1 {
				t.Fatalf("exit code %d, %d requests: %s", r.code, len(w.sent), r.err)
			}
			if got := w.sent[0].Username() + " " + w.sent[0].Secret.Reveal(); got != test.want {
				t.Errorf("sent %q, want %q", got, test.want)
			}
			simulated := test.to == ripio.Environment{} && w.sentTo[0].Name == ripio.Simulator && strings.HasPrefix(w.sentTo[0].AuthURL, "http://127.0.0.1:")
			if w.sentTo[0] != test.to && !simulated {
				t.Errorf("sent to %v", w.sentTo[0])
			}
			if r.err != test.err {
				t.Errorf("messages %q, want %q", r.err, test.err)
			}
			if w.timeout != 20*time.Second {
				t.Errorf("time limit %v", w.timeout)
			}
		})
	}
}

func TestTheTimeLimitIsPassedOn(t *testing.T) {
	w := newWorld(success())
	w.run(t, "token", "--profile", "acme", "--timeout", "1m30s")
	if w.timeout != 90*time.Second {
		t.Errorf("time limit %v", w.timeout)
	}
}

func TestNothingIsSentWhenInputIsMissing(t *testing.T) {
	for _, test := range []struct {
		name     string
		args     []string
		stdin    string
		terminal bool
		code     int
		kind     string
		message  string
		advice   string
	}{
		{name: "no profile and no client_id", args: []string{"--address", "a"}, code: 3, kind: "missing-input",
			message: "The client_id is missing.", advice: "Name a profile with --profile, or give --client-id."},
		{name: "no address", args: []string{"--client-id", "id"}, code: 3, kind: "missing-input",
			message: "The address is missing.", advice: "Give it with --address, or fill it in as the default user of a profile."},
		{name: "profile without an address", args: []string{"--profile", "bare"}, code: 3, kind: "missing-input",
			message: "The address is missing.", advice: "Give it with --address, or fill it in as the default user of a profile."},
		{name: "no secret", args: []string{"--client-id", "id", "--address", "a"}, code: 3, kind: "missing-input",
			message: "The client_secret is missing.", advice: "Name a profile with --profile, or use --secret-env NAME or --secret-stdin."},
		{name: "unknown profile", args: []string{"--profile", "nope\x1b"}, code: 3, kind: "missing-input",
			message: `No profile has that name.`, advice: "Use one of the known profiles: acme, asks, bare."},
		{name: "profile that asks", args: []string{"--profile", "asks"}, code: 3, kind: "missing-input",
			message: "The profile asks for its secret in each session, and a script cannot be asked.", advice: "Use --secret-env NAME or --secret-stdin."},
		{name: "variable of the profile is not set", args: []string{"--profile", "bare", "--address", "a"}, code: 3, kind: "missing-input",
			message: (&profiles.VariableError{Name: "UNSET"}).Error() + ".", advice: "Use --secret-env NAME or --secret-stdin."},
		{name: "variable of the flag is not set", args: []string{"--profile", "acme", "--secret-env", "UNSET"}, code: 3, kind: "missing-input",
			message: "The environment variable that --secret-env names is not set.", advice: "Give the variable's name, not the secret, and export the variable."},
		{name: "variable of the flag is empty", args: []string{"--profile", "acme", "--secret-env", "EMPTY"}, code: 3, kind: "missing-input",
			message: "The environment variable that --secret-env names is empty.", advice: "Put the secret in it."},
		{name: "flag without a variable", args: []string{"--profile", "acme", "--secret-env="}, code: 3, kind: "missing-input",
			message: "The environment variable that --secret-env names is not set.", advice: "Give the variable's name, not the secret, and export the variable."},
		{name: "empty input", args: []string{"--profile", "acme", "--secret-stdin"}, code: 3, kind: "missing-input",
			message: "The input holds no secret.", advice: "Pipe the secret into the command."},
		{name: "only a line break", args: []string{"--profile", "acme", "--secret-stdin"}, stdin: "\n", code: 3, kind: "missing-input",
			message: "The input holds no secret.", advice: "Pipe the secret into the command."},
		{name: "two lines", args: []string{"--profile", "acme", "--secret-stdin"}, stdin: canary + "\nlogin: x\n", code: 3, kind: "missing-input",
			message: "The input has more than one line.", advice: "Pipe only the secret, for example through head -n 1."},
		{name: "endless input", args: []string{"--profile", "acme", "--secret-stdin"}, stdin: strings.Repeat("x", 1<<20), code: 3, kind: "missing-input",
			message: "The input is longer than any secret.", advice: "Pipe only the secret into the command."},
		{name: "terminal as input", args: []string{"--profile", "acme", "--secret-stdin"}, terminal: true, code: 3, kind: "missing-input",
			message: "The input is a terminal, which would show the secret.", advice: "Pipe the secret into the command, or use --secret-env NAME."},
		{name: "production not confirmed", args: []string{"--profile", "acme", "--env", "production"}, code: 7, kind: "production-not-confirmed",
			message: "A request to production must be confirmed with --confirm-production and the profile's name.",
			advice:  "Add --confirm-production with the profile's name if you mean production."},
		{name: "production confirmed wrongly", args: []string{"--profile", "acme", "--env", "production", "--confirm-production", "yes"}, code: 7,
			kind: "production-not-confirmed", message: "The value of --confirm-production is not the profile's name.",
			advice: "Add --confirm-production with the profile's name if you mean production."},
		{name: "production without anything to name", args: []string{"--env", "production", "--confirm-production="}, code: 7,
			kind: "production-not-confirmed", message: "The value of --confirm-production is not the client_id.",
			advice: "Add --confirm-production with the client_id if you mean production."},
	} {
		t.Run(test.name, func(t *testing.T) {
			w := newWorld(success())
			w.stdin = test.stdin
			w.IsTerminal = func(any) bool { return test.terminal }
			r := w.run(t, append([]string{"token", "--json"}, test.args...)...)
			object := r.object(t)
			if r.code != test.code || failure(object, "kind") != test.kind || failure(object, "message") != test.message {
				t.Errorf("exit code %d, %s: %s", r.code, failure(object, "kind"), failure(object, "message"))
			}
			advice := object["failure"].(map[string]any)["advice"].([]any)
			if len(advice) != 1 || advice[0] != test.advice {
				t.Errorf("advice %q, want %q", advice, test.advice)
			}
			if len(w.sent) != 0 {
				t.Error("a request was sent")
			}
			title := failure(object, "title")
			if !strings.HasSuffix(r.err, "ripio-explorer: no token: "+title+"\n") {
				t.Errorf("messages %q", r.err)
			}
			text := w.run(t, append([]string{"token"}, test.args...)...)
			if text.code != test.code || !strings.Contains(text.out, "failure       "+title+"\n") {
				t.Errorf("without --json: exit code %d, %q", text.code, text.out)
			}
		})
	}
}

func TestTheProfilesFileIsSpokenOf(t *testing.T) {
	w := newWorld(success())
	var folder string
	w.LoadProfiles = func(_ context.Context, dir string) (profiles.Book, []profiles.Warning, error) {
		folder = dir
		return book, []profiles.Warning{{Text: "others can\nread it"}}, nil
	}
	r := w.run(t, "token", "--profile", "acme", "--config-dir", "/some/folder")
	if want := "ripio-explorer: warning: others can\\nread it\n"; r.err != want || folder != "/some/folder" {
		t.Errorf("messages %q, want %q; folder %q", r.err, want, folder)
	}
	w.LoadProfiles = func(context.Context, string) (profiles.Book, []profiles.Warning, error) {
		return profiles.Book{}, nil, errors.New("read profiles: line 3, column 1\x1b")
	}
	r = w.run(t, "token", "--profile", "acme", "--json")
	object := r.object(t)
	if r.code != cli.ExitBlocked || failure(object, "kind") != "profiles-file" || failure(object, "message") != `read profiles: line 3, column 1\x1b` {
		t.Errorf("exit code %d, failure %v", r.code, object["failure"])
	}
	w.LoadProfiles = func(context.Context, string) (profiles.Book, []profiles.Warning, error) { panic("not needed") }
	if r := w.run(t, "token", "--env", "simulator"); r.code != cli.ExitOK {
		t.Errorf("exit code %d without a profile", r.code)
	}
}

func TestTheSimulatorMayNotStart(t *testing.T) {
	w := newWorld(success())
	w.StartSimulator = func(string) (cli.Simulator, error) { return nil, errors.New("start the simulator: no port") }
	r := w.run(t, "token", "--env", "simulator", "--json")
	if object := r.object(t); r.code != cli.ExitInternal || failure(object, "message") != "start the simulator: no port" {
		t.Errorf("exit code %d, failure %v", r.code, object["failure"])
	}
}

// TestABlockedRequestShowsItsFindings uses the real checks.
func TestABlockedRequestShowsItsFindings(t *testing.T) {
	r := realWorld().run(t, "token", "--env", "simulator", "--external-ref", "a:b", "--json")
	object := r.object(t)
	if r.code != cli.ExitBlocked || failure(object, "kind") != "blocked" || object["external_ref"] != "a:b" {
		t.Errorf("exit code %d, failure %v", r.code, object["failure"])
	}
	blocking := 0
	for _, finding := range object["findings"].([]any) {
		if finding.(map[string]any)["blocking"] == true {
			blocking++
		}
	}
	if blocking != 1 {
		t.Errorf("%d blocking findings in %v", blocking, object["findings"])
	}
}

// TestAnAddressLikeAKeyNeedsItsFlag has one that lost a character, and a key, which
// no flag sends.
func TestAnAddressLikeAKeyNeedsItsFlag(t *testing.T) {
	const damaged = "SBGWKM3CD4IL47QN6X54N6Y33T3JDNVI6AIJ6CD5IM47HG3IG4O36XC"
	for _, test := range []struct {
		args []string
		code int
		sent bool
	}{
		{[]string{"--address", damaged}, cli.ExitRefused, false},
		{[]string{"--address", damaged, "--accept-address"}, cli.ExitOK, true},
		{[]string{"--address", damaged + "U", "--accept-address"}, cli.ExitBlocked, false},
	} {
		w := realWorld()
		r := w.run(t, append([]string{"token", "--env", "simulator", "--json"}, test.args...)...)
		if r.code != test.code || strings.Contains(r.out, damaged) != test.sent {
			t.Errorf("%v: exit code %d: %s", test.args, r.code, r.out+r.err)
		}
		if !test.sent && strings.Contains(r.out+r.err, damaged) {
			t.Errorf("%v: it is shown: %s", test.args, r.out+r.err)
		}
		if test.code == cli.ExitRefused && !strings.Contains(r.out+r.err, "--accept-address") {
			t.Errorf("%v: the flag is not named: %s", test.args, r.out+r.err)
		}
	}
}
