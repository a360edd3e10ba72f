package cause

import (
	"net/http"
	"net/url"
	"testing"
	"time"

	"devtools/ripio-explorer/ripio"
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
		env, _ := ripio.EnvironmentFor(ripio.Sandbox)
		target, _ := url.Parse(env.AuthURL)
		header := http.Header{"Location": {location}, "Content-Type": {contentType}, "Www-Authenticate": {contentType}}
		exchange := ripio.Exchange{Environment: env, Request: ripio.SentRequest{URL: env.AuthURL, Username: "a:b:c"}}
		exchange.Record(ripio.RawResponse{Response: &ripio.Response{Status: status, Header: header, Body: []byte(body)}}, ripio.Call{Target: target})
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
