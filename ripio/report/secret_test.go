package report_test

import (
	"context"
	"strings"
	"testing"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/cause"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/internal/wiretest"
	"devtools/ripio-explorer/ripio/jwt"
	"devtools/ripio-explorer/ripio/redact"
	"devtools/ripio-explorer/ripio/report"
)

// TestReportKeepsItsSecrets sends the canary, and has the server repeat it, the
// token and the address in every place that a report shows.
func TestReportKeepsItsSecrets(t *testing.T) {
	const opaque, stranger = "0paque-t0ken-0123456789", "TJRyWwFs9wTFGZg3JbrVriFbNfCug5tDeC"
	echo := wiretest.Canary + " " + wiretest.DocsToken + " Bearer " + opaque + " access_token=" + opaque + " " + strings.ToLower(wiretest.Address) + " " +
		strings.TrimPrefix(wiretest.Address, "0x") + " user-" + wiretest.Address + " " + stranger
	quoted := strings.ReplaceAll(strings.ReplaceAll(echo, `\`, `\\`), `"`, `\"`)
	body := `{"detail":"` + quoted + `","session_code":"` + opaque + `","refresh_token": "` + opaque + `"}`
	wire := "HTTP/1.1 401 " + echo + "\r\nContent-Type: application/json\r\nServer: " + echo + "\r\nX-Request-Id: " + echo +
		"\r\nLocation: https://x.example/?_to=" + wiretest.DocsToken + "\r\n\r\n" + body
	exchange := new(ripio.Client).Authenticate(context.Background(), wiretest.Replying(t, wire).Env(), wiretest.Request())
	wiretest.WantFailure(t, exchange, ripio.FailureRejected)
	token, err := jwt.Decode(wiretest.DocsToken)
	if err != nil {
		t.Fatal(err)
	}
	exchange.Token = &token
	exchange.Failure.Location = "https://x.example/?_to=" + wiretest.DocsToken
	exchange.Failure.Evidence = redact.NewScrubber(redact.NewSecret(wiretest.Canary)).Scrub(echo)
	for i := range exchange.Findings {
		exchange.Findings[i].Level, exchange.Findings[i].Found = finding.LevelWarning, exchange.Failure.Evidence
	}
	causes := []cause.Cause{{Title: "one", Evidence: exchange.Failure.Evidence, Replacement: wiretest.Address}}
	text := report.Markdown(exchange, causes, report.Options{Version: "1.2.3"})
	hidden := append(wiretest.CanaryForms(), opaque, stranger, wiretest.Address, strings.TrimPrefix(wiretest.Address, "0x"))
	hidden = append(hidden, token.Segments()[1:]...)
	for _, secret := range hidden {
		if strings.Contains(strings.ToLower(text), strings.ToLower(secret)) {
			t.Errorf("the report holds %q:\n%s", secret, text)
		}
	}
	if !strings.Contains(text, wiretest.Ref) {
		t.Errorf("the report lacks the external_ref:\n%s", text)
	}
}
