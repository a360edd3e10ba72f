package accessible_test

import (
	"context"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/profiles/config"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/field"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/redact"
	"devtools/ripio-explorer/ripio/simulator"
	"devtools/ripio-explorer/tui/accessible"
)

const (
	canary   = "c4n4ry-s3cret-of-the-sandbox"
	ref      = "3f2b8c1e-8a0d-4c5e-9b7a-0c1d2e3f4a5b"
	goodUser = "0x646e7C5C9C1bA8B47E2bE6e2fB3bC7b0a1F2d3E4"
)

// world is what a conversation happens in.
type world struct {
	t       *testing.T
	deps    accessible.Deps
	options accessible.Options
	now     time.Time
	// answers are the simulator's scenarios that sandbox and production play, one after
	// another; hidden the lines that are typed without an echo.
	answers, hidden []string
	sent            []ripio.Request
	sentTo          []ripio.EnvironmentName
	copied          string
}

func newWorld(t *testing.T) *world {
	w := &world{t: t, now: time.Now()}
	manager := profiles.NewManager(t.TempDir(), t.TempDir(), func(string) (string, bool) { return "", false })
	client := ripio.Client{}
	w.options = accessible.Options{Version: "test", Config: config.Config{Settings: config.Defaults()}}
	w.deps = accessible.Deps{
		Now: func() time.Time { return w.now }, Local: time.UTC, NewExternalRef: field.NewExternalRef,
		Authenticate: func(ctx context.Context, environment ripio.Environment, request ripio.Request) ripio.Exchange {
			if environment.Name == ripio.Simulator {
				w.now = time.Now()
				return client.Authenticate(ctx, environment, request)
			}
			w.sent, w.sentTo = append(w.sent, request), append(w.sentTo, environment.Name)
			if len(w.answers) == 0 {
				t.Fatal("a request more than expected")
			}
			e := w.play(ctx, w.answers[0], request)
			w.answers, e.Environment, w.now = w.answers[1:], environment, time.Now()
			return e
		},
		StartSimulator: func(scenario string) (accessible.Simulator, error) { return simulator.Start(scenario) },
		Profiles:       manager, Fingerprint: func(redact.Secret) string { return "fingerprint" },
		ReadHidden: func() (string, error) {
			if len(w.hidden) == 0 {
				w.t.Error("a hidden line more than expected")
				return "", nil
			}
			line := w.hidden[0]
			w.hidden = w.hidden[1:]
			return line, nil
		},
		Copy:          func(text string) (string, error) { w.copied = text; return "copied to the clipboard", nil },
		Interruptible: context.WithCancel,
	}
	return w
}

// play is the answer of a scenario as if the real API had given it.
func (w *world) play(ctx context.Context, scenario string, request ripio.Request) ripio.Exchange {
	server, err := simulator.Start(scenario)
	if err != nil {
		w.t.Fatal(err)
	}
	defer func() { _ = server.Close() }()
	environment, err := ripio.SimulatorAt(server.URL())
	if err != nil {
		w.t.Fatal(err)
	}
	request.CredentialsFor = ripio.Simulator
	e := new(ripio.Client).Authenticate(ctx, environment, request)
	e.Findings = slices.DeleteFunc(e.Findings, func(f finding.Finding) bool { return f.Code == "answer-simulated" })
	return e
}

// withProfile begins with a profile whose secret is asked for.
func (w *world) withProfile(address string) *world {
	w.t.Helper()
	account := profiles.Account{ClientID: "acme-client", Secret: profiles.Ask, User: profiles.User{ExternalRef: ref, Address: address}}
	if _, _, err := w.deps.Profiles.Save(context.Background(), "", profiles.Profile{Name: "acme", Sandbox: account, Production: account}, nil); err != nil {
		w.t.Fatal(err)
	}
	return w
}

// talk types lines, and returns what was printed. Whatever it was, it is plain text.
func (w *world) talk(typed ...string) string {
	w.t.Helper()
	var out strings.Builder
	in := strings.NewReader(strings.Join(typed, "\n") + "\n")
	if err := accessible.Run(context.Background(), in, &out, w.deps, w.options); err != nil {
		w.t.Fatal(err)
	}
	if strings.ContainsAny(out.String(), "\x1b\r\b\a") {
		w.t.Errorf("control characters were printed: %q", out.String())
	}
	if strings.Contains(out.String(), canary) {
		w.t.Errorf("the secret was printed:\n%s", out.String())
	}
	return out.String()
}

// wants complains about what a conversation lacks, in this order.
func (w *world) wants(out string, parts ...string) {
	w.t.Helper()
	rest := out
	for _, part := range parts {
		_, after, found := strings.Cut(rest, part)
		if !found {
			w.t.Fatalf("%q does not follow in\n%s", part, out)
		}
		rest = after
	}
}

