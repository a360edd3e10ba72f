package simulator

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"strconv"
	"sync"
	"time"
)

// Server is a simulator that listens, on a free port of the loopback interface unless
// WithAddress says otherwise.
type Server struct {
	handler  *handler
	http     *http.Server
	address  *net.TCPAddr
	url      string
	stop     context.CancelFunc // ends the responses that are still being sent
	closing  sync.Once
	closeErr error
	// running counts the accepting goroutine and one for each connection.
	running sync.WaitGroup
}

// Start begins to listen and to answer in the scenario, or the sequence of them. Its
// errors are those of Handler, and otherwise say why no port could be opened.
func Start(scenario string, options ...Option) (*Server, error) {
	h, err := newHandler(scenario, options)
	if err != nil {
		return nil, err
	}
	listener, err := net.Listen("tcp", h.address)
	if err != nil {
		return nil, fmt.Errorf("start the simulator: %w", err)
	}
	return serve(h, listener), nil
}

// serve answers what comes over a listener.
func serve(h *handler, listener net.Listener) *Server {
	alive, stop := context.WithCancel(context.Background())
	s := &Server{handler: h, address: listener.Addr().(*net.TCPAddr), stop: stop}
	s.url = s.reachedAt("http")
	if h.certificate != nil {
		s.url = s.reachedAt("https")
		listener = tls.NewListener(listener, &tls.Config{
			Certificates: []tls.Certificate{*h.certificate}, MinVersion: tls.VersionTLS12, NextProtos: []string{"http/1.1"}, Time: h.now,
		})
	}
	s.http = &http.Server{
		Handler:           h,
		ReadHeaderTimeout: 5 * time.Second,
		// The body's time limit is set by the handler: ReadTimeout would go on
		// after the body and end the slow scenarios early.
		WriteTimeout:                 3 * time.Minute,
		IdleTimeout:                  30 * time.Second,
		MaxHeaderBytes:               16 << 10,
		DisableGeneralOptionsHandler: true,
		BaseContext:                  func(net.Listener) context.Context { return alive },
		ConnState:                    s.countConnections(alive),
		ErrorLog:                     log.New(io.Discard, "", 0),
	}
	s.running.Go(func() { _ = s.http.Serve(listener) }) // always http.ErrServerClosed
	return s
}

// countConnections is told of each connection: in the accepting goroutine when
// it is new, and at the end of its own goroutine.
func (s *Server) countConnections(alive context.Context) func(net.Conn, http.ConnState) {
	return func(connection net.Conn, state http.ConnState) {
		switch state {
		case http.StateNew:
			s.running.Add(1)
			if alive.Err() != nil { // accepted while Close was closing the others
				_ = connection.Close()
			}
		case http.StateClosed:
			s.running.Done()
		}
	}
}

// URL is the server's base URL for programs on this machine, such as
// "http://127.0.0.1:40123".
func (s *Server) URL() string { return s.url }

// OnLoopback reports whether only this machine can reach the server.
func (s *Server) OnLoopback() bool { return s.address.IP.IsLoopback() }

// reachedAt is the URL at which this machine reaches the server.
func (s *Server) reachedAt(scheme string) string {
	host := s.address.IP.String()
	if s.address.IP.IsUnspecified() { // every address, so the loopback one too
		host = "127.0.0.1"
	}
	return scheme + "://" + net.JoinHostPort(host, strconv.Itoa(s.address.Port))
}

// Scenario is the scenario or the sequence in force.
func (s *Server) Scenario() string { return s.handler.plan.Load().text }

// SetScenario changes the behaviour from the next request on; a sequence begins. It is
// safe while requests run. Its errors are those of Handler, and the scenario then stays
// as it is.
func (s *Server) SetScenario(name string) error { return s.handler.setScenario(name) }

// Shutdown stops listening and lets requests end by themselves until ctx does. Its error
// is that of ctx when some had to be ended.
func (s *Server) Shutdown(ctx context.Context) error {
	err := s.http.Shutdown(ctx)
	return errors.Join(err, s.Close())
}

// Close stops listening, ends requests that are still being answered, and
// returns when all of it has ended. It may be called more than once.
func (s *Server) Close() error {
	s.closing.Do(func() {
		s.stop()
		if err := s.http.Close(); err != nil {
			s.closeErr = fmt.Errorf("close the simulator: %w", err)
		}
		s.running.Wait()
	})
	return s.closeErr
}
