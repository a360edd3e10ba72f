package ripio_test

import (
	"context"
	"io"
	"net"
	"net/http/httptrace"
	"strings"
	"testing"
	"time"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/internal/wiretest"
)

func TestAuthenticateSaysWhereItHung(t *testing.T) {
	for _, tt := range wiretest.Hangs(t) {
		t.Run(tt.Name, func(t *testing.T) {
			const short = 60 * time.Millisecond
			client := new(ripio.Client)
			tt.Set(client, short)
			env := tt.Start(t, client)
			began := time.Now()
			exchange := client.Authenticate(context.Background(), env, wiretest.Request())
			took := time.Since(began)
			failure := wiretest.WantFailure(t, exchange, ripio.FailureTimeout)
			if failure.Phase != tt.Phase || exchange.Timing.Reached != tt.Phase {
				t.Errorf("phase %q, reached %q, want %q", failure.Phase, exchange.Timing.Reached, tt.Phase)
			}
			if want := tt.Evidence + "the limit of 0.06 s for " + tt.Limit + " passed"; failure.Evidence != want {
				t.Errorf("evidence %q, want %q", failure.Evidence, want)
			}
			if took < short || took > short+time.Second {
				t.Errorf("took %v", took)
			}
			if (exchange.Response != nil) != (tt.Phase == ripio.PhaseBody) {
				t.Errorf("response %+v", exchange.Response)
			}
		})
	}
}

// TestALimitEndsWithItsPhase has a body that takes longer than the limits for
// the connection and the head.
func TestALimitEndsWithItsPhase(t *testing.T) {
	const limit = 100 * time.Millisecond
	server := wiretest.ServeRequests(t, func(conn *net.TCPConn, _ <-chan struct{}) {
		_, _ = io.WriteString(conn, "HTTP/1.1 200 OK\r\n\r\n")
		time.Sleep(limit + limit/2) // longer than both limits
		_, _ = io.WriteString(conn, wiretest.GoodBody)
	})
	client := &ripio.Client{ConnectTimeout: limit, HeaderTimeout: limit}
	if exchange := client.Authenticate(context.Background(), server.Env(), wiretest.Request()); exchange.Failure != nil {
		t.Error(exchange.Failure)
	}
}

// TestALimitBeginsWithItsPhase has a connection that takes longer than the limit
// for the head.
func TestALimitBeginsWithItsPhase(t *testing.T) {
	const limit = 100 * time.Millisecond
	server := wiretest.Answering(t, "200 OK", "application/json", wiretest.GoodBody)
	client := &ripio.Client{HeaderTimeout: limit}
	client.Dial = func(ctx context.Context, network, address string) (net.Conn, error) {
		time.Sleep(limit + limit/2) // longer than the limit
		return new(net.Dialer).DialContext(ctx, network, address)
	}
	if exchange := client.Authenticate(context.Background(), server.Env(), wiretest.Request()); exchange.Failure != nil {
		t.Error(exchange.Failure)
	}
}

// TestAnotherProtocolIsNotRead has a server that would keep the connection.
func TestAnotherProtocolIsNotRead(t *testing.T) {
	server := wiretest.ServeRequests(t, func(conn *net.TCPConn, done <-chan struct{}) {
		_, _ = io.WriteString(conn, "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\n")
		<-done
	})
	client := &ripio.Client{Timeout: 3 * time.Second}
	failure := wiretest.WantFailure(t, client.Authenticate(context.Background(), server.Env(), wiretest.Request()), ripio.FailureStatus)
	if failure.Evidence != "101 Switching Protocols; there is no body" {
		t.Errorf("evidence %q", failure.Evidence)
	}
}

func TestAuthenticateIsCancelledInEveryPhase(t *testing.T) {
	for _, tt := range wiretest.Hangs(t) {
		t.Run(tt.Name, func(t *testing.T) {
			client := new(ripio.Client)
			env := tt.Start(t, client)
			ctx, cancel := context.WithCancel(context.Background())
			var cancelled time.Time
			watched := httptrace.WithClientTrace(ctx, &httptrace.ClientTrace{GetConn: func(string) {
				time.AfterFunc(200*time.Millisecond, func() { // long enough to hang on a busy machine
					cancelled = time.Now()
					cancel()
				})
			}})
			exchange := client.Authenticate(watched, env, wiretest.Request())
			if late := time.Since(cancelled); late > 100*time.Millisecond {
				t.Errorf("came back %v after the cancellation", late)
			}
			failure := wiretest.WantFailure(t, exchange, ripio.FailureCancelled)
			if failure.Phase != tt.Phase || strings.TrimSuffix(tt.Evidence, "; ") != failure.Evidence {
				t.Errorf("phase %q, evidence %q", failure.Phase, failure.Evidence)
			}
		})
	}
}

func TestAuthenticateTakesTheCallersDeadlineForATimeout(t *testing.T) {
	server := wiretest.ServeRequests(t, func(_ *net.TCPConn, done <-chan struct{}) { <-done })
	ctx, cancel := context.WithTimeout(context.Background(), 30*time.Millisecond)
	defer cancel()
	failure := wiretest.WantFailure(t, new(ripio.Client).Authenticate(ctx, server.Env(), wiretest.Request()), ripio.FailureTimeout)
	if failure.Evidence != "the caller's own time limit passed" || failure.Phase != ripio.PhaseFirstByte {
		t.Errorf("%q in %q", failure.Evidence, failure.Phase)
	}
}

func TestAuthenticateSendsNothingWhenCancelledBefore(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	server := wiretest.Answering(t, "200 OK", "application/json", wiretest.GoodBody)
	wiretest.WantFailure(t, new(ripio.Client).Authenticate(ctx, server.Env(), wiretest.Request()), ripio.FailureCancelled)
	if posts := server.Posts.Load(); posts != 0 {
		t.Errorf("%d requests reached the server", posts)
	}
}
