package ripio_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/internal/wiretest"
	"devtools/ripio-explorer/ripio/jwt"
	"devtools/ripio-explorer/ripio/redact"
)

func TestAuthenticateReadsTheDocumentedAnswer(t *testing.T) {
	server := wiretest.Replying(t, "HTTP/1.1 200 Fine\x9b enough\r\nDate: Tue, 24 Nov 2026 12:00:00 GMT\r\nX-Request-Id: a\x9bb\r\n"+
		"Content-Type: application/json; charset=utf-8\r\n\r\n"+wiretest.GoodBody)
	noon := time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)
	client := ripio.Client{Now: func() time.Time { return noon }}
	exchange := client.Authenticate(context.Background(), server.Env(), wiretest.Request())
	if exchange.Failure != nil {
		t.Fatal(exchange.Failure)
	}
	if exchange.Token == nil || exchange.Token.Raw != wiretest.DocsToken || exchange.Token.Form != jwt.FormJSON {
		t.Errorf("token %#v", exchange.Token)
	}
	response := exchange.Response
	if response.Status != 200 || response.Reason != "Fine\x9b enough" || response.Protocol != "HTTP/1.1" ||
		response.Header.Get("X-Request-Id") != "a\x9bb" || string(response.Body) != wiretest.GoodBody || response.Cut || response.Encoding != "" {
		t.Errorf("response %+v", response)
	}
	if got, want := answerCodes(exchange), "clock-agrees answer-shape-documented"; got != want {
		t.Errorf("findings %q, want %q", got, want)
	}
	if got := finding.ForField(exchange.Findings, finding.FieldToken); len(got) == 0 || exchange.Findings[len(exchange.Findings)-1].Code != "token-expired" {
		t.Errorf("the sample of the docs expired in 2024, but the findings are %v", got)
	}
	if !exchange.SentAt.Equal(noon) || !exchange.ReceivedAt.Equal(noon) {
		t.Errorf("sent at %v, received at %v", exchange.SentAt, exchange.ReceivedAt)
	}
	// 2024-02-18T23:18:53Z minus 2026-11-24T12:00:00Z.
	if lifetime, ok := exchange.Lifetime(); !ok || lifetime != -(24228*time.Hour+41*time.Minute+7*time.Second) {
		t.Errorf("lifetime %v, %v", lifetime, ok)
	}
}

