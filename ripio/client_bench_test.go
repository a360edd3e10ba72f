package ripio_test

import (
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"testing"
	"time"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/internal/wiretest"
	"devtools/ripio-explorer/ripio/jwt"
	"devtools/ripio-explorer/ripio/redact"
)

// BenchmarkSend compares a send with a POST by net/http alone that reads the
// body: bare, and with what a send does besides (the checks of the request, the
// scrubber, the decoding of the token). All of them open a connection for each
// request, as they must not reuse one. The metric wire-ns/op is the part of a
// send from its beginning to the last byte of the body, to compare with the bare
// POST.
func BenchmarkSend(b *testing.B) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(io.Discard, r.Body)
		w.Header().Set("Content-Type", "application/json")
		_, _ = io.WriteString(w, wiretest.GoodBody)
	}))
	defer server.Close()
	env, err := ripio.SimulatorAt(server.URL)
	if err != nil {
		b.Fatal(err)
	}
	request := wiretest.Request()
	client := &http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
	post := func(b *testing.B) {
		response, err := client.PostForm(env.AuthURL, url.Values{"username": {request.Username()}, "password": {wiretest.Canary}})
		if err != nil {
			b.Fatal(err)
		}
		if _, err := io.ReadAll(response.Body); err != nil {
			b.Fatal(err)
		}
		response.Body.Close()
	}
	b.Run("net-http", func(b *testing.B) {
		for b.Loop() {
			post(b)
		}
	})
	b.Run("net-http-and-checks", func(b *testing.B) {
		for b.Loop() {
			request.Check()
			redact.NewScrubber(request.Secret)
			post(b)
			if _, err := jwt.Decode(wiretest.DocsToken); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("ripio", func(b *testing.B) {
		var wire time.Duration
		for b.Loop() {
			exchange := new(ripio.Client).Authenticate(context.Background(), env, request)
			if exchange.Failure != nil {
				b.Fatal(exchange.Failure)
			}
			wire += exchange.Timing.Total
		}
		b.ReportMetric(float64(wire.Nanoseconds())/float64(b.N), "wire-ns/op")
	})
}
