package ripio_test

import (
	"context"
	"io"
	"net"
	"strings"
	"testing"
	"time"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/internal/wiretest"
	"devtools/ripio-explorer/ripio/jwt"
)

const farOff = "its Date header is more than a day from this machine's clock"

var noon = time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)

func TestClockSkew(t *testing.T) {
	tests := []struct {
		name, fields string
		known        bool
		skew         time.Duration // besides half the round trip
		reason, code string
		found        string
	}{
		{"the same", "Date: Tue, 24 Nov 2026 12:00:00 GMT\r\n", true, 0, "", "clock-agrees", "both clocks agree to about a second"},
		{"a second ahead", "Date: Tue, 24 Nov 2026 12:00:01 GMT\r\n", true, time.Second, "", "clock-agrees", "both clocks agree to about a second"},
		{"2 s behind", "Date: Tue, 24 Nov 2026 11:59:58 GMT\r\n", true, -2 * time.Second, "", "clock-agrees", "this machine's clock is 2s ahead of the server's"},
		{"29 s ahead", "Date: Tue, 24 Nov 2026 12:00:29 GMT\r\n", true, 29 * time.Second, "", "clock-agrees", "the server's clock is 29s ahead of this machine's"},
		{"30 s ahead", "Date: Tue, 24 Nov 2026 12:00:30 GMT\r\n", true, 30 * time.Second, "", "clock-skew", "the server's clock is 30s ahead of this machine's"},
		{"a day ahead", "Date: Wed, 25 Nov 2026 12:00:00 GMT\r\n", true, 24 * time.Hour, "", "clock-skew", "the server's clock is 24h0m0s ahead of this machine's"},
		{"10 min behind", "Date: Tue, 24 Nov 2026 11:50:00 GMT\r\n", true, -10 * time.Minute, "", "clock-skew", "this machine's clock is 10m0s ahead of the server's"},
		{"RFC 850 form", "Date: Tuesday, 24-Nov-26 12:00:00 GMT\r\n", true, 0, "", "clock-agrees", "both clocks agree to about a second"},
		{"asctime form", "Date: Tue Nov 24 12:00:00 2026\r\n", true, 0, "", "clock-agrees", "both clocks agree to about a second"},
		{"no Date", "", false, 0, "the response has no Date header", "no-server-date", ""},
		{"RFC 3339", "Date: 2026-11-24T12:00:00Z\r\n", false, 0, "the response's Date header cannot be read", "no-server-date", "2026-11-24T12:00:00Z"},
		{"numeric zone", "Date: Tue, 24 Nov 2026 12:00:00 +0000\r\n", false, 0, "the response's Date header cannot be read", "no-server-date", "Tue, 24 Nov 2026 12:00:00 +0000"},
		{"from a cache", "Date: Tue, 24 Nov 2026 11:00:00 GMT\r\nAge: 3600\r\n", false, 0, "the response came from a cache", "clock-unknown", "the response came from a cache"},
		{"Age of 0, as gateways set it", "Date: Tue, 24 Nov 2026 12:00:00 GMT\r\nAge: 0\r\n", true, 0, "", "clock-agrees", "both clocks agree to about a second"},
		{"an unreadable Age", "Date: Tue, 24 Nov 2026 12:00:00 GMT\r\nAge: none\r\n", false, 0, "the response came from a cache", "clock-unknown", "the response came from a cache"},
		{"1970", "Date: Thu, 01 Jan 1970 00:00:00 GMT\r\n", false, 0, farOff, "clock-far-off", "Date: Thu, 01 Jan 1970 00:00:00 GMT"},
		{"9999", "Date: Fri, 31 Dec 9999 23:59:59 GMT\r\n", false, 0, farOff, "clock-far-off", "Date: Fri, 31 Dec 9999 23:59:59 GMT"},
		{"two days behind", "Date: Sun, 22 Nov 2026 12:00:00 GMT\r\n", false, 0, farOff, "clock-far-off", "Date: Sun, 22 Nov 2026 12:00:00 GMT"},
		{"far off, and the token fits", "Date: Sun, 18 Feb 2024 13:18:53 GMT\r\n", true, -24238*time.Hour - 41*time.Minute - 7*time.Second, "", "clock-skew", "this machine's clock is 2 years ahead of the server's"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			server := wiretest.Replying(t, "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"+tt.fields+"\r\n"+wiretest.GoodBody)
			client := &ripio.Client{Now: func() time.Time { return noon }}
			exchange := client.Authenticate(context.Background(), server.Env(), wiretest.Request())
			clock := exchange.Clock
			half := clock.Skew - tt.skew
			if clock.Known != tt.known || clock.Reason != tt.reason || half < 0 || half > exchange.Timing.Total {
				t.Errorf("clock %+v", clock)
			}
			if tt.known && clock.Uncertainty != time.Second+half {
				t.Errorf("uncertainty %v beside half a round trip of %v", clock.Uncertainty, half)
			}
			if got := answerCodes(exchange); got != tt.code+" answer-shape-documented" {
				t.Errorf("findings %q, want %s", got, tt.code)
			}
			answer := finding.ForField(exchange.Findings, finding.FieldAnswer)
			if first := answer[0]; first.Found != tt.found {
				t.Errorf("found %q, want %q", first.Found, tt.found)
			}
		})
	}
}

