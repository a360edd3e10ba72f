//go:build unix

package tui

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"html"
	"io"
	"io/fs"
	"log"
	"math/big"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/tui/request"
)

// hiddenSecret is written differently in every encoding.
const hiddenSecret = `c4n4ry"5&+/=é\s3cret%`

// spellings are the forms in which a secret could leak.
func spellings(secret string) map[string]string {
	quoted, _ := json.Marshal(secret)
	return map[string]string{
		"plain": secret, "form": url.QueryEscape(secret), "URL path": url.PathEscape(secret), "JSON": strings.Trim(string(quoted), `"`),
		"HTML": html.EscapeString(secret), "base64": base64.StdEncoding.EncodeToString([]byte(secret)),
		"hex": hex.EncodeToString([]byte(secret)), "its middle": secret[2:14],
	}
}

// wire is a server in the place of the sandbox, and a proxy that leads to it and
// keeps what went over it.
type wire struct {
	mutex sync.Mutex
	// connects are the requests to the proxy, raw all bytes that came to it, forms
	// what the server was asked for by POST.
	connects []string
	raw      bytes.Buffer
	forms    []url.Values
	// others are the parts of a request but its body.
	others []string
	// echo makes the server refuse, and repeat the secret in many spellings.
	echo  bool
	proxy *url.URL
	roots *x509.CertPool
}

const sandboxHost = "b2b-widget-onramp-api.sandbox.ripio.com"

func newWire(t *testing.T) *wire {
	t.Helper()
	w := &wire{roots: x509.NewCertPool()}
	server := httptest.NewUnstartedServer(http.HandlerFunc(w.answer))
	server.TLS = &tls.Config{Certificates: []tls.Certificate{w.certificate(t)}}
	server.Config.ErrorLog = log.New(io.Discard, "", 0)
	server.StartTLS()
	t.Cleanup(server.Close)
	proxy := httptest.NewServer(http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		w.mutex.Lock()
		w.connects = append(w.connects, r.Method+" "+r.Host)
		_, _ = fmt.Fprintf(&w.raw, "%s %s %v\n", r.Method, r.RequestURI, r.Header)
		w.mutex.Unlock()
		near, _, err := rw.(http.Hijacker).Hijack()
		if err != nil {
			return
		}
		far, err := net.Dial("tcp", server.Listener.Addr().String())
		if err != nil {
			_ = near.Close()
			return
		}
		_, _ = io.WriteString(near, "HTTP/1.1 200 Connection established\r\n\r\n")
		go func() { _, _ = io.Copy(far, io.TeeReader(near, lockedWriter{w})); _ = far.Close() }()
		_, _ = io.Copy(near, far)
		_ = near.Close()
	}))
	t.Cleanup(proxy.Close)
	w.proxy, _ = url.Parse(proxy.URL)
	return w
}

type lockedWriter struct{ w *wire }

func (l lockedWriter) Write(data []byte) (int, error) {
	l.w.mutex.Lock()
	defer l.w.mutex.Unlock()
	return l.w.raw.Write(data)
}

