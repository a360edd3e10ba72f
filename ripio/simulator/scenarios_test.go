package simulator_test

import (
	"errors"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"devtools/ripio-explorer/ripio/simulator"
)

const (
	documentedBody = `^\{"succeed":true,"token":"eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9\.[\w-]+\.[\w-]{43}","token_type":"bearer"\}$`
	unsignedBody   = `^\{"succeed":true,"token":"eyJhbGciOiJub25lIiwidHlwIjoiSldUIn0\.[\w-]+\.","token_type":"bearer"\}$`
)

// head is a header of one value for each name; the Date is checked apart.
type head map[string]string

// scenarioTable holds what each scenario must answer to a right request.
var scenarioTable = []struct {
	name   string
	status int
	header head
	body   string // a regular expression
}{
	{"ok", 200, head{"Content-Type": "application/json"}, documentedBody},
	{"rejected", 401, head{"Content-Type": "application/json"}, `^\{"succeed":false\}$`},
	{"envelope-40001", 403, head{"Content-Type": "application/json"},
		`^\{"code":40001,"type":"NotAuthenticated","detail":\{"message":"Authentication credentials were not provided\.","code":"not_authenticated"\},"status":403\}$`},
	{"error-field", 401, head{"Content-Type": "application/json"}, `^\{"error":"invalid_client"\}$`},
	{"detail-field", 401, head{"Content-Type": "application/json"}, `^\{"detail":"Invalid username or password\."\}$`},
	{"succeed-false", 200, head{"Content-Type": "application/json"}, `^\{"succeed":false,"token":null,"token_type":null\}$`},
	{"no-token", 200, head{"Content-Type": "application/json"}, `^\{"succeed":true,"token_type":"bearer"\}$`},
	{"expired-token", 200, head{"Content-Type": "application/json"}, documentedBody},
	{"short-token", 200, head{"Content-Type": "application/json"}, documentedBody},
	{"alg-none", 200, head{"Content-Type": "application/json"}, unsignedBody},
	{"extra-claims", 200, head{"Content-Type": "application/json"}, documentedBody},
	{"html-502", 502, head{"Content-Type": "text/html"}, `(?s)^<html>.*<title>502 Bad Gateway</title>.*</html>\r\n$`},
	{"unavailable-503", 503, head{"Content-Type": "text/plain; charset=utf-8"}, `^Service Unavailable\n$`},
	{"rate-limited", 429, head{"Content-Type": "application/json", "Retry-After": "30"},
		`^\{"detail":"Request was throttled\. Expected available in 30 seconds\."\}$`},
	{"redirect-301", 301, head{"Content-Type": "text/plain; charset=utf-8", "Location": "https://another-host.invalid/api/v1/auth"}, `^$`},
	{"redirect-307", 307, head{"Content-Type": "text/plain; charset=utf-8", "Location": "https://another-host.invalid/api/v1/auth"}, `^$`},
	{"slow-headers", 200, head{"Content-Type": "application/json"}, documentedBody},
	{"dripping-body", 200, head{"Content-Type": "application/json"}, documentedBody},
	{"truncated-body", 200, head{"Content-Type": "application/json"}, `^\{"succeed":true,"token":"eyJ[\w.-]+$`},
	{"huge-body", 200, head{"Content-Type": "application/json", "Content-Length": "8388608"},
		`^\{"succeed":true,"token":"AAAA`},
	{"gzip-bomb", 200, head{"Content-Type": "application/json", "Content-Encoding": "gzip", "Content-Length": ""}, `^\x{1f}`},
	{"clock-off", 200, head{"Content-Type": "application/json"}, documentedBody},
	{"not-json", 200, head{"Content-Type": "application/json"}, `^\{'succeed': True, 'token_type': 'bearer'\}$`},
}

