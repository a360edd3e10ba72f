package wiretest

import (
	"bufio"
	"bytes"
	"context"
	"io"
	"net"
	"net/http"
	"sync"
	"sync/atomic"
	"testing"

	"devtools/ripio-explorer/ripio"
)

// Server answers each connection with a function that has the bare
// connection to itself.
type Server struct {
	t        testing.TB
	listener net.Listener
	Posts    atomic.Int32 // requests that came whole
	mu       sync.Mutex
	request  []byte // the last request as it crossed the wire
	running  sync.WaitGroup
	Done     chan struct{}
}

// ServeRequests reads a whole request and then calls answer. done is closed when
// the test ends.
func ServeRequests(t testing.TB, answer func(conn *net.TCPConn, done <-chan struct{})) *Server {
	t.Helper()
	return Serve(t, func(s *Server, conn *net.TCPConn) {
		if s.ReadRequest(conn) {
			answer(conn, s.Done)
		}
	})
}

// Serve calls serve for each connection as soon as it is open.
func Serve(t testing.TB, serve func(s *Server, conn *net.TCPConn)) *Server {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s := &Server{t: t, listener: listener, Done: make(chan struct{})}
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
		close(s.Done)
		listener.Close()
		s.running.Wait()
	})
	return s
}

// ReadRequest reads a whole request, and reports whether one came.
func (s *Server) ReadRequest(conn net.Conn) bool {
	var wire bytes.Buffer
	request, err := http.ReadRequest(bufio.NewReader(io.TeeReader(conn, &wire)))
	if err != nil {
		return false
	}
	if discard(request.Body) != nil {
		return false
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.request = wire.Bytes()
	s.Posts.Add(1)
	return true
}

// Wire is the last request as it came.
func (s *Server) Wire() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return string(s.request)
}

// Address is where the server listens, as host:port.
func (s *Server) Address() string { return s.listener.Addr().String() }

// Env is an environment whose address is the server's.
func (s *Server) Env() ripio.Environment {
	env, err := ripio.SimulatorAt("http://" + s.Address())
	if err != nil {
		s.t.Fatal(err)
	}
	return env
}

// Replying answers every request with the same bytes and closes.
func Replying(t testing.TB, wire string) *Server {
	t.Helper()
	return ServeRequests(t, func(conn *net.TCPConn, _ <-chan struct{}) {
		_, _ = io.WriteString(conn, wire) // a client that stops reading is one of the cases
	})
}

// Answering wraps a body in an answer of that status line.
func Answering(t testing.TB, status, contentType, body string) *Server {
	t.Helper()
	return Replying(t, "HTTP/1.1 "+status+"\r\nContent-Type: "+contentType+"\r\n\r\n"+body)
}

// Silent lets every connection open and then says nothing.
func Silent(t testing.TB) *Server {
	t.Helper()
	return Serve(t, func(s *Server, conn *net.TCPConn) { <-s.Done })
}

// DialTo makes a client reach the server whatever host it asks for.
func DialTo(client *ripio.Client, address string) {
	var dialer net.Dialer
	client.Dial = func(ctx context.Context, network, _ string) (net.Conn, error) {
		return dialer.DialContext(ctx, network, address)
	}
}

// AnsweredOverPipe is a send that these bytes answered, without the network. It
// passes for one to the sandbox.
func AnsweredOverPipe(wire string) ripio.Exchange { return SentOverPipe(PlainRequest(), wire) }

// SentOverPipe is the same for a request.
func SentOverPipe(request ripio.Request, wire string) ripio.Exchange {
	client := &ripio.Client{Dial: func(context.Context, string, string) (net.Conn, error) {
		near, far := net.Pipe()
		go func() {
			defer far.Close()
			if request, err := http.ReadRequest(bufio.NewReader(far)); err != nil || discard(request.Body) != nil {
				return
			}
			_, _ = io.WriteString(far, wire) // a client that stops reading is one of the cases
		}()
		return near, nil
	}}
	env, err := ripio.SimulatorAt("http://127.0.0.1:1")
	if err != nil {
		panic(err)
	}
	exchange := client.Authenticate(context.Background(), env, request)
	exchange.Environment, _ = ripio.EnvironmentFor(ripio.Sandbox)
	exchange.Request.URL = exchange.Environment.AuthURL
	return exchange
}

func discard(body io.Reader) error {
	_, err := io.Copy(io.Discard, body)
	return err
}