// certificate is one for the sandbox's host, which the client trusts.
func (w *wire) certificate(t *testing.T) tls.Certificate {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	about := &x509.Certificate{
		SerialNumber: big.NewInt(1), DNSNames: []string{sandboxHost}, IsCA: true, BasicConstraintsValid: true,
		NotBefore: noon.AddDate(-1, 0, 0), NotAfter: noon.AddDate(1, 0, 0),
	}
	data, err := x509.CreateCertificate(rand.Reader, about, about, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	certificate, err := x509.ParseCertificate(data)
	if err != nil {
		t.Fatal(err)
	}
	w.roots.AddCert(certificate)
	return tls.Certificate{Certificate: [][]byte{data}, PrivateKey: key}
}

func (w *wire) answer(rw http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	form, _ := url.ParseQuery(string(body))
	w.mutex.Lock()
	defer w.mutex.Unlock()
	w.others = append(w.others, fmt.Sprintf("%s %s %s %v", r.Method, r.Host, r.RequestURI, r.Header))
	w.forms = append(w.forms, form)
	rw.Header().Set("Date", noon.UTC().Format(http.TimeFormat))
	rw.Header().Set("Content-Type", "application/json")
	if !w.echo {
		_, _ = fmt.Fprintf(rw, `{"succeed":true,"token":%q,"token_type":"bearer"}`, documentedToken(noon.Add(10*time.Hour)))
		return
	}
	said := spellings(form.Get("password"))
	rw.Header().Set("X-Echo", said["form"])
	rw.WriteHeader(http.StatusUnauthorized)
	_ = json.NewEncoder(rw).Encode(map[string]any{"detail": "no", "got": said, "raw": string(body), "twice": string(mustJSON(said))})
}

func mustJSON(value any) []byte {
	data, err := json.Marshal(value)
	if err != nil {
		panic(err)
	}
	return data
}

// TestTheSecretIsInItsPlaceAndInTheRequestOnly goes through a profile's life with
// each store and the real client: a send that succeeds, one whose answer repeats the
// secret, a report, the history, a save, a renaming, an export, and that all of it is
// forgotten. The secret is looked for in every file, in what a command gets, on the
// wire, on every screen and on the clipboard.
func TestTheSecretIsInItsPlaceAndInTheRequestOnly(t *testing.T) {
	typed := func(j *wholeLife) { j.typeText(hiddenSecret) }
	passphrase := func(times int) func(*wholeLife) {
		return func(j *wholeLife) {
			for range times {
				j.typeText("correct horse battery")
				j.press("enter")
			}
		}
	}
	for _, test := range []struct {
		kind                       profiles.StoreKind
		fill, afterSave, afterSend func(*wholeLife)
		place                      string
	}{
		{kind: profiles.KindKeyring, fill: typed},
		{kind: profiles.KindSealed, fill: typed, afterSave: passphrase(2), afterSend: passphrase(1)},
		{kind: profiles.KindPlain, fill: typed, afterSave: func(j *wholeLife) { j.press("2") }, place: "secrets-plain.json"},
		{kind: profiles.KindVariable, fill: func(j *wholeLife) { j.typeText("HIDDEN_OF_ACME") }},
		{kind: profiles.KindAsk, afterSend: func(j *wholeLife) { j.typeText(hiddenSecret); j.press("enter") }},
		{kind: profiles.KindCommand, fill: func(j *wholeLife) { j.typeText("sh " + j.script) }},
	} {
		t.Run(string(test.kind), func(t *testing.T) {
			j := begin(t)
			j.place = test.place
			j.press("ctrl+t", "a")
			j.typeText("acme")
			j.press("enter", "enter")
			j.typeText("id-1")
			j.press("enter")
			j.chooseStore(test.kind.Label())
			j.press("enter")
			if test.fill != nil {
				test.fill(j)
			}
			j.toSave()
			j.press("enter")
			if test.afterSave != nil {
				test.afterSave(j)
			}
			j.shows("acme saved")
			j.search("after the save")

			j.restart()
			j.press("enter")
			if test.afterSend != nil {
				test.afterSend(j)
			}
			j.shows("Token received")
			j.press("1", "2", "3", "G", "4", "5", "1", "d", "esc")
			j.search("after a token")

			j.wire.echo = true
			j.after(5 * time.Second)
			j.press("enter")
			j.shows("401")
			j.press("1", "2", "3", "G", "1", "ctrl+o")
			j.shows("Report for Ripio's support")
			j.press("c", "w", "esc", "5", "enter", "3", "G", "esc", "esc", "ctrl+y", "1", "ctrl+y", "esc")
			j.search("after an echo")

			j.press("ctrl+t")
			j.filter("acme")
			j.press("e")
			j.typeText("-2")
			j.toSave()
			j.press("enter")
			j.shows("acme-2 saved")
			j.search("after the renaming")
			j.export()

			if test.kind == profiles.KindCommand {
				j.gotNoSecret()
			}
			j.press("ctrl+t")
			j.filter("acme")
			j.press("X")
			j.typeText("acme-2")
			j.press("enter")
			j.shows("acme-2 is forgotten")
			j.place = "nowhere any more"
			j.search("after it was forgotten")
			if len(j.keyring.items) != 0 {
				t.Error("the keyring still holds the secret")
			}
			j.checkWire()
		})
	}
}

// wholeLife is a driver with the real client on a wire, whose screens are kept.
type wholeLife struct {
	*driver
	wire    *wire
	screens strings.Builder
	// root holds every file that the program could write; place begins the names of
	// those that may hold the secret.
	root, place string
	// script prints the secret, and writes its environment down before.
	script, dump string
}

func begin(t *testing.T) *wholeLife {
	t.Helper()
	j := &wholeLife{wire: newWire(t), root: t.TempDir()}
	own := t.TempDir() // the secret of the command is there
	j.script, j.dump = filepath.Join(own, "print.sh"), filepath.Join(j.root, "environment")
	for name, text := range map[string]string{j.script: "env > " + j.dump + "\ncat " + own + "/secret\n", own + "/secret": hiddenSecret} {
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	t.Setenv("TMPDIR", filepath.Join(j.root, "tmp"))
	t.Setenv("HIDDEN_OF_OTHER", hiddenSecret)
	if err := os.Mkdir(os.Getenv("TMPDIR"), 0o700); err != nil {
		t.Fatal(err)
	}
	j.driver = start(t, func(d *driver, _ *Options) {
		d.dir = filepath.Join(j.root, "config")
		d.env["HIDDEN_OF_ACME"] = hiddenSecret
		d.manager = d.restarted()
		other := profiles.Profile{Name: "other", Sandbox: profiles.Account{ClientID: "id-2", Secret: "env:HIDDEN_OF_OTHER"}}
		if _, err := d.manager.Store.Put("", other); err != nil {
			t.Fatal(err)
		}
		client := &ripio.Client{
			Now: func() time.Time { return d.now }, RootCAs: j.wire.roots,
			Proxy: func(*http.Request) (*url.URL, error) { return j.wire.proxy, nil },
		}
		d.answer = func(env ripio.Environment, request ripio.Request) ripio.Exchange {
			return client.Authenticate(t.Context(), env, request)
		}
	})
	j.model.deps.Fingerprint = profiles.Fingerprint
	j.model.deps.SaveReport = j.saveReport
	return j
}

func (j *wholeLife) saveReport(name, text string) (string, error) {
	path := filepath.Join(j.root, name)
	return path, os.WriteFile(path, []byte(text), 0o600)
}

// press keeps what is shown after every key.
func (j *wholeLife) press(keys ...string) {
	j.t.Helper()
	for _, key := range keys {
		j.driver.press(key)
		j.screens.WriteString(j.model.View() + j.title)
	}
}

func (j *wholeLife) typeText(text string) {
	for _, r := range text {
		j.press(string(r))
	}
}

// toSave moves to the button that saves the form.
func (j *wholeLife) toSave() {
	j.t.Helper()
	for range 30 {
		if strings.Contains(j.screen(), "› [ Save profile ]") {
			return
		}
		j.press("down")
	}
	j.t.Fatalf("there is no button:\n%s", j.screen())
}

// restart starts the program again, with the profile and a user.
func (j *wholeLife) restart() {
	j.manager = j.restarted()
	options := j.model.options
	options.Profile, options.ExternalRef, options.Address = "acme", goodRef, goodAddress
	j.model = New(j.deps(), options)
	j.model.deps.Fingerprint = profiles.Fingerprint
	j.model.deps.SaveReport = j.saveReport
	j.run(j.model.Init())
	j.model.form.SetFocus(request.FocusSend)
}

// export writes both forms of an export beside everything else.
func (j *wholeLife) export() {
	j.t.Helper()
	book, _, err := j.manager.Store.Load()
	if err != nil {
		j.t.Fatal(err)
	}
	for name, form := range map[string]func(profiles.Book) ([]byte, error){"export.toml": profiles.ExportTOML, "export.json": profiles.ExportJSON} {
		data, err := form(book)
		if err == nil && !bytes.Contains(data, []byte("id-1")) {
			err = fmt.Errorf("the export is %s", data)
		}
		if err == nil {
			err = os.WriteFile(filepath.Join(j.root, name), data, 0o600)
		}
		if err != nil {
			j.t.Fatal(err)
		}
	}
	j.search("after an export")
}

// search looks for the secret in all files, on the screens, on the clipboard and in
// what Go's own printing shows of the program.
func (j *wholeLife) search(when string) {
	j.t.Helper()
	texts := map[string]string{
		"a screen": j.screens.String(), "the clipboard": strings.Join(j.copied, "\n"),
		"the kept exchanges": fmt.Sprintf("%+v %#v", j.model.sends.Kept, j.model.sends.Kept),
	}
	err := filepath.WalkDir(j.root, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || j.place != "" && strings.HasPrefix(entry.Name(), j.place) {
			return err
		}
		data, err := os.ReadFile(path)
		texts[path] = string(data)
		return err
	})
	if err != nil {
		j.t.Fatal(err)
	}
	for where, text := range texts {
		for spelling, hidden := range spellings(hiddenSecret) {
			if strings.Contains(text, hidden) {
				j.t.Errorf("%s: %s holds the secret (%s)", when, where, spelling)
			}
		}
	}
}

// gotNoSecret looks at the environment of the command.
func (j *wholeLife) gotNoSecret() {
	j.t.Helper()
	data, err := os.ReadFile(j.dump)
	if err != nil || !bytes.Contains(data, []byte("TMPDIR=")) || bytes.Contains(data, []byte("HIDDEN_OF_OTHER")) {
		j.t.Errorf("the command got %s, %v", data, err)
	}
}

// checkWire wants two requests, to the one host, and the secret nowhere but in their
// passwords.
func (j *wholeLife) checkWire() {
	j.t.Helper()
	w := j.wire
	w.mutex.Lock()
	defer w.mutex.Unlock()
	if len(w.connects) != 2 || len(w.forms) != 2 {
		j.t.Errorf("the proxy was asked for %q, the server %d times", w.connects, len(w.forms))
	}
	for _, connect := range w.connects {
		if connect != "CONNECT "+sandboxHost+":443" {
			j.t.Errorf("the proxy was asked for %q", connect)
		}
	}
	for i, form := range w.forms {
		if form.Get("password") != hiddenSecret || len(form["password"]) != 1 {
			j.t.Errorf("request %d has the password %q", i, form["password"])
		}
		form.Del("password")
		w.others = append(w.others, form.Encode(), fmt.Sprint(form))
	}
	seen := strings.Join(w.others, "\n") + w.raw.String()
	for spelling, hidden := range spellings(hiddenSecret) {
		if strings.Contains(seen, hidden) {
			j.t.Errorf("the secret is on the wire beside the password (%s)", spelling)
		}
	}
	if !strings.Contains(seen, "POST "+sandboxHost+" /api/v1/auth") {
		j.t.Errorf("the search found no request in %s", seen)
	}
}
