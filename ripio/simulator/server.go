package simulator

import (
	"context"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"sync"
	"time"
)

// Server is a simulator that listens on a free port of the loopback interface.
type Server struct {
	handler  *handler
	http     *http.Server
	url      string
	stop     context.CancelFunc // ends the responses that are still being sent
	closing  sync.Once
	closeErr error
	// running counts the accepting goroutine and one for each connection.
	running sync.WaitGroup
}

// Start begins to listen and to answer in the scenario of that name. Its error
// is an *UnknownScenarioError for an unknown name, and otherwise says why no
// port of the loopback interface could be opened.
func Start(scenario string, options ...Option) (*Server, error) {
	h, err := newHandler(scenario, options)
	if err != nil {
		return nil, err
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, fmt.Errorf("start the simulator: %w", err)
	}
	alive, stop := context.WithCancel(context.Background())
	s := &Server{handler: h, url: "http://" + listener.Addr().String(), stop: stop}
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
	return s, nil
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

// URL is the server's base address, such as "http://127.0.0.1:40123".
func (s *Server) URL() string { return s.url }

// Scenario is the name of the scenario in force.
func (s *Server) Scenario() string { return s.handler.scenario.Load().Name }

// SetScenario changes the behaviour from the next request on. It is safe while
// requests run. The error for an unknown name is an *UnknownScenarioError, and
// the scenario then stays as it is.
func (s *Server) SetScenario(name string) error { return s.handler.setScenario(name) }

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
