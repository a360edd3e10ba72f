package ripio_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"strings"
	"syscall"
	"testing"
	"time"

	"devtools/ripio-explorer/ripio"
)

// failingDial is a client whose connections fail with that error.
func failingDial(err error) *ripio.Client {
	client := &ripio.Client{Proxy: noProxy}
	ripio.SetDial(client, func(context.Context, string, string) (net.Conn, error) { return nil, err })
	return client
}

func dialError(number syscall.Errno) error {
	return &net.OpError{Op: "dial", Net: "tcp", Err: os.NewSyscallError("connect", number)}
}

func TestAuthenticateNamesNetworkFaults(t *testing.T) {
	tests := []struct {
		name string
		err  error
		kind ripio.FailureKind
	}{
		{"no such host", &net.OpError{Op: "dial", Net: "tcp", Err: &net.DNSError{Err: "no such host", Name: "x", IsNotFound: true}}, ripio.FailureDNS},
		{"resolver fails", &net.DNSError{Err: "server misbehaving", Name: "x"}, ripio.FailureDNS},
		{"resolver hangs", &net.DNSError{Err: "i/o timeout", Name: "x", IsTimeout: true}, ripio.FailureTimeout},
		{"refused", dialError(syscall.ECONNREFUSED), ripio.FailureConnection},
		{"refused, Windows", dialError(10061), ripio.FailureConnection},
		{"no route", dialError(syscall.EHOSTUNREACH), ripio.FailureUnreachable},
		{"network unreachable", dialError(syscall.ENETUNREACH), ripio.FailureUnreachable},
		{"network unreachable, Windows", dialError(10051), ripio.FailureUnreachable},
		{"a firewall forbids it", dialError(syscall.EPERM), ripio.FailureUnreachable},
		{"the system gives up", dialError(syscall.ETIMEDOUT), ripio.FailureTimeout},
		{"reset", dialError(syscall.ECONNRESET), ripio.FailureReset},
		{"reset, Windows", dialError(10054), ripio.FailureReset},
		{"unknown", errors.New("something else"), ripio.FailureInternal},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			sandbox, _ := ripio.EnvironmentFor(ripio.Sandbox)
			exchange := failingDial(tt.err).Authenticate(context.Background(), sandbox, testRequest())
			failure := wantFailure(t, exchange, tt.kind)
			if !errors.Is(failure, tt.err) && !errors.Is(failure.Cause, errors.Unwrap(tt.err)) {
				t.Errorf("cause %v", failure.Cause)
			}
			if !strings.Contains(failure.Evidence, tt.err.Error()) {
				t.Errorf("evidence %q lacks %q", failure.Evidence, tt.err)
			}
			if exchange.Response != nil || exchange.Clock.Known || exchange.Clock.Reason != "no answer came" {
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
	exchange := new(ripio.Client).Authenticate(context.Background(), env, testRequest())
	failure := wantFailure(t, exchange, ripio.FailureConnection)
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
	server := newRawServer(t, func(conn *net.TCPConn, _ <-chan struct{}) {
		time.Sleep(pause) // the time that is measured
		_, _ = fmt.Fprintf(conn, "HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n", len(goodBody))
		time.Sleep(pause)
		_, _ = io.WriteString(conn, goodBody)
	})
	exchange := new(ripio.Client).Authenticate(context.Background(), server.env(), testRequest())
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
	if exchange.Connection != (ripio.Connection{RemoteAddress: server.address()}) {
		t.Errorf("connection %+v", exchange.Connection)
	}
}
