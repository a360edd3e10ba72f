package simulator_test

import (
	"errors"
	"net/http"
	"strings"
	"sync"
	"testing"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/redact"
	"devtools/ripio-explorer/ripio/simulator"
)

// played sends right requests and returns the scenarios that answered them.
func played(t *testing.T, h http.Handler, requests int) string {
	t.Helper()
	var names []string
	for range requests {
		response, _ := ask(t, h, rightRequest())
		names = append(names, response.Header.Get(ripio.SimulatedHeader))
	}
	return strings.Join(names, " ")
}

func TestASequenceIsPlayedInItsOrder(t *testing.T) {
	for sequence, want := range map[string]string{
		"rejected,ok":                       "rejected ok ok ok ok ok ok",
		"401, ok":                           "rejected ok ok ok ok ok ok",
		"unauthorized*2,503,ok":             "rejected rejected unavailable-503 ok ok ok ok",
		"ok*2,rate-limited,repeat":          "ok ok rate-limited ok ok rate-limited ok",
		"rejected*3":                        "rejected rejected rejected rejected rejected rejected rejected",
		"html-502,rejected*2,no-token*1,ok": "html-502 rejected rejected no-token ok ok ok",
	} {
		if got := played(t, newHandler(t, sequence), 7); got != want {
			t.Errorf("%s: %s, want %s", sequence, got, want)
		}
	}
}

func TestASequenceThatCannotBeReadIsRefused(t *testing.T) {
	for _, text := range []string{"ok*0,rejected", "ok*-1", "ok*", "ok*x,ok", "ok*1000001", "ok**2"} {
		if _, err := simulator.Handler(text); !errors.Is(err, simulator.ErrSequence) {
			t.Errorf("%q: %v", text, err)
		}
	}
	for _, text := range []string{"", "ok,", ",ok", "repeat", "repeat,ok", "ok,,ok", "ok,nope"} {
		var unknown *simulator.UnknownScenarioError
		if _, err := simulator.Handler(text); !errors.As(err, &unknown) {
			t.Errorf("%q: %v", text, err)
		}
	}
}

func TestOnlyRightRequestsAreStepsOfASequence(t *testing.T) {
	h := newHandler(t, "rejected,ok")
	ask(t, h, formRequest("username=a:b"))
	asking := rightRequest()
	asking.Header.Set(simulator.ScenarioHeader, "html-502")
	ask(t, h, asking)
	if got := played(t, h, 2); got != "rejected ok" {
		t.Errorf("played %s", got)
	}
}

// TestASequenceServesManyCallers wants each step played exactly as often as it says.
func TestASequenceServesManyCallers(t *testing.T) {
	h := newHandler(t, "rejected*50,ok")
	counts := make(chan int, 8)
	var callers sync.WaitGroup
	for range 8 {
		callers.Go(func() {
			rejected := 0
			for range 20 {
				if response, _ := ask(t, h, rightRequest()); response.StatusCode == http.StatusUnauthorized {
					rejected++
				}
			}
			counts <- rejected
		})
	}
	callers.Wait()
	close(counts)
	sum := 0
	for n := range counts {
		sum += n
	}
	if sum != 50 {
		t.Errorf("%d of 160 requests were rejected, want 50", sum)
	}
}

func TestARequestChoosesItsScenario(t *testing.T) {
	h := newHandler(t, "ok")
	for _, test := range []struct {
		header, clientID, want string
		status                 int
	}{
		{"", "client", "ok", 200},
		{"rejected", "client", "rejected", 401},
		{"", "scenario-rejected", "rejected", 401},
		{"", "scenario-429", "rate-limited", 429},
		{"no-token", "scenario-rejected", "no-token", 200},
		{"nope", "client", "ok", 400},
		{"", "scenario-nope", "ok", 400},
		{"", "scenario-", "ok", 400},
		{"rejected,ok", "client", "ok", 400},
	} {
		r := formRequest("username=" + test.clientID + ":" + externalRef + ":0x1&password=" + canary)
		if test.header != "" {
			r.Header.Set(simulator.ScenarioHeader, test.header)
		}
		response, body := ask(t, h, r)
		if got := response.Header.Get(ripio.SimulatedHeader); response.StatusCode != test.status || got != test.want {
			t.Errorf("%+v: status %d, scenario %q: %.120s", test, response.StatusCode, got, body)
		}
		if test.status == 400 && !strings.Contains(body, "simulate --list") {
			t.Errorf("%+v: the answer does not say where the scenarios are: %s", test, body)
		}
	}
}

func TestTheGivenCredentialsAreTheOnlyOnes(t *testing.T) {
	h := newHandler(t, "ok", simulator.WithCredentials("client", redact.NewSecret("right secret")))
	for _, test := range []struct {
		clientID, password string
		status             int
		want               string
	}{
		{"client", "right+secret", 200, `"succeed":true`},
		{"scenario-html-502", "right+secret", 502, "Bad Gateway"},
		{"other", "right+secret", 401, "the client_id is not the one that the simulator was started with"},
		{"client", canary, 401, "the password is not the client_secret that the simulator was started with"},
		{"client", "right+secret%0A", 401, "the password is the client_secret with white space around it"},
		{"scenario-ok", canary, 401, "the password is not the client_secret that the simulator was started with"},
	} {
		response, body := ask(t, h, formRequest("username="+test.clientID+":b:c&password="+test.password))
		if response.StatusCode != test.status || !strings.Contains(body, test.want) {
			t.Errorf("%+v: status %d: %s", test, response.StatusCode, body)
		}
		if strings.Contains(body, "right secret") || strings.Contains(body, canary) {
			t.Errorf("%+v: the answer repeats a secret: %s", test, body)
		}
	}
}

func FuzzSequence(f *testing.F) {
	for _, seed := range []string{"ok", "rejected*2,ok,repeat", "401,ok", "ok*1000000,ok*1000000,repeat", ",", "ok*0", "repeat"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		h, err := simulator.Handler(text, atNoon(), simulator.WithDelays(0, 0))
		if err != nil {
			return
		}
		simulator.Peek(h)
		again, err := simulator.Handler(simulator.Plan(h))
		if err != nil || simulator.Plan(again) != simulator.Plan(h) {
			t.Errorf("%q becomes %q: %v", text, simulator.Plan(h), err)
		}
	})
}
