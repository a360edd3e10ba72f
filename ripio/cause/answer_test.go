package cause_test

import (
	"context"
	"strings"
	"testing"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/cause"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/internal/wiretest"
)

const bodyType = "Content-Type: application/json\r\n"

func TestFirstCauseOfAnswers(t *testing.T) {
	page := func(status, title string) string {
		return "HTTP/1.1 " + status + "\r\nContent-Type: text/html\r\n\r\n<html><title>" + title + "</title></html>"
	}
	json := func(status, body string) string { return "HTTP/1.1 " + status + "\r\n" + bodyType + "\r\n" + body }
	tests := []struct {
		name, wire string
		want       finding.Code
		evidence   string // a part of it
		remedy     cause.Remedy
	}{
		{"gateway's page", page("502 Bad Gateway", "502 Bad Gateway"), "server-unavailable", `a page titled "502 Bad Gateway"`, cause.RemedyRetry},
		{"500 as a page", page("500 Internal Server Error", "Oops"), "server-fault", `a page titled "Oops"`, cause.RemedyRetry},
		{"firewall's page", page("403 Forbidden", "Access denied"), "page-firewall", `a page titled "Access denied"`, cause.RemedyReport},
		{"robot check", page("403 Forbidden", "Just a moment..."), "page-bot-check", "Just a moment", cause.RemedyReport},
		{"robot check with 503", page("503 Service Unavailable", "Just a moment..."), "page-bot-check", "Just a moment", cause.RemedyReport},
		{"page that wants a login", page("401 Unauthorized", "Log in"), "page-login", `a page titled "Log in"`, cause.RemedyShowHTTP},
		{"404 page", page("404 Not Found", "Not Found"), "page-not-found", "; the request was POST http", cause.RemedyShowHTTP},
		{"portal's page", page("200 OK", "Hotel Wi-Fi"), "page-unknown", `a page titled "Hotel Wi-Fi"`, cause.RemedyShowHTTP},
		{"network wants a login", page("511 Network Authentication Required", "Welcome"), "page-network-login", "511", cause.RemedyRetry},
		{"400 page", page("400 Bad Request", "Bad"), "page-unknown", "400 Bad Request", cause.RemedyShowHTTP},

		{"500", json("500 Internal Server Error", `{"detail":"boom"}`), "server-fault", `the response says "boom"`, cause.RemedyRetry},
		{"502 without a page", json("502 Bad Gateway", ""), "server-unavailable", "there is no body", cause.RemedyRetry},
		{"503", json("503 Service Unavailable", "{}"), "server-unavailable", "503", cause.RemedyRetry},
		{"503 with a wait", "HTTP/1.1 503 Service Unavailable\r\nRetry-After: 90\r\n\r\n", "server-unavailable", "asks to wait 1m30s", cause.RemedyWait},
		{"504", json("504 Gateway Timeout", "{}"), "server-unavailable", "504", cause.RemedyRetry},
		{"522", json("522 Origin", "{}"), "server-unavailable", "522", cause.RemedyRetry},
		{"429 with a wait", "HTTP/1.1 429 Too Many Requests\r\nRetry-After: 30\r\n\r\n", "rate-limited", "asks to wait 30s", cause.RemedyWait},
		{"429 without", json("429 Too Many Requests", `{"detail":"slow down"}`), "rate-limited", "has no Retry-After", cause.RemedyWait},
		{"429 with junk", "HTTP/1.1 429 Too Many Requests\r\nRetry-After: soon\r\n\r\n", "rate-limited", "cannot be read: soon", cause.RemedyWait},
		{"429 as a page", page("429 Too Many Requests", "Calm down"), "rate-limited", "has no Retry-After", cause.RemedyWait},

		{"404 as JSON", json("404 Not Found", `{"detail":"Not found."}`), "address-not-served", "; the request was POST http", cause.RemedyShowHTTP},
		{"405", json("405 Method Not Allowed", "{}"), "address-not-served", "405", cause.RemedyShowHTTP},
		{"415", json("415 Unsupported Media Type", "{}"), "form-not-taken", "415", cause.RemedyShowHTTP},
		{"408", json("408 Request Timeout", "{}"), "server-waited", "408", cause.RemedyRetry},
		{"400", json("400 Bad Request", "{}"), "request-refused", "400", cause.RemedyShowHTTP},
		{"422", json("422 Unprocessable Entity", "{}"), "request-refused", "422", cause.RemedyShowHTTP},
		{"418", json("418 I'm a teapot", "{}"), "not-seen-before", "418", cause.RemedyShowHTTP},
		{"status 999", "HTTP/1.1 999 Odd\r\n\r\n", "not-seen-before", "999 Odd", cause.RemedyShowHTTP},
		{"204", "HTTP/1.1 204 No Content\r\n\r\n", "not-seen-before", "204", cause.RemedyShowHTTP},

		{"401", json("401 Unauthorized", "{}"), "credentials-refused", "401 Unauthorized", cause.RemedyEditCredentials},
		{"403 as JSON", json("403 Forbidden", "{}"), "credentials-refused", "403 Forbidden", cause.RemedyEditCredentials},
		{"envelope 40001", json("403 Forbidden", `{"code":40001,"type":"NotAuthenticated","detail":{"message":"no","code":"x"},"status":403}`),
			"credentials-refused", `says "no"`, cause.RemedyEditCredentials},
		{"invalid_client", json("401 Unauthorized", `{"error":"invalid_client","error_description":"Client authentication failed"}`),
			"credentials-refused", "invalid_client", cause.RemedyEditCredentials},
		{"invalid_client with 400", json("400 Bad Request", `{"error":"invalid_client"}`), "credentials-refused", "invalid_client", cause.RemedyEditCredentials},
		{"another scheme", "HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Bearer\r\n" + bodyType + "\r\n{}", "credentials-refused", "401", cause.RemedyEditCredentials},
		{"grant_type", json("400 Bad Request", `{"error":"unsupported_grant_type"}`), "product-oauth", "unsupported_grant_type", cause.RemedyShowHTTP},
		{"misses client_id", json("400 Bad Request", `{"client_id":["This field is required."]}`), "product-session-code", "client_id", cause.RemedyShowHTTP},
		{"misses username", json("400 Bad Request", `{"username":["This field is required."]}`), "form-not-read", "were sent in the form", cause.RemedyReport},
		{"speaks of external_ref", json("400 Bad Request", `{"external_ref":["Must be a valid UUID."]}`), "server-names-external-ref", "UUID", cause.RemedyEnter},
		{"external_ref of another user", json("409 Conflict", `{"detail":"external_ref belongs to a user with another wallet address"}`), "server-names-other-user", "belongs to", cause.RemedyEnter},
		{"speaks of the address", json("400 Bad Request", `{"detail":"Invalid wallet address"}`), "server-names-address", "wallet address", cause.RemedyEnter},
		{"speaks of an IP address", json("403 Forbidden", `{"detail":"IP address not allowed"}`), "server-names-ip", "IP address", cause.RemedyReport},

		{"succeed false", json("200 OK", `{"succeed":false}`), "credentials-refused", `"succeed" is false`, cause.RemedyEditCredentials},
		{"access_token", json("200 OK", `{"access_token":"x","expires_in":36000}`), "product-oauth", "access_token", cause.RemedyShowHTTP},
		{"session_code", json("200 OK", `{"session_code":"x"}`), "product-session-code", "session_code", cause.RemedyShowHTTP},
		{"renamed key", json("200 OK", `{"succeed":true,"jwt":"`+wiretest.DocsToken+`","token_type":"bearer"}`), "contract-token-renamed", "under the key jwt", cause.RemedyReport},
		{"key in capitals", json("200 OK", `{"succeed":true,"TOKEN":"`+wiretest.DocsToken+`"}`), "answer-key-case", "TOKEN", cause.RemedyReport},
		{"token null", json("200 OK", `{"succeed":true,"token":null}`), "contract-token-value", `"token" is null`, cause.RemedyReport},
		{"a word in place of a token", json("200 OK", `{"succeed":true,"token":"null"}`), "contract-token-value", `"token" `, cause.RemedyReport},
		{"no token between dots", json("200 OK", `{"succeed":true,"token":"a.b.c"}`), "contract-token-value", `"token" `, cause.RemedyReport},
		{"Bearer and no token", json("200 OK", `{"succeed":true,"token":"Bearer null"}`), "contract-token-value", `"token" `, cause.RemedyReport},
		{"empty object", json("200 OK", `{}`), "contract-token-missing", "without keys", cause.RemedyReport},
		{"a list", json("200 OK", `[]`), "contract-token-value", "not an object", cause.RemedyReport},
		{"token_type mac", json("200 OK", `{"succeed":true,"token":"`+wiretest.DocsToken+`","token_type":"mac"}`), "contract-token-type", `"mac"`, cause.RemedyReport},
		{"empty body", json("200 OK", ""), "empty-answer", "the body is empty", cause.RemedyRetry},
		{"brotli", "HTTP/1.1 200 OK\r\nContent-Encoding: br\r\n\r\n\x8b\x01\x80", "unknown-encoding", "br", cause.RemedyReport},
		{"XML", "HTTP/1.1 200 OK\r\nContent-Type: application/xml\r\n\r\n<?xml version='1.0'?><ok/>", "not-json", "Content-Type: application/xml", cause.RemedyShowHTTP},
		{"plain text", "HTTP/1.1 200 OK\r\n\r\nok", "not-json", "Content-Type: none", cause.RemedyShowHTTP},

		{"redirect without an address", "HTTP/1.1 308 Permanent Redirect\r\n\r\n", "redirect-nowhere", "no Location", cause.RemedyReport},
		{"redirect to a script", "HTTP/1.1 302 Found\r\nLocation: javascript:alert(1)\r\n\r\n", "redirect-nowhere", "not a web URL", cause.RemedyReport},
		{"redirect to a login page", "HTTP/1.1 302 Found\r\nLocation: http://wifi.example/portal/login\r\n\r\n", "redirect-access-gateway", "wifi.example", cause.RemedyReport},
		{"redirect to a portal's host", "HTTP/1.1 302 Found\r\nLocation: https://captive-portal.example/\r\n\r\n", "redirect-access-gateway", "captive-portal", cause.RemedyReport},
		{"redirect to a page to sign in", "HTTP/1.1 302 Found\r\nLocation: https://id.example/sign_in.php?next=/\r\n\r\n", "redirect-access-gateway", "id.example", cause.RemedyReport},
		{"redirect to a word with sso in it", "HTTP/1.1 302 Found\r\nLocation: https://pay.example/api/v1/processor/auth\r\n\r\n", "redirect-other-host", "pay.example", cause.RemedyReport},
		{"redirect to associates of Ripio's", "HTTP/1.1 302 Found\r\nLocation: https://skala.ripio.com/associates/\r\n\r\n", "redirect-other-product", "skala.ripio.com", cause.RemedyReport},
		{"redirect to a login page of Ripio's", "HTTP/1.1 302 Found\r\nLocation: https://auth.ripio.com/login\r\n\r\n", "redirect-within-ripio", "auth.ripio.com", cause.RemedyReport},
		{"redirect to a login page of the same host", "HTTP/1.1 302 Found\r\nLocation: /accounts/login/?next=/\r\n\r\n", "redirect-server-login", "the host stays", cause.RemedyReport},
		{"redirect to another path", "HTTP/1.1 301 Moved Permanently\r\nLocation: /api/v2/auth\r\n\r\n", "redirect-other-path", "the host stays", cause.RemedyReport},
		{"redirect to the Ramps API", "HTTP/1.1 307 Temporary Redirect\r\nLocation: https://skala.ripio.com/oauth2/token/\r\n\r\n", "redirect-other-product", "skala.ripio.com", cause.RemedyReport},
		{"redirect to another widget", "HTTP/1.1 301 Moved Permanently\r\nLocation: https://b2b-crypto-widget-api.sandbox.ripio.com/\r\n\r\n", "redirect-other-product", "b2b-crypto-widget-api", cause.RemedyReport},
		{"redirect to the widget", "HTTP/1.1 301 Moved Permanently\r\nLocation: https://b2b-widget-onramp.ripio.com/\r\n\r\n", "redirect-to-widget", "b2b-widget-onramp.ripio.com", cause.RemedyReport},
		{"redirect within Ripio", "HTTP/1.1 301 Moved Permanently\r\nLocation: https://api.ripio.com/\r\n\r\n", "redirect-within-ripio", "api.ripio.com", cause.RemedyReport},
		{"redirect to a look-alike of Ripio", "HTTP/1.1 301 Moved Permanently\r\nLocation: https://evilripio.com/\r\n\r\n", "redirect-other-host", "evilripio.com", cause.RemedyReport},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			cause := wantFirstCause(t, send(t, wiretest.Replying(t, tt.wire)), cause.Background{}, tt.want)
			if !strings.Contains(cause.Evidence, tt.evidence) {
				t.Errorf("evidence %q lacks %q", cause.Evidence, tt.evidence)
			}
			if strings.Contains(cause.Evidence, "Retry-After") && !strings.Contains(tt.name, "429") && !strings.Contains(tt.name, "503") {
				t.Errorf("evidence %q speaks of a wait", cause.Evidence)
			}
			if cause.Remedy != tt.remedy {
				t.Errorf("remedy %q, want %q", cause.Remedy, tt.remedy)
			}
		})
	}
}

