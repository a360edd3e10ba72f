package ripio_test

import (
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"testing"

	"devtools/ripio-explorer/ripio"
)

// BenchmarkSend compares a send with the same POST by net/http alone. Both open
// a connection for each request, as they must not reuse one, and read the body.
func BenchmarkSend(b *testing.B) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(io.Discard, r.Body)
		w.Header().Set("Content-Type", "application/json")
		_, _ = io.WriteString(w, goodBody)
	}))
	defer server.Close()
	env, err := ripio.SimulatorAt(server.URL)
	if err != nil {
		b.Fatal(err)
	}
	request := testRequest()
	b.Run("net-http", func(b *testing.B) {
		client := &http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
		form := url.Values{"username": {request.Username()}, "password": {canary}}
		for b.Loop() {
			response, err := client.PostForm(env.AuthURL, form)
			if err != nil {
				b.Fatal(err)
			}
			if _, err := io.ReadAll(response.Body); err != nil {
				b.Fatal(err)
			}
			response.Body.Close()
		}
	})
	b.Run("ripio", func(b *testing.B) {
		client := new(ripio.Client)
		for b.Loop() {
			if exchange := client.Authenticate(context.Background(), env, request); exchange.Failure != nil {
				b.Fatal(exchange.Failure)
			}
		}
	})
}
