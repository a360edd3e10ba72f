package tui

import (
	"context"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode"

	"github.com/charmbracelet/x/ansi"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/jwt"
	"devtools/ripio-explorer/ripio/redact"
)

// hostileStrings are the terminal sequences and the naughty strings that the
// package for visible text is tested with.
func hostileStrings(t *testing.T) []string {
	t.Helper()
	var texts []string
	read := func(name string, into any) {
		data, err := os.ReadFile(filepath.Join("..", "ripio", "visible", "testdata", name))
		if err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal(data, into); err != nil {
			t.Fatal(err)
		}
	}
	var own struct{ Cases []struct{ B64 string } }
	read("own-terminal-hostile.json", &own)
	for _, c := range own.Cases {
		raw, err := base64.StdEncoding.DecodeString(c.B64)
		if err != nil {
			t.Fatal(err)
		}
		texts = append(texts, string(raw))
	}
	var naughty struct{ Cases []struct{ S string } }
	read("blns.json", &naughty)
	for _, c := range naughty.Cases {
		texts = append(texts, c.S)
	}
	if len(texts) < 200 {
		t.Fatalf("only %d strings", len(texts))
	}
	return texts
}

// obeyed finds what a terminal would obey in a screen, beyond the colours that
// the program itself sets.
func obeyed(view string) (rune, bool) {
	for _, r := range ansi.Strip(view) {
		if r != '\n' && (unicode.IsControl(r) || unicode.Is(unicode.Cf, r)) {
			return r, true
		}
	}
	rest := view
	for {
		_, after, found := strings.Cut(rest, "\x1b")
		if !found {
			return 0, false
		}
		end := strings.IndexFunc(after, func(r rune) bool { return r >= 0x40 && r <= 0x7e && r != '[' })
		if !strings.HasPrefix(after, "[") || end < 0 || after[end] != 'm' {
			return 0x1b, true
		}
		rest = after[end:]
	}
}

// TestNothingFromOutsideIsObeyed puts each string wherever text comes from
// outside, and looks at every view of it.
func TestNothingFromOutsideIsObeyed(t *testing.T) {
	t.Parallel()
	for _, text := range hostileStrings(t) {
		evil := acme()
		evil.Name, evil.Country = "p"+text, text
		evil.Sandbox.ClientID = text + "id"
		d := start(t, withProfiles(acme()))
		// Straight into the book: the store would refuse some of these.
		d.model.selected.Book.Profiles[0], d.model.selected.Profile = evil, evil.Name
		d.model.showCredentials()
		d.answer = func(env ripio.Environment, request ripio.Request) ripio.Exchange {
			e := failedWith(env, request, 401, text, ripio.Failure{
				Kind: ripio.FailureRejected, Message: text, Evidence: text, Location: text,
			})
			e.Response.Reason = text
			e.Response.Header = http.Header{"X-Evil": {text}}
			e.Connection.Proxy = text
			return e
		}
		watch := func(where string) {
			t.Helper()
			if r, found := obeyed(d.model.View()); found {
				t.Fatalf("%s with %q: %U reaches the terminal", where, text, r)
			}
		}
		watch("sandbox")
		d.model.result.ShowExchange(d.answer(d.model.selected.Environment, d.model.form.Request()))
		for _, key := range []string{"1", "2", "3"} {
			d.press(key)
			watch("failure tab " + key)
		}
		d.press("shift+tab")
		d.paste(text)
		watch("typed address")
		d.press("tab", "ctrl+t")
		watch("profiles")
		d.press("e")
		watch("profile form")
		d.press("esc", "esc", "esc")

		claims, err := json.Marshal(map[string]any{"x" + text: text, "exp": noon.Add(time.Hour).Unix()})
		if err != nil {
			t.Fatal(err)
		}
		token, err := jwt.Decode(signed(`{"alg":"HS256","typ":"JWT"}`, string(claims)))
		if err != nil {
			t.Fatal(err)
		}
		d.model.result.ShowToken(token, "")
		for _, key := range []string{"1", "2"} {
			d.press(key)
			watch("claims tab " + key)
		}
		if title := d.model.selected.Title(false); strings.ContainsAny(title, "\x1b\x07\n\r") {
			t.Fatalf("the window title holds %q", title)
		}
	}
}

