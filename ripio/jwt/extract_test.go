package jwt_test

import (
	"slices"
	"strings"
	"testing"

	"devtools/ripio-explorer/ripio/jwt"
)

// wrapAt breaks a text into lines, as a terminal or a mail program does.
func wrapAt(text string, width int, separator string) string {
	var lines []string
	for len(text) > width {
		lines, text = append(lines, text[:width]), text[width:]
	}
	return strings.Join(append(lines, text), separator)
}

const answer = `{"succeed": true, "token": "` + documentedSample + `", "token_type": "bearer"}`

// wholeTexts hold the documented sample in a form that needs no finding.
var wholeTexts = []struct {
	name, text string
	form       jwt.TokenForm
}{
	{"bare", documentedSample, jwt.FormBare},
	{"white space around", "\ufeff \t" + documentedSample + " \r\n\n", jwt.FormBare},
	{"quotes", `"` + documentedSample + `"`, jwt.FormBare},
	{"typographic quotes", "“" + documentedSample + "”", jwt.FormBare},
	{"comma after", documentedSample + ",", jwt.FormBare},
	{"quoted and a comma", `"` + documentedSample + `",`, jwt.FormBare},
	{"Bearer", "Bearer " + documentedSample, jwt.FormBearer},
	{"bearer and more space", "bearer \t " + documentedSample, jwt.FormBearer},
	{"header line", "Authorization: Bearer " + documentedSample, jwt.FormBearer},
	{"header line as HTTP/2 shows it", "authorization:BEARER " + documentedSample + "\r\n", jwt.FormBearer},
	{"Bearer in quotes", `"Bearer ` + documentedSample + `"`, jwt.FormBearer},
	{"Bearer and quotes", `Bearer "` + documentedSample + `"`, jwt.FormBearer},
	{"answer", answer, jwt.FormJSON},
	{"answer on lines", strings.ReplaceAll(answer, ", ", ",\n    "), jwt.FormJSON},
	{"answer, escaped", strings.Replace(answer, "eyJ", `\u0065yJ`, 1), jwt.FormJSON},
	{"on-ramp link", "https://b2b-widget-onramp.ripio.com?_to=" + documentedSample, jwt.FormLink},
	{"sandbox link", "https://b2b-widget-onramp.sandbox.ripio.com/index.html?_to=" + documentedSample + "&_net=ETHEREUM_SEPOLIA&_amount=2100", jwt.FormLink},
	{"off-ramp link, other parameters first", "https://b2b-widget-onramp.ripio.com/offramp.html?_net=ETHEREUM&_to=" + documentedSample + "#x", jwt.FormLink},
	{"link from a web page", `<a href="https://b2b-widget-onramp.ripio.com?_net=A&amp;_to=` + documentedSample + `&amp;_amount=1">`, jwt.FormLink},
	{"link, percent-encoded", "https://b2b-widget-onramp.ripio.com?_to=" + strings.ReplaceAll(documentedSample, ".", "%2E"), jwt.FormLink},
	{"only the parameter", "_to=" + documentedSample, jwt.FormLink},
	{"_to in a name and a value", "https://x.example/?a_to=1&b=_to=2&_to=" + documentedSample, jwt.FormLink},
}

func TestDecodeTakesEveryForm(t *testing.T) {
	for _, test := range wholeTexts {
		t.Run(test.name, func(t *testing.T) {
			token, err := jwt.Decode(test.text)
			if err != nil {
				t.Fatal(err)
			}
			if token.Raw != documentedSample || token.Form != test.form {
				t.Errorf("found as %q, the token itself: %t", token.Form, token.Raw == documentedSample)
			}
			if got, want := describeFindings(token.Findings), []string{"token-sample", "token-shape-ok"}; !slices.Equal(got, want) {
				t.Errorf("findings %q, want %q", got, want)
			}
			raw, form, ok := jwt.ExtractToken(test.text)
			if raw != documentedSample || form != test.form || !ok {
				t.Errorf("ExtractToken finds a %q, the token itself: %t, %t", form, raw == documentedSample, ok)
			}
		})
	}
}

// sampleWith are the findings of the documented sample and one more, in their
// order.
func sampleWith(found string) []string { return []string{found, "token-sample", "token-shape-ok"} }

func sampleWithNote(found string) []string { return []string{"token-sample", found, "token-shape-ok"} }

