package ripio_test

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"html"
	"net/url"
	"reflect"
	"strconv"
	"strings"
	"testing"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/redact"
)

// render shows an exchange in all the ways in which one may be shown.
func render(t testing.TB, exchange ripio.Exchange) string {
	t.Helper()
	var text strings.Builder
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q"} {
		fmt.Fprintf(&text, verb+"\n", exchange)
	}
	if exchange.Failure != nil {
		fmt.Fprintf(&text, "%v %+v %#v %v\n", exchange.Failure, *exchange.Failure, exchange.Failure, exchange.Failure.Cause)
	}
	encoded, err := json.Marshal(exchange)
	if err != nil {
		t.Fatal(err)
	}
	text.Write(encoded)
	walkStrings(reflect.ValueOf(exchange), map[uintptr]bool{}, func(found string) { text.WriteString("\n" + found) })
	return text.String()
}

// walkStrings visits every string and byte slice that can be reached from a
// value, unexported fields included.
func walkStrings(v reflect.Value, seen map[uintptr]bool, visit func(string)) {
	switch v.Kind() {
	case reflect.String:
		visit(v.String())
	case reflect.Pointer:
		if v.IsNil() || seen[v.Pointer()] {
			return
		}
		seen[v.Pointer()] = true
		walkStrings(v.Elem(), seen, visit)
	case reflect.Interface:
		if !v.IsNil() {
			walkStrings(v.Elem(), seen, visit)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			walkStrings(v.Field(i), seen, visit)
		}
	case reflect.Slice, reflect.Array:
		if v.Kind() == reflect.Slice && v.Type().Elem().Kind() == reflect.Uint8 {
			visit(string(v.Bytes()))
			return
		}
		for i := range v.Len() {
			walkStrings(v.Index(i), seen, visit)
		}
	case reflect.Map:
		for entries := v.MapRange(); entries.Next(); {
			walkStrings(entries.Key(), seen, visit)
			walkStrings(entries.Value(), seen, visit)
		}
	}
}

// canaryForms are the canary as it may be written somewhere.
func canaryForms() []string {
	quoted, _ := json.Marshal(canary)
	return []string{
		canary, url.QueryEscape(canary), url.PathEscape(canary), strings.Trim(string(quoted), `"`), html.EscapeString(canary),
		strings.Trim(strconv.Quote(canary), `"`), base64.StdEncoding.EncodeToString([]byte(canary)), "c4nary",
	}
}

// TestNoSecretInAnyExchange sends the canary into every kind of end.
func TestNoSecretInAnyExchange(t *testing.T) {
	echo := func(status, contentType, body string) string {
		return "HTTP/1.1 " + status + "\r\nContent-Type: " + contentType + "\r\nX-Echo: " + canary + "\r\n\r\n" + body
	}
	text, _ := json.Marshal(canary)
	quoted := string(text)
	answers := map[string]string{
		"success":                   echo("200 OK", "application/json", goodBody),
		"echo in JSON":              echo("400 "+canary, "application/json", `{"detail":{"message":`+quoted+`,"code":`+quoted+`}}`),
		"echo of the form":          echo("400 Bad Request", "text/plain", "got password="+url.QueryEscape(canary)),
		"echo on a page":            echo("500 Oops", "text/html", "<title>"+html.EscapeString(canary)+"</title>"),
		"echo in succeed":           echo("200 OK", "application/json", `{"succeed":`+quoted+`}`),
		"echo in token_type":        echo("200 OK", "application/json", `{"token":"`+docsToken+`","token_type":`+quoted+`}`),
		"echo in a name":            echo("200 OK", "application/json", `{`+quoted+`:1}`),
		"echo in the content type":  echo("200 OK", canary, goodBody),
		"echo in a redirect":        "HTTP/1.1 302 Found\r\nLocation: https://x.example/?p=" + url.QueryEscape(canary) + "\r\nContent-Length: 0\r\n\r\n",
		"echo instead of HTTP":      canary + "\r\n\r\n",
		"echo in Retry-After":       "HTTP/1.1 429 Slow\r\nRetry-After: " + canary + "\r\nContent-Length: 0\r\n\r\n",
		"echo in Date":              "HTTP/1.1 429 Slow\r\nDate: " + canary + "\r\nContent-Length: 0\r\n\r\n",
		"echo in Content-Encoding":  "HTTP/1.1 200 OK\r\nContent-Encoding: " + canary + "\r\nContent-Length: 1\r\n\r\nx",
		"echo in a body cut short":  "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n" + canary,
		"a message cut at its edge": echo("400 Bad Request", "text/plain", strings.Repeat("x", 490)+canary),
		"closed":                    "",
	}
	for name, wire := range answers {
		t.Run(name, func(t *testing.T) {
			server := replying(t, wire)
			exchange := new(ripio.Client).Authenticate(context.Background(), server.env(), testRequest())
			if !strings.Contains(server.wire(), url.QueryEscape(canary)) {
				t.Fatal("the secret was not sent")
			}
			wantNoSecret(t, exchange)
		})
	}
	t.Run("blocked", func(t *testing.T) {
		request := testRequest()
		request.Address = ""
		env, _ := ripio.SimulatorAt("http://127.0.0.1:1")
		wantNoSecret(t, clientWithoutNetwork(t).Authenticate(context.Background(), env, request))
	})
	t.Run("in the wrong field as well", func(t *testing.T) {
		request := testRequest()
		request.ClientID = canary
		wantNoSecret(t, new(ripio.Client).Authenticate(context.Background(), replying(t, answers["success"]).env(), request))
	})
}

func wantNoSecret(t *testing.T, exchange ripio.Exchange) {
	t.Helper()
	text := render(t, exchange)
	for _, form := range canaryForms() {
		if at := strings.Index(text, form); at >= 0 {
			t.Errorf("the exchange holds %q: …%s…", form, text[max(0, at-80):min(len(text), at+80)])
		}
	}
}

func TestAnEchoIsAFinding(t *testing.T) {
	server := answering(t, "400 Bad Request", "text/plain", "the password "+canary+" is wrong")
	exchange := new(ripio.Client).Authenticate(context.Background(), server.env(), testRequest())
	if got := answerCodes(exchange); got != "no-server-date answer-echoes-secret" {
		t.Errorf("findings %q", got)
	}
	if message := exchange.Failure.Message; !strings.HasPrefix(message, "the password ") || !strings.HasSuffix(message, " is wrong") {
		t.Errorf("message %q", message)
	}
}

// TestASecretThatIsAWordDamagesNothing has a secret that the answer holds
// anyway.
func TestASecretThatIsAWordDamagesNothing(t *testing.T) {
	server := answering(t, "200 OK", "application/json", goodBody)
	request := testRequest()
	request.Secret = redact.NewSecret("succeed")
	exchange := new(ripio.Client).Authenticate(context.Background(), server.env(), request)
	if exchange.Failure != nil || exchange.Token == nil || exchange.Token.Raw != docsToken {
		t.Errorf("failure %v, token %v", exchange.Failure, exchange.Token)
	}
}