func TestEachScenarioAnswersARightRequest(t *testing.T) {
	for _, want := range scenarioTable {
		t.Run(want.name, func(t *testing.T) {
			h := newHandler(t, want.name, simulator.WithDelays(0, 0))
			response, body := ask(t, h, rightRequest())
			if response.StatusCode != want.status {
				t.Errorf("status %d, want %d", response.StatusCode, want.status)
			}
			for name, value := range want.header {
				if got := response.Header.Get(name); got != value {
					t.Errorf("%s: %q, want %q", name, got, value)
				}
			}
			if !regexp.MustCompile(want.body).MatchString(body) {
				t.Errorf("body %.300q does not match %s", body, want.body)
			}
			if got := response.Header.Get("X-Ripio-Explorer-Simulated"); got != want.name {
				t.Errorf("the simulated header names %q", got)
			}
			wantDate := "Tue, 24 Nov 2026 12:00:00 GMT"
			if want.name == "clock-off" {
				wantDate = "Tue, 24 Nov 2026 12:10:00 GMT"
			}
			if got := response.Header.Get("Date"); got != wantDate {
				t.Errorf("Date %q, want %q", got, wantDate)
			}
		})
	}
}

func TestScenariosAreListedInTheirOrderWithWords(t *testing.T) {
	var names, wantNames []string
	for _, scenario := range simulator.Scenarios() {
		names = append(names, scenario.Name)
		if words := len(strings.Fields(scenario.Summary)); words == 0 || len(scenario.Summary) > 34 {
			t.Errorf("%s: summary %q does not fit a picker", scenario.Name, scenario.Summary)
		}
		if !strings.HasSuffix(scenario.Expect, ".") {
			t.Errorf("%s: what to expect is not a sentence: %q", scenario.Name, scenario.Expect)
		}
	}
	for _, row := range scenarioTable {
		wantNames = append(wantNames, row.name)
	}
	if !slices.Equal(names, wantNames) {
		t.Errorf("scenarios\n%v, want\n%v", names, wantNames)
	}
	if names[0] != simulator.Default {
		t.Errorf("the first scenario is %q, not the default", names[0])
	}
}

func TestTheListIsACopy(t *testing.T) {
	simulator.Scenarios()[0].Name = "changed"
	if got := simulator.Scenarios()[0].Name; got != "ok" {
		t.Errorf("a caller changed the list: %q", got)
	}
}

func TestAnUnknownScenarioIsRefusedWithTheList(t *testing.T) {
	_, startErr := simulator.Start("nope", simulator.WithLifetime(time.Hour))
	h, handlerErr := simulator.Handler("nope")
	if h != nil {
		t.Error("a handler came with the error")
	}
	server := start(t, "ok")
	for _, err := range []error{startErr, handlerErr, server.SetScenario("nope")} {
		var unknown *simulator.UnknownScenarioError
		if !errors.As(err, &unknown) || unknown.Name != "nope" {
			t.Fatalf("error %v, want an UnknownScenarioError for nope", err)
		}
		lines := strings.Split(err.Error(), "\n")
		if want := `"nope" is not a scenario of the simulator; the scenarios are:`; lines[0] != want {
			t.Errorf("first line %q, want %q", lines[0], want)
		}
		for i, scenario := range simulator.Scenarios() {
			if got := strings.Fields(lines[i+1])[0]; got != scenario.Name {
				t.Errorf("line %d names %q, want %q", i+1, got, scenario.Name)
			}
		}
		if len(lines) != len(scenarioTable)+1 {
			t.Errorf("%d lines, want one for each scenario and one before", len(lines))
		}
	}
	if got := server.Scenario(); got != "ok" {
		t.Errorf("the refused name changed the scenario to %q", got)
	}
}

func TestAnUnknownScenarioNameCannotDriveATerminal(t *testing.T) {
	_, err := simulator.Handler("\x1b[2J\u202e" + strings.Repeat("x", 1000))
	text := err.Error()
	if strings.ContainsAny(text, "\x1b\u202e") || len(strings.Split(text, "\n")[0]) > 200 {
		t.Errorf("hostile name in the text: %q", text)
	}
}

func TestSetScenarioChangesTheNextAnswer(t *testing.T) {
	server := start(t, "ok")
	for _, step := range []struct {
		name   string
		status int
	}{{"ok", 200}, {"rejected", 401}, {"html-502", 502}, {"ok", 200}} {
		if err := server.SetScenario(step.name); err != nil {
			t.Fatal(err)
		}
		response, err := http.Post(server.URL()+"/api/v1/auth", formType, strings.NewReader(rightForm()))
		if err != nil {
			t.Fatal(err)
		}
		_ = response.Body.Close()
		if response.StatusCode != step.status || server.Scenario() != step.name {
			t.Errorf("%s: status %d, scenario %q", step.name, response.StatusCode, server.Scenario())
		}
	}
}