// oddTexts hold a token in a text that deserves a finding.
var oddTexts = []oddToken{
	{"one line break", wrapAt(documentedSample, 120, "\n"), sampleWith("token-white-space: after character 120")},
	{"line break in the header", wrapAt(documentedSample, 8, "\r\n"), sampleWith("token-white-space: in 25 places, the first after character 8")},
	{"line break at a dot", strings.ReplaceAll(documentedSample, ".", ".\n"), sampleWith("token-white-space: in 2 places, the first after character 37")},
	{"line break before a dot", strings.ReplaceAll(documentedSample, ".", "\n."), sampleWith("token-white-space: in 2 places, the first after character 36")},
	{"spaces", wrapAt(documentedSample, 76, "   "), sampleWith("token-white-space: in 2 places, the first after character 76")},
	{"no-break spaces", wrapAt(documentedSample, 120, "\u00a0"), sampleWith("token-white-space: after character 120")},
	{"mail quote", "> " + wrapAt(documentedSample, 120, "\n> "), sampleWith("token-white-space: after character 120")},
	{"box on a screen", "│ " + wrapAt(documentedSample, 120, " │\n│ ") + " │", sampleWith("token-white-space: after character 120")},
	{"shell continuation", wrapAt(documentedSample, 120, "\\\n"), sampleWith("token-white-space: after character 120")},
	{"wrapped Bearer line", "Authorization: Bearer\n " + wrapAt(documentedSample, 120, "\n "), sampleWith("token-white-space: after character 120")},
	{"wrapped link", wrapAt("https://b2b-widget-onramp.ripio.com?_to="+documentedSample+"&_net=ETHEREUM", 80, "\n  "), sampleWith("token-white-space: in 3 places, the first after character 40")},
	{"wrapped answer", wrapAt(answer, 80, "\n"), sampleWith("token-white-space: line breaks inside the JSON string")},
	{"line break as the server sent it", strings.Replace(answer, "4aRU", `\n4aRU`, 1), sampleWith("token-white-space: after character 165")},
	{"words after it", documentedSample + " is the token", sampleWithNote("token-surroundings")},
	{"sentence around it", "The token is " + documentedSample + ", I think.", sampleWithNote("token-surroundings")},
	{"log line", "2026-11-23 token=" + documentedSample + " status=200", sampleWithNote("token-surroundings")},
	{"curl header", "curl -H 'Authorization: Bearer " + documentedSample + "' https://x.example", sampleWithNote("token-surroundings")},
	{"one line of the answer", `  "token": "` + documentedSample + `",`, sampleWithNote("token-surroundings")},
	{"cut answer", strings.SplitAfter(answer, `"`+documentedSample)[0], sampleWithNote("token-surroundings")},
	{"assignment, wrapped", "export TOKEN=" + wrapAt(documentedSample, 60, "\n"), []string{"token-white-space: in 3 places, the first after character 60", "token-sample", "token-surroundings", "token-shape-ok"}},
	{"two tokens", documentedSample + "\n" + goodToken, sampleWithNote("token-several")},
	{"two unsigned tokens", join(headerOnly(`{"alg":"none","typ":"JWT"}`), goodClaims, "") + " " + goodToken, []string{`token-alg-none: "none"`, "token-several"}},
	{"faulty answer", answer + "x", sampleWith("token-answer-json: byte 263: found 'x' after the end of the value")},
	{"token twice in the answer", `{"token":"x","token":"` + documentedSample + `"}`, sampleWith("token-answer-duplicate")},
	{"answer of another service", `{"access_token":"` + documentedSample + `"}`, sampleWith("token-other-member: access_token")},
	{"TOKEN", `{"TOKEN":"` + documentedSample + `"}`, sampleWith("token-other-member: TOKEN")},
	{"line break in a link", "https://x.example?_to=" + goodHeader + "%0A." + goodClaims + "." + tokenSignature, []string{`token-character: header, character 37: '\n'`}},
	{"line break in a damaged answer", `{"token":"` + insert(goodHeader, 9, `!\n`) + "." + goodClaims + "." + tokenSignature + `"}`, []string{"token-character: header, character 9: '!'"}},
	{"token in the answer is a word", `{"token":"abc"}`, []string{"token-parts: 1 part: there is no dot in it"}},
	{"Bearer inside the answer", `{"token":"Bearer ` + documentedSample + `"}`, sampleWithNote("token-surroundings")},
}

func TestDecodeNamesOddTexts(t *testing.T) { checkOddTokens(t, oddTexts) }

func TestExtractTokenHasNoFalsePositives(t *testing.T) {
	for _, text := range []string{
		"", "hello world", "www.ripio.com", "b2b-widget-onramp.ripio.com", "1.2.3", "v1.26.8", "a.b.c.d.e", "192.168.0.1", "file.tar.gz",
		"3f2b8c1e-0000-4000-8000-00000000a1b2", "0x05946b0d5E413e45069BeC923004F9A3c8F70C2C", "eyJ", "eyJhbGciOi", "eyJ is how tokens begin. See www.ripio.com", "Bearer token", "Bearer of bad news",
		"https://b2b-widget-onramp.ripio.com", "https://b2b-widget-onramp.ripio.com?_to=TOKEN", "https://ramp.ripio.com/?token=WARS&amount=1",
		`{"succeed":false,"token":""}`, `{"token":"WARS"}`, `{"a":{"b":1}}`, "RIPIO_CLIENT_SECRET=abc.def.ghi", "ewokland.example.com", "e3.e4.e5",
		"some-long-subdomain-name.another-name.com", "A token begins with eyJ. Thanks.", strings.Repeat("eyJ ", 1000), strings.Repeat("eyJ.", 1<<19),
	} {
		if raw, form, ok := jwt.ExtractToken(text); ok {
			t.Errorf("%.60q is taken for a %s, %.60q", text, form, raw)
		}
	}
}

func TestExtractTokenTakesOddTokens(t *testing.T) {
	for _, text := range []string{
		"aGVsbG8.e30.c2ln", "e30.e30.", join(goodHeader, goodClaims), join(goodHeader, "a", "b", "c", "d"), goodHeader + "...",
		headerOnly("{\n  \"alg\": \"HS256\"\n}") + ".e30.c2ln", headerOnly(`{ "alg": "HS256"}`) + ".e30.c2ln",
		strings.Repeat("aB3_", 6) + "." + strings.Repeat("aB3_", 6) + "." + strings.Repeat("aB3_", 6),
	} {
		if raw, form, ok := jwt.ExtractToken(text); !ok || raw != text || form != jwt.FormBare {
			t.Errorf("%q gives %q, %q, %t", text, raw, form, ok)
		}
	}
}
