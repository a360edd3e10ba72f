package cli_test

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"strings"
	"testing"
	"time"

	"devtools/ripio-explorer/cli"
	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/jwt"
	"devtools/ripio-explorer/ripio/simulator"
)

const (
	canary = `c4nary/secret+value"é`
	newRef = "11111111-2222-4333-8444-555555555555"
)

var noon = time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)

// result is how a run of the program ended.
type result struct {
	code     int
	out, err string
}

// world is a fake outside world and what a run did with it.
type world struct {
	cli.Deps
	stdin string
	// sent are the requests that were made, and where to.
	sent    []ripio.Request
	sentTo  []ripio.Environment
	timeout time.Duration
}

// newWorld answers every request with the exchange. Its simulator is the real
// one with a clock that stands at noon and delays that no test waits for.
func newWorld(exchange ripio.Exchange) *world {
	w := &world{}
	w.Deps = cli.Deps{
		Authenticate: func(_ context.Context, timeout time.Duration, env ripio.Environment, request ripio.Request) ripio.Exchange {
			w.sent, w.sentTo, w.timeout = append(w.sent, request), append(w.sentTo, env), timeout
			return exchange
		},
		StartSimulator: startSimulator,
		LoadProfiles: func(context.Context, string) (profiles.Book, []profiles.Warning, error) {
			return book, nil, nil
		},
		LookupEnv: func(name string) (string, bool) {
			value, ok := map[string]string{"RIPIO_SECRET": canary, "EMPTY": ""}[name]
			return value, ok
		},
		NewSecrets:     func(string) *profiles.Secrets { return profiles.NewSecrets(w.LookupEnv) },
		NewExternalRef: func() string { return newRef },
		Now:            func() time.Time { return noon },
		Sleep:          func(context.Context, time.Duration) {},
		IsTerminal:     func(any) bool { return false },
	}
	return w
}

func startSimulator(scenario string) (cli.Simulator, error) {
	return simulator.Start(scenario, simulator.WithClock(func() time.Time { return noon }),
		simulator.WithDelays(time.Hour, time.Hour))
}

// realWorld sends to the simulator with the real client.
func realWorld() *world {
	w := newWorld(ripio.Exchange{})
	w.Authenticate = func(ctx context.Context, timeout time.Duration, env ripio.Environment, request ripio.Request) ripio.Exchange {
		client := ripio.Client{Now: w.Now, ConnectTimeout: timeout, HeaderTimeout: timeout, Timeout: timeout}
		return client.Authenticate(ctx, env, request)
	}
	return w
}

// book holds a complete profile, one whose secret is asked for, and one without
// a user.
var book = profiles.Book{Profiles: []profiles.Profile{
	{
		Name: "acme",
		Sandbox: profiles.Account{ClientID: "acme-sandbox", Secret: "env:RIPIO_SECRET",
			User: profiles.User{ExternalRef: "acme-user", Address: "acme-address"}},
		Production: profiles.Account{ClientID: "acme-production", Secret: "env:RIPIO_SECRET",
			User: profiles.User{Address: "acme-live-address"}},
	},
	{Name: "asks", Sandbox: profiles.Account{ClientID: "asks", Secret: profiles.Ask, User: profiles.User{Address: "a"}}},
	{Name: "bare", Sandbox: profiles.Account{ClientID: "bare", Secret: "env:UNSET"}},
}}

func (w *world) run(t testing.TB, args ...string) result {
	t.Helper()
	var out, err bytes.Buffer
	streams := cli.Streams{In: strings.NewReader(w.stdin), Out: &out, Err: &err}
	code := cli.Run(t.Context(), args, streams, w.Deps)
	if toOutput, _ := asksForJSON(args); toOutput {
		if _, invalid := validate(args, out.String()); invalid != nil {
			t.Errorf("ripio-explorer %q: %v", args, invalid)
		}
	}
	return result{code, out.String(), err.String()}
}

// object reads the output as exactly one JSON object in ASCII.
func (r result) object(t testing.TB) map[string]any {
	t.Helper()
	for i := range len(r.out) {
		if c := r.out[i]; c > '~' || c < ' ' && c != '\n' {
			t.Errorf("byte %#x in the JSON output", c)
		}
	}
	decoder := json.NewDecoder(strings.NewReader(r.out))
	decoder.UseNumber()
	var object map[string]any
	if err := decoder.Decode(&object); err != nil {
		t.Fatalf("%v in %q", err, r.out)
	}
	if _, err := decoder.Token(); err != io.EOF {
		t.Errorf("more than one JSON value in %q", r.out)
	}
	return object
}

