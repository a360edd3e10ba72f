package storetest

import (
	"encoding/base64"
	"fmt"
	"net/http"
	"net/url"
	"testing"
	"time"

	"devtools/ripio-explorer/profiles/history"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/jwt"
)

// FirstPrint and SecondPrint are fingerprints of two secrets.
const FirstPrint, SecondPrint = "2G6A-4OO2", "MZXW-6YTB"

// At is the time of the tests.
var At = time.Date(2026, 11, 24, 3, 41, 51, 0, time.UTC)

func ClockAt(now time.Time) func() time.Time { return func() time.Time { return now } }

// Sent is what a send to the sandbox has before its answer.
func Sent(profile string, at time.Time) ripio.Exchange {
	environment, _ := ripio.EnvironmentFor(ripio.Sandbox)
	request := ripio.Request{ClientID: "id-" + profile, ExternalRef: "3f2b8c1e-6d5a-4b7f-9c3e-2f1d0a9b8c7d", Address: "0x05946B0d5E413E45069BeC923004F9a3c8F70c2C"}
	form := url.Values{"username": {request.Username()}}
	return ripio.Exchange{
		Environment: environment, Profile: profile, SentAt: at, ReceivedAt: at.Add(214 * time.Millisecond),
		Request: ripio.SentRequest{
			Method: http.MethodPost, URL: environment.AuthURL, ClientID: request.ClientID, ExternalRef: request.ExternalRef,
			Address: request.Address, Username: request.Username(), Body: "password=********&" + form.Encode(),
			Header: http.Header{
				"Host": {environment.Host()}, "User-Agent": {"ripio-explorer/1.2.0"}, "Content-Length": {"187"},
				"Accept": {"application/json"}, "Content-Type": {"application/x-www-form-urlencoded"}, "Connection": {"close"},
			},
		},
		Timing: ripio.Timing{
			DNS: 3 * time.Millisecond, Connect: 41 * time.Millisecond, TLS: 88 * time.Millisecond,
			FirstByte: 80 * time.Millisecond, Body: 1234567, Total: 214 * time.Millisecond, Reached: ripio.PhaseBody,
		},
		Connection: ripio.Connection{
			RemoteAddress: "198.51.100.7:443", TLSVersion: "TLS 1.3",
			Certificate: &ripio.Certificate{
				Subject: "CN=*.sandbox.ripio.com", Issuer: "CN=R11,O=Let's Encrypt,C=US", Names: []string{"*.sandbox.ripio.com"},
				NotBefore: at.AddDate(0, -1, 0), NotAfter: at.AddDate(0, 2, 0),
			},
		},
		Clock:    ripio.Clock{Known: true, Skew: 2 * time.Second, Uncertainty: 1100 * time.Millisecond, Date: at.Add(2 * time.Second)},
		Findings: request.Check(),
	}
}

func Answered(exchange *ripio.Exchange, status int, contentType, body string) {
	exchange.Response = &ripio.Response{
		Status: status, Reason: http.StatusText(status), Protocol: "HTTP/1.1", Body: []byte(body),
		Header: http.Header{"Content-Type": {contentType}, "Date": {exchange.Clock.Date.Format(http.TimeFormat)}},
	}
}

// Granted is a send that brought a token for ten hours.
func Granted(profile string, at time.Time) history.Attempt {
	exchange := Sent(profile, at)
	claims := fmt.Sprintf(`{"session":"18ab6d6c8d985a9cc87b01727a11f0948c2f4e1c44813e6a454371a85767b199","exp":%d}`, at.Add(10*time.Hour+2*time.Second).Unix())
	encode := base64.RawURLEncoding.EncodeToString
	raw := encode([]byte(`{"alg":"HS256","typ":"JWT"}`)) + "." + encode([]byte(claims)) + "." + encode([]byte("0123456789abcdef0123456789abcdef"))
	token, err := jwt.Decode(raw)
	if err != nil {
		panic(err)
	}
	exchange.Token = &token
	exchange.Findings = append(exchange.Findings, token.Findings...)
	Answered(&exchange, 200, "application/json", `{"succeed":true,"token":"`+raw+`","token_type":"bearer"}`)
	return history.Attempt{Exchange: exchange, Fingerprint: FirstPrint}
}

// Rejected is a send whose credentials were refused.
func Rejected(profile string, at time.Time) history.Attempt {
	exchange := Sent(profile, at)
	Answered(&exchange, 401, "application/json", `{"detail":"Invalid username or password."}`)
	exchange.Failure = &ripio.Failure{Kind: ripio.FailureRejected, Message: "Invalid username or password.", Evidence: "401 Unauthorized"}
	return history.Attempt{Exchange: exchange, Fingerprint: FirstPrint}
}

func HistoryIn(dir string) *history.History {
	sends := history.NewHistory(dir)
	sends.UseClock(ClockAt(At.AddDate(0, 0, 1)))
	return sends
}

func AppendTo(t *testing.T, sends *history.History, attempts ...history.Attempt) []history.Attempt {
	t.Helper()
	kept := make([]history.Attempt, len(attempts))
	for i, attempt := range attempts {
		var err error
		if kept[i], err = sends.Append(attempt, false); err != nil {
			t.Fatal(err)
		}
	}
	return kept
}

func Listed(t *testing.T, sends *history.History, filter history.Filter) []history.Attempt {
	t.Helper()
	attempts, err := sends.List(filter)
	if err != nil {
		t.Fatal(err)
	}
	return attempts
}

func Minutes(n int) time.Time { return At.Add(time.Duration(n) * time.Minute) }
