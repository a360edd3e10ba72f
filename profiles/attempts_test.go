package profiles_test

import (
	"encoding/base64"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/profiles/history"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/jwt"
)

// firstPrint and secondPrint are fingerprints of two secrets.
const firstPrint, secondPrint = "2G6A-4OO2", "MZXW-6YTB"

func clockAt(now time.Time) func() time.Time { return func() time.Time { return now } }

// sent is what a send to the sandbox has before its answer.
func sent(profile string, at time.Time) ripio.Exchange {
	environment, _ := ripio.EnvironmentFor(ripio.Sandbox)
	request := ripio.Request{ClientID: "id-" + profile, ExternalRef: alice.ExternalRef, Address: "0x05946B0d5E413E45069BeC923004F9a3c8F70c2C"}
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

func answered(exchange *ripio.Exchange, status int, contentType, body string) {
	exchange.Response = &ripio.Response{
		Status: status, Reason: http.StatusText(status), Protocol: "HTTP/1.1", Body: []byte(body),
		Header: http.Header{"Content-Type": {contentType}, "Date": {exchange.Clock.Date.Format(http.TimeFormat)}},
	}
}

// granted is a send that brought a token for ten hours.
func granted(profile string, at time.Time) profiles.Attempt {
	exchange := sent(profile, at)
	claims := fmt.Sprintf(`{"session":"18ab6d6c8d985a9cc87b01727a11f0948c2f4e1c44813e6a454371a85767b199","exp":%d}`, at.Add(10*time.Hour+2*time.Second).Unix())
	encode := base64.RawURLEncoding.EncodeToString
	raw := encode([]byte(`{"alg":"HS256","typ":"JWT"}`)) + "." + encode([]byte(claims)) + "." + encode([]byte("0123456789abcdef0123456789abcdef"))
	token, err := jwt.Decode(raw)
	if err != nil {
		panic(err)
	}
	exchange.Token = &token
	exchange.Findings = append(exchange.Findings, token.Findings...)
	answered(&exchange, 200, "application/json", `{"succeed":true,"token":"`+raw+`","token_type":"bearer"}`)
	return profiles.Attempt{Exchange: exchange, Fingerprint: firstPrint}
}

// rejected is a send whose credentials were refused.
func rejected(profile string, at time.Time) profiles.Attempt {
	exchange := sent(profile, at)
	answered(&exchange, 401, "application/json", `{"detail":"Invalid username or password."}`)
	exchange.Failure = &ripio.Failure{Kind: ripio.FailureRejected, Message: "Invalid username or password.", Evidence: "401 Unauthorized"}
	return profiles.Attempt{Exchange: exchange, Fingerprint: firstPrint}
}

// historyIn is a history whose clock stands a day after at.
func historyIn(dir string) *profiles.History {
	history := history.NewHistory(dir)
	history.UseClock(clockAt(at.AddDate(0, 0, 1)))
	return history
}

func appendTo(t *testing.T, history *profiles.History, attempts ...profiles.Attempt) []profiles.Attempt {
	t.Helper()
	kept := make([]profiles.Attempt, len(attempts))
	for i, attempt := range attempts {
		var err error
		if kept[i], err = history.Append(attempt, false); err != nil {
			t.Fatal(err)
		}
	}
	return kept
}

func listed(t *testing.T, history *profiles.History, filter profiles.Filter) []profiles.Attempt {
	t.Helper()
	attempts, err := history.List(filter)
	if err != nil {
		t.Fatal(err)
	}
	return attempts
}

func profilesOf(attempts []profiles.Attempt) string {
	var names []string
	for _, attempt := range attempts {
		names = append(names, attempt.Exchange.Profile)
	}
	return strings.Join(names, " ")
}
