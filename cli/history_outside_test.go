package cli_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"devtools/ripio-explorer/cli"
	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio"
)

// whole puts a text in the parts of a send that hostile leaves out.
func whole(text string, failed bool, at time.Time) ripio.Exchange {
	exchange := hostile(text, failed)
	exchange.SentAt, exchange.Profile = at, text
	exchange.Request.Method, exchange.Request.URL = text, text
	exchange.Request.Header = http.Header{text: {text}}
	exchange.Request.ClientID, exchange.Request.Username, exchange.Request.Body = text, text, text
	exchange.Response.Protocol = text
	exchange.Response.Header = http.Header{text: {text}, "X-Request-Id": {text}}
	exchange.Connection = ripio.Connection{RemoteAddress: text, Proxy: text, TLSVersion: text,
		Certificate: &ripio.Certificate{Subject: text, Issuer: text, Names: []string{text}}}
	exchange.Clock.Reason = text
	if failed {
		exchange.Token = nil
	}
	return exchange
}

func TestHostileTextOfTheHistoryDrivesNoTerminal(t *testing.T) {
	for i, text := range hostileTexts(t) {
		d := newHistoryDesk(t)
		history := d.manager(d.folder).History
		var ids []string
		for _, failed := range []bool{false, true} {
			kept, err := history.Append(profiles.Attempt{Exchange: whole(text, failed, d.day), Fingerprint: "AAAA-BBBB"}, true)
			if err != nil {
				t.Fatalf("case %d: %v", i, err)
			}
			ids = append(ids, kept.ID)
		}
		for _, args := range [][]string{
			{"list"}, {"show", ids[0]}, {"show", ids[1]}, {"compare", ids[0], ids[1], "--noise"}, {"report", ids[0]}, {"report", ids[1]},
		} {
			r := d.history(t, args...)
			checkHarmless(t, r.out+r.err)
			if r.code != cli.ExitOK || r.out == "" {
				t.Errorf("case %d: %v: exit code %d, messages %q", i, args, r.code, r.err)
			}
		}
		d.shown(t, "list", "--json")
		for _, args := range [][]string{{"show", ids[0]}, {"show", ids[1]}, {"compare", ids[0], ids[1]}} {
			d.object(t, args...) // which finds anything but ASCII
		}
		for _, args := range [][]string{{text}, {"show", text}, {"list", "--" + text}, {"list", "--outcome", text}, {"purge", "--before", text}} {
			r := d.history(t, args...)
			checkHarmless(t, r.out+r.err)
		}
		w := newWorld(whole(text, true, d.day))
		r := w.run(t, "token", "--profile", "acme")
		checkHarmless(t, r.out+r.err)
		w.run(t, "token", "--profile", "acme", "--json").object(t)
		if r := w.run(t, "token", "--profile", "acme", "--negative-test", text); r.code != cli.ExitUsage {
			t.Errorf("case %d: exit code %d", i, r.code)
		}
	}
}

// TestTheSecretIsNotInTheHistory sends it to servers that repeat it, and to every
// scenario, and looks at all that is kept and shown.
func TestTheSecretIsNotInTheHistory(t *testing.T) {
	d := newHistoryDesk(t)
	simulated := d.StartSimulator
	for _, status := range []int{200, 400, 401, 429, 307, 500} {
		d.StartSimulator = func(string) (cli.Simulator, error) { return newEcho(status), nil }
		d.send(t, "--secret-env", "RIPIO_SECRET")
	}
	d.StartSimulator = simulated
	for _, test := range ripio.NegativeTests() {
		d.send(t, "--secret-env", "RIPIO_SECRET", "--negative-test", string(test.Deviation))
	}
	// The secret in the username stops the send; not even that is kept.
	d.run(t, "token", "--env", "simulator", "--history", "--config-dir", d.folder, "--secret-env", "RIPIO_SECRET", "--external-ref", canary)
	ids := d.ids(t)
	for i, id := range ids {
		// d.history looks for the secret in what is shown.
		d.history(t, "show", id)
		d.history(t, "show", id, "--json")
		d.history(t, "report", id)
		d.history(t, "compare", id, ids[(i+1)%len(ids)], "--noise")
		d.history(t, "compare", id, ids[(i+1)%len(ids)], "--json")
	}
	d.history(t, "list")
	for _, form := range forms() {
		if names := d.filesWith(t, form); len(names) != 0 {
			t.Errorf("the secret is kept as %q in %v", form, names)
		}
	}
}

// TestAScriptKeepsNoToken looks for the token in the files and in the report.
func TestAScriptKeepsNoToken(t *testing.T) {
	d := newHistoryDesk(t)
	r := d.run(t, "token", "--env", "simulator", "--history", "--json", "--config-dir", d.folder)
	token := fmt.Sprint(r.object(t)["token"])
	signature := token[strings.LastIndex(token, ".")+1:]
	if names := d.filesWith(t, signature); len(signature) < 20 || len(names) != 0 {
		t.Errorf("the token %q is kept in %v", token, names)
	}
}

// TestOnlyWhatIsAskedForIsKept runs the command without --history.
func TestOnlyWhatIsAskedForIsKept(t *testing.T) {
	d := newHistoryDesk(t)
	for _, args := range [][]string{nil, {"--scenario", "rejected"}, {"--external-ref", "a:b", "--history"}} {
		d.run(t, append([]string{"token", "--env", "simulator", "--config-dir", d.folder}, args...)...)
	}
	if ids := d.ids(t); len(ids) != 0 {
		t.Errorf("kept are %v", ids)
	}
}

// TestTheProfilesRecordIsKept notes a send as the explorer does, with and without the
// history.
func TestTheProfilesRecordIsKept(t *testing.T) {
	d := newHistoryDesk(t)
	token := []string{"token", "--profile", "acme", "--config-dir", d.folder}
	key := profiles.SecretKey{Profile: "acme", Environment: ripio.Sandbox}
	record := func() profiles.Record {
		t.Helper()
		found, err := d.manager(d.folder).Records.Of(key)
		if err != nil {
			t.Fatal(err)
		}
		return found
	}
	d.Authenticate = newWorld(success()).Authenticate
	d.Preview = new(ripio.Client).Preview
	d.run(t, append(token, "--dry-run")...)
	if got := record(); !got.LastSuccess.IsZero() {
		t.Errorf("after a dry run: %+v", got)
	}
	d.run(t, token...)
	wrong := rejected()
	wrong.Request.Deviation = ripio.DeviationWrongSecret
	d.Authenticate = newWorld(wrong).Authenticate
	d.run(t, append(token, "--history", "--negative-test", "wrong-secret")...)
	if got := record(); !got.LastSuccess.Equal(noon) || !got.LastFailure.IsZero() {
		t.Errorf("after a success and a negative test: %+v", got)
	}
	d.Authenticate = newWorld(rejected()).Authenticate
	d.run(t, append(token, "--history")...)
	if got := record(); !got.LastFailure.Equal(noon) || got.Failure != rejected().Failure.Title() {
		t.Errorf("after a failure: %+v", got)
	}
}
