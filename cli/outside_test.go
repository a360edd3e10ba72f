package cli_test

import (
	"context"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"devtools/ripio-explorer/cli"
	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/jwt"
)

// hostileTexts are strings that try to drive a terminal.
func hostileTexts(t testing.TB) []string {
	t.Helper()
	data, err := os.ReadFile("testdata/own-terminal-hostile.json")
	if err != nil {
		t.Fatal(err)
	}
	var file struct{ Cases []struct{ B64 []byte } }
	if err := json.Unmarshal(data, &file); err != nil {
		t.Fatal(err)
	}
	if len(file.Cases) != 30 {
		t.Fatalf("%d cases, want 30", len(file.Cases))
	}
	var texts []string
	for _, c := range file.Cases {
		texts = append(texts, string(c.B64))
	}
	return texts
}

func segment(text string) string { return base64.RawURLEncoding.EncodeToString([]byte(text)) }

// checkHarmless finds what a terminal would obey, hide or reorder.
func checkHarmless(t *testing.T, text string) {
	t.Helper()
	if !utf8.ValidString(text) {
		t.Errorf("not UTF-8: %q", text)
	}
	for _, r := range text {
		if r != '\n' && (!unicode.IsPrint(r) || unicode.In(r, unicode.Variation_Selector, unicode.Other_Default_Ignorable_Code_Point)) {
			t.Errorf("%U in %q", r, text)
			return
		}
	}
}

// hostile puts a text in every place that holds outside text.
func hostile(text string, failed bool) ripio.Exchange {
	exchange := success()
	quoted, _ := json.Marshal(text)
	exchange.Request = ripio.SentRequest{ExternalRef: text, Address: text}
	exchange.Response.Reason = text
	exchange.Response.Body = []byte(text)
	exchange.Token.Raw = text
	exchange.Token.Signature = text
	exchange.Token.Claims = []jwt.Member{{Name: text, JSON: string(quoted), Text: text, Note: text}, {Name: "raw", JSON: text, Text: text}}
	exchange.Token.Header = exchange.Token.Claims
	exchange.Token.Expiry = jwt.Expiry{State: jwt.ExpiryUnreadable, Raw: text}
	exchange.Findings = []finding.Finding{{Code: "c", Level: finding.LevelWarning, Field: "f", Title: "t", Found: text, Replacement: text}}
	if failed {
		exchange.Failure = &ripio.Failure{Kind: ripio.FailureRejected, Message: text, Code: text, Location: text, Evidence: text, RetryAfterRaw: text}
	}
	return exchange
}

func TestHostileTextDrivesNoTerminal(t *testing.T) {
	for i, text := range hostileTexts(t) {
		for _, failed := range []bool{false, true} {
			w := newWorld(hostile(text, failed))
			w.LoadProfiles = func(context.Context, string) (profiles.Book, []profiles.Warning, error) {
				profile := book.Profiles[0]
				profile.Name = text
				return profiles.Book{Profiles: []profiles.Profile{profile}}, []profiles.Warning{{Text: text}}, nil
			}
			asText := w.run(t, "token", "--profile", text)
			checkHarmless(t, asText.out)
			checkHarmless(t, asText.err)
			asJSON := w.run(t, "token", "--profile", text, "--json")
			checkHarmless(t, asJSON.err)
			object := asJSON.object(t) // which finds anything but ASCII
			// JSON keeps what the text was, but for bytes that are not UTF-8.
			if want := strings.ToValidUTF8(text, "\ufffd"); utf8.ValidString(text) && object["address"] != want {
				t.Errorf("case %d: address %q, want %q", i, object["address"], want)
			}
			unknown := w.run(t, "token", "--profile", text+"x")
			checkHarmless(t, unknown.out+unknown.err)
			for _, args := range [][]string{{text}, {"help", text}, {"token", "--" + text}, {"token", text},
				{"token", "--env", text}, {"token", "--env", "simulator", "--scenario", text}, {"decode", text}, {"decode", "--" + text}} {
				r := w.run(t, args...)
				checkHarmless(t, r.out+r.err)
			}
		}
	}
}

// forms are the ways in which a text may hold the canary.
func forms() []string {
	quoted, _ := json.Marshal(canary)
	return []string{
		canary, "c4nary", url.QueryEscape(canary), strings.Trim(string(quoted), `"`),
		base64.StdEncoding.EncodeToString([]byte(canary)), hex.EncodeToString([]byte(canary)),
	}
}

func checkNoSecret(t *testing.T, what string, r result) {
	t.Helper()
	for _, form := range forms() {
		if strings.Contains(r.out, form) || strings.Contains(r.err, form) {
			t.Errorf("%s: the secret is shown as %q:\n%s\n%s", what, form, r.out, r.err)
		}
	}
}