func TestFirstCauseOfVectors(t *testing.T) {
	wants := map[string]finding.Code{
		"Content-Length longer than the body, close": "answer-truncated",
		"chunked, no last chunk":                     "answer-truncated",
		"Content-Length shorter than the JSON":       "not-json",
		"no status line":                             "malformed-http",
		"bare JSON, no HTTP":                         "malformed-http",
		"HTML on 200":                                "page-unknown",
		"204":                                        "not-seen-before",
		"401 HTML from a gateway":                    "page-login",
		"429 with seconds":                           "rate-limited",
		"429 negative":                               "rate-limited",
		"503 with junk Retry-After":                  "server-unavailable",
		"C1 in a header value":                       "empty-answer",
		"302 to another host":                        "redirect-other-host",
		"308 without Location":                       "redirect-nowhere",
		"status 999":                                 "not-seen-before",
		"six 103 then 200":                           "contract-token-missing",
		"Token in capitals":                          "answer-key-case",
		"token null":                                 "contract-token-value",
	}
	for _, tt := range wiretest.ReadVectors[struct{ Name, B64 string }](t, "../testdata/own-http-responses.json") {
		t.Run(tt.Name, func(t *testing.T) {
			wantFirstCause(t, send(t, wiretest.Replying(t, wiretest.DecodeBase64(t, tt.B64))), cause.Background{}, wants[tt.Name])
		})
	}
}

