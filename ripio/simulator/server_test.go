package simulator_test

import (
	"context"
	"io"
	"net"
	"net/http"
	"net/url"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/simulator"
)

// never is a delay that no test waits for.
const never = time.Hour

func TestTheServerListensOnLoopbackOnly(t *testing.T) {
	first, second := start(t, "ok"), start(t, "ok")
	if first.URL() == second.URL() {
		t.Errorf("two servers at %s", first.URL())
	}
	address, err := url.Parse(first.URL())
	if err != nil {
		t.Fatal(err)
	}
	if address.Scheme != "http" || address.Hostname() != "127.0.0.1" || address.Port() == "" || address.Path != "" {
		t.Errorf("base address %s", first.URL())
	}
}

// arrival returns an option whose clock reports each request that was read.
func arrival() (simulator.Option, <-chan struct{}) {
	arrived := make(chan struct{}, 16)
	return simulator.WithClock(func() time.Time {
		arrived <- struct{}{}
		return noon
	}), arrived
}

// slowScenarios do not end by themselves with a delay of never.
var slowScenarios = []string{"slow-headers", "dripping-body"}

func TestCloseEndsSlowAnswersAtOnce(t *testing.T) {
	for _, scenario := range slowScenarios {
		t.Run(scenario, func(t *testing.T) {
			clock, arrived := arrival()
			server := start(t, scenario, clock, simulator.WithDelays(never, never))
			connection := dial(t, server)
			<-arrived
			if err := server.Close(); err != nil {
				t.Error(err)
			}
			// Close returned, so nothing writes any more: only the end is left.
			answer, _ := io.ReadAll(connection)
			if strings.Contains(string(answer), "eyJ") {
				t.Errorf("a token came after all: %q", answer)
			}
			if err := server.Close(); err != nil {
				t.Errorf("the second Close: %v", err)
			}
			if _, err := net.Dial("tcp", strings.TrimPrefix(server.URL(), "http://")); err == nil {
				t.Error("the port still listens")
			}
		})
	}
}

func TestASlowAnswerEndsWhenTheCallerGoesAway(t *testing.T) {
	for _, scenario := range slowScenarios {
		t.Run(scenario, func(t *testing.T) {
			clock, arrived := arrival()
			h := newHandler(t, scenario, clock, simulator.WithDelays(never, never))
			ended := make(chan struct{})
			server := startPlain(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				defer close(ended)
				h.ServeHTTP(w, r)
			}))
			ctx, leave := context.WithCancel(t.Context())
			go func() {
				<-arrived
				leave()
			}()
			r, _ := http.NewRequestWithContext(ctx, http.MethodPost, server+"/api/v1/auth", strings.NewReader(rightForm()))
			r.Header.Set("Content-Type", formType)
			if response, err := http.DefaultClient.Do(r); err == nil {
				_, _ = io.ReadAll(response.Body) // until ctx ends it
				_ = response.Body.Close()
			}
			<-ended
		})
	}
}

// startPlain serves a handler and gives the base address.
func startPlain(t *testing.T, h http.Handler) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	server := &http.Server{Handler: h, ReadHeaderTimeout: time.Minute}
	go func() { _ = server.Serve(listener) }()
	t.Cleanup(func() { _ = server.Close() })
	return "http://" + listener.Addr().String()
}

// TestCloseWaitsForEveryAnswer looks at the moment at which Close returns, with
// answers that do not end by themselves.
func TestCloseWaitsForEveryAnswer(t *testing.T) {
	clock, arrived := arrival()
	server := start(t, "slow-headers", clock, simulator.WithDelays(never, never))
	for range 8 {
		dial(t, server)
		<-arrived
	}
	if err := server.Close(); err != nil {
		t.Error(err)
	}
	stacks := make([]byte, 1<<20)
	stacks = stacks[:runtime.Stack(stacks, true)]
	if left := strings.Count(string(stacks), "simulator.(*handler).ServeHTTP("); left > 0 {
		t.Errorf("%d answers are still being given", left)
	}
}

// TestCloseLeavesNoGoroutine closes a server with connections in all states:
// opened and silent, idle after an answer, and in the middle of a slow answer.
func TestCloseLeavesNoGoroutine(t *testing.T) {
	before := runtime.NumGoroutine()
	clock, arrived := arrival()
	server := start(t, "ok", clock, simulator.WithDelays(never, never))
	silent, err := net.Dial("tcp", strings.TrimPrefix(server.URL(), "http://"))
	if err != nil {
		t.Fatal(err)
	}
	defer silent.Close()
	transport := &http.Transport{}
	response, err := (&http.Client{Transport: transport}).Post(server.URL()+"/api/v1/auth", formType, strings.NewReader(rightForm()))
	if err != nil {
		t.Fatal(err)
	}
	_, _ = io.ReadAll(response.Body)
	_ = response.Body.Close()
	<-arrived
	if err := server.SetScenario("slow-headers"); err != nil {
		t.Fatal(err)
	}
	slow := dial(t, server)
	defer slow.Close()
	<-arrived
	if err := server.Close(); err != nil {
		t.Error(err)
	}
	transport.CloseIdleConnections()
	for deadline := time.Now().Add(5 * time.Second); runtime.NumGoroutine() > before; runtime.Gosched() {
		if time.Now().After(deadline) {
			stacks := make([]byte, 1<<16)
			t.Fatalf("%d goroutines, %d before:\n%s", runtime.NumGoroutine(), before, stacks[:runtime.Stack(stacks, true)])
		}
	}
}

// TestTheScenarioMayChangeWhileRequestsRun is for the race detector; each answer
// must also be whole: its status is that of the scenario it names.
func TestTheScenarioMayChangeWhileRequestsRun(t *testing.T) {
	server := start(t, "ok")
	statuses := map[string]int{"ok": 200, "rejected": 401, "html-502": 502}
	var callers sync.WaitGroup
	for range 4 {
		callers.Go(func() {
			for range 25 {
				response, err := http.Post(server.URL()+"/api/v1/auth", formType, strings.NewReader(rightForm()))
				if err != nil {
					t.Error(err)
					return
				}
				_ = response.Body.Close()
				named := response.Header.Get(ripio.SimulatedHeader)
				if response.StatusCode != statuses[named] {
					t.Errorf("status %d in the scenario %q", response.StatusCode, named)
				}
			}
		})
	}
	for range 50 {
		for name := range statuses {
			if err := server.SetScenario(name); err != nil {
				t.Error(err)
			}
			_ = server.Scenario()
		}
	}
	callers.Wait()
}

func TestTheServerItselfAnswersNothing(t *testing.T) {
	server := start(t, "ok")
	connection, err := net.Dial("tcp", strings.TrimPrefix(server.URL(), "http://"))
	if err != nil {
		t.Fatal(err)
	}
	defer connection.Close()
	// net/http has an answer of its own to this, which would lack the header.
	_, _ = io.WriteString(connection, "OPTIONS * HTTP/1.1\r\nHost: simulator\r\nConnection: close\r\n\r\n")
	answer, _ := io.ReadAll(connection)
	if text := string(answer); !strings.HasPrefix(text, "HTTP/1.1 404 ") || !strings.Contains(text, "\r\nX-Ripio-Explorer-Simulated: ok\r\n") {
		t.Errorf("answer %q", text)
	}
}

func BenchmarkStart(b *testing.B) {
	for b.Loop() {
		server, err := simulator.Start("ok")
		if err != nil {
			b.Fatal(err)
		}
		_ = server.Close()
	}
}
