package ripio

import (
	"context"
	"crypto/tls"
	"net"
	"net/http"
	"net/url"
	"sync"
	"time"
)

// maxHeaderBytes limits the head of an answer, interim answers included.
const maxHeaderBytes = 64 << 10

// transferBuffer holds a whole request or answer as documented, in bytes.
const transferBuffer = 1 << 10

// newTransport makes a transport for one send. It differs from net/http's
// default where a secret in the body demands it:
//
//   - HTTP/1 only: HTTP/2 sends a body again, silently, when the server says
//     GOAWAY or REFUSED_STREAM, and GODEBUG=http2debug=2 prints it.
//   - no connection is kept or reused, so that nothing is sent a second time.
//   - no transparent decompression: the limits count the bytes of the wire.
//   - certificates are always verified. There is no switch.
//
// Only RoundTrip is used, which never follows a redirect.
func (c *Client) newTransport(proxy *url.URL, conns *connections, trace *trace) *http.Transport {
	transport := &http.Transport{
		DialContext:            conns.dial,
		Protocols:              new(http.Protocols),
		DisableKeepAlives:      true,
		DisableCompression:     true,
		MaxResponseHeaderBytes: maxHeaderBytes,
		WriteBufferSize:        transferBuffer,
		ReadBufferSize:         transferBuffer,
		TLSClientConfig: &tls.Config{
			MinVersion: tls.VersionTLS12,
			RootCAs:    c.RootCAs,
			NextProtos: []string{"http/1.1"},
			Time:       c.now,
		},
	}
	transport.Protocols.SetHTTP1(true)
	if proxy != nil {
		useProxy(transport, proxy, c.userAgent(), trace)
	}
	return transport
}

// now is the local wall clock. It carries no monotonic part, which stands still
// while a machine sleeps.
func (c *Client) now() time.Time {
	if c.Now == nil {
		return time.Now().Round(0)
	}
	return c.Now().Round(0)
}

// dialFunc opens a connection, as net.Dialer.DialContext does.
type dialFunc func(ctx context.Context, network, address string) (net.Conn, error)

// connections opens the connections of one send and closes whatever is left of
// them at its end. net/http would let a dial or a handshake go on after the
// caller gave up.
type connections struct {
	ctx  context.Context // the send's own: net/http detaches the one it passes
	open dialFunc

	mu     sync.Mutex
	closed bool
	opened []net.Conn
}

func (c *Client) newConnections(ctx context.Context) *connections {
	open := c.dial
	if open == nil {
		open = new(net.Dialer).DialContext
	}
	return &connections{ctx: ctx, open: open}
}

// dial opens a connection and remembers it.
func (c *connections) dial(_ context.Context, network, address string) (net.Conn, error) {
	conn, err := c.open(c.ctx, network, address)
	if err != nil {
		return nil, err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.closed {
		_ = conn.Close()
		return nil, net.ErrClosed
	}
	c.opened = append(c.opened, conn)
	return conn, nil
}

// close closes every connection, and those that are still being opened.
func (c *connections) close() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.closed = true
	for _, conn := range c.opened {
		_ = conn.Close() // most are closed already
	}
}
