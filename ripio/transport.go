package ripio

import (
	"context"
	"crypto/tls"
	"net"
	"net/http"
	"net/url"
	"sync"
	"time"

	"devtools/ripio-explorer/ripio/internal/phrase"
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

// timeLimits ends a send that takes too long by cancelling its context with a
// *timeLimitError as the cause. One mechanism serves all phases: net/http has no
// limit of its own for a proxy's answer, for instance.
type timeLimits struct {
	cancel                   context.CancelCauseFunc
	overall, connect, header *time.Timer
	headerTimeout            time.Duration
}

// limit starts the limits of a send. The caller ends them with stop.
func (c *Client) limit(ctx context.Context) (context.Context, *timeLimits) {
	ctx, cancel := context.WithCancelCause(ctx)
	l := &timeLimits{cancel: cancel, headerTimeout: orDefault(c.HeaderTimeout, defaultHeaderTimeout)}
	l.overall = l.after(orDefault(c.Timeout, defaultTimeout), "the whole call")
	l.connect = l.after(orDefault(c.ConnectTimeout, defaultConnectTimeout), "the connection")
	l.header = l.after(l.headerTimeout, "the head of the answer")
	l.header.Stop() // until there is a connection
	return ctx, l
}

// after cancels the send once limit has passed.
func (l *timeLimits) after(limit time.Duration, what string) *time.Timer {
	return time.AfterFunc(limit, func() { l.cancel(&timeLimitError{what: what, limit: limit}) })
}

// connected ends the limit for the connection and begins the next one.
func (l *timeLimits) connected() {
	l.connect.Stop()
	l.header.Reset(l.headerTimeout)
}

// answered ends the limit for the head of the answer.
func (l *timeLimits) answered() { l.header.Stop() }

// stop ends all limits and everything that depends on the context.
func (l *timeLimits) stop() {
	for _, timer := range []*time.Timer{l.overall, l.connect, l.header} {
		timer.Stop()
	}
	l.cancel(nil)
}

// orDefault returns the default for a limit that is not set.
func orDefault(limit, fallback time.Duration) time.Duration {
	if limit <= 0 {
		return fallback
	}
	return limit
}
