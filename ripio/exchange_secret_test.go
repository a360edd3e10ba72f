package ripio_test

import (
	"context"
	"encoding/json"
	"fmt"
	"html"
	"net/url"
	"reflect"
	"strings"
	"testing"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/internal/wiretest"
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

// TestNoSecretInAnyExchange sends the canary into every kind of end.
func TestNoSecretInAnyExchange(t *testing.T) {
	echo := func(status, contentType, body string) string {
		return "HTTP/1.1 " + status + "\r\nContent-Type: " + contentType + "\r\nX-Echo: " + wiretest.Canary + "\r\n\r\n" + body
	}
	text, _ := json.Marshal(wiretest.Canary)
	quoted := string(text)
	answers := map[string]string{
		"success":                   echo("200 OK", "application/json", wiretest.GoodBody),
		"echo in JSON":              echo("400 "+wiretest.Canary, "application/json", `{"detail":{"message":`+quoted+`,"code":`+quoted+`}}`),
		"echo of the form":          echo("400 Bad Request", "text/plain", "got password="+url.QueryEscape(wiretest.Canary)),
		"echo on a page":            echo("500 Oops", "text/html", "<title>"+html.EscapeString(wiretest.Canary)+"</title>"),
		"echo in succeed":           echo("200 OK", "application/json", `{"succeed":`+quoted+`}`),
		"echo in token_type":        echo("200 OK", "application/json", `{"token":"`+wiretest.DocsToken+`","token_type":`+quoted+`}`),
		"echo in a name":            echo("200 OK", "application/json", `{`+quoted+`:1}`),
		"echo in the content type":  echo("200 OK", wiretest.Canary, wiretest.GoodBody),
		"echo in a redirect":        "HTTP/1.1 302 Found\r\nLocation: https://x.example/?p=" + url.QueryEscape(wiretest.Canary) + "\r\nContent-Length: 0\r\n\r\n",
		"echo instead of HTTP":      wiretest.Canary + "\r\n\r\n",
		"echo in Retry-After":       "HTTP/1.1 429 Slow\r\nRetry-After: " + wiretest.Canary + "\r\nContent-Length: 0\r\n\r\n",
		"echo in Date":              "HTTP/1.1 429 Slow\r\nDate: " + wiretest.Canary + "\r\nContent-Length: 0\r\n\r\n",
		"echo in Content-Encoding":  "HTTP/1.1 200 OK\r\nContent-Encoding: " + wiretest.Canary + "\r\nContent-Length: 1\r\n\r\nx",
		"echo in a body cut short":  "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n" + wiretest.Canary,
		"a message cut at its edge": echo("400 Bad Request", "text/plain", strings.Repeat("x", 490)+wiretest.Canary),
		"closed":                    "",
	}
	for name, wire := range answers {
		t.Run(name, func(t *testing.T) {
			server := wiretest.Replying(t, wire)
			exchange := new(ripio.Client).Authenticate(context.Background(), server.Env(), wiretest.Request())
			if !strings.Contains(server.Wire(), url.QueryEscape(wiretest.Canary)) {
				t.Fatal("the secret was not sent")
			}
			wantNoSecret(t, exchange)
		})
	}
	t.Run("blocked", func(t *testing.T) {
		request := wiretest.Request()
		request.Address = ""
		env, _ := ripio.SimulatorAt("http://127.0.0.1:1")
		wantNoSecret(t, clientWithoutNetwork(t).Authenticate(context.Background(), env, request))
	})
	t.Run("in the wrong field as well", func(t *testing.T) {
		request := wiretest.Request()
		request.ClientID = wiretest.Canary
		wantNoSecret(t, new(ripio.Client).Authenticate(context.Background(), wiretest.Replying(t, answers["success"]).Env(), request))
	})
}

func wantNoSecret(t *testing.T, exchange ripio.Exchange) {
	t.Helper()
	text := render(t, exchange)
	for _, form := range wiretest.CanaryForms() {
		if at := strings.Index(text, form); at >= 0 {
			t.Errorf("the exchange holds %q: …%s…", form, text[max(0, at-80):min(len(text), at+80)])
		}
	}
}

func TestAnEchoIsAFinding(t *testing.T) {
	server := wiretest.Answering(t, "400 Bad Request", "text/plain", "the password "+wiretest.Canary+" is wrong")
	exchange := new(ripio.Client).Authenticate(context.Background(), server.Env(), wiretest.Request())
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
	server := wiretest.Answering(t, "200 OK", "application/json", wiretest.GoodBody)
	request := wiretest.Request()
	request.Secret = redact.NewSecret("succeed")
	exchange := new(ripio.Client).Authenticate(context.Background(), server.Env(), request)
	if exchange.Failure != nil || exchange.Token == nil || exchange.Token.Raw != wiretest.DocsToken {
		t.Errorf("failure %v, token %v", exchange.Failure, exchange.Token)
	}
}