func TestServerTimeFollowsTheSkew(t *testing.T) {
	clock := ripio.Clock{Known: true, Skew: -90 * time.Second}
	if got := clock.ServerTime(noon); !got.Equal(noon.Add(-90 * time.Second)) {
		t.Errorf("server time %v", got)
	}
	if got := (ripio.Clock{}).ServerTime(noon); !got.Equal(noon) {
		t.Errorf("without a known clock: %v", got)
	}
}

func TestLifetime(t *testing.T) {
	token := func(state jwt.ExpiryState) *jwt.Token {
		return &jwt.Token{Expiry: jwt.Expiry{State: state, At: noon.Add(10 * time.Hour)}}
	}
	tests := []struct {
		name     string
		exchange ripio.Exchange
		want     time.Duration
		ok       bool
		basis    string
	}{
		{"by Date, whatever the local clock says",
			ripio.Exchange{Token: token(jwt.ExpiryPresent), ReceivedAt: noon.AddDate(1, 0, 0), Clock: ripio.Clock{Known: true, Skew: time.Hour, Date: noon}},
			10 * time.Hour, true, "exp minus the server's Date header"},
		{"by a skew without a date",
			ripio.Exchange{Token: token(jwt.ExpiryPresent), ReceivedAt: noon, Clock: ripio.Clock{Known: true, Skew: time.Hour}},
			9 * time.Hour, true, "exp minus the server's Date header"},
		{"by the local clock",
			ripio.Exchange{Token: token(jwt.ExpiryPresent), ReceivedAt: noon.Add(time.Minute), Clock: ripio.Clock{Reason: "the response has no Date header"}},
			10*time.Hour - time.Minute, true, "exp minus this machine's clock, because the response has no Date header"},
		{"a cached Date is not used",
			ripio.Exchange{Token: token(jwt.ExpiryPresent), ReceivedAt: noon, Clock: ripio.Clock{Date: noon.Add(-time.Hour), Reason: "the response came from a cache"}},
			10 * time.Hour, true, "exp minus this machine's clock, because the response came from a cache"},
		{"a time of receipt that nobody set",
			ripio.Exchange{Token: token(jwt.ExpiryPresent), SentAt: noon, Timing: ripio.Timing{Total: time.Second}},
			10*time.Hour - time.Second, true, "exp minus this machine's clock, because the server's clock is not known"},
		{"no token", ripio.Exchange{}, 0, false, "exp minus this machine's clock, because the server's clock is not known"},
		{"no exp", ripio.Exchange{Token: token(jwt.ExpiryAbsent)}, 0, false, "exp minus this machine's clock, because the server's clock is not known"},
		{"exp out of range", ripio.Exchange{Token: token(jwt.ExpiryOutOfRange)}, 0, false, "exp minus this machine's clock, because the server's clock is not known"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got, ok := tt.exchange.Lifetime(); got != tt.want || ok != tt.ok {
				t.Errorf("lifetime %v, %v; want %v, %v", got, ok, tt.want, tt.ok)
			}
			if got := tt.exchange.LifetimeBasis(); got != tt.basis {
				t.Errorf("basis %q, want %q", got, tt.basis)
			}
		})
	}
}

