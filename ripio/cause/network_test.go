package cause_test

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"strings"
	"syscall"
	"testing"
	"time"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/cause"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/internal/wiretest"
)

func TestFirstCauseOfNetworkFaults(t *testing.T) {
	notFound := &net.OpError{Op: "dial", Net: "tcp", Err: &net.DNSError{Err: "no such host", Name: "x", IsNotFound: true}}
	tests := []struct {
		name string
		err  error
		want finding.Code
	}{
		{"no such host", notFound, "dns-not-found"},
		{"resolver fails", &net.DNSError{Err: "server misbehaving", Name: "x"}, "dns-resolver-failed"},
		{"resolver hangs", &net.DNSError{Err: "i/o timeout", Name: "x", IsTimeout: true}, "dns-resolver-failed"},
		{"refused", wiretest.DialError(syscall.ECONNREFUSED), "connection-refused"},
		{"no route", wiretest.DialError(syscall.EHOSTUNREACH), "network-unreachable"},
		{"a firewall forbids it", wiretest.DialError(syscall.EPERM), "network-forbidden"},
		{"the system gives up", wiretest.DialError(syscall.ETIMEDOUT), "timeout-connect"},
		{"reset", wiretest.DialError(syscall.ECONNRESET), "reset-while-connecting"},
		{"unknown", errors.New("something else"), "program-fault"},
	}
	sandbox, _ := ripio.EnvironmentFor(ripio.Sandbox)
	noon := time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC) // outside the sandbox's maintenance
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			client := wiretest.FailingClient(tt.err)
			client.Now = func() time.Time { return noon }
			wantFirstCause(t, client.Authenticate(context.Background(), sandbox, wiretest.PlainRequest()), cause.Background{}, tt.want)
		})
	}
}

func TestFirstCauseOfHangs(t *testing.T) {
	wants := map[string]finding.Code{
		"DNS": "dns-resolver-failed", "connect": "timeout-connect", "TLS handshake": "timeout-tls", "proxy tunnel": "timeout-proxy",
		"no answer": "timeout-first-byte", "half a head": "timeout-first-byte", "only interim answers": "timeout-first-byte",
		"body": "timeout-body",
	}
	noon := time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)
	for _, tt := range wiretest.Hangs(t) {
		t.Run(tt.Name, func(t *testing.T) {
			client := &ripio.Client{Now: func() time.Time { return noon }}
			tt.Set(client, 60*time.Millisecond)
			env := tt.Start(t, client)
			exchange := client.Authenticate(context.Background(), env, wiretest.PlainRequest())
			exchange.Environment, _ = ripio.EnvironmentFor(ripio.Sandbox) // of the simulator's own silence more is known
			likely := wantFirstCause(t, exchange, cause.Background{}, wants[tt.Name])
			if !strings.Contains(likely.Evidence, "the limit of 0.06 s for "+tt.Limit+" passed") || likely.Remedy != cause.RemedyRetry {
				t.Errorf("%+v", likely)
			}
		})
	}
}

// TestMaintenanceIsQuotedInItsHoursOnly takes one time-out at different hours.
func TestMaintenanceIsQuotedInItsHoursOnly(t *testing.T) {
	tests := []struct {
		name string
		hour int
		env  ripio.EnvironmentName
		err  error
		want finding.Code
	}{
		{"within", 2, ripio.Sandbox, wiretest.DialError(syscall.ETIMEDOUT), "timeout-connect"},
		{"after", 6, ripio.Sandbox, wiretest.DialError(syscall.ETIMEDOUT), "timeout-connect"},
		{"production", 2, ripio.Production, wiretest.DialError(syscall.ETIMEDOUT), "timeout-connect"},
		{"DNS hangs", 2, ripio.Sandbox, &net.DNSError{Err: "i/o timeout", Name: "x", IsTimeout: true}, "dns-resolver-failed"},
		{"refused", 2, ripio.Sandbox, wiretest.DialError(syscall.ECONNREFUSED), "connection-refused"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			env, _ := ripio.EnvironmentFor(tt.env)
			client := wiretest.FailingClient(tt.err)
			client.Now = func() time.Time { return time.Date(2026, 11, 24, tt.hour, 30, 0, 0, time.UTC) }
			exchange := client.Authenticate(context.Background(), env, plainRequestFor(tt.env))
			wantFirstCause(t, exchange, cause.Background{}, tt.want)
			causes := cause.Rank(exchange, cause.Background{})
			at := findCause(causes, "sandbox-maintenance")
			if quoted := at > 0 && strings.Contains(causes[at].Evidence, "It was 02:30 GMT."); quoted != (tt.name == "within") {
				t.Errorf("causes %s", listCauses(causes))
			}
		})
	}
}

