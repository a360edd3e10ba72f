package simulator

import (
	"context"
	"net"
	"sync"
)

// InMemory is a simulator that no network leads to: only Dial reaches it.
type InMemory struct {
	*Server
	pipes *pipes
}

// StartInMemory begins to answer in the scenario. Its errors are those of Handler.
func StartInMemory(scenario string, options ...Option) (*InMemory, error) {
	h, err := newHandler(scenario, options)
	if err != nil {
		return nil, err
	}
	p := &pipes{waiting: make(chan net.Conn), closed: make(chan struct{})}
	return &InMemory{serve(h, p), p}, nil
}

// Dial opens a connection to the simulator, whatever the address.
func (s *InMemory) Dial(ctx context.Context, _, _ string) (net.Conn, error) {
	here, there := net.Pipe()
	select {
	case s.pipes.waiting <- there:
		return here, nil
	case <-s.pipes.closed:
		return nil, net.ErrClosed
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// pipes is a listener whose connections are pipes in this process.
type pipes struct {
	waiting chan net.Conn
	closed  chan struct{}
	once    sync.Once
}

func (p *pipes) Accept() (net.Conn, error) {
	select {
	case conn := <-p.waiting:
		return conn, nil
	case <-p.closed:
		return nil, net.ErrClosed
	}
}

func (p *pipes) Close() error {
	p.once.Do(func() { close(p.closed) })
	return nil
}

// Addr is the address that URLs name; nobody listens there.
func (p *pipes) Addr() net.Addr { return &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1), Port: 1} }