func TestAuthenticateNamesWhatIsOddAboutAnAnswer(t *testing.T) {
	const token = `"token":"` + wiretest.DocsToken + `"`
	tests := []struct {
		name, body string
		kind       ripio.FailureKind // empty: a token came
		evidence   string
		codes      string
	}{
		{"as documented", wiretest.GoodBody, "", "", "answer-shape-documented"},
		{"other order and white space", " { \"token_type\" : \"bearer\" ,\n" + token + ", \"succeed\":true}\n", "", "", "answer-shape-documented"},
		{"byte order mark", "\ufeff" + wiretest.GoodBody, "", "", "answer-bom"},
		{"Bearer in capitals", `{"succeed":true,` + token + `,"token_type":"Bearer"}`, "", "", "answer-token-type-case"},
		{"no token_type", `{"succeed":true,` + token + `}`, "", "", "answer-key-missing"},
		{"no succeed", `{` + token + `,"token_type":"bearer"}`, "", "", "answer-key-missing"},
		{"an extra key", `{"succeed":true,` + token + `,"token_type":"bearer","expires_in":36000}`, "", "", "answer-key-extra"},
		{"a repeated key", `{"succeed":false,"succeed":true,` + token + `,"token_type":"bearer"}`, "", "", "answer-duplicate-key"},
		{"bytes that are not UTF-8", `{"succeed":true,` + token + `,"token_type":"bearer","x":"` + "\xff" + `"}`, "", "", "answer-key-extra answer-bad-text"},
		{"succeed false", `{"succeed":false}`, ripio.FailureNotSucceeded, `"succeed" is false`, "answer-key-missing"},
		{"succeed false with a token", `{"succeed":false,` + token + `,"token_type":"bearer"}`, ripio.FailureNotSucceeded, `"succeed" is false`, ""},
		{"succeed as text", `{"succeed":"true",` + token + `,"token_type":"bearer"}`, ripio.FailureNotSucceeded, `"succeed" is "true"`, "answer-succeed-not-boolean"},
		{"succeed null", `{"succeed":null,` + token + `,"token_type":"bearer"}`, ripio.FailureNotSucceeded, `"succeed" is null`, "answer-succeed-not-boolean"},
		{"the last of repeated keys counts", `{"succeed":true,"succeed":false,` + token + `,"token_type":"bearer"}`, ripio.FailureNotSucceeded, `"succeed" is false`, "answer-duplicate-key"},
		{"empty object", `{}`, ripio.FailureNoToken, "the body is an object without keys", "answer-key-missing"},
		{"token missing", `{"succeed":true,"token_type":"bearer"}`, ripio.FailureNoToken, `there is no key "token"; the keys are succeed, token_type`, "answer-key-missing"},
		{"token null", `{"succeed":true,"token":null,"token_type":"bearer"}`, ripio.FailureNoToken, `"token" is null`, ""},
		{"token a number", `{"succeed":true,"token":1,"token_type":"bearer"}`, ripio.FailureNoToken, `"token" is a number, not a text`, ""},
		{"token an object", `{"succeed":true,"token":{},"token_type":"bearer"}`, ripio.FailureNoToken, `"token" is an object, not a text`, ""},
		{"token empty", `{"succeed":true,"token":"","token_type":"bearer"}`, ripio.FailureNoToken, `"token" is an empty text`, ""},
		{"token of spaces", `{"succeed":true,"token":"  ","token_type":"bearer"}`, ripio.FailureNoToken, `"token" is an empty text`, ""},
		{"token two words", `{"succeed":true,"token":"see below","token_type":"bearer"}`, ripio.FailureNoToken, `"token" is text that cannot be a token`, ""},
		{"Token in another letter case", `{"succeed":true,"Token":"` + wiretest.DocsToken + `","token_type":"bearer"}`, ripio.FailureNoToken,
			`there is no key "token"; the keys are succeed, Token, token_type`, "answer-key-missing answer-key-case"},
		{"another type", `{"succeed":true,` + token + `,"token_type":"mac"}`, ripio.FailureTokenType, `"token_type" is "mac"`, ""},
		{"type null", `{"succeed":true,` + token + `,"token_type":null}`, ripio.FailureTokenType, `"token_type" is null`, ""},
		{"the Ramps API", `{"access_token":"abc","token_type":"Bearer","expires_in":36000}`, ripio.FailureNoToken,
			`there is no key "token"; the keys are access_token, token_type, expires_in`, "answer-key-missing answer-key-extra answer-looks-like-oauth"},
		{"the Ramps API as documented", `{"accessToken":"abc"}`, ripio.FailureNoToken,
			`there is no key "token"; the keys are accessToken`, "answer-key-missing answer-key-extra answer-looks-like-oauth"},
		{"another widget", `{"session_code":"abc"}`, ripio.FailureNoToken,
			`there is no key "token"; the keys are session_code`, "answer-key-missing answer-key-extra answer-looks-like-other-widget"},
		{"many keys", `{"succeed":true,"a1":1,"a2":1,"a3":1,"a4":1,"a5":1,"a6":1,"a7":1,"a8":1,"a9":1,"b1":1,"b2":1,"b3":1,"b4":1,"b5":1,"b6":1,"b7":1,"b8":1,"b9":1,"c1":1,"c2":1,"c3":1,"c2":1}`,
			ripio.FailureNoToken, `there is no key "token"; the keys are succeed, a1, a2, a3, a4, a5, a6, a7, a8, a9, b1, b2, b3, b4, b5, b6, b7, b8, b9, c1, and 2 more keys`,
			"answer-key-missing answer-key-extra answer-duplicate-key"},
		{"an array", `[` + wiretest.GoodBody + `]`, ripio.FailureNoToken, "the body is an array in JSON, not an object", ""},
		{"null", `null`, ripio.FailureNoToken, "the body is null in JSON, not an object", ""},
		{"empty", "", ripio.FailureNotJSON, "the body is empty", ""},
		{"only space", " \n", ripio.FailureNotJSON, "the body is empty", ""},
		{"text", "not json", ripio.FailureNotJSON, "byte 2: found 'o' in literal null (expecting 'u')", ""},
		{"two objects", wiretest.GoodBody + wiretest.GoodBody, ripio.FailureNotJSON, "byte 258: found '{' after the end of the value", ""},
		{"cut, length not announced", wiretest.GoodBody[:40], ripio.FailureTruncated,
			"byte 41: the text ends before the JSON does; the response does not say how long it is, so it may have been cut", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			server := wiretest.Answering(t, "200 OK", "application/json", tt.body)
			exchange := new(ripio.Client).Authenticate(context.Background(), server.Env(), wiretest.Request())
			wantOutcome(t, exchange, tt.kind, tt.evidence)
			codes := strings.TrimSpace(strings.TrimPrefix(answerCodes(exchange), "no-server-date"))
			if codes != tt.codes {
				t.Errorf("findings %q, want %q", codes, tt.codes)
			}
			if (tt.kind == "" || strings.Contains(tt.name, "with a token")) && (exchange.Token == nil || exchange.Token.Raw != wiretest.DocsToken) {
				t.Errorf("token %v", exchange.Token)
			}
		})
	}
}

