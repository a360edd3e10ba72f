// These tests want a server that RIPIO_BASE_URL, RIPIO_CLIENT_ID and RIPIO_CLIENT_SECRET name.
package backend

import (
	"context"
	"errors"
	"io"
	"testing"
	"time"
)

const externalRef, address = "3f2b8c1e-8a0d-4c5e-9b7a-0c1d2e3f4a5b", "0x05946B0d5E413E45069BeC923004F9a3c8F70c2C"

// fetch asks in a scenario; an empty name leaves it to the server.
func fetch(t *testing.T, scenario string) (string, time.Time, error) {
	t.Helper()
	who := FromEnvironment()
	if scenario != "" {
		who.ID = "scenario-" + scenario
	}
	return FetchToken(t.Context(), who, externalRef, address)
}

func TestSecondTryHelpsWhenUnavailable(t *testing.T) {
	// The server plays 503,ok.
	var unavailable *StatusError
	if _, _, err := fetch(t, ""); !errors.As(err, &unavailable) || unavailable.Status != 503 {
		t.Fatalf("first: %v", err)
	}
	if _, _, err := fetch(t, ""); err != nil {
		t.Fatalf("second: %v", err)
	}
}

func TestTokenSaysWhenItEnds(t *testing.T) {
	for scenario, alive := range map[string]bool{"ok": true, "extra-claims": true, "expired-token": false} {
		token, expires, err := fetch(t, scenario)
		if err != nil || token == "" || expires.After(time.Now()) != alive {
			t.Errorf("%s: expires %s, %v", scenario, expires, err)
		}
	}
}

func TestStatuses(t *testing.T) {
	for scenario, want := range map[string]StatusError{
		"rejected": {401, ""}, "envelope-40001": {403, ""}, "rate-limited": {429, "30"}, "html-502": {502, ""},
		"redirect-301": {301, ""}, "redirect-307": {307, ""},
	} {
		var got *StatusError
		if _, _, err := fetch(t, scenario); !errors.As(err, &got) || *got != want {
			t.Errorf("%s: %v", scenario, err)
		}
	}
}

func TestWrongSecretIsRejected(t *testing.T) {
	who := FromEnvironment()
	who.Secret = "wrong"
	var got *StatusError
	if _, _, err := FetchToken(t.Context(), who, externalRef, address); !errors.As(err, &got) || got.Status != 401 {
		t.Error(err)
	}
}

func TestAnswersWithoutAToken(t *testing.T) {
	for _, scenario := range []string{"not-json", "succeed-false", "no-token"} {
		if _, _, err := fetch(t, scenario); !errors.Is(err, ErrNoToken) {
			t.Errorf("%s: %v", scenario, err)
		}
	}
	if _, _, err := fetch(t, "truncated-body"); !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Errorf("truncated-body: %v", err)
	}
}

func TestSlowAnswerIsGivenUp(t *testing.T) {
	ctx, stop := context.WithTimeout(t.Context(), 200*time.Millisecond)
	defer stop()
	if _, _, err := FetchToken(ctx, Credentials{"scenario-slow-headers", FromEnvironment().Secret}, externalRef, address); !errors.Is(err, context.DeadlineExceeded) {
		t.Error(err)
	}
}
