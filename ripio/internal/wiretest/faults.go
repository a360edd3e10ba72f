package wiretest

import (
	"context"
	"io"
	"net"
	"os"
	"syscall"
	"testing"
	"time"

	"devtools/ripio-explorer/ripio"
)

// FailingClient is a client whose connections fail with that error.
func FailingClient(err error) *ripio.Client {
	client := &ripio.Client{Proxy: NoProxy}
	client.Dial = func(context.Context, string, string) (net.Conn, error) { return nil, err }
	return client
}

// DialError is what net.Dialer returns when connecting fails with that number.
func DialError(number syscall.Errno) error {
	return &net.OpError{Op: "dial", Net: "tcp", Err: os.NewSyscallError("connect", number)}
}

// NoticingConn closes Proceed when its first bytes were read.
type NoticingConn struct {
	net.Conn
	Proceed chan struct{}
	told    bool
}

// Read also closes Proceed.
func (c *NoticingConn) Read(p []byte) (int, error) {
	n, err := c.Conn.Read(p)
	if n > 0 && !c.told {
		c.told = true
		close(c.Proceed)
	}
	return n, err
}

// Hang is a way to get stuck in a phase, for time limits and cancellation.
type Hang struct {
	Name  string
	Phase ripio.Phase
	// Limit is what the send runs into; the client has that limit short.
	Limit    string
	Evidence string // in front of the limit
	Set      func(client *ripio.Client, short time.Duration)
	Start    func(t *testing.T, client *ripio.Client) ripio.Environment
}

func connectLimit(client *ripio.Client, short time.Duration) { client.ConnectTimeout = short }
func headerLimit(client *ripio.Client, short time.Duration)  { client.HeaderTimeout = short }
func overallLimit(client *ripio.Client, short time.Duration) { client.Timeout = short }

func loopback(server *Server) func(*testing.T, *ripio.Client) ripio.Environment {
	return func(*testing.T, *ripio.Client) ripio.Environment { return server.Env() }
}

// Hangs lists a way to get stuck in each phase.
func Hangs(t *testing.T) []Hang {
	const head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100\r\n"
	saying := func(parts ...string) *Server {
		return ServeRequests(t, func(conn *net.TCPConn, done <-chan struct{}) {
			for _, part := range parts {
				_, _ = io.WriteString(conn, part)
			}
			<-done
		})
	}
	return []Hang{
		{"DNS", ripio.PhaseDNS, "the connection", "", connectLimit, hangingDNS},
		{"connect", "", "the connection", "", connectLimit, hangingConnect},
		{"TLS handshake", ripio.PhaseTLS, "the connection", "", connectLimit, func(t *testing.T, client *ripio.Client) ripio.Environment {
			DialTo(client, Silent(t).Address())
			client.Proxy = NoProxy
			sandbox, _ := ripio.EnvironmentFor(ripio.Sandbox)
			return sandbox
		}},
		{"proxy tunnel", ripio.PhaseProxy, "the connection", "", connectLimit, func(t *testing.T, client *ripio.Client) ripio.Environment {
			client.Proxy = ProxyAt("http://" + Silent(t).Address())
			sandbox, _ := ripio.EnvironmentFor(ripio.Sandbox)
			return sandbox
		}},
		{"no answer", ripio.PhaseFirstByte, "the headers of the response", "", headerLimit, loopback(saying())},
		{"half a head", ripio.PhaseFirstByte, "the headers of the response", "the headers of a response had begun; ", headerLimit, loopback(saying(head))},
		{"only interim answers", ripio.PhaseFirstByte, "the headers of the response", "the headers of a response had begun; ", headerLimit,
			loopback(saying("HTTP/1.1 103 Early Hints\r\n\r\n"))},
		{"body", ripio.PhaseBody, "the whole call", "the response began with 200 OK; ", overallLimit, loopback(saying(head+"\r\n", `{"succeed":`))},
	}
}

// hangingDNS resolves through a server that never answers.
func hangingDNS(t *testing.T, client *ripio.Client) ripio.Environment {
	resolver, err := net.ListenPacket("udp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { resolver.Close() })
	dialer := net.Dialer{Resolver: &net.Resolver{PreferGo: true, Dial: func(ctx context.Context, _, _ string) (net.Conn, error) {
		return new(net.Dialer).DialContext(ctx, "udp", resolver.LocalAddr().String())
	}}}
	client.Dial = dialer.DialContext
	client.Proxy = NoProxy
	sandbox, _ := ripio.EnvironmentFor(ripio.Sandbox)
	return sandbox
}

// hangingConnect opens no connection until the caller gives up. It stands for
// an address that swallows packets, and reports no phase.
func hangingConnect(_ *testing.T, client *ripio.Client) ripio.Environment {
	client.Dial = func(ctx context.Context, _, _ string) (net.Conn, error) {
		<-ctx.Done()
		return nil, ctx.Err()
	}
	client.Proxy = NoProxy
	sandbox, _ := ripio.EnvironmentFor(ripio.Sandbox)
	return sandbox
}