func TestATokenIsRequestedAndReadWithoutCredentials(t *testing.T) {
	w := newWorld(t)
	out := w.talk("environment simulator", "send", "token", "time", "print token", "yes", "copy", "copy off-ramp", "quit")
	w.wants(out,
		"Environment: SANDBOX.", "type new to make one", "Environment: SIMULATOR.",
		"Sending to SIMULATOR, 127.0.0.1:", "Token received for SIMULATOR: 200 OK in ", "It expires in ",
		"Header alg: HS256", "Claim session: ", "Signature: Not checked", "It expires in ", "Print it?", "eyJ",
		"The token: copied to the clipboard.", "No link: The simulator", "Goodbye.")
	if token := regexp.MustCompile(`eyJ[\w-]+\.[\w-]+\.[\w-]+`).FindAllString(out, -1); len(token) != 1 || token[0] != w.copied {
		t.Errorf("the token was printed %d times, copied was %q", len(token), w.copied)
	}
}

func TestAFailureIsReadAndMended(t *testing.T) {
	w := newWorld(t).withProfile(goodUser)
	w.options.Address = "0x05946b0d5E413e45069BeC923004F9A3c8F70C2C" // its checksum is wrong
	w.hidden = []string{canary}
	w.answers = []string{"detail-field", "ok"}
	out := w.talk("send", "causes", "http", "fix 3", "send", "print on-ramp", "no", "quit")
	w.wants(out,
		"Profile: acme.", "Client_secret: ", "client_secret of acme for SANDBOX; it is not shown",
		"No token from SANDBOX: ", "Response: 401", "The server said: Invalid username or password.", "Cause 1, ", "What to do: ",
		"Cause 1 of ", "Why: ", "Source: ", "fix 3 changes address to "+simulator.ExampleAddress, "Response: HTTP/1.1 401", `Body, `, "address is now "+simulator.ExampleAddress,
		"Token received for SANDBOX", "Print it?", "Not printed.")
	if len(w.sent) != 2 || w.sent[1].Address != simulator.ExampleAddress || w.sent[1].Secret.Reveal() != canary {
		t.Errorf("sent were %+v", w.sent)
	}
	if strings.Contains(out, "_to=eyJ") {
		t.Error("a link was printed that was refused")
	}
	attempts, err := w.deps.Profiles.History.List(profiles.Filter{})
	if err != nil || len(attempts) != 2 {
		t.Errorf("the history has %d sends: %v", len(attempts), err)
	}
}

func TestWrongCredentialsAreTypedAgain(t *testing.T) {
	w := newWorld(t).withProfile(goodUser)
	w.hidden = []string{"first-" + canary, canary}
	w.answers = []string{"rejected", "ok"}
	out := w.talk("send", "credentials", "other-client", "send", "quit")
	w.wants(out, "No token from SANDBOX", "client_id for SANDBOX", "client_secret, not shown", "The profile acme is saved.", "Token received")
	if last := w.sent[len(w.sent)-1]; last.ClientID != "other-client" || last.Secret.Reveal() != canary {
		t.Errorf("sent was %q with another secret than the one that was typed", last.ClientID)
	}
}

func TestProductionIsConfirmedByName(t *testing.T) {
	w := newWorld(t).withProfile(goodUser)
	w.hidden = []string{canary}
	w.answers = []string{"ok"}
	out := w.talk("environment production", "send", "yes", "send", "ACME", "send", "quit")
	w.wants(out, "This goes to PRODUCTION", "Not sent.", "This goes to PRODUCTION", "Token received for PRODUCTION", "a pause runs before the next request to PRODUCTION")
	if len(w.sent) != 1 || w.sentTo[0] != ripio.Production {
		t.Errorf("sent to %v", w.sentTo)
	}

	w.now = w.now.Add(time.Minute)
	w.hidden, w.answers = nil, nil
	if out := w.talk("environment production", "send"); len(w.sent) != 1 { // the input ends at the question
		t.Errorf("a send without an answer:\n%s", out)
	}
}

