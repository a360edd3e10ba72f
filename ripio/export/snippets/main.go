// Requests a token for Ripio's On/Off-Ramp widget and keeps it until shortly before it
// expires. Needs Go 1.22 or later and no modules:
//
//	RIPIO_CLIENT_SECRET=... go run main.go
package main

import (
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"strings"
	"sync"
	"time"
)

const (
	authURL     = "https://b2b-widget-onramp-api.sandbox.ripio.com/api/v1/auth"
	clientID    = "YOUR_CLIENT_ID"
	externalRef = "YOUR_USERS_UUID_V4" // names the user in your system
	address     = "YOUR_USERS_ADDRESS" // the user's blockchain address or wallet identifier
)

// margin is how long before its expiry a token is replaced.
const margin = time.Minute

func main() {
	secret := os.Getenv("RIPIO_CLIENT_SECRET")
	if secret == "" {
		fmt.Fprintln(os.Stderr, "RIPIO_CLIENT_SECRET is not set")
		os.Exit(1)
	}
	token, err := NewTokenSource(authURL, clientID, secret, externalRef, address).Token()
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	fmt.Println(token) // a credential: keep it out of logs
}

// TokenSource gives the token of one user; keep one source for each user. Goroutines may
// share it: while a request is under way, they wait for its result.
type TokenSource struct {
	url, secret string
	form        url.Values
	client      http.Client

	mu        sync.Mutex
	token     string
	goodUntil time.Time
	flight    *flight
}

// flight is a request under way. Its result may be read once done is closed.
type flight struct {
	done  chan struct{}
	token string
	err   error
}

func NewTokenSource(authURL, clientID, secret, externalRef, address string) *TokenSource {
	return &TokenSource{
		url: authURL, secret: secret,
		form: url.Values{"username": {clientID + ":" + externalRef + ":" + address}, "password": {secret}},
		client: http.Client{
			Timeout: 20 * time.Second,
			// A redirect could take the secret to another host.
			CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		},
	}
}

// Token returns a token that is good for another minute, unless it lives shorter.
func (s *TokenSource) Token() (string, error) {
	s.mu.Lock()
	if s.token != "" && time.Now().Before(s.goodUntil) {
		defer s.mu.Unlock()
		return s.token, nil
	}
	current := s.flight
	if current != nil {
		s.mu.Unlock()
		<-current.done
		return current.token, current.err
	}
	current = &flight{done: make(chan struct{})}
	s.flight = current
	s.mu.Unlock()

	started := time.Now()
	token, left, err := s.request()
	s.mu.Lock()
	s.token, s.goodUntil, s.flight = token, started.Add(left-margin), nil
	s.mu.Unlock()
	current.token, current.err = token, err
	close(current.done)
	return token, err
}

// request asks for a token and how long it is good for.
func (s *TokenSource) request() (token string, left time.Duration, err error) {
	request, err := http.NewRequest(http.MethodPost, s.url, strings.NewReader(s.form.Encode()))
	if err != nil {
		return "", 0, err
	}
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	request.Header.Set("Accept", "application/json")
	response, err := s.client.Do(request)
	if err != nil {
		return "", 0, fmt.Errorf("no response from Ripio: %w", err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(io.LimitReader(response.Body, 1<<20))
	if err != nil {
		return "", 0, fmt.Errorf("the response broke off: %w", err)
	}
	var answer struct {
		Succeed bool   `json:"succeed"`
		Token   string `json:"token"`
	}
	// Error responses are not documented, so the text is shown as it came.
	if json.Unmarshal(body, &answer) != nil || response.StatusCode != http.StatusOK || !answer.Succeed || answer.Token == "" {
		text := strings.ReplaceAll(string(body), s.secret, "[secret]")
		return "", 0, fmt.Errorf("no token: status %d, %.500q", response.StatusCode, text)
	}
	expiry, err := expiryOf(answer.Token)
	if err != nil {
		return "", 0, err
	}
	// The expiry is a time of the server's clock, so that clock says how long is left.
	now, err := http.ParseTime(response.Header.Get("Date"))
	if err != nil {
		now = time.Now()
	}
	if left = expiry.Sub(now); left <= 0 {
		return "", 0, errors.New("the token has expired already")
	}
	return answer.Token, left, nil
}

// expiryOf reads the claim exp. The signature is not checked: Ripio publishes no key to check it with.
func expiryOf(token string) (time.Time, error) {
	parts := strings.Split(token, ".")
	var claims struct {
		Exp float64 `json:"exp"`
	}
	if len(parts) == 3 {
		payload, err := base64.RawURLEncoding.DecodeString(parts[1])
		if err == nil && json.Unmarshal(payload, &claims) == nil && claims.Exp > 0 {
			return time.Unix(int64(claims.Exp), 0), nil
		}
	}
	return time.Time{}, errors.New("the token's expiry cannot be read")
}
