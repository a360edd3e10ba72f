package ripio_test

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/cause"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/internal/wiretest"
	"devtools/ripio-explorer/ripio/report"
)

// echoSpellings are ways in which servers and gateways repeat what they were
// sent, made here by hand or with other encoders than the program's.
func echoSpellings(secret string) map[string]string {
	each := func(format string) string {
		var out strings.Builder
		for _, b := range []byte(secret) {
			fmt.Fprintf(&out, format, b)
		}
		return out.String()
	}
	quoted, _ := json.Marshal(secret)
	inner, _ := json.Marshal(map[string]string{"password": secret})
	twice, _ := json.Marshal(string(inner))
	named := strings.NewReplacer("&", "&amp;", "/", "&sol;", "+", "&plus;", "=", "&equals;").Replace(secret)
	return map[string]string{
		"Python's quote":   strings.ReplaceAll(url.QueryEscape(secret), "%2F", "/"),
		"double percent":   url.QueryEscape(url.QueryEscape(secret)),
		"percent of all":   each("%%%02x"),
		"decimal entities": each("&#%d;"),
		"hex entities":     each("&#x%X;"),
		"named entities":   named,
		"hex escapes":      each(`\x%02x`),
		"unicode escapes":  each(`\u%04x`),
		"octal escapes":    each(`\%03o`),
		"JSON in JSON":     strings.Trim(string(twice), `"`),
		"JSON of entities": strings.Trim(string(quoted), `"`) + " " + each(`\u0026#%d;`),
		"Basic":            base64.StdEncoding.EncodeToString([]byte("acme:" + secret)),
		"base64 of a form": base64.URLEncoding.EncodeToString([]byte("username=a%3Ab%3Ac&password=" + url.QueryEscape(secret))),
		"base64 of base64": base64.StdEncoding.EncodeToString([]byte(base64.RawStdEncoding.EncodeToString([]byte("x" + secret)))),
		"hexadecimal":      each("%02x"),
		"upper case":       strings.ToUpper(secret),
		"lower case":       strings.ToLower(secret),
		"a piece":          secret[3:15],
	}
}

// TestNoSpellingOfTheSecretGetsThrough has a server that repeats the secret in
// every spelling and in every place.
func TestNoSpellingOfTheSecretGetsThrough(t *testing.T) {
	for name, echo := range echoSpellings(wiretest.Canary) {
		for _, status := range []int{200, 302, 401, 429} {
			t.Run(fmt.Sprint(name, status), func(t *testing.T) {
				claims, _ := json.Marshal(map[string]any{"exp": 1795557600, "session": echo, echo: []string{echo}})
				token := "eyJhbGciOiJIUzI1NiJ9." + base64.RawURLEncoding.EncodeToString(claims) + ".c2ln"
				server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
					body, _ := json.Marshal(map[string]any{"succeed": status == 200, "token": token, "detail": map[string]string{"message": echo, "code": echo}})
					conn, _, _ := w.(http.Hijacker).Hijack()
					defer conn.Close()
					fmt.Fprintf(conn, "HTTP/1.1 %d %s\r\nX-Echo: %s\r\nX-Half: a%s\r\nX-Half: %sb\r\nLocation: https://x.example/?p=%s\r\nRetry-After: %s\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n%s",
						status, echo, echo, echo[:len(echo)/2], echo[len(echo)/2:], echo, echo, body)
				}))
				defer server.Close()
				env, err := ripio.SimulatorAt(server.URL)
				if err != nil {
					t.Fatal(err)
				}
				exchange := new(ripio.Client).Authenticate(context.Background(), env, wiretest.Request())
				if (exchange.Token != nil) != (status == 200) || exchange.Response == nil {
					t.Fatalf("token %v, failure %v", exchange.Token, exchange.Failure)
				}
				if !slices.ContainsFunc(exchange.Findings, func(f finding.Finding) bool { return f.Code == "answer-echoes-secret" }) {
					t.Error("the echo is not a finding")
				}
				if exchange.Token != nil {
					exchange.Token.Raw, exchange.Token.Signature = "", "" // it has to be usable as it is
				}
				shown := render(t, exchange)
				report := report.Markdown(exchange, cause.Rank(exchange, cause.Background{}), report.Options{})
				for _, text := range []string{shown, report} {
					for _, piece := range []string{echo, wiretest.Canary, strings.ToLower(wiretest.Canary), wiretest.Canary[3:13], wiretest.Canary[8:18]} {
						if at := strings.Index(text, piece); at >= 0 {
							t.Errorf("%q is shown: %s", piece, text[max(0, at-60):min(len(text), at+90)])
						}
					}
				}
			})
		}
	}
}
