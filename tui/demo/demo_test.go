package demo_test

import (
	"context"
	"testing"
	"time"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/redact"
	"devtools/ripio-explorer/ripio/simulator"
	"devtools/ripio-explorer/tui/demo"
)

func TestThereIsSomethingToSee(t *testing.T) {
	t.Chdir(t.TempDir())
	w, err := demo.New("test", time.Now)
	if err != nil {
		t.Fatal(err)
	}
	book, warnings, err := w.Manager.Store.Load()
	if err != nil || len(book.Profiles) != 2 || len(warnings) > 0 {
		t.Errorf("profiles %v, %v, %v", book.Profiles, warnings, err)
	}
	attempts, err := w.Manager.History.List(profiles.Filter{})
	if err != nil || len(attempts) != 6 {
		t.Fatalf("%d attempts, %v", len(attempts), err)
	}
	failed := 0
	for _, attempt := range attempts {
		if attempt.Exchange.Failure != nil {
			failed++
		} else if attempt.Exchange.Token == nil {
			t.Errorf("no token: %+v", attempt.Exchange)
		}
		if attempt.Exchange.Environment.Name != ripio.Simulator {
			t.Errorf("an attempt claims that %s answered", attempt.Exchange.Environment.Name)
		}
	}
	if failed != 3 {
		t.Errorf("%d attempts failed", failed)
	}
	for _, name := range []ripio.EnvironmentName{ripio.Sandbox, ripio.Simulator} {
		if users, err := w.Manager.Users.List(name); err != nil || len(users) < 2 {
			t.Errorf("%s: users %v, %v", name, users, err)
		}
	}
	secret, err := w.Manager.Secrets.Resolve(context.Background(), profiles.SecretKey{Profile: "demo-wallet", Environment: ripio.Production}, profiles.InKeyring)
	if err != nil || secret.IsEmpty() {
		t.Errorf("no secret: %v", err)
	}
}

func TestOnlyTheSimulatorIsReached(t *testing.T) {
	w, err := demo.New("test", time.Now)
	if err != nil {
		t.Fatal(err)
	}
	request := ripio.Request{ClientID: "id", Secret: redact.NewSecret("a-secret-of-some-length"), ExternalRef: "3f2b8c1e-7d3c-4e5f-8a9b-0c1d2e3fa1b2", Address: simulator.ExampleAddress}
	for _, name := range []ripio.EnvironmentName{ripio.Sandbox, ripio.Production} {
		env, _ := ripio.EnvironmentFor(name)
		for _, e := range []ripio.Exchange{w.Authenticate(context.Background(), env, request), w.Preview(env, request)} {
			if e.Failure == nil || e.Failure.Kind != ripio.FailureRefusedDemo || e.Response != nil {
				t.Errorf("%s: %+v", name, e.Failure)
			}
		}
	}
	server, err := w.Start(simulator.Default)
	if err != nil {
		t.Fatal(err)
	}
	defer server.Close()
	env, err := ripio.SimulatorAt(server.URL())
	if err != nil {
		t.Fatal(err)
	}
	if e := w.Authenticate(context.Background(), env, request); e.Token == nil || e.Failure != nil {
		t.Errorf("the simulator gave %+v", e.Failure)
	}
}