// TestRedirectsOfTheSandbox are those that need the sandbox's own address.
func TestRedirectsOfTheSandbox(t *testing.T) {
	const lost, leaked = "turn the POST into a GET", "client_secret included"
	for _, tt := range []struct {
		name, status, location string
		want                   finding.Code
		why                    string
	}{
		{"to http", "301 Moved Permanently", "http://" + wiretest.SandboxHost + "/api/v1/auth", "redirect-to-http", lost},
		{"to production", "307 Temporary Redirect", "https://b2b-widget-onramp-api.ripio.com/api/v1/auth", "redirect-other-environment", leaked},
		{"to another host", "308 Permanent Redirect", "https://evil.example/", "redirect-other-host", leaked},
		{"to another path", "303 See Other", "/v2", "redirect-other-path", lost},
	} {
		t.Run(tt.name, func(t *testing.T) {
			server := wiretest.ServeTLS(t, wiretest.TLSSetup{Answer: "HTTP/1.1 " + tt.status + "\r\nLocation: " + tt.location + "\r\nContent-Length: 0\r\n\r\n"})
			cause := wantFirstCause(t, server.Client.Authenticate(context.Background(), server.Env, wiretest.PlainRequest()), cause.Background{}, tt.want)
			if !strings.Contains(cause.Why, tt.why) {
				t.Errorf("why %q lacks %q", cause.Why, tt.why)
			}
		})
	}
}