// TestFirstCauseOfBrokenConnections has servers that hang up at every point.
func TestFirstCauseOfBrokenConnections(t *testing.T) {
	reset := func(conn *net.TCPConn) { _ = conn.SetLinger(0) }
	const head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 200\r\n\r\n"
	saying := func(text string, end func(*net.TCPConn)) *wiretest.Server {
		return wiretest.ServeRequests(t, func(conn *net.TCPConn, _ <-chan struct{}) {
			_, _ = io.WriteString(conn, text)
			end(conn)
		})
	}
	hangUp := func(*net.TCPConn) {}
	tests := []struct {
		name   string
		server *wiretest.Server
		want   finding.Code
	}{
		{"reset before an answer", saying("", reset), "closed-without-answer"},
		{"closed without a response", saying("", hangUp), "closed-without-answer"},
		{"closed in the head", saying("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n", hangUp), "closed-without-answer"},
		{"closed in the body", saying(head+`{"succeed":true`, hangUp), "answer-truncated"},
		{"closed in a body of unknown length", saying("HTTP/1.1 200 OK\r\n\r\n"+`{"succeed":true,"token":"ey`, hangUp), "answer-truncated"},
		{"chunks without an end", saying("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n", hangUp), "answer-truncated"},
		{"garbage", saying("\x00\xff\x1b[2Jgarbage\r\n\r\n", hangUp), "malformed-http"},
		{"no status line", saying("hello\r\n\r\n", hangUp), "malformed-http"},
		{"bare JSON", saying(wiretest.GoodBody+"\r\n", hangUp), "malformed-http"},
		{"a TLS alert", saying("\x15\x03\x01\x00\x02\x02\x46\r\n\r\n", hangUp), "https-on-this-port"},
		{"a huge head", saying("HTTP/1.1 200 OK\r\nX: "+strings.Repeat("x", 100<<10)+"\r\n\r\n", hangUp), "body-too-large"},
		{"a huge body", saying("HTTP/1.1 200 OK\r\n\r\n"+strings.Repeat("x", 300<<10), hangUp), "body-too-large"},
		{"a bomb", wiretest.Replying(t, wiretest.WithLength(wiretest.GzipField, wiretest.Gzipped(t, strings.Repeat(" ", 2<<20)))), "body-too-large"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			wantFirstCause(t, send(t, tt.server), cause.Background{}, tt.want)
		})
	}
	t.Run("closed on accept", func(t *testing.T) {
		server := wiretest.Serve(t, func(*wiretest.Server, *net.TCPConn) {})
		exchange := send(t, server)
		if first := causesOf(t, exchange, cause.Background{})[0].Code; first != "closed-without-answer" {
			t.Errorf("%s of %v", first, exchange.Failure)
		}
	})
}

// TestFirstCauseOfResetsWithinAnAnswer resets once the client has read what was
// said: a reset throws away what nobody has read yet.
func TestFirstCauseOfResetsWithinAnAnswer(t *testing.T) {
	for _, tt := range []struct {
		name, said string
		want       finding.Code
	}{
		{"in the head", "HTTP/1.1 200 OK\r\n", "closed-without-answer"}, // net/http does not tell the two apart
		{"in the body", "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{", "answer-truncated"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			proceed := make(chan struct{})
			server := wiretest.ServeRequests(t, func(conn *net.TCPConn, _ <-chan struct{}) {
				_, _ = io.WriteString(conn, tt.said)
				<-proceed
				_ = conn.SetLinger(0)
			})
			client := new(ripio.Client)
			client.Dial = func(ctx context.Context, network, address string) (net.Conn, error) {
				conn, err := new(net.Dialer).DialContext(ctx, network, address)
				return &wiretest.NoticingConn{Conn: conn, Proceed: proceed}, err
			}
			wantFirstCause(t, client.Authenticate(context.Background(), server.Env(), wiretest.PlainRequest()), cause.Background{}, tt.want)
		})
	}
}

