package ripio_test

import (
	"context"
	"fmt"
	"net"
	"strings"
	"testing"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/internal/wiretest"
)

func TestAuthenticateFollowsNoRedirect(t *testing.T) {
	other := wiretest.Answering(t, "200 OK", "application/json", wiretest.GoodBody)
	tests := []struct {
		status, location string
		where            string
	}{
		{"300 Multiple Choices", "http://" + other.Address() + "/", "it points to another host, " + other.Address()},
		{"301 Moved Permanently", "http://" + other.Address() + "/", "it points to another host, " + other.Address()},
		{"302 Found", "//" + other.Address() + "/x", "it points to another host, " + other.Address()},
		{"303 See Other", "http://" + other.Address() + "/", "it points to another host, " + other.Address()},
		{"307 Temporary Redirect", "http://" + other.Address() + "/", "it points to another host, " + other.Address()},
		{"308 Permanent Redirect", "http://" + other.Address() + "/", "it points to another host, " + other.Address()},
		{"307 Temporary Redirect", "/elsewhere", "the host stays HOST"},
		{"301 Moved Permanently", "https://HOST/api/v1/auth", "it points from http to https; the host stays HOST"},
		{"302 Found", "javascript:alert(1)", "it points to the scheme javascript, which is not a web URL"},
		{"302 Found", "http://[::1", "its Location cannot be read as a URL"},
		{"302 Found", "http://evil\x9b.example/", "it points to another host, evil\x9b.example"},
	}
	for _, tt := range tests {
		t.Run(tt.status+" to "+tt.location, func(t *testing.T) {
			var location string // known once the server listens
			server := wiretest.ServeRequests(t, func(conn *net.TCPConn, _ <-chan struct{}) {
				_, _ = fmt.Fprintf(conn, "HTTP/1.1 %s\r\nLocation: %s\r\nContent-Length: 0\r\n\r\n", tt.status, location)
			})
			location = strings.ReplaceAll(tt.location, "HOST", server.Address())
			exchange := new(ripio.Client).Authenticate(context.Background(), server.Env(), wiretest.Request())
			failure := wiretest.WantFailure(t, exchange, ripio.FailureRedirect)
			want := tt.status + "; " + strings.ReplaceAll(tt.where, "HOST", server.Address())
			if failure.Evidence != want {
				t.Errorf("evidence %q, want %q", failure.Evidence, want)
			}
			if failure.Location != location {
				t.Errorf("location %q, want %q", failure.Location, location)
			}
			if server.Posts.Load() != 1 || other.Posts.Load() != 0 {
				t.Errorf("%d requests, and %d at the other server", server.Posts.Load(), other.Posts.Load())
			}
		})
	}
}

// TestAuthenticateFollowsNoRedirectToHTTP checks the way down from https.
func TestAuthenticateFollowsNoRedirectToHTTP(t *testing.T) {
	plain := wiretest.Answering(t, "200 OK", "application/json", wiretest.GoodBody)
	for _, status := range []int{301, 302, 303, 307, 308} {
		server := wiretest.ServeTLS(t, wiretest.TLSSetup{Answer: fmt.Sprintf("HTTP/1.1 %d Elsewhere\r\nLocation: http://%s/\r\nContent-Length: 0\r\n\r\n", status, plain.Address())})
		failure := wiretest.WantFailure(t, server.Client.Authenticate(context.Background(), server.Env, wiretest.Request()), ripio.FailureRedirect)
		if !strings.Contains(failure.Evidence, "it points from https to http; it points to another host, "+plain.Address()) {
			t.Errorf("%d: evidence %q", status, failure.Evidence)
		}
	}
	server := wiretest.ServeTLS(t, wiretest.TLSSetup{Answer: "HTTP/1.1 301 Moved Permanently\r\nLocation: http://" + strings.ToUpper(wiretest.SandboxHost) + ":80/\r\nContent-Length: 0\r\n\r\n"})
	failure := wiretest.WantFailure(t, server.Client.Authenticate(context.Background(), server.Env, wiretest.Request()), ripio.FailureRedirect)
	if !strings.Contains(failure.Evidence, "it points from https to http; the host stays "+strings.ToUpper(wiretest.SandboxHost)+":80") {
		t.Errorf("evidence %q", failure.Evidence)
	}
	if plain.Posts.Load() != 0 {
		t.Errorf("%d requests over http", plain.Posts.Load())
	}
}
