package ripio

import (
	"cmp"
	"context"
	"crypto/tls"
	"net"
	"net/http"
	"net/url"
	"sync"
	"time"

	"devtools/ripio-explorer/ripio/phrase"
)

// maxHeaderBytes limits the headers of a response, interim responses included.
const maxHeaderBytes = 64 << 10

// transferBuffer holds a whole request or response as documented, in bytes.
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
			RootCAs:    c.roots(),
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

// connections opens the connections of one send, within ctx, and closes whatever is
// left of them at its end. net/http detaches the context that it passes, and would
// let a dial or a handshake go on after the caller gave up.
type connections struct {
	ctx  context.Context
	open func(ctx context.Context, network, address string) (net.Conn, error) // Client.Dial

	mu     sync.Mutex
	closed bool
	opened []net.Conn
}

func (c *connections) dial(_ context.Context, network, address string) (net.Conn, error) {
	open := c.open
	if open == nil {
		open = new(net.Dialer).DialContext
	}
	conn, err := open(c.ctx, network, address)
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

// close closes every connection, and one that is still being opened.
func (c *connections) close() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.closed = true
	for _, conn := range c.opened {
		_ = conn.Close() // most are closed already
	}
}

// The time limits of a client that sets none.
const (
	defaultConnectTimeout = 10 * time.Second
	defaultHeaderTimeout  = 15 * time.Second
	defaultTimeout        = 20 * time.Second
)

// timeLimitError says which limit a send ran into.
type timeLimitError struct {
	what  string
	limit time.Duration
}

// Error names the limit and its length.
func (e *timeLimitError) Error() string {
	return "the limit of " + phrase.InSeconds(e.limit) + " for " + e.what + " passed"
}

// limit makes the context of a send, which ends with a *timeLimitError as its
// cause when a phase takes too long. One mechanism serves all phases, because
// net/http has no limit of its own for a proxy's CONNECT. The caller says when the
// connection is ready and when the response's headers came, and calls stop at the
// end, which cancels the context.
func (c *Client) limit(ctx context.Context) (limited context.Context, connected, answered, stop func()) {
	limited, cancel := context.WithCancelCause(ctx)
	after := func(limit time.Duration, what string) *time.Timer {
		return time.AfterFunc(limit, func() { cancel(&timeLimitError{what: what, limit: limit}) })
	}
	headerTimeout := cmp.Or(max(c.HeaderTimeout, 0), defaultHeaderTimeout)
	whole := after(cmp.Or(max(c.Timeout, 0), defaultTimeout), "the whole call")
	connection := after(cmp.Or(max(c.ConnectTimeout, 0), defaultConnectTimeout), "the connection")
	header := after(headerTimeout, "the headers of the response")
	header.Stop() // until there is a connection
	connected = func() {
		connection.Stop()
		header.Reset(headerTimeout)
	}
	stop = func() {
		for _, timer := range []*time.Timer{whole, connection, header} {
			timer.Stop()
		}
		cancel(nil)
	}
	return limited, connected, func() { header.Stop() }, stop
}
