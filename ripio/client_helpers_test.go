package ripio_test

import (
	"bufio"
	"bytes"
	"context"
	"io"
	"net"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/redact"
)

const (
	testRef     = "3f2b8c1e-8a0d-4c5e-9b7a-0c1d2e3f4a5b"
	testAddress = "0x646e7C5C9C1bA8B47E2bE6e2fB3bC7b0a1F2d3E4"
	// canary has characters that each kind of escaping changes.
	canary = `c4nary/S&cret+"v=1%é`
	// docsToken is the sample of the documentation's page; it expired in 2024.
	docsToken = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzZXNzaW9uIjoiMThhYjZkNmM4ZDk4NWE5Y2M4N2IwMTcyN2ExMWYwOTQ4YzJmNGUxYzQ0ODEzZTZhNDU0MzcxYTg1NzY3YjE5OSIsImV4cCI6MTcwODI5ODMzM30.4aRUEXLkUs3jf-DYMcH8claUuDKfc8qbTjW6JzpBTjI"
	goodBody  = `{"succeed":true,"token":"` + docsToken + `","token_type":"bearer"}`
)

func testRequest() ripio.Request {
	return ripio.Request{ClientID: "acme-client", ExternalRef: testRef, Address: testAddress, Secret: redact.NewSecret(canary), CredentialsFor: ripio.Sandbox}
}

// rawServer answers each connection with a function that has the bare
// connection to itself.
type rawServer struct {
	t        testing.TB
	listener net.Listener
	posts    atomic.Int32 // requests that came whole
	mu       sync.Mutex
	request  []byte // the last request as it crossed the wire
	running  sync.WaitGroup
	done     chan struct{}
}

// newRawServer reads a whole request and then calls answer. done is closed when
// the test ends.
func newRawServer(t testing.TB, answer func(conn *net.TCPConn, done <-chan struct{})) *rawServer {
	t.Helper()
	return newBareServer(t, func(s *rawServer, conn *net.TCPConn) {
		if s.readRequest(conn) {
			answer(conn, s.done)
		}
	})
}

// newBareServer calls serve for each connection as soon as it is open.
func newBareServer(t testing.TB, serve func(s *rawServer, conn *net.TCPConn)) *rawServer {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s := &rawServer{t: t, listener: listener, done: make(chan struct{})}
	s.running.Go(func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			s.running.Go(func() {
				defer conn.Close()
				serve(s, conn.(*net.TCPConn))
			})
		}
	})
	t.Cleanup(func() {
		close(s.done)
		listener.Close()
		s.running.Wait()
	})
	return s
}

func (s *rawServer) readRequest(conn net.Conn) bool {
	var wire bytes.Buffer
	request, err := http.ReadRequest(bufio.NewReader(io.TeeReader(conn, &wire)))
	if err != nil {
		return false
	}
	if _, err := io.Copy(io.Discard, request.Body); err != nil {
		return false
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.request = wire.Bytes()
	s.posts.Add(1)
	return true
}

// wire is the last request as it came.
func (s *rawServer) wire() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return string(s.request)
}

func (s *rawServer) address() string { return s.listener.Addr().String() }

// env is an environment whose address is the server's.
func (s *rawServer) env() ripio.Environment {
	env, err := ripio.SimulatorAt("http://" + s.address())
	if err != nil {
		s.t.Fatal(err)
	}
	return env
}

// replying answers every request with the same bytes and closes.
func replying(t testing.TB, wire string) *rawServer {
	t.Helper()
	return newRawServer(t, func(conn *net.TCPConn, _ <-chan struct{}) {
		_, _ = io.WriteString(conn, wire) // a client that stops reading is one of the cases
	})
}

// answering wraps a body in an answer of that status line.
func answering(t testing.TB, status, contentType, body string) *rawServer {
	t.Helper()
	return replying(t, "HTTP/1.1 "+status+"\r\nContent-Type: "+contentType+"\r\n\r\n"+body)
}

// silent lets every connection open and then says nothing.
func silent(t testing.TB) *rawServer {
	t.Helper()
	return newBareServer(t, func(s *rawServer, conn *net.TCPConn) { <-s.done })
}

// dialTo makes a client reach the server whatever host it asks for.
func dialTo(client *ripio.Client, address string) {
	var dialer net.Dialer
	ripio.SetDial(client, func(ctx context.Context, network, _ string) (net.Conn, error) {
		return dialer.DialContext(ctx, network, address)
	})
}

// wantFailure checks the kind and gives the failure.
func wantFailure(t testing.TB, exchange ripio.Exchange, kind ripio.FailureKind) *ripio.Failure {
	t.Helper()
	if exchange.Failure == nil {
		t.Fatalf("no failure, want %s; response %+v", kind, exchange.Response)
	}
	if exchange.Failure.Kind != kind {
		t.Fatalf("failure %s (%s; cause %v), want %s", exchange.Failure.Kind, exchange.Failure.Evidence, exchange.Failure.Cause, kind)
	}
	return exchange.Failure
}

// answerCodes lists the codes of the findings about the answer.
func answerCodes(exchange ripio.Exchange) string {
	var codes []string
	for _, finding := range finding.ForField(exchange.Findings, finding.FieldAnswer) {
		codes = append(codes, string(finding.Code))
	}
	return strings.Join(codes, " ")
}

// eventually waits for something that happens at once on an idle machine.
func eventually(t testing.TB, what string, happened func() bool) {
	t.Helper()
	deadline := time.Now().Add(5 * time.Second)
	for !happened() {
		if time.Now().After(deadline) {
			t.Fatalf("after 5 s still not: %s", what)
		}
		time.Sleep(time.Millisecond)
	}
}