// TestRedirectToHTTPS is what a caller over http meets.
func TestRedirectToHTTPS(t *testing.T) {
	exchange := ripio.Exchange{
		Request: ripio.SentRequest{URL: "http://b2b-widget-onramp-api.ripio.com/api/v1/auth"}, Response: &ripio.Response{Status: 301},
		Failure: &ripio.Failure{Kind: ripio.FailureRedirect, Location: "https://b2b-widget-onramp-api.ripio.com/api/v1/auth", Evidence: "301"},
	}
	cause := wantFirstCause(t, exchange, cause.Background{}, "redirect-to-https")
	if !strings.Contains(cause.Why, "turn the POST into a GET without the form") {
		t.Errorf("why %q", cause.Why)
	}
}

// TestFindingsStandInTheOrderOfASend looks at a whole send over TLS.
func TestFindingsStandInTheOrderOfASend(t *testing.T) {
	server := wiretest.ServeTLS(t, wiretest.TLSSetup{})
	exchange := server.Client.Authenticate(context.Background(), server.Env, wiretest.PlainRequest())
	var during []string
	last := finding.StageBefore
	for _, item := range exchange.Findings {
		if item.Stage() < last {
			t.Errorf("%s stands behind a later stage", item.Code)
		}
		if last = item.Stage(); last == finding.StageDuring {
			during = append(during, string(item.Code))
		}
	}
	if got, want := strings.Join(during, " "), "connection-tls connection-certificate no-server-date"; got != want {
		t.Errorf("during %q, want %q", got, want)
	}
}
