package cli_test

import (
	"encoding/base64"
	"runtime"
	"strings"
	"testing"

	"devtools/ripio-explorer/ripio/jwt"
	"devtools/ripio-explorer/ripio/report"
)

// heavyClaims are small claims that a layout could make huge.
var heavyClaims = map[string]string{
	"nested lists":   `{"exp":4102444800,"a":` + strings.Repeat("[", 9000) + strings.Repeat("]", 9000) + `}`,
	"nested objects": `{"exp":4102444800,"a":` + strings.Repeat(`{"a":`, 4500) + "1" + strings.Repeat("}", 4500) + `}`,
	"long number":    `{"exp":4102444800,"a":` + strings.Repeat("9", 5000) + `}`,
	"long exp":       `{"exp":` + strings.Repeat("9", 5000) + `}`,
	"long string":    `{"exp":4102444800,"a":"` + strings.Repeat("x", 27000) + `"}`,
	"long name":      `{"exp":4102444800,"` + strings.Repeat("x", 27000) + `":1}`,
}

func tokenWith(claims string) string {
	encode := base64.RawURLEncoding.EncodeToString
	return encode([]byte(`{"alg":"HS256","typ":"JWT"}`)) + "." + encode([]byte(claims)) + ".4aRUEXLkUs3jf-DYMcH8claUuDKfc8qbTjW6JzpBTjI"
}

// TestSmallClaimsMakeNoFlood bounds what is printed, and the memory it takes.
func TestSmallClaimsMakeNoFlood(t *testing.T) {
	for name, claims := range heavyClaims {
		text := tokenWith(claims)
		token, err := jwt.Decode(text)
		if err != nil {
			t.Fatal(err)
		}
		exchange := success()
		exchange.Token = &token
		exchange.Response.Body = []byte(`{"succeed":true,"token":"x","claims":` + claims + `}`)
		for _, test := range []struct {
			args []string
			most int
		}{
			{[]string{"decode", "-"}, 8 << 10},
			{[]string{"decode", "-", "--json"}, 64 << 10},
			{[]string{"token", "--profile", "acme"}, 8<<10 + len(text)},
			{[]string{"token", "--profile", "acme", "--json"}, 128<<10 + len(text)},
		} {
			w := newWorld(exchange)
			w.stdin = text
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			r := w.run(t, test.args...)
			runtime.ReadMemStats(&after)
			if r.code != 0 {
				t.Errorf("%s: %v: exit code %d, %s", name, test.args, r.code, r.err)
			}
			if len(r.out) > test.most {
				t.Errorf("%s: %v prints %d bytes for claims of %d", name, test.args, len(r.out), len(claims))
			}
			if took := (after.TotalAlloc - before.TotalAlloc) >> 20; took > 40 {
				t.Errorf("%s: %v takes %d MB", name, test.args, took)
			}
		}
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		report := report.Markdown(exchange, nil, report.Options{})
		runtime.ReadMemStats(&after)
		if took := (after.TotalAlloc - before.TotalAlloc) >> 20; len(report) > 64<<10 || took > 40 {
			t.Errorf("%s: the report has %d bytes and takes %d MB", name, len(report), took)
		}
	}
}
