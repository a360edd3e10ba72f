package cause

import (
	"fmt"
	"testing"
	"time"

	"devtools/ripio-explorer/ripio/internal/wiretest"
)

// FuzzCauses takes answers of every kind: no answer may bring about a cause
// without evidence, or one about credentials where nobody looked at them.
func FuzzCauses(f *testing.F) {
	f.Add(401, "", "application/json", `{"error":"invalid_client"}`)
	f.Add(302, "https://skala.ripio.com/login", "", "")
	f.Add(200, "", "application/json", `{"succeed":true,"jwt":"eyJhbGciOiJIUzI1NiJ9.e30.c2ln"}`)
	f.Add(403, "", "text/html", "<title>Just a moment\x1b[2J</title>")
	f.Add(307, "http://[::1", "", "\xff")
	f.Fuzz(func(t *testing.T, status int, location, contentType, body string) {
		wire := fmt.Sprintf("HTTP/1.1 %d X\r\nLocation: %s\r\nContent-Type: %s\r\nWWW-Authenticate: %[3]s\r\n\r\n%s", status, location, contentType, body)
		exchange := wiretest.AnsweredOverPipe(wire)
		if exchange.Failure == nil {
			return
		}
		causes := Rank(exchange, Background{Seen: []Sighting{{At: time.Unix(0, 0)}}})
		if len(causes) > mostCauses {
			t.Errorf("%d causes", len(causes))
		}
		for _, cause := range causes {
			if cause.Evidence == "" || cause.Title == "" || cause.Weight < 1 || cause.Weight > 100 {
				t.Errorf("%+v", cause)
			}
			if cause.Code == "credentials-refused" && !newSituation(exchange, Background{}).judged() {
				t.Errorf("%s of %s", cause.Code, exchange.Failure.Kind)
			}
		}
	})
}
