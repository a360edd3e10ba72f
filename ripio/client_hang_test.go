package ripio_test

import (
	"context"
	"io"
	"net"
	"strings"
	"testing"
	"time"

	"devtools/ripio-explorer/ripio"
)

// A hang is a way to get stuck in a phase, for time limits and cancellation.
type hang struct {
	name  string
	phase ripio.Phase
	// limit is what the send runs into; the client has that limit short.
	limit    string
	evidence string // in front of the limit
	set      func(client *ripio.Client, short time.Duration)
	start    func(t *testing.T, client *ripio.Client) ripio.Environment
}

func connectLimit(client *ripio.Client, short time.Duration) { client.ConnectTimeout = short }
func headerLimit(client *ripio.Client, short time.Duration)  { client.HeaderTimeout = short }
func overallLimit(client *ripio.Client, short time.Duration) { client.Timeout = short }

func loopback(server *rawServer) func(*testing.T, *ripio.Client) ripio.Environment {
	return func(*testing.T, *ripio.Client) ripio.Environment { return server.env() }
}

// hangs lists a way to get stuck in each phase.
func hangs(t *testing.T) []hang {
	const head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100\r\n"
	saying := func(parts ...string) *rawServer {
		return newRawServer(t, func(conn *net.TCPConn, done <-chan struct{}) {
			for _, part := range parts {
				_, _ = io.WriteString(conn, part)
			}
			<-done
		})
	}
	return []hang{
		{"DNS", ripio.PhaseDNS, "the connection", "", connectLimit, hangingDNS},
		{"connect", "", "the connection", "", connectLimit, hangingConnect},
		{"TLS handshake", ripio.PhaseTLS, "the connection", "", connectLimit, func(t *testing.T, client *ripio.Client) ripio.Environment {
			dialTo(client, silent(t).address())
			client.Proxy = noProxy
			sandbox, _ := ripio.EnvironmentFor(ripio.Sandbox)
			return sandbox
		}},
		{"proxy tunnel", ripio.PhaseProxy, "the connection", "", connectLimit, func(t *testing.T, client *ripio.Client) ripio.Environment {
			client.Proxy = proxyAt("http://" + silent(t).address())
			sandbox, _ := ripio.EnvironmentFor(ripio.Sandbox)
			return sandbox
		}},
		{"no answer", ripio.PhaseFirstByte, "the head of the answer", "", headerLimit, loopback(saying())},
		{"half a head", ripio.PhaseFirstByte, "the head of the answer", "the head of an answer had begun; ", headerLimit, loopback(saying(head))},
		{"only interim answers", ripio.PhaseFirstByte, "the head of the answer", "the head of an answer had begun; ", headerLimit,
			loopback(saying("HTTP/1.1 103 Early Hints\r\n\r\n"))},
		{"body", ripio.PhaseBody, "the whole call", "the answer began with 200 OK; ", overallLimit, loopback(saying(head+"\r\n", `{"succeed":`))},
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
	ripio.SetDial(client, dialer.DialContext)
	client.Proxy = noProxy
	sandbox, _ := ripio.EnvironmentFor(ripio.Sandbox)
	return sandbox
}

// hangingConnect opens no connection until the caller gives up. It stands for
// an address that swallows packets, and reports no phase.
func hangingConnect(_ *testing.T, client *ripio.Client) ripio.Environment {
	ripio.SetDial(client, func(ctx context.Context, _, _ string) (net.Conn, error) {
		<-ctx.Done()
		return nil, ctx.Err()
	})
	client.Proxy = noProxy
	sandbox, _ := ripio.EnvironmentFor(ripio.Sandbox)
	return sandbox
}

func TestAuthenticateSaysWhereItHung(t *testing.T) {
	for _, tt := range hangs(t) {
		t.Run(tt.name, func(t *testing.T) {
			const short = 60 * time.Millisecond
			client := new(ripio.Client)
			tt.set(client, short)
			env := tt.start(t, client)
			began := time.Now()
			exchange := client.Authenticate(context.Background(), env, testRequest())
			took := time.Since(began)
			failure := wantFailure(t, exchange, ripio.FailureTimeout)
			if failure.Phase != tt.phase || exchange.Timing.Reached != tt.phase {
				t.Errorf("phase %q, reached %q, want %q", failure.Phase, exchange.Timing.Reached, tt.phase)
			}
			if want := tt.evidence + "the limit of 0.06 s for " + tt.limit + " passed"; failure.Evidence != want {
				t.Errorf("evidence %q, want %q", failure.Evidence, want)
			}
			if took < short || took > short+time.Second {
				t.Errorf("took %v", took)
			}
			if (exchange.Response != nil) != (tt.phase == ripio.PhaseBody) {
				t.Errorf("response %+v", exchange.Response)
			}
		})
	}
}

// TestALimitEndsWithItsPhase has a body that takes longer than the limits for
// the connection and the head.
func TestALimitEndsWithItsPhase(t *testing.T) {
	const limit = 100 * time.Millisecond
	server := newRawServer(t, func(conn *net.TCPConn, _ <-chan struct{}) {
		_, _ = io.WriteString(conn, "HTTP/1.1 200 OK\r\n\r\n")
		time.Sleep(limit + limit/2) // longer than both limits
		_, _ = io.WriteString(conn, goodBody)
	})
	client := &ripio.Client{ConnectTimeout: limit, HeaderTimeout: limit}
	if exchange := client.Authenticate(context.Background(), server.env(), testRequest()); exchange.Failure != nil {
		t.Error(exchange.Failure)
	}
}

// TestALimitBeginsWithItsPhase has a connection that takes longer than the limit
// for the head.
func TestALimitBeginsWithItsPhase(t *testing.T) {
	const limit = 100 * time.Millisecond
	server := answering(t, "200 OK", "application/json", goodBody)
	client := &ripio.Client{HeaderTimeout: limit}
	ripio.SetDial(client, func(ctx context.Context, network, address string) (net.Conn, error) {
		time.Sleep(limit + limit/2) // longer than the limit
		return new(net.Dialer).DialContext(ctx, network, address)
	})
	if exchange := client.Authenticate(context.Background(), server.env(), testRequest()); exchange.Failure != nil {
		t.Error(exchange.Failure)
	}
}

// TestAnotherProtocolIsNotRead has a server that would keep the connection.
func TestAnotherProtocolIsNotRead(t *testing.T) {
	server := newRawServer(t, func(conn *net.TCPConn, done <-chan struct{}) {
		_, _ = io.WriteString(conn, "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\n")
		<-done
	})
	client := &ripio.Client{Timeout: 3 * time.Second}
	failure := wantFailure(t, client.Authenticate(context.Background(), server.env(), testRequest()), ripio.FailureStatus)
	if failure.Evidence != "101 Switching Protocols; there is no body" {
		t.Errorf("evidence %q", failure.Evidence)
	}
}

func TestAuthenticateIsCancelledInEveryPhase(t *testing.T) {
	for _, tt := range hangs(t) {
		t.Run(tt.name, func(t *testing.T) {
			client := new(ripio.Client)
			env := tt.start(t, client)
			ctx, cancel := context.WithCancel(context.Background())
			var cancelled time.Time
			timer := time.AfterFunc(100*time.Millisecond, func() { // long enough to get there on a busy machine
				cancelled = time.Now()
				cancel()
			})
			defer timer.Stop()
			exchange := client.Authenticate(ctx, env, testRequest())
			if late := time.Since(cancelled); late > 100*time.Millisecond {
				t.Errorf("came back %v after the cancellation", late)
			}
			failure := wantFailure(t, exchange, ripio.FailureCancelled)
			if failure.Phase != tt.phase || strings.TrimSuffix(tt.evidence, "; ") != failure.Evidence {
				t.Errorf("phase %q, evidence %q", failure.Phase, failure.Evidence)
			}
		})
	}
}

func TestAuthenticateTakesTheCallersDeadlineForATimeout(t *testing.T) {
	server := newRawServer(t, func(_ *net.TCPConn, done <-chan struct{}) { <-done })
	ctx, cancel := context.WithTimeout(context.Background(), 30*time.Millisecond)
	defer cancel()
	failure := wantFailure(t, new(ripio.Client).Authenticate(ctx, server.env(), testRequest()), ripio.FailureTimeout)
	if failure.Evidence != "the caller's own time limit passed" || failure.Phase != ripio.PhaseFirstByte {
		t.Errorf("%q in %q", failure.Evidence, failure.Phase)
	}
}

func TestAuthenticateSendsNothingWhenCancelledBefore(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	server := answering(t, "200 OK", "application/json", goodBody)
	wantFailure(t, new(ripio.Client).Authenticate(ctx, server.env(), testRequest()), ripio.FailureCancelled)
	if posts := server.posts.Load(); posts != 0 {
		t.Errorf("%d requests reached the server", posts)
	}
}