// wantOutcome wants a token when kind is empty, and that failure otherwise.
func wantOutcome(t *testing.T, exchange ripio.Exchange, kind ripio.FailureKind, evidence string) {
	t.Helper()
	if kind == "" {
		if exchange.Failure != nil {
			t.Fatalf("failure %v", exchange.Failure)
		}
		return
	}
	if failure := wiretest.WantFailure(t, exchange, kind); failure.Evidence != evidence {
		t.Errorf("evidence %q, want %q", failure.Evidence, evidence)
	}
}

func TestAuthenticateDecidesByStatusFirst(t *testing.T) {
	const page = "<!DOCTYPE html>\n<html><head><title>502  Bad\n Gateway &amp; more</title></head></html>"
	tests := []struct {
		name, status, contentType, body string
		kind                            ripio.FailureKind
		evidence, message               string
	}{
		{"401 in JSON", "401 Unauthorized", "application/json", `{"detail":"Bad credentials"}`, ripio.FailureRejected, "401 Unauthorized", "Bad credentials"},
		{"403 in JSON", "403 Forbidden", "application/json", `{"code":40001}`, ripio.FailureRejected, "403 Forbidden", `{"code":40001}`},
		{"401 empty", "401 Unauthorized", "text/plain", "", ripio.FailureRejected, "401 Unauthorized; there is no body", ""},
		{"403 page of a firewall", "403 Forbidden", "text/html", "<html><h1>Access <b>denied</b></h1></html>", ripio.FailureHTML, `403 Forbidden, a page titled "Access denied"`, ""},
		{"502 page of a gateway", "502 Bad Gateway", "text/html", page, ripio.FailureHTML, `502 Bad Gateway, a page titled "502 Bad Gateway & more"`, ""},
		{"200 page", "200 OK", "text/html; charset=utf-8", page, ripio.FailureHTML, `200 OK, a page titled "502 Bad Gateway & more"`, ""},
		{"page with another type", "503 Service Unavailable", "application/json", page, ripio.FailureHTML, `503 Service Unavailable, a page titled "502 Bad Gateway & more"`, ""},
		{"page without a title", "404 Not Found", "text/html", "<html></html>", ripio.FailureHTML, "404 Not Found, a page without a title", ""},
		{"plain text that says it is HTML", "403 Forbidden", "text/html", "Forbidden", ripio.FailureHTML, "403 Forbidden, a page without a title", ""},
		{"JSON that says it is HTML", "500 Internal Server Error", "text/html", `{"message":"x"}`, ripio.FailureServer, "500 Internal Server Error", "x"},
		{"500 in JSON", "500 Internal Server Error", "application/json", `{"error":{"message":"boom"}}`, ripio.FailureServer, "500 Internal Server Error", "boom"},
		{"503 text", "503 Service Unavailable", "text/plain", "no upstream", ripio.FailureServer, "503 Service Unavailable", "no upstream"},
		{"XML is not a page", "403 Forbidden", "application/xml", "<Error><Code>AccessDenied</Code></Error>", ripio.FailureRejected, "403 Forbidden", "<Error><Code>AccessDenied</Code></Error>"},
		{"400", "400 Bad Request", "application/json", `{"username":["This field is required."]}`, ripio.FailureStatus, "400 Bad Request", "username: This field is required."},
		{"201 without a token", "201 Created", "application/json", `{"message":"soon"}`, ripio.FailureNoToken, `there is no key "token"; the keys are message`, "soon"},
		{"201 with a token", "201 Created", "application/json", wiretest.GoodBody, "", "", ""},
		{"204", "204 No Content", "application/json", "", ripio.FailureStatus, "204 No Content; there is no body", ""},
		{"101", "101 Switching Protocols", "text/plain", "", ripio.FailureStatus, "101 Switching Protocols; there is no body", ""},
		{"304 is not a redirect", "304 Not Modified", "text/plain", "", ripio.FailureStatus, "304 Not Modified; there is no body", ""},
		{"599", "599", "text/plain", "x", ripio.FailureServer, "599", "x"},
		{"600", "600 Beyond", "text/plain", "x", ripio.FailureStatus, "600 Beyond", "x"},
		{"401 with a token is not success", "401 Unauthorized", "application/json", wiretest.GoodBody, ripio.FailureRejected, "401 Unauthorized", ""},
		{"a bare token is not quoted", "400 Bad Request", "text/plain", wiretest.DocsToken, ripio.FailureStatus, "400 Bad Request", wiretest.DocsToken[:36] + "." + redact.Mask},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			server := wiretest.Answering(t, tt.status, tt.contentType, tt.body)
			exchange := new(ripio.Client).Authenticate(context.Background(), server.Env(), wiretest.Request())
			wantOutcome(t, exchange, tt.kind, tt.evidence)
			if tt.kind != "" && exchange.Failure.Message != tt.message {
				t.Errorf("message %q, want %q", exchange.Failure.Message, tt.message)
			}
			if string(exchange.Response.Body) != tt.body {
				t.Errorf("body %q", exchange.Response.Body)
			}
		})
	}
}
