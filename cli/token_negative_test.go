package cli_test

import (
	"strings"
	"testing"

	"devtools/ripio-explorer/cli"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/simulator"
)

// TestNegativeTestsAreSent sends each one to the real simulator.
func TestNegativeTestsAreSent(t *testing.T) {
	const id, address = simulator.ExampleClientID, simulator.ExampleAddress
	want := map[ripio.Deviation]string{ // the username that is sent
		ripio.DeviationWrongSecret:   id + ":" + newRef + ":" + address,
		ripio.DeviationNoAddress:     id + ":" + newRef + ":",
		ripio.DeviationTwoParts:      id + ":" + newRef,
		ripio.DeviationPlainRef:      id + ":" + ripio.PlainExternalRef + ":" + address,
		ripio.DeviationEmptyClientID: ":" + newRef + ":" + address,
	}
	for _, test := range ripio.NegativeTests() {
		r := realWorld().run(t, "token", "--env", "simulator", "--negative-test", string(test.Deviation), "--json")
		object := r.object(t)
		if object["negative_test"] != string(test.Deviation) || member(object, "request", "form", "username") != want[test.Deviation] {
			t.Errorf("%s: sent %v", test.Deviation, object["request"])
		}
		wanted := cli.ExitOK
		switch {
		case object["http_status"] == nil:
			wanted = cli.ExitBlocked
		case failure(object, "kind") == "rejected":
			wanted = cli.ExitRejected
		case failure(object, "kind") != "":
			wanted = cli.ExitNoToken
		}
		if r.code != wanted || wanted == cli.ExitBlocked {
			t.Errorf("%s: exit code %d, want %d; failure %v", test.Deviation, r.code, wanted, object["failure"])
		}
	}
	if len(want) != len(ripio.NegativeTests()) {
		t.Errorf("%d negative tests, tested %d", len(ripio.NegativeTests()), len(want))
	}
	// The simulator is known to refuse a wrong secret.
	if r := realWorld().run(t, "token", "--env", "simulator", "--negative-test", "wrong-secret"); r.code != cli.ExitRejected ||
		!strings.Contains(r.out, "\ntest          negative test wrong-secret\n") {
		t.Errorf("exit code %d:\n%s", r.code, r.out)
	}
}

// TestANegativeTestNeedsNothingThatItReplaces sends without the part that would
// be replaced.
func TestANegativeTestNeedsNothingThatItReplaces(t *testing.T) {
	w := newWorld(rejected())
	for _, args := range [][]string{
		{"wrong-secret", "--client-id", "id", "--address", "a", "--external-ref", "r"},
		{"no-address", "--client-id", "id", "--secret-env", "RIPIO_SECRET"},
		{"two-parts", "--client-id", "id", "--secret-env", "RIPIO_SECRET"},
		{"empty-client-id", "--address", "a", "--secret-env", "RIPIO_SECRET"},
		{"plain-external-ref", "--client-id", "id", "--address", "a", "--secret-env", "RIPIO_SECRET"},
	} {
		sent := len(w.sent)
		r := w.run(t, append([]string{"token", "--negative-test"}, args...)...)
		if r.code != cli.ExitRejected || len(w.sent) != sent+1 || string(w.sent[sent].Deviation) != args[0] {
			t.Errorf("%v: exit code %d, %d sent: %s", args, r.code, len(w.sent)-sent, r.err)
		}
	}
	if w.sent[4].ExternalRef != "" {
		t.Errorf("external_ref %q was made for a test that replaces it", w.sent[4].ExternalRef)
	}
}

func TestNegativeTestsThatAreRefused(t *testing.T) {
	const see = "\nripio-explorer: see ripio-explorer token --help\n"
	w := newWorld(success())
	r := w.run(t, "token", "--profile", "acme", "--negative-test", "nope\x1b")
	checkHarmless(t, r.err)
	lines := strings.Split(strings.TrimSuffix(r.err, see), "\n")
	if r.code != cli.ExitUsage || lines[0] != `ripio-explorer: token: no negative test is called "nope\\x1b"; the negative tests are:` ||
		len(lines) != len(ripio.NegativeTests())+1 {
		t.Errorf("exit code %d, messages %q", r.code, r.err)
	}
	for i, test := range ripio.NegativeTests() {
		if fields := strings.Fields(lines[i+1]); fields[0] != string(test.Deviation) {
			t.Errorf("line %q, want %s", lines[i+1], test.Deviation)
		}
	}
	w.run(t, "token", "--profile", "acme", "--env", "production", "--confirm-production", "acme", "--negative-test", "wrong-secret").check(t, result{
		code: cli.ExitUsage,
		err: "ripio-explorer: token: --negative-test is for sandbox and simulator: " +
			"requests that are wrong on purpose are not sent to production" + see,
	})
	if len(w.sent) != 0 {
		t.Error("a request was sent")
	}
}
