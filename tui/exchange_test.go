package tui

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"net/http"
	"time"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/jwt"
)

const session = "18ab6d6c8d985a9cc87b01727a11f0948c2f4e1c44813e6a454371a85767b199"

// signed makes a token from the JSON of its two parts.
func signed(header, claims string) string {
	text := base64.RawURLEncoding.EncodeToString([]byte(header)) + "." + base64.RawURLEncoding.EncodeToString([]byte(claims))
	mac := hmac.New(sha256.New, []byte("a key for tests"))
	mac.Write([]byte(text))
	return text + "." + base64.RawURLEncoding.EncodeToString(mac.Sum(nil))
}

// documentedToken has the shape of the documentation's sample.
func documentedToken(exp time.Time) string {
	return signed(`{"alg":"HS256","typ":"JWT"}`, fmt.Sprintf(`{"session":%q,"exp":%d}`, session, exp.Unix()))
}

// exchangeWith is a send that brought a token 214 ms after noon.
func exchangeWith(env ripio.Environment, request ripio.Request, raw string) ripio.Exchange {
	e := answeredWith(env, request, 200, fmt.Sprintf(`{"succeed":true,"token":%q,"token_type":"bearer"}`, raw))
	token, err := jwt.Decode(raw)
	if err != nil {
		panic(err)
	}
	e.Token = &token
	e.Findings = append(request.Check(), token.Findings...)
	return e
}

// failedWith is a send that brought a failure.
func failedWith(env ripio.Environment, request ripio.Request, status int, body string, failure ripio.Failure) ripio.Exchange {
	e := answeredWith(env, request, status, body)
	e.Failure = &failure
	e.Findings = request.Check()
	return e
}

func answeredWith(env ripio.Environment, request ripio.Request, status int, body string) ripio.Exchange {
	return ripio.Exchange{
		Environment: env,
		Request: ripio.SentRequest{
			Method: "POST", URL: env.AuthURL,
			Header:   http.Header{"Content-Type": {"application/x-www-form-urlencoded"}, "Accept": {"application/json"}},
			ClientID: request.ClientID, ExternalRef: request.ExternalRef, Address: request.Address,
			Username: request.Username(), Body: "password=********&username=9f1c55e2%3A3f2b8c1e",
		},
		SentAt: noon,
		Timing: ripio.Timing{
			DNS: 12 * time.Millisecond, Connect: 40 * time.Millisecond, TLS: 80 * time.Millisecond,
			FirstByte: 81 * time.Millisecond, Body: time.Millisecond, Total: 214 * time.Millisecond, Reached: ripio.PhaseBody,
		},
		Connection: ripio.Connection{RemoteAddress: "203.0.113.7:443", TLSVersion: "TLS 1.3"},
		Response: &ripio.Response{
			Status: status, Reason: http.StatusText(status), Protocol: "HTTP/1.1", Body: []byte(body),
			Header: http.Header{"Content-Type": {"application/json"}, "Date": {noon.Format(http.TimeFormat)}},
		},
		Clock: ripio.Clock{Known: true, Skew: 2 * time.Second},
	}
}
