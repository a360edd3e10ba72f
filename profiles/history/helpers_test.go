package history_test

import (
	"encoding/base64"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
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

func answered(exchange *ripio.Exchange, status int, contentType, body string) {
	exchange.Response = &ripio.Response{
		Status: status, Reason: http.StatusText(status), Protocol: "HTTP/1.1", Body: []byte(body),
		Header: http.Header{"Content-Type": {contentType}, "Date": {exchange.Clock.Date.Format(http.TimeFormat)}},
	}
}

// granted is a send that brought a token for ten hours.
func granted(profile string, at time.Time) history.Attempt {
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
	return history.Attempt{Exchange: exchange, Fingerprint: firstPrint}
}

// rejected is a send whose credentials were refused.
func rejected(profile string, at time.Time) history.Attempt {
	exchange := sent(profile, at)
	answered(&exchange, 401, "application/json", `{"detail":"Invalid username or password."}`)
	exchange.Failure = &ripio.Failure{Kind: ripio.FailureRejected, Message: "Invalid username or password.", Evidence: "401 Unauthorized"}
	return history.Attempt{Exchange: exchange, Fingerprint: firstPrint}
}

// newHistory is a history whose clock stands a day after at.
func newHistory(t *testing.T) *history.History {
	t.Helper()
	return historyIn(t.TempDir())
}

func historyIn(dir string) *history.History {
	sends := history.NewHistory(dir)
	sends.UseClock(clockAt(at.AddDate(0, 0, 1)))
	return sends
}

func appendTo(t *testing.T, sends *history.History, attempts ...profiles.Attempt) []history.Attempt {
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

func listed(t *testing.T, sends *history.History, filter history.Filter) []history.Attempt {
	t.Helper()
	attempts, err := sends.List(filter)
	if err != nil {
		t.Fatal(err)
	}
	return attempts
}

var at = time.Date(2026, 11, 24, 3, 41, 51, 0, time.UTC)

func minutes(n int) time.Time { return at.Add(time.Duration(n) * time.Minute) }

func writeFile(t *testing.T, path, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

func readFile(t *testing.T, path string) string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func wantError(t *testing.T, err, want error) {
	t.Helper()
	if !errors.Is(err, want) {
		t.Errorf("error %v, want %v", err, want)
	}
}

func wantModes(t *testing.T, dir string, dirMode os.FileMode, files ...string) {
	t.Helper()
	for _, path := range append(files, dir) {
		want := os.FileMode(0o600)
		if path == dir {
			want = dirMode
		}
		info, err := os.Stat(path)
		if err != nil || info.Mode().Perm() != want {
			t.Errorf("%s: mode %v, %v; want %v", path, info.Mode().Perm(), err, want)
		}
	}
}

// wantNowhere wants no file below a folder to hold a text.
func wantNowhere(t *testing.T, text string, folder string) {
	t.Helper()
	err := filepath.WalkDir(folder, func(path string, entry os.DirEntry, err error) error {
		if err == nil && entry.Type().IsRegular() && strings.Contains(readFile(t, path), text) {
			t.Errorf("%s holds %q", path, text)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
