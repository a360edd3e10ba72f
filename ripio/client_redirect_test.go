package ripio_test

import (
	"context"
	"fmt"
	"net"
	"strings"
	"testing"

	"devtools/ripio-explorer/ripio"
)

func TestAuthenticateFollowsNoRedirect(t *testing.T) {
	other := answering(t, "200 OK", "application/json", goodBody)
	tests := []struct {
		status, location string
		where            string
	}{
		{"300 Multiple Choices", "http://" + other.address() + "/", "it points to another host, " + other.address()},
		{"301 Moved Permanently", "http://" + other.address() + "/", "it points to another host, " + other.address()},
		{"302 Found", "//" + other.address() + "/x", "it points to another host, " + other.address()},
		{"303 See Other", "http://" + other.address() + "/", "it points to another host, " + other.address()},
		{"307 Temporary Redirect", "http://" + other.address() + "/", "it points to another host, " + other.address()},
		{"308 Permanent Redirect", "http://" + other.address() + "/", "it points to another host, " + other.address()},
		{"307 Temporary Redirect", "/elsewhere", "the host stays HOST"},
		{"301 Moved Permanently", "https://HOST/api/v1/auth", "it points from http to https; the host stays HOST"},
		{"302 Found", "javascript:alert(1)", "it points to the scheme javascript, which is no web address"},
		{"302 Found", "http://[::1", "its Location cannot be read as an address"},
		{"302 Found", "http://evil\x9b.example/", "it points to another host, evil\x9b.example"},
	}
	for _, tt := range tests {
		t.Run(tt.status+" to "+tt.location, func(t *testing.T) {
			var location string // known once the server listens
			server := newRawServer(t, func(conn *net.TCPConn, _ <-chan struct{}) {
				_, _ = fmt.Fprintf(conn, "HTTP/1.1 %s\r\nLocation: %s\r\nContent-Length: 0\r\n\r\n", tt.status, location)
			})
			location = strings.ReplaceAll(tt.location, "HOST", server.address())
			exchange := new(ripio.Client).Authenticate(context.Background(), server.env(), testRequest())
			failure := wantFailure(t, exchange, ripio.FailureRedirect)
			want := tt.status + "; " + strings.ReplaceAll(tt.where, "HOST", server.address())
			if failure.Evidence != want {
				t.Errorf("evidence %q, want %q", failure.Evidence, want)
			}
			if failure.Location != location {
				t.Errorf("location %q, want %q", failure.Location, location)
			}
			if server.posts.Load() != 1 || other.posts.Load() != 0 {
				t.Errorf("%d requests, and %d at the other server", server.posts.Load(), other.posts.Load())
			}
		})
	}
}

// TestAuthenticateFollowsNoRedirectToHTTP checks the way down from https.
func TestAuthenticateFollowsNoRedirectToHTTP(t *testing.T) {
	plain := answering(t, "200 OK", "application/json", goodBody)
	for _, status := range []int{301, 302, 303, 307, 308} {
		server := newTLSServer(t, tlsSetup{answer: fmt.Sprintf("HTTP/1.1 %d Elsewhere\r\nLocation: http://%s/\r\nContent-Length: 0\r\n\r\n", status, plain.address())})
		failure := wantFailure(t, server.client.Authenticate(context.Background(), server.env, testRequest()), ripio.FailureRedirect)
		if !strings.Contains(failure.Evidence, "it points from https to http; it points to another host, "+plain.address()) {
			t.Errorf("%d: evidence %q", status, failure.Evidence)
		}
	}
	server := newTLSServer(t, tlsSetup{answer: "HTTP/1.1 301 Moved Permanently\r\nLocation: http://" + strings.ToUpper(sandboxHost) + ":80/\r\nContent-Length: 0\r\n\r\n"})
	failure := wantFailure(t, server.client.Authenticate(context.Background(), server.env, testRequest()), ripio.FailureRedirect)
	if !strings.Contains(failure.Evidence, "it points from https to http; the host stays "+strings.ToUpper(sandboxHost)+":80") {
		t.Errorf("evidence %q", failure.Evidence)
	}
	if plain.posts.Load() != 0 {
		t.Errorf("%d requests over http", plain.posts.Load())
	}
}