// TestAuthenticateOutlastsALeapOfTheClock sets the local clock back by a day
// during the send: durations must not notice.
func TestAuthenticateOutlastsALeapOfTheClock(t *testing.T) {
	server := wiretest.ServeRequests(t, func(conn *net.TCPConn, _ <-chan struct{}) {
		_, _ = io.WriteString(conn, "HTTP/1.1 200 OK\r\nDate: Tue, 24 Nov 2026 12:00:00 GMT\r\n\r\n"+wiretest.GoodBody)
	})
	calls := 0
	client := &ripio.Client{Now: func() time.Time {
		calls++
		if calls == 1 {
			return noon
		}
		return noon.AddDate(0, 0, -1)
	}}
	exchange := client.Authenticate(context.Background(), server.Env(), wiretest.Request())
	if exchange.Timing.Total <= 0 || exchange.Timing.Total > 5*time.Second || !exchange.Clock.Known {
		t.Errorf("timing %+v, clock %+v", exchange.Timing, exchange.Clock)
	}
	if skew := exchange.Clock.Skew; skew < 24*time.Hour || skew > 24*time.Hour+5*time.Second {
		t.Errorf("skew %v", skew)
	}
}

func TestRetryAfter(t *testing.T) {
	tests := []struct {
		name, fields string
		wait         time.Duration
		raw          string
		seconds      float64 // -1 for not known
	}{
		{"seconds", "Retry-After: 120\r\n", 2 * time.Minute, "120", 120},
		{"zero", "Retry-After: 0\r\n", 0, "0", 0},
		{"a day", "Retry-After: 86400\r\n", 24 * time.Hour, "86400", 86400},
		{"more than a day", "Retry-After: 86401\r\n", 86401 * time.Second, "86401", 86401},
		{"more than a number holds", "Retry-After: 99999999999999999999\r\n", 290 * 8766 * time.Hour, "99999999999999999999", 1e20},
		{"negative", "Retry-After: -5\r\n", 0, "-5", -1},
		{"fraction", "Retry-After: 1.5\r\n", 0, "1.5", -1},
		{"junk", "Retry-After: soon\r\n", 0, "soon", -1},
		{"absent", "", 0, "", -1},
		{"date by the local clock", "Retry-After: Tue, 24 Nov 2026 12:01:00 GMT\r\n", time.Minute, "Tue, 24 Nov 2026 12:01:00 GMT", 60},
		{"date by the server's clock", "Date: Tue, 24 Nov 2026 09:00:00 GMT\r\nRetry-After: Tue, 24 Nov 2026 09:00:10 GMT\r\n", 10 * time.Second, "Tue, 24 Nov 2026 09:00:10 GMT", 10},
		{"signed", "Retry-After: +5\r\n", 0, "+5", -1},
		{"date by a clock of 1970", "Date: Thu, 01 Jan 1970 00:00:00 GMT\r\nRetry-After: Tue, 24 Nov 2026 12:01:00 GMT\r\n", time.Minute, "Tue, 24 Nov 2026 12:01:00 GMT", 60},
		{"date in the past", "Retry-After: Tue, 24 Nov 2020 12:00:00 GMT\r\n", 0, "Tue, 24 Nov 2020 12:00:00 GMT", 0},
		{"date far away", "Retry-After: Tue, 24 Nov 2099 12:00:00 GMT\r\n", 26663 * 24 * time.Hour, "Tue, 24 Nov 2099 12:00:00 GMT", 2303683200},
	}
	for _, tt := range tests {
		for status, kind := range map[string]ripio.FailureKind{"429 Too Many Requests": ripio.FailureRateLimited, "503 Service Unavailable": ripio.FailureServer} {
			t.Run(tt.name+" with "+status, func(t *testing.T) {
				server := wiretest.Replying(t, "HTTP/1.1 "+status+"\r\n"+tt.fields+"Content-Length: 0\r\n\r\n")
				client := &ripio.Client{Now: func() time.Time { return noon }}
				failure := wiretest.WantFailure(t, client.Authenticate(context.Background(), server.Env(), wiretest.Request()), kind)
				if failure.RetryAfter != tt.wait || failure.RetryAfterRaw != tt.raw {
					t.Errorf("wait %v, raw %q; want %v, %q", failure.RetryAfter, failure.RetryAfterRaw, tt.wait, tt.raw)
				}
				seconds, known := failure.RetryAfterSeconds()
				if known != (tt.seconds >= 0) || known && seconds != tt.seconds || known != failure.RetryAfterKnown() {
					t.Errorf("%v s, known %t; want %v", seconds, known, tt.seconds)
				}
				if wait := failure.Wait(); wait != min(tt.wait, 24*time.Hour) {
					t.Errorf("the countdown waits %v", wait)
				}
			})
		}
	}
}

