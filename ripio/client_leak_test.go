package ripio_test

import (
	"context"
	"errors"
	"net"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/internal/wiretest"
)

// recordConnections makes the client keep a list of what it opens.
func recordConnections(client *ripio.Client, open func(ctx context.Context, network, address string) (net.Conn, error)) (opened func() []net.Conn) {
	var mu sync.Mutex
	var conns []net.Conn
	client.Dial = func(ctx context.Context, network, address string) (net.Conn, error) {
		conn, err := open(ctx, network, address)
		if err == nil {
			mu.Lock()
			defer mu.Unlock()
			conns = append(conns, conn)
		}
		return conn, err
	}
	return func() []net.Conn {
		mu.Lock()
		defer mu.Unlock()
		return conns
	}
}

// sendersRunning counts the goroutines that work for a send on the client's
// side.
func sendersRunning() int {
	stacks := make([]byte, 4<<20)
	stacks = stacks[:runtime.Stack(stacks, true)]
	count := 0
	for stack := range strings.SplitSeq(string(stacks), "\n\n") {
		for _, function := range []string{"net/http.(*persistConn)", "net/http.(*Transport)", "tls.(*Conn).clientHandshake", "ripio.(*connections)"} {
			if strings.Contains(stack, function) {
				count++
				break
			}
		}
	}
	return count
}

func TestAuthenticateLeavesNothingBehind(t *testing.T) {
	direct := new(net.Dialer).DialContext
	to := func(address string) func(context.Context, string, string) (net.Conn, error) {
		return func(ctx context.Context, network, _ string) (net.Conn, error) { return direct(ctx, network, address) }
	}
	sandbox, _ := ripio.EnvironmentFor(ripio.Sandbox)
	mute, good := wiretest.Silent(t), wiretest.Answering(t, "200 OK", "application/json", wiretest.GoodBody)
	halfway := wiretest.ServeRequests(t, func(conn *net.TCPConn, done <-chan struct{}) {
		_, _ = conn.Write([]byte("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{"))
		<-done
	})
	tests := []struct {
		name  string
		env   ripio.Environment
		open  func(context.Context, string, string) (net.Conn, error)
		proxy string
	}{
		{"a token", good.Env(), direct, ""},
		{"too large", wiretest.Answering(t, "200 OK", "text/plain", strings.Repeat("x", 1<<20)).Env(), direct, ""},
		{"101", wiretest.Replying(t, "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\n").Env(), direct, ""},
		{"cancelled while waiting", mute.Env(), direct, ""},
		{"cancelled in the body", halfway.Env(), direct, ""},
		{"cancelled in the TLS handshake", sandbox, to(mute.Address()), ""},
		{"cancelled in the proxy's tunnel", sandbox, direct, "http://" + mute.Address()},
		{"cancelled in the handshake with a proxy", sandbox, direct, "https://" + mute.Address()},
		{"cancelled in SOCKS", sandbox, direct, "socks5://" + mute.Address()},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			client := &ripio.Client{Proxy: wiretest.NoProxy}
			if tt.proxy != "" {
				client.Proxy = wiretest.ProxyAt(tt.proxy)
			}
			ctx, cancel := context.WithCancel(context.Background())
			defer cancel()
			opened := recordConnections(client, func(dialing context.Context, network, address string) (net.Conn, error) {
				conn, err := tt.open(dialing, network, address)
				if strings.HasPrefix(tt.name, "cancelled") {
					time.AfterFunc(80*time.Millisecond, cancel) // not before the connection, however busy the machine
				}
				return conn, err
			})
			exchange := client.Authenticate(ctx, tt.env, wiretest.Request())
			if strings.HasPrefix(tt.name, "cancelled") {
				wiretest.WantFailure(t, exchange, ripio.FailureCancelled)
			}
			if len(opened()) != 1 {
				t.Errorf("%d connections were opened", len(opened()))
			}
			for _, conn := range opened() {
				if err := conn.SetDeadline(time.Time{}); !errors.Is(err, net.ErrClosed) {
					t.Errorf("a connection was left open: %v", err)
				}
			}
			eventually(t, "no goroutine is left", func() bool { return sendersRunning() == 0 })
		})
	}
}

// TestAuthenticateClosesALateConnection has a dial that comes back after the
// caller has gone. The handshake that net/http would begin then has no end.
func TestAuthenticateClosesALateConnection(t *testing.T) {
	server := wiretest.Silent(t)
	sandbox, _ := ripio.EnvironmentFor(ripio.Sandbox)
	client := &ripio.Client{Proxy: wiretest.NoProxy}
	release := make(chan struct{})
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	opened := recordConnections(client, func(_ context.Context, network, _ string) (net.Conn, error) {
		cancel() // not before the dial, however busy the machine
		<-release
		return net.Dial(network, server.Address())
	})
	wiretest.WantFailure(t, client.Authenticate(ctx, sandbox, wiretest.Request()), ripio.FailureCancelled)
	close(release)
	eventually(t, "the connection is closed", func() bool {
		conns := opened()
		return len(conns) == 1 && errors.Is(conns[0].SetDeadline(time.Time{}), net.ErrClosed)
	})
}
