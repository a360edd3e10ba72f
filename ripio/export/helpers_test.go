package export_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"
	"time"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/export"
	"devtools/ripio-explorer/ripio/redact"
	"devtools/ripio-explorer/ripio/simulator"
)

// hostile is a secret with a character for every shell and every encoding.
const hostile = "a+b & %41%PATH% = ; é $HOME `id` $(id) \"q\" 'p' \\ ^! {{x}} @<>|*~# \\\" 終"

// received is a simulator that keeps the forms and headers it gets.
type received struct {
	*httptest.Server
	mu      sync.Mutex
	forms   []url.Values
	headers []http.Header
}

func receive(t *testing.T, scenario string, options ...simulator.Option) *received {
	t.Helper()
	handler, err := simulator.Handler(scenario, options...)
	if err != nil {
		t.Fatal(err)
	}
	return serve(t, handler)
}

// serve is receive with another server.
func serve(t *testing.T, handler http.Handler) *received {
	t.Helper()
	r := &received{}
	r.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, request *http.Request) {
		body, _ := io.ReadAll(request.Body)
		form, err := url.ParseQuery(string(body))
		if err != nil {
			t.Errorf("the form cannot be decoded: %v", err)
		}
		r.mu.Lock()
		r.forms, r.headers = append(r.forms, form), append(r.headers, request.Header)
		r.mu.Unlock()
		request.Body = io.NopCloser(strings.NewReader(string(body)))
		handler.ServeHTTP(w, request)
	}))
	t.Cleanup(r.Close)
	return r
}

// count is how many requests came since the last look.
func (r *received) count() int {
	r.mu.Lock()
	defer r.mu.Unlock()
	came := len(r.forms)
	r.forms = nil
	return came
}

// header is the header of the first request.
func (r *received) header() http.Header {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.headers[0]
}

// wantForm looks for one request since the last look, with the form that this
// program sends.
func (r *received) wantForm(t *testing.T, call export.Call, secret string) {
	t.Helper()
	r.mu.Lock()
	defer r.mu.Unlock()
	if len(r.forms) != 1 {
		t.Fatalf("%d requests came", len(r.forms))
	}
	form := r.forms[0]
	if len(form) != 2 || len(form["username"]) != 1 || len(form["password"]) != 1 {
		t.Fatalf("the fields are %q", form)
	}
	if got := form.Get("username"); got != call.Username() {
		t.Errorf("the username is %q, want %q", got, call.Username())
	}
	if got := form.Get("password"); got != secret {
		t.Errorf("the password is %q, want %q", got, secret)
	}
	r.forms = nil
}

// call is a call to the simulator with ordinary parts.
func (r *received) call(t *testing.T) export.Call {
	t.Helper()
	return r.callWith(t, simulator.ExampleClientID, "3f2b8c1e-8a0d-4c5e-9b7a-0c1d2e3f4a5b", simulator.ExampleAddress)
}

func (r *received) callWith(t *testing.T, clientID, externalRef, address string) export.Call {
	t.Helper()
	environment, err := ripio.SimulatorAt(r.URL)
	if err != nil {
		t.Fatal(err)
	}
	return newCall(t, environment, ripio.Request{ClientID: clientID, ExternalRef: externalRef, Address: address})
}

func newCall(t *testing.T, environment ripio.Environment, request ripio.Request) export.Call {
	t.Helper()
	call, err := export.NewCall(environment, request)
	if err != nil {
		t.Fatal(err)
	}
	return call
}

// run runs a program with the client_secret in its environment and returns what it
// prints. Proxies of the machine are left out.
func run(t *testing.T, secret, dir, name string, arguments ...string) (output string, err error) {
	t.Helper()
	return runWith(t, "", secret, dir, name, arguments...)
}

func runWith(t *testing.T, input, secret, dir, name string, arguments ...string) (output string, err error) {
	t.Helper()
	path, err := exec.LookPath(name)
	if err != nil {
		t.Skipf("%s is not installed", name)
	}
	command := exec.Command(path, arguments...)
	command.Dir, command.Stdin = dir, strings.NewReader(input)
	command.WaitDelay = time.Second
	for _, entry := range os.Environ() {
		if variable, _, _ := strings.Cut(entry, "="); !strings.HasSuffix(strings.ToLower(variable), "_proxy") {
			command.Env = append(command.Env, entry)
		}
	}
	command.Env = append(command.Env, "LC_ALL=C.UTF-8")
	if secret != "" {
		command.Env = append(command.Env, export.SecretVariable+"="+secret)
	}
	text, err := command.CombinedOutput()
	return string(text), err
}

func secretOf(text string) redact.Secret { return redact.NewSecret(text) }