func TestMaintenanceHint(t *testing.T) {
	at := func(hour, minute, second int) time.Time {
		return time.Date(2026, 11, 24, hour, minute, second, 0, time.UTC)
	}
	buenosAires := time.FixedZone("", -3*3600)
	tests := []struct {
		name string
		env  ripio.EnvironmentName
		at   time.Time
		want string // the time that is quoted; "" for no hint
	}{
		{"a second before", ripio.Sandbox, at(0, 59, 59), ""},
		{"begins", ripio.Sandbox, at(1, 0, 0), "01:00"},
		{"last second", ripio.Sandbox, at(5, 59, 59), "05:59"},
		{"over", ripio.Sandbox, at(6, 0, 0), ""},
		{"at 23:30 in Argentina", ripio.Sandbox, time.Date(2026, 11, 23, 23, 30, 0, 0, buenosAires), "02:30"},
		{"at 02:30 in Argentina", ripio.Sandbox, time.Date(2026, 11, 23, 2, 30, 0, 0, buenosAires), "05:30"},
		{"production", ripio.Production, at(2, 0, 0), ""},
		{"simulator", ripio.Simulator, at(2, 0, 0), ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			exchange := ripio.Exchange{
				Environment: ripio.Environment{Name: tt.env}, SentAt: tt.at, Failure: &ripio.Failure{Kind: ripio.FailureServer},
			}
			hint, ok := exchange.MaintenanceHint()
			if ok != (tt.want != "") || ok && !strings.HasPrefix(hint, "It was "+tt.want+" GMT. Ripio's page of its fintech widget says") {
				t.Errorf("%v %q", ok, hint)
			}
			if ok && !strings.HasSuffix(hint, "is a guess.") {
				t.Errorf("%q is not worded as a guess", hint)
			}
		})
	}
}

func TestMaintenanceHintOfAnExchange(t *testing.T) {
	night := time.Date(2026, 11, 24, 2, 0, 0, 0, time.UTC)
	for _, kind := range ripio.FailureKinds {
		for _, status := range []int{200, 502} {
			exchange := ripio.Exchange{
				Environment: ripio.Environment{Name: ripio.Sandbox}, SentAt: night,
				Failure: &ripio.Failure{Kind: kind}, Response: &ripio.Response{Status: status},
			}
			want := kind == ripio.FailureServer || kind == ripio.FailureTimeout || kind == ripio.FailureHTML && status == 502
			if _, ok := exchange.MaintenanceHint(); ok != want {
				t.Errorf("%s with %d: %v", kind, status, ok)
			}
		}
	}
	if _, ok := (ripio.Exchange{Environment: ripio.Environment{Name: ripio.Sandbox}, SentAt: night}).MaintenanceHint(); ok {
		t.Error("a hint without a failure")
	}
}