func TestFirstCauseWhenTheSimulatorIsDown(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	env, err := ripio.SimulatorAt("http://" + listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	listener.Close()
	likely := wantFirstCause(t, new(ripio.Client).Authenticate(context.Background(), env, wiretest.PlainRequest()), cause.Background{}, "simulator-not-running")
	if likely.Remedy != cause.RemedyRestartSimulator {
		t.Errorf("remedy %q", likely.Remedy)
	}
}

func TestFirstCauseOfProxyFaults(t *testing.T) {
	server := wiretest.ServeTLS(t, wiretest.TLSSetup{})
	refusing := func(status string) string {
		return "http://alice:pr0xy-password@" + wiretest.ConnectProxy(t, status, "", make(chan *http.Request, 1)).Address()
	}
	down, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	down.Close()
	notHTTP := wiretest.Serve(t, func(_ *wiretest.Server, conn *net.TCPConn) {
		_, _ = conn.Read(make([]byte, 1024))
		_, _ = io.WriteString(conn, "SSH-2.0-OpenSSH_9.9\r\n")
	})
	tests := []struct {
		name, proxy string
		want        finding.Code
	}{
		{"wants a password", refusing("407 Proxy Authentication Required"), "proxy-wants-password"},
		{"forbids the host", refusing("403 Not for you"), "proxy-forbids"},
		{"no way on", refusing("502 Bad Gateway"), "proxy-no-way-on"},
		{"down", "http://" + down.Addr().String(), "proxy-refused"},
		{"speaks something else", "http://" + notHTTP.Address(), "proxy-failed"},
		{"speaks no SOCKS", "socks5://" + notHTTP.Address(), "proxy-failed"},
		{"an unknown kind", "ftp://127.0.0.1:1", "proxy-address-wrong"},
		{"no address", "http://alice:pr0xy-password@[::1", "proxy-address-wrong"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			exchange := wiretest.ClientVia(server, tt.proxy).Authenticate(context.Background(), server.Env, wiretest.PlainRequest())
			likely := wantFirstCause(t, exchange, cause.Background{}, tt.want)
			if strings.Contains(likely.Evidence, "pr0xy-password") {
				t.Errorf("evidence %q", likely.Evidence)
			}
			if causes := cause.Rank(exchange, cause.Background{}); len(causes) != 1 {
				t.Errorf("causes %s", listCauses(causes))
			}
		})
	}
}

// TestAProxyWithoutBasicIsNamed has what Windows networks and others ask for.
func TestAProxyWithoutBasicIsNamed(t *testing.T) {
	server := wiretest.ServeTLS(t, wiretest.TLSSetup{})
	for asks, want := range map[string]finding.Code{
		"NTLM":                                  "proxy-wants-other-login",
		"Negotiate, NTLM":                       "proxy-wants-other-login",
		"Negotiate\r\nProxy-Authenticate: NTLM": "proxy-wants-other-login",
		`Digest realm="basic"`:                  "proxy-wants-other-login",
		`NTLM, Basic realm="acme"`:              "proxy-wants-password",
	} {
		proxy := wiretest.Serve(t, func(_ *wiretest.Server, conn *net.TCPConn) {
			_, _ = conn.Read(make([]byte, 4<<10))
			_, _ = io.WriteString(conn, "HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: "+asks+"\r\nContent-Length: 0\r\n\r\n")
		})
		exchange := wiretest.ClientVia(server, "http://"+proxy.Address()).Authenticate(context.Background(), server.Env, wiretest.PlainRequest())
		likely := wantFirstCause(t, exchange, cause.Background{}, want)
		if !strings.Contains(likely.Evidence, "Proxy-Authenticate: ") || likely.Certainty != finding.Known {
			t.Errorf("%q: %+v", asks, likely)
		}
	}
}

// TestAProxyVariableThatCannotBeUsedIsNamed sets the variable itself.
func TestAProxyVariableThatCannotBeUsedIsNamed(t *testing.T) {
	sandbox, _ := ripio.EnvironmentFor(ripio.Sandbox)
	for _, value := range []string{"ftp://127.0.0.1:1", "http://[::1", "http://alice:pr0xy-password@proxy.example:port"} {
		wiretest.SetProxy(t, "HTTPS_PROXY", value)
		exchange := new(ripio.Client).Authenticate(context.Background(), sandbox, wiretest.PlainRequest())
		likely := wantFirstCause(t, exchange, cause.Background{}, "proxy-address-wrong")
		if !strings.Contains(likely.Evidence, "HTTPS_PROXY") || strings.Contains(likely.Evidence, "pr0xy-password") || exchange.MayHaveArrived() {
			t.Errorf("%s: %+v", value, likely)
		}
	}
}

// TestWhatACancelledRequestReached gives up in every phase.
func TestWhatACancelledRequestReached(t *testing.T) {
	for _, tt := range wiretest.Hangs(t) {
		t.Run(tt.Name, func(t *testing.T) {
			t.Parallel()
			client := new(ripio.Client)
			env := tt.Start(t, client)
			ctx, cancel := context.WithCancel(context.Background())
			defer time.AfterFunc(time.Second, cancel).Stop() // long enough to get there on a busy machine
			defer cancel()
			want := finding.Code("cancelled-unsent")
			if tt.Phase == ripio.PhaseFirstByte || tt.Phase == ripio.PhaseBody {
				want = "cancelled"
			}
			exchange := client.Authenticate(ctx, env, wiretest.PlainRequest())
			likely := wantFirstCause(t, exchange, cause.Background{}, want)
			if others := len(cause.Rank(exchange, cause.Background{})) - 1; others > 0 || likely.Certainty != finding.Known {
				t.Errorf("%d other causes; %+v", others, likely)
			}
		})
	}
}
