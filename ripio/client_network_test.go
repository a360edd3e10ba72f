package ripio_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"strings"
	"syscall"
	"testing"
	"time"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/internal/wiretest"
)

func TestAuthenticateNamesNetworkFaults(t *testing.T) {
	tests := []struct {
		name string
		err  error
		kind ripio.FailureKind
	}{
		{"no such host", &net.OpError{Op: "dial", Net: "tcp", Err: &net.DNSError{Err: "no such host", Name: "x", IsNotFound: true}}, ripio.FailureDNS},
		{"resolver fails", &net.DNSError{Err: "server misbehaving", Name: "x"}, ripio.FailureDNS},
		{"resolver hangs", &net.DNSError{Err: "i/o timeout", Name: "x", IsTimeout: true}, ripio.FailureTimeout},
		{"refused", wiretest.DialError(syscall.ECONNREFUSED), ripio.FailureConnection},
		{"refused, Windows", wiretest.DialError(10061), ripio.FailureConnection},
		{"no route", wiretest.DialError(syscall.EHOSTUNREACH), ripio.FailureUnreachable},
		{"network unreachable", wiretest.DialError(syscall.ENETUNREACH), ripio.FailureUnreachable},
		{"network unreachable, Windows", wiretest.DialError(10051), ripio.FailureUnreachable},
		{"a firewall forbids it", wiretest.DialError(syscall.EPERM), ripio.FailureUnreachable},
		{"the system gives up", wiretest.DialError(syscall.ETIMEDOUT), ripio.FailureTimeout},
		{"reset", wiretest.DialError(syscall.ECONNRESET), ripio.FailureReset},
		{"reset, Windows", wiretest.DialError(10054), ripio.FailureReset},
		{"unknown", errors.New("something else"), ripio.FailureInternal},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			sandbox, _ := ripio.EnvironmentFor(ripio.Sandbox)
			exchange := wiretest.FailingClient(tt.err).Authenticate(context.Background(), sandbox, wiretest.Request())
			failure := wiretest.WantFailure(t, exchange, tt.kind)
			if !errors.Is(failure, tt.err) && !errors.Is(failure.Cause, errors.Unwrap(tt.err)) {
				t.Errorf("cause %v", failure.Cause)
			}
			if !strings.Contains(failure.Evidence, tt.err.Error()) {
				t.Errorf("evidence %q lacks %q", failure.Evidence, tt.err)
			}
			if exchange.Response != nil || exchange.Clock.Known || exchange.Clock.Reason != "no response came" {
				t.Errorf("response %v, clock %+v", exchange.Response, exchange.Clock)
			}
		})
	}
}

func TestAuthenticateWhenNobodyListens(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := listener.Addr().String()
	listener.Close()
	env, err := ripio.SimulatorAt("http://" + address)
	if err != nil {
		t.Fatal(err)
	}
	exchange := new(ripio.Client).Authenticate(context.Background(), env, wiretest.Request())
	failure := wiretest.WantFailure(t, exchange, ripio.FailureConnection)
	if failure.Phase != ripio.PhaseConnect || failure.Evidence != "dial tcp "+address+": connect: connection refused" {
		t.Errorf("phase %q, evidence %q", failure.Phase, failure.Evidence)
	}
	timing := exchange.Timing
	if timing.Connect <= 0 || timing.Total < timing.Connect || timing.FirstByte != 0 || timing.Reached != ripio.PhaseConnect {
		t.Errorf("timing %+v", timing)
	}
}

func TestAuthenticateTimesEachPhase(t *testing.T) {
	const pause = 20 * time.Millisecond
	server := wiretest.ServeRequests(t, func(conn *net.TCPConn, _ <-chan struct{}) {
		time.Sleep(pause) // the time that is measured
		_, _ = fmt.Fprintf(conn, "HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n", len(wiretest.GoodBody))
		time.Sleep(pause)
		_, _ = io.WriteString(conn, wiretest.GoodBody)
	})
	exchange := new(ripio.Client).Authenticate(context.Background(), server.Env(), wiretest.Request())
	timing := exchange.Timing
	if exchange.Failure != nil || timing.Reached != ripio.PhaseBody {
		t.Fatalf("%v, reached %q", exchange.Failure, timing.Reached)
	}
	if timing.Connect <= 0 || timing.FirstByte < pause || timing.Body <= 0 || timing.Total < 2*pause || timing.Total < timing.Connect+timing.FirstByte+timing.Body {
		t.Errorf("timing %+v", timing)
	}
	if timing.DNS != 0 || timing.TLS != 0 || timing.Proxy != 0 {
		t.Errorf("phases that did not happen: %+v", timing)
	}
	if exchange.Connection != (ripio.Connection{RemoteAddress: server.Address()}) {
		t.Errorf("connection %+v", exchange.Connection)
	}
}
