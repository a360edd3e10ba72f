package profiles_test

import (
	"bufio"
	"context"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"os"
	"strings"
	"testing"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/redact"
	"devtools/ripio-explorer/ripio/redact/spelling"
)

// secretForms are ways to write a secret.
func secretForms(secret string) []string {
	quoted, _ := json.Marshal(secret)
	entities := ""
	for _, char := range secret {
		entities += fmt.Sprintf("&#%d;", char)
	}
	again, _ := json.Marshal(string(quoted))
	return []string{
		entities, url.QueryEscape(url.QueryEscape(secret)), strings.Trim(string(again), `"`), strings.ToUpper(secret),
		base64.StdEncoding.EncodeToString([]byte("client_i:" + secret)),
		secret, url.QueryEscape(secret), url.PathEscape(secret), strings.Trim(string(quoted), `"`),
		base64.StdEncoding.EncodeToString([]byte(secret)),
	}
}

// echo sends a secret, in the other fields too, to servers that repeat it in their
// reason, headers and body: one refuses, one answers a token with it in a claim.
func echo(t *testing.T, secret string) []profiles.Attempt {
	t.Helper()
	claims, _ := json.Marshal(map[string]any{"exp": 1795491711, "session": secret, secret: "echoed-marker"})
	encode := base64.RawURLEncoding.EncodeToString
	token := encode([]byte(`{"alg":"HS256","kid":"`+secret+`"}`)) + "." + encode(claims) + "." + encode(make([]byte, 32))
	repeated := strings.Join(secretForms(secret), " ")
	head := "Date: Tue, 24 Nov 2026 03:41:51 GMT\r\nSet-Cookie: session=key-" + repeated + "; Path=/\r\n" +
		"X-Echo: " + repeated + "\r\nLocation: https://x.example/?" + url.QueryEscape(secret) + "\r\nContent-Type: application/json\r\n"
	quoted, _ := json.Marshal(repeated)
	var attempts []profiles.Attempt
	for _, answer := range []struct{ status, body string }{
		{"401 " + repeated, `{"error":` + string(quoted) + `,"x":"echoed-marker"}`},
		{"403 no", "<html><title>" + repeated + "</title>echoed-marker"},
		{"307 elsewhere", ""},
		{"200 OK", `{"succeed":true,"token":"` + token + `","token_type":"bearer","extra":` + string(quoted) + `}`},
	} {
		base := replying(t, fmt.Sprintf("HTTP/1.1 %s\r\n%sContent-Length: %d\r\n\r\n%s", answer.status, head, len(answer.body), answer.body))
		environment, err := ripio.SimulatorAt(base)
		if err != nil {
			t.Fatal(err)
		}
		for _, request := range []ripio.Request{
			{ClientID: "id", ExternalRef: "ref", Address: "0x5", Secret: redact.NewSecret(secret)},
		} {
			exchange := new(ripio.Client).Authenticate(context.Background(), environment, request)
			if exchange.Response == nil {
				t.Fatalf("no answer: %v", exchange.Failure)
			}
			exchange.Profile = "acme"
			attempts = append(attempts, profiles.Attempt{Exchange: exchange, Fingerprint: firstPrint})
		}
	}
	return attempts
}

// replying serves the same bytes to everybody.
func replying(t *testing.T, answer string) (base string) {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = listener.Close() })
	go func() {
		for {
			connection, err := listener.Accept()
			if err != nil {
				return
			}
			if request, err := http.ReadRequest(bufio.NewReader(connection)); err == nil {
				_, _ = io.Copy(io.Discard, request.Body)
			}
			_, _ = io.WriteString(connection, answer)
			_ = connection.Close()
		}
	}()
	return "http://" + listener.Addr().String()
}

// TestTheHistoryHoldsNoSecret sends a secret in every field to a server that
// repeats it everywhere, and looks for it in the folder.
func TestTheHistoryHoldsNoSecret(t *testing.T) {
	const secret = "CANARY+s3cr3t/ñ value"
	attempts := echo(t, secret)
	dir := t.TempDir()
	manager := profiles.NewManager(t.TempDir(), dir, func(string) (string, bool) { return "", false })
	for _, attempt := range attempts {
		for _, keepToken := range []bool{false, true} {
			kept, warnings := manager.Remember(attempt, keepToken)
			if len(warnings) != 0 || kept.ID == "" {
				t.Fatalf("not kept: %v", warnings)
			}
		}
	}
	for _, form := range append(secretForms(secret), "s3cr3t") {
		wantNowhere(t, form, dir)
	}
	if len(filesWith(t, "echoed-marker", dir)) == 0 {
		t.Error("the server repeated nothing, so this proved nothing")
	}
	for _, attempt := range listed(t, manager.History, profiles.Filter{}) {
		if cookie := attempt.Exchange.Response.Header.Get("Set-Cookie"); strings.Contains(cookie, "key") || !strings.HasPrefix(cookie, "session=") {
			t.Errorf("the cookie is %q", cookie)
		}
	}
}

// TestTheHistoryHoldsNoRandomSpelling sends random secrets to servers that repeat them in
// random spellings, and reads the folder as the finder of secrets reads it.
func TestTheHistoryHoldsNoRandomSpelling(t *testing.T) {
	const rounds = 30
	for seed := range uint64(rounds) {
		secret, written, ways, r := spelling.Case(seed)
		finder := redact.NewFinder(secret)
		body, _ := json.Marshal(map[string]string{"error": spelling.Around(r) + written + " echoed-marker"})
		base := replying(t, fmt.Sprintf("HTTP/1.1 401 no\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s", len(body), body))
		environment, err := ripio.SimulatorAt(base)
		if err != nil {
			t.Fatal(err)
		}
		exchange := new(ripio.Client).Authenticate(context.Background(), environment,
			ripio.Request{ClientID: "id", ExternalRef: "ref", Address: "0x5", Secret: redact.NewSecret(secret)})
		exchange.Profile = "acme"
		dir := t.TempDir()
		manager := profiles.NewManager(t.TempDir(), dir, func(string) (string, bool) { return "", false })
		if kept, warnings := manager.Remember(profiles.Attempt{Exchange: exchange, Fingerprint: firstPrint}, true); len(warnings) != 0 || kept.ID == "" {
			t.Fatalf("seed %d: not kept: %v", seed, warnings)
		}
		files := filesWith(t, "", dir)
		for _, name := range files {
			text, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			for _, found := range finder.Find(string(text)) {
				t.Errorf("seed %d: %q as %s stands in %s: %q", seed, secret, ways, name, text[found.From:found.To])
			}
		}
		if len(filesWith(t, "echoed-marker", dir)) == 0 {
			t.Errorf("seed %d: nothing was kept of the response, so this proved nothing", seed)
		}
	}
}