// TestACustomHostIsTalkedTo sends the credentials of the sandbox to a mock, and keeps
// nothing of it.
func TestACustomHostIsTalkedTo(t *testing.T) {
	w := newWorld(t).withProfile(goodUser)
	w.hidden, w.answers = []string{canary}, []string{"ok", "ok"}
	custom, err := ripio.CustomAt("http://127.0.0.1:8787", false)
	if err != nil {
		t.Fatal(err)
	}
	w.options.Custom, w.options.Environment = custom, ripio.Custom
	out := w.talk("send", "environment sandbox", "send", "environment custom", "history", "quit")
	w.wants(out, "Environment: CUSTOM.", "127.0.0.1:8787 is not Ripio's", "credentials of the sandbox", "Client_id: acme-client",
		"Sending to CUSTOM, 127.0.0.1:8787", "Token received for CUSTOM", "Environment: SANDBOX", "Token received for SANDBOX", "Environment: CUSTOM.")
	if !slices.Equal(w.sentTo, []ripio.EnvironmentName{ripio.Custom, ripio.Sandbox}) {
		t.Errorf("sent to %v", w.sentTo)
	}
	if got := w.sent[0]; got.ClientID != "acme-client" || got.Secret.Reveal() != canary || got.CredentialsFor != ripio.Sandbox {
		t.Errorf("sent %s, %s for %s", got.ClientID, got.Secret.Reveal(), got.CredentialsFor)
	}
	attempts, err := w.deps.Profiles.History.List(profiles.Filter{})
	if err != nil || len(attempts) != 1 || attempts[0].Exchange.Environment.Name != ripio.Sandbox {
		t.Errorf("the history holds %v, %v", attempts, err)
	}
	users, err := w.deps.Profiles.Users.List("")
	if err != nil || len(users) != 1 || users[0].Environment != ripio.Sandbox {
		t.Errorf("the users are %v, %v", users, err)
	}
}

// TestWithoutACustomHostNoneIsSelected: the word alone leads nowhere.
func TestWithoutACustomHostNoneIsSelected(t *testing.T) {
	out := newWorld(t).talk("environment custom", "1", "quit")
	if strings.Contains(out, "CUSTOM") {
		t.Errorf("a custom host is offered:\n%s", out)
	}
}

func TestASecondTokenInProductionIsAskedAbout(t *testing.T) {
	w := newWorld(t).withProfile(goodUser)
	w.hidden = []string{canary}
	w.answers = []string{"ok"}
	first := w.deps.Authenticate
	w.deps.Authenticate = func(ctx context.Context, e ripio.Environment, r ripio.Request) ripio.Exchange {
		defer func() { w.now = w.now.Add(time.Minute) }()
		return first(ctx, e, r)
	}
	// The clock steps on with the answer, so the pause is over.
	w.deps.Now = func() time.Time { w.now = w.now.Add(10 * time.Second); return w.now }
	out := w.talk("environment production", "send", "acme", "send", "", "quit")
	w.wants(out, "Token received for PRODUCTION", "There is a good token already: It expires in ", "Request a second one", "Not sent.")
}

func TestAProfileIsMade(t *testing.T) {
	w := newWorld(t)
	w.hidden = []string{canary}
	w.answers = []string{"ok"}
	out := w.talk("new", "umbrella", " \"my-client\" ", "user", ref, goodUser, "send", "quit")
	w.wants(out, "The profile umbrella is saved.", "Profile: umbrella.", "Token received for SANDBOX")
	if len(w.sent) != 1 || w.sent[0].ClientID != "my-client" || w.sent[0].ExternalRef != ref {
		t.Errorf("sent was %+v", w.sent)
	}
	book, _, err := w.deps.Profiles.Store.Load()
	if _, found := book.Find("umbrella"); err != nil || !found {
		t.Errorf("the profile is not kept: %v", err)
	}
}

func TestWhatIsNotACommandIsNotRepeated(t *testing.T) {
	w := newWorld(t)
	out := w.talk("hunter2-hunter2", "pr", "\x1b[Astat\x1b[Dus", "help", "fix", "causes", "token", "quit")
	w.wants(out, "That is not a command", "pr may mean profile or print", "Environment: SANDBOX", "copy token, on-ramp or off-ramp: ",
		"There is nothing to fix", "There are no causes", "There is no token for this user")
	if strings.Contains(out, "hunter2") {
		t.Error("what was typed is repeated")
	}
}

func TestAKeyInPlaceOfAnAddressIsNotSentOrShown(t *testing.T) {
	const key = "0x4c0883a69102937d6231471b5dbb6204fe5129617082792ae468d01a3f362318"
	w := newWorld(t).withProfile(key)
	out := w.talk("status", "check", "send", "", "quit")
	if strings.Contains(out, key) || len(w.sent) > 0 {
		t.Errorf("a private key was shown or sent:\n%s", out)
	}
}

// FuzzTalk types anything: nothing is sent outside the simulator, and only plain text is
// printed.
func FuzzTalk(f *testing.F) {
	f.Add("environment production\nsend\nyes\n")
	f.Add("user\n\x1b[200~x\x1b[201~\n\x9b31m\ncheck")
	f.Add("fix 99999999999999999999\nprofile \x1b]0;x\x07\n")
	f.Fuzz(func(t *testing.T, typed string) {
		w := newWorld(t)
		w.deps.ReadHidden = func() (string, error) { return "", nil }
		w.deps.StartSimulator = func(string) (accessible.Simulator, error) { return nil, context.Canceled }
		w.talk(typed)
	})
}