func TestASecretTypedAsAnArgumentIsNotRepeated(t *testing.T) {
	for _, args := range [][]string{
		{"--secret", canary}, {"--secret=" + canary}, {"-secret", canary}, {"--SECRET=" + canary}, {"--secret" + canary},
		{"--client-secret", canary}, {"--client_secret=" + canary}, {"--clientSecret", canary}, {"--password", canary}, {"--password=" + canary},
		{"--profile", "acme", "--pass", canary},
	} {
		r := newWorld(success()).run(t, append([]string{"token"}, args...)...)
		checkNoSecret(t, strings.Join(args, " "), r)
		if r.code != cli.ExitUsage || !strings.HasPrefix(r.err, "ripio-explorer: token: a secret is not accepted as an argument, because") {
			t.Errorf("%v: exit code %d, messages %q", args, r.code, r.err)
		}
	}
	// Mistakes that carry the value to where no secret is expected.
	for _, args := range [][]string{
		{canary}, {"-s" + canary}, {"-p", canary}, {"--" + canary}, {"--sekret=" + canary}, {"--secret-env", canary}, {"--secret-env=" + canary},
		{"--secret-stdin=" + canary}, {"--secret-stdin", canary}, {"--timeout", canary}, {"--json=" + canary}, {"--=" + canary},
	} {
		for _, more := range [][]string{nil, {"--json"}} {
			full := append(append([]string{"token", "--profile", "acme"}, args...), more...)
			r := newWorld(success()).run(t, full...)
			checkNoSecret(t, strings.Join(full, " "), r)
			if r.code == cli.ExitOK {
				t.Errorf("%v: exit code %d", full, r.code)
			}
		}
	}
}

// TestTheSecretIsInNoOutput sends it to every scenario, from every place it can
// come from, and to a server that repeats it.
func TestTheSecretIsInNoOutput(t *testing.T) {
	sources := [][]string{{"--secret-env", "RIPIO_SECRET"}, {"--secret-stdin"}}
	for i, want := range scenarioCodes {
		args := append([]string{"token", "--env", "simulator", "--scenario", want.scenario, "--timeout", "100ms"}, sources[i%2]...)
		for _, args := range [][]string{args, append(args, "--json")} {
			w := realWorld()
			w.stdin = canary + "\n"
			r := w.run(t, args...)
			checkNoSecret(t, strings.Join(args, " "), r)
		}
	}
	checkNoSecret(t, "profile", newWorld(success()).run(t, "token", "--profile", "acme", "--json"))
}

// echo answers with the form it was sent, in everything that a server can say.
type echo struct{ *httptest.Server }

func newEcho(status int) echo {
	return echo{httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		password := r.PostFormValue("password")
		claims := segment(fmt.Sprintf(`{"exp":1795557600,"session":%q,%q:1}`, password, password))
		body, _ := json.Marshal(map[string]any{
			"succeed": status == http.StatusOK, "detail": "wrong: " + password, "error": password, "token_type": "bearer",
			"token": "eyJhbGciOiJIUzI1NiJ9." + claims + ".c2ln", "code": password, "b64": []byte(password),
		})
		w.Header().Set("Content-Type", "application/json")
		w.Header().Set("Location", "https://x.invalid/?p="+url.QueryEscape(password))
		w.Header().Set("Retry-After", url.QueryEscape(password))
		w.WriteHeader(status)
		_, _ = w.Write(body)
	}))}
}

func (e echo) URL() string { return e.Server.URL }

func (e echo) Close() error {
	e.Server.Close()
	return nil
}

// TestNoSpellingOfTheSecretIsQuoted has a server that repeats it in spellings
// that name nobody: escaped twice, as entities, in base64 of a longer text.
func TestNoSpellingOfTheSecretIsQuoted(t *testing.T) {
	entities := ""
	for _, char := range canary {
		entities += fmt.Sprintf("&#%d;", char)
	}
	basic := base64.StdEncoding.EncodeToString([]byte("acme:" + canary))
	for _, spelled := range []string{url.QueryEscape(url.QueryEscape(canary)), entities, basic, strings.ToUpper(canary), canary[:12]} {
		for _, status := range []int{200, 401} {
			handler := http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
				w.Header().Set("X-Echo", spelled)
				w.Header().Set("Content-Type", "application/json")
				w.WriteHeader(status)
				claims, _ := json.Marshal(map[string]any{"exp": 1795557600, "session": spelled})
				token := "eyJhbGciOiJIUzI1NiJ9." + segment(string(claims)) + ".c2ln"
				body, _ := json.Marshal(map[string]any{"succeed": status == 200, "token": token, "detail": map[string]string{"message": spelled, "code": spelled}})
				_, _ = w.Write(body)
			})
			for _, args := range [][]string{{}, {"--json"}} {
				w := realWorld()
				w.StartSimulator = func(string) (cli.Simulator, error) { return echo{httptest.NewServer(handler)}, nil }
				r := w.run(t, append([]string{"token", "--env", "simulator", "--secret-env", "RIPIO_SECRET"}, args...)...)
				if (r.code == cli.ExitOK) != (status == 200) || strings.Contains(r.out+r.err, spelled) {
					t.Errorf("%q, status %d: exit code %d, output\n%s%s", spelled, status, r.code, r.out, r.err)
				}
				checkNoSecret(t, spelled, r)
			}
		}
	}
}

func TestAServerThatRepeatsTheSecretIsNotQuoted(t *testing.T) {
	for _, status := range []int{200, 400, 401, 429, 307, 500} {
		w := realWorld()
		w.StartSimulator = func(string) (cli.Simulator, error) { return newEcho(status), nil }
		for _, args := range [][]string{{}, {"--json"}} {
			r := w.run(t, append([]string{"token", "--env", "simulator", "--secret-env", "RIPIO_SECRET"}, args...)...)
			if (r.code == cli.ExitOK) != (status == 200) || r.out == "" {
				t.Errorf("status %d: exit code %d: %s", status, r.code, r.err)
			}
			checkNoSecret(t, fmt.Sprint(status), r)
		}
	}
}
