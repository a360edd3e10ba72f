package ripio_test

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"devtools/ripio-explorer/ripio/cause"
	"devtools/ripio-explorer/ripio/internal/wiretest"
	"devtools/ripio-explorer/ripio/redact"
	"devtools/ripio-explorer/ripio/redact/spelling"
	"devtools/ripio-explorer/ripio/report"
)

// TestNoRandomSpellingReachesAnySink has servers that repeat random secrets in random
// spellings, and reads what is made of their responses as the finder reads it.
func TestNoRandomSpellingReachesAnySink(t *testing.T) {
	const rounds = 120
	for seed := range uint64(rounds) {
		secret, written, ways, r := spelling.Case(seed)
		finder := redact.NewFinder(secret)
		if len(finder.Find(written)) == 0 {
			t.Fatalf("seed %d: %q as %s is not found in %q, so this proves nothing", seed, secret, ways, written)
		}
		request := wiretest.PlainRequest()
		request.Secret = redact.NewSecret(secret)
		claims, _ := json.Marshal(map[string]any{"exp": 1795557600, "session": secret}) // JSON and base64 are two ways more
		token := "eyJhbGciOiJIUzI1NiJ9." + base64.RawURLEncoding.EncodeToString(claims) + ".c2ln"
		granted, _ := json.Marshal(map[string]any{"succeed": true, "token": token, "token_type": "bearer", "note": written})
		refused, _ := json.Marshal(map[string]any{"error": written, "detail": map[string]string{"message": spelling.Around(r) + written}})
		header := strings.Map(func(char rune) rune {
			if char < ' ' {
				return ' '
			}
			return char
		}, written)
		for _, response := range []struct{ status, kind, body string }{
			{"200 OK", "application/json", string(granted)},
			{"401 Unauthorized", "application/json", string(refused)},
			{"403 Forbidden", "text/html", "<html><title>" + written + "</title><p>" + written},
			{"500 " + header, "text/plain", spelling.Around(r) + written},
		} {
			e := wiretest.SentOverPipe(request, fmt.Sprintf("HTTP/1.1 %s\r\nContent-Type: %s\r\nX-Echo: %s\r\nContent-Length: %d\r\nConnection: close\r\n\r\n%s",
				response.status, response.kind, header, len(response.body), response.body))
			if e.Response == nil {
				t.Fatalf("seed %d: no response: %v", seed, e.Failure)
			}
			if e.Token != nil {
				e.Token.Raw, e.Token.Signature = "", "" // it has to be usable as it is
			}
			for sink, text := range map[string]string{
				"exchange": render(t, e), "report": report.Markdown(e, cause.Rank(e, cause.Background{}), report.Options{}),
			} {
				for _, found := range finder.Find(text) {
					t.Errorf("seed %d: %q as %s stands in the %s of a %s: %q", seed, secret, ways, sink, response.status, text[found.From:found.To])
				}
			}
		}
	}
}