// failure reads a key of the object's failure; empty when there is none.
func failure(object map[string]any, key string) string {
	members, _ := object["failure"].(map[string]any)
	text, _ := members[key].(string)
	return text
}

// check compares a whole result.
func (r result) check(t *testing.T, want result) {
	t.Helper()
	if r.code != want.code {
		t.Errorf("exit code %d, want %d", r.code, want.code)
	}
	if r.out != want.out {
		t.Errorf("output\n%s\nwant\n%s", r.out, want.out)
	}
	if r.err != want.err {
		t.Errorf("messages\n%s\nwant\n%s", r.err, want.err)
	}
}

// success is the story of a send that brought a token, with members whose
// numbers no float64 can hold.
func success() ripio.Exchange {
	return ripio.Exchange{
		Environment: ripio.Environment{Name: ripio.Sandbox, AuthURL: "https://sandbox.example/api/v1/auth"},
		Request:     ripio.SentRequest{ExternalRef: "acme-user", Address: "acme-address"},
		SentAt:      noon,
		ReceivedAt:  noon.Add(250 * time.Millisecond),
		Timing: ripio.Timing{Connect: 500 * time.Microsecond, TLS: 20 * time.Millisecond,
			FirstByte: 200 * time.Millisecond, Body: time.Millisecond, Total: 250 * time.Millisecond, Reached: ripio.PhaseBody},
		Response: &ripio.Response{Status: 200, Reason: "OK"},
		Clock:    ripio.Clock{Known: true, Skew: 2040 * time.Millisecond, Date: noon.Add(2 * time.Second)},
		Token: &jwt.Token{
			Raw:        "aaa.bbb.ccc",
			Form:       jwt.FormJSON,
			HeaderJSON: []byte(`{"alg":"HS256","typ":"JWT"}`),
			ClaimsJSON: []byte(`{"session":"18ab","exp":1795557602,"id":9007199254740993,"rate":0.1000000000000000055,"x":null}`),
			Header: []jwt.Member{
				{Name: "alg", JSON: `"HS256"`, Text: "HS256", Note: "HMAC with SHA-256"},
				{Name: "typ", JSON: `"JWT"`, Text: "JWT"},
			},
			Claims: []jwt.Member{
				{Name: "session", JSON: `"18ab"`, Text: "18ab", Note: "opaque"},
				{Name: "exp", JSON: `1795557602`, Text: "1795557602"},
				{Name: "id", JSON: `9007199254740993`, Text: "9007199254740993"},
				{Name: "rate", JSON: `0.1000000000000000055`, Text: "0.1000000000000000055"},
				{Name: "x", JSON: `null`, Text: "null"},
			},
			Algorithm: "HS256",
			Signature: "not checked: Ripio publishes no key to check it with",
			Expiry:    jwt.Expiry{State: jwt.ExpiryPresent, At: noon.Add(10*time.Hour + 2*time.Second), Raw: "1795557602"},
		},
		Findings: []finding.Finding{
			{Code: "address-evm", Level: finding.LevelOK, Field: finding.FieldAddress, Title: "EVM address"},
			{Code: "external-ref-plain-text", Level: finding.LevelWarning, Field: finding.FieldExternalRef,
				Title: "not a UUID", Found: "9 characters", Certainty: finding.Known, Rule: "a rule", Fix: "Use a UUID v4.", Source: "auth", Replacement: "r"},
			{Code: "some-note", Level: finding.LevelNote, Field: finding.FieldAnswer, Title: "a note"},
		},
	}
}

// rejected is the story of a send that the server rejected.
func rejected() ripio.Exchange {
	exchange := success()
	exchange.Token = nil
	exchange.Findings = nil
	exchange.Clock = ripio.Clock{Reason: "the response has no Date header"}
	exchange.Response = &ripio.Response{Status: 401, Reason: "Unauthorized", Body: []byte(`{"detail":"No."}`)}
	exchange.Failure = &ripio.Failure{Kind: ripio.FailureRejected, Message: "No.", Code: "40001"}
	return exchange
}