// TestSecretIsOnNoScreen walks through everything with a known secret in use.
func TestSecretIsOnNoScreen(t *testing.T) {
	const canary = "cAnArY-7f3a9-secret"
	profile := acme()
	profile.Sandbox.Secret = profiles.Ask
	d := start(t, withProfiles(profile))
	look := func(where string) {
		t.Helper()
		if strings.Contains(d.model.View(), canary) {
			t.Errorf("%s shows the secret", where)
		}
	}
	d.press("enter")
	d.typeText(canary)
	look("the prompt")
	d.press("enter")
	if d.requests[0].Secret.Reveal() != canary {
		t.Fatal("the secret was not used")
	}
	for _, key := range []string{"1", "2", "3", "ctrl+y", "esc", "ctrl+t", "e", "esc", "esc", "ctrl+p", "esc", "f1"} {
		d.press(key)
		look("after " + key)
	}
}

// TestNoSpellingOfTheSecretIsOnAScreen sends to a server that repeats the secret in
// spellings that name nobody, and looks at every view of it and at what is kept.
func TestNoSpellingOfTheSecretIsOnAScreen(t *testing.T) {
	t.Parallel()
	const secret = "zQ7-cAnArY/Kx+9w=J&v"
	entities := ""
	for _, char := range secret {
		entities += fmt.Sprintf("&#%d;", char)
	}
	finder := redact.NewFinder(secret)
	for _, spelled := range []string{
		secret, strings.ToUpper(secret), url.QueryEscape(url.QueryEscape(secret)), entities, hex.EncodeToString([]byte(secret)),
		base64.StdEncoding.EncodeToString([]byte("acme:" + secret)), fmt.Sprintf("%q", fmt.Sprintf("%+q", secret+"\x01")), secret[:12],
	} {
		for _, status := range []int{200, 401} {
			server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
				w.Header().Set("X-Echo", spelled)
				w.Header().Set("Location", "https://x.invalid/?p="+url.QueryEscape(spelled))
				w.Header().Set("Content-Type", "application/json")
				w.WriteHeader(status)
				claims, _ := json.Marshal(map[string]any{"exp": noon.Add(time.Hour).Unix(), "session": spelled})
				body, _ := json.Marshal(map[string]any{
					"succeed": status == 200, "token": signed(`{"alg":"HS256"}`, string(claims)), "token_type": "bearer",
					"detail": map[string]string{"message": spelled, "code": spelled},
				})
				_, _ = w.Write(body)
			}))
			d := start(t, withProfiles(acme()))
			d.env["ACME_SECRET"] = secret
			d.answer = func(env ripio.Environment, request ripio.Request) ripio.Exchange {
				there, err := ripio.SimulatorAt(server.URL)
				if err != nil {
					t.Fatal(err)
				}
				e := d.client().Authenticate(context.Background(), there, request)
				e.Environment = env
				return e
			}
			d.press("enter")
			if e := d.model.result.Exchange(); e == nil || e.Response == nil || e.Response.Status != status {
				t.Fatalf("nothing was sent: %+v", e)
			}
			look := func(where string) {
				t.Helper()
				flat := strings.Join(strings.Fields(strings.Map(unframe, d.screen())), "")
				if strings.Contains(flat, spelled) || len(finder.Find(flat)) > 0 {
					t.Errorf("%s shows %q:\n%s", where, spelled, d.screen())
				}
			}
			for _, key := range []string{"1", "2", "3", "G", "4", "5", "enter", "esc", "ctrl+y", "esc", "ctrl+p", "esc"} {
				d.press(key)
				look("after " + key)
			}
			_ = filepath.WalkDir(d.dir, func(path string, entry fs.DirEntry, err error) error {
				if err != nil || entry.IsDir() {
					return err
				}
				data, err := os.ReadFile(path)
				if strings.Contains(string(data), spelled) || len(finder.Find(string(data))) > 0 {
					t.Errorf("%s holds %q: %s", path, spelled, data)
				}
				return err
			})
			server.Close()
		}
	}
}

// TestPrivateKeyIsMasked keeps a key out of sight that was pasted by mistake.
func TestPrivateKeyIsMasked(t *testing.T) {
	key := strings.Repeat("4f3edf983ac636a6", 4)
	d := start(t)
	d.press("enter", "shift+tab")
	d.clear()
	d.paste(key)
	d.hides(key[:16])
	d.press("tab")
	d.hides(key[:16])
	d.press("enter")
	if len(d.requests) != 0 {
		t.Error("a private key was sent")
	}
}
