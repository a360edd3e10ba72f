package simulator_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"devtools/ripio-explorer/ripio/simulator"
)

const (
	formType    = "application/x-www-form-urlencoded"
	externalRef = "3f2b8c1e-8a0d-4c5e-9b7a-0c1d2e3f4a5b"
	canary      = "c4nary/secret+value"
)

// noon is the time of every answer in these tests.
var noon = time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)

func atNoon() simulator.Option {
	return simulator.WithClock(func() time.Time { return noon })
}

func newHandler(t testing.TB, scenario string, options ...simulator.Option) http.Handler {
	t.Helper()
	h, err := simulator.Handler(scenario, append([]simulator.Option{atNoon()}, options...)...)
	if err != nil {
		t.Fatal(err)
	}
	return h
}

func start(t testing.TB, scenario string, options ...simulator.Option) *simulator.Server {
	t.Helper()
	s, err := simulator.Start(scenario, options...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return s
}

// rightForm is a form as the documentation describes it.
func rightForm() string {
	username := simulator.ExampleClientID + ":" + externalRef + ":" + simulator.ExampleAddress
	return url.Values{"username": {username}, "password": {canary}}.Encode()
}

func rightRequest() *http.Request {
	return formRequest(rightForm())
}

func formRequest(body string) *http.Request {
	r := httptest.NewRequest(http.MethodPost, "/api/v1/auth", strings.NewReader(body))
	r.Header.Set("Content-Type", formType)
	return r
}

// ask returns a handler's answer to a request and the answer's body.
func ask(t testing.TB, h http.Handler, r *http.Request) (*http.Response, string) {
	t.Helper()
	recorder := httptest.NewRecorder()
	h.ServeHTTP(recorder, r)
	response := recorder.Result()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return response, string(body)
}
