package redact_test

import (
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"html"
	"net/url"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"devtools/ripio-explorer/ripio/redact"
)

// writings are independent ways in which a text may quote a secret.
func writings(secret string) map[string]string {
	safe, _ := json.Marshal(secret)
	var plain bytes.Buffer
	encoder := json.NewEncoder(&plain)
	encoder.SetEscapeHTML(false)
	_ = encoder.Encode(secret)
	form := url.Values{"password": {secret}}.Encode()
	return map[string]string{
		"raw":            secret,
		"query":          url.QueryEscape(secret),
		"form":           form,
		"path":           url.PathEscape(secret),
		"JSON safe":      string(safe),
		"JSON plain":     plain.String(),
		"Go quoted":      strconv.Quote(secret),
		"HTML":           html.EscapeString(secret),
		"base64":         base64.StdEncoding.EncodeToString([]byte(secret)),
		"base64 raw":     base64.RawStdEncoding.EncodeToString([]byte(secret)),
		"base64 url":     base64.URLEncoding.EncodeToString([]byte(secret)),
		"base64 raw url": base64.RawURLEncoding.EncodeToString([]byte(secret)),
		"hex":            hex.EncodeToString([]byte(secret)),
		"hex upper":      strings.ToUpper(hex.EncodeToString([]byte(secret))),
	}
}

func TestScrubKnowsEveryForm(t *testing.T) {
	for _, secret := range []string{canarySecret, "six&un", `a"b\c<d>e`, "contraseña-ñandú", "tab\tinside", "x/y+z=~!*'()", "emoji😀secret"} {
		scrubber := redact.NewScrubber(redact.NewSecret(secret))
		for name, writing := range writings(secret) {
			got := scrubber.Scrub("before " + writing + " after")
			want := "before " + strings.Replace(writing, trimFrame(name, writing), redact.Mask, 1) + " after"
			if got != want {
				t.Errorf("%q as %s: got %q, want %q", secret, name, got, want)
			}
		}
	}
}

// trimFrame returns the part of a writing that is the secret's.
func trimFrame(name, writing string) string {
	switch name {
	case "form":
		return strings.TrimPrefix(writing, "password=")
	case "JSON safe", "Go quoted":
		return writing[1 : len(writing)-1]
	case "JSON plain":
		return writing[1 : len(writing)-2]
	}
	return writing
}

func TestScrubForeignEncoders(t *testing.T) {
	tests := []struct{ name, secret, text, want string }{
		{"Python JSON", "contraseña😀", `{"p":"contrase\u00f1a\ud83d\ude00"}`, `{"p":"••••••••"}`},
		{"PHP JSON", "pass/word", `{"p":"pass\/word"}`, `{"p":"••••••••"}`},
		{"encodeURIComponent", "pass word:1", "p=pass%20word%3A1", "p=••••••••"},
		{"lower-case percent", "pass:word", "p=pass%3aword", "p=••••••••"},
		{"base64 in a query", "password12", "p=" + url.QueryEscape("cGFzc3dvcmQxMg=="), "p=••••••••"},
	}
	for _, test := range tests {
		if got := redact.NewScrubber(redact.NewSecret(test.secret)).Scrub(test.text); got != test.want {
			t.Errorf("%s: got %q, want %q", test.name, got, test.want)
		}
	}
}

func TestScrubEdges(t *testing.T) {
	tests := []struct {
		name    string
		secrets []string
		text    string
		want    string
	}{
		{"nothing to find", []string{"password"}, "a text", "a text"},
		{"every occurrence", []string{"password"}, "password,password", "••••••••,••••••••"},
		{"touching ones become one", []string{"password"}, "passwordpassword", "••••••••"},
		{"overlapping ones become one", []string{"abcabcabc"}, "-abcabcabcabc-", "-••••••••-"},
		{"two that overlap", []string{"abcdefgh", "efghijklmnop"}, "-abcdefghijklmnop-", "-••••••••-"},
		{"one inside the other", []string{"secret", "my-secret-1"}, "my-secret-1 secret", "•••••••• ••••••••"},
		{"too short", []string{"abcde"}, "abcde", "abcde"},
		{"six characters", []string{"abcdeñ"}, "abcdeñ", "••••••••"},
		{"pasted with space, echoed without", []string{" password\n"}, "p=password", "p=••••••••"},
		{"empty", []string{""}, "a text", "a text"},
		{"holds the mask", []string{"ab••••cd"}, "ab••••cd", "••••••••"},
		{"is the mask", []string{"••••••••"}, "p=••••••••", "p=••••••••"},
	}
	for _, test := range tests {
		var secrets []redact.Secret
		for _, secret := range test.secrets {
			secrets = append(secrets, redact.NewSecret(secret))
		}
		if got := redact.NewScrubber(secrets...).Scrub(test.text); got != test.want {
			t.Errorf("%s: got %q, want %q", test.name, got, test.want)
		}
	}
	var none *redact.Scrubber
	if got := none.Scrub("a text"); got != "a text" {
		t.Errorf("nil scrubber: got %q", got)
	}
}

