// Package backend is what a backend does to get a token for Ripio's On/Off-Ramp widget.
package backend

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"strings"
	"time"
)

// StatusError is an answer that is not a success.
type StatusError struct {
	Status     int
	RetryAfter string
}

func (e *StatusError) Error() string { return fmt.Sprintf("status %d", e.Status) }

// ErrNoToken is a success without a token that can be read.
var ErrNoToken = errors.New("the answer has no token")

// Credentials are the partner's.
type Credentials struct{ ID, Secret string }

// FromEnvironment reads the credentials.
func FromEnvironment() Credentials {
	return Credentials{os.Getenv("RIPIO_CLIENT_ID"), os.Getenv("RIPIO_CLIENT_SECRET")}
}

var client = &http.Client{
	// The form holds the secret: it goes to nobody else.
	CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
}

// FetchToken returns a token and when it ends.
func FetchToken(ctx context.Context, who Credentials, externalRef, address string) (string, time.Time, error) {
	form := url.Values{"username": {who.ID + ":" + externalRef + ":" + address}, "password": {who.Secret}}
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, os.Getenv("RIPIO_BASE_URL")+"/api/v1/auth", strings.NewReader(form.Encode()))
	if err != nil {
		return "", time.Time{}, err
	}
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	response, err := client.Do(request)
	if err != nil {
		return "", time.Time{}, err
	}
	defer response.Body.Close()
	body, err := io.ReadAll(io.LimitReader(response.Body, 1<<20))
	if err != nil {
		return "", time.Time{}, err
	}
	if response.StatusCode != http.StatusOK {
		return "", time.Time{}, &StatusError{response.StatusCode, response.Header.Get("Retry-After")}
	}
	var answer struct {
		Succeed bool
		Token   string
	}
	if err := json.Unmarshal(body, &answer); err != nil || !answer.Succeed || strings.Count(answer.Token, ".") != 2 {
		return "", time.Time{}, ErrNoToken
	}
	var claims struct{ Exp int64 }
	plain, err := base64.RawURLEncoding.DecodeString(strings.Split(answer.Token, ".")[1])
	if err != nil || json.Unmarshal(plain, &claims) != nil {
		return "", time.Time{}, ErrNoToken
	}
	return answer.Token, time.Unix(claims.Exp, 0), nil
}