func FuzzScrub(f *testing.F) {
	f.Add("a ", canarySecret, " b")
	f.Add("pass", "password", "word")
	f.Fuzz(func(t *testing.T, before, secret, after string) {
		if len([]rune(secret)) < 6 || !utf8.ValidString(secret) || strings.ContainsAny(secret, redact.Mask) {
			return // too short, or such that the mask can be a part of it
		}
		scrubber := redact.NewScrubber(redact.NewSecret(secret))
		for name, writing := range writings(secret) {
			got := scrubber.Scrub(before + writing + after)
			if strings.Contains(got, secret) || strings.Contains(got, writing) {
				t.Errorf("%q as %s survives in %q", secret, name, got)
			}
			if again := scrubber.Scrub(got); again != got {
				t.Errorf("a second pass changes %q to %q", got, again)
			}
		}
	})
}

func TestRedactTokens(t *testing.T) {
	const header, claims, signature = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9", "eyJzZXNzaW9uIjoiMThhYjZkNmMifQ", "4aRUEXLkUs3jf-DYMcH8claUuDKfc8qbTjW6JzpBTjI"
	const redacted = header + "." + redact.Mask
	tests := []struct{ name, text, want string }{
		{"bare", header + "." + claims + "." + signature, redacted},
		{"widget link", "https://example.test?_to=" + header + "." + claims + "." + signature + "&_addr=0x1", "https://example.test?_to=" + redacted + "&_addr=0x1"},
		{"JSON", `{"token":"` + header + "." + claims + "." + signature + `"}`, `{"token":"` + redacted + `"}`},
		{"a space inside", `{"token" : "` + header + "." + claims + ` ` + signature + `"}`, `{"token" : "` + redacted + `"}`},
		{"a line break inside", `{"token":"` + header + "." + claims + `\r\n` + signature + `","n":1}`, `{"token":"` + redacted + `","n":1}`},
		{"a bare line break inside", `{"token":"` + header + "." + claims + ".\n" + signature + `","n":1}`, `{"token":"` + redacted + `","n":1}`},
		{"a quote inside", `{"Access_Token":"` + header + "." + claims + `\"` + signature + `"}`, `{"Access_Token":"` + redacted + `"}`},
		{"a break inside, cut off", `{"token":"` + header + "." + claims + ` ` + signature[:20], `{"token":"` + redacted + `"`},
		{"opaque", `{"token":"see below","token_type":"bearer"}`, `{"token":"` + redact.Mask + `","token_type":"bearer"}`},
		{"no text", `{"token":"","session_code":null,"a":"token"}`, `{"token":"","session_code":null,"a":"token"}`},
		{"two in a line", header + "." + claims + "." + signature + " " + header + "." + claims + ".", redacted + " " + redacted},
		{"without a signature", header + "." + claims + ".", redacted},
		{"cut off", header + "." + claims[:12], redacted},
		{"encrypted, five parts", header + ".a.b.c.d", redacted},
		{"end of a sentence after it", header + "." + claims + "." + signature + ", see", redacted + ", see"},
		{"a header alone", header, header},
		{"no token", "eyJ is how they begin. Always.", "eyJ is how they begin. Always."},
		{"empty", "", ""},
	}
	for _, test := range tests {
		if got := redact.Tokens(test.text); got != test.want {
			t.Errorf("%s: got %q, want %q", test.name, got, test.want)
		} else if again := redact.Tokens(got); again != got {
			t.Errorf("%s: a second pass makes %q", test.name, again)
		}
	}
}

func ExampleTokens() {
	fmt.Println(redact.Tokens("Bearer eyJhbGciOiJIUzI1NiJ9.eyJleHAiOjF9.c2lnbmF0dXJl"))
	// Output: Bearer eyJhbGciOiJIUzI1NiJ9.••••••••
}
