package cli_test

import (
	"bufio"
	"encoding/json"
	"encoding/pem"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"devtools/ripio-explorer/cli"
	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio/webhook"
)

const webhookSecret = `c4nary+webhook "secret" é`

// webhookWorld has the webhooks' secret in a variable.
func webhookWorld(t *testing.T) *world {
	w := realWorld()
	w.NewManager = func(string) (*profiles.Manager, error) {
		return profiles.NewManager(t.TempDir(), t.TempDir(), w.LookupEnv), nil
	}
	w.LookupEnv = func(name string) (string, bool) { return webhookSecret, name == "RIPIO_WEBHOOK_SECRET" }
	return w
}

// received is what a receiver in another language took of a webhook.
type received struct {
	Event, Issued string
	Session       *string
}

// receiver runs a receiver with its real runtime. took reads what it took next.
func receiver(t *testing.T, command ...string) (url string, took func() received) {
	t.Helper()
	if _, err := exec.LookPath(command[0]); err != nil {
		t.Skipf("there is no %s", command[0])
	}
	process := exec.Command(command[0], command[1:]...)
	process.Env = append(os.Environ(), "RIPIO_WEBHOOK_SECRET="+webhookSecret)
	process.Stderr = os.Stderr
	out, err := process.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := process.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = process.Process.Kill(); _ = process.Wait() })
	lines := bufio.NewScanner(out)
	if !lines.Scan() {
		t.Fatal("the receiver did not start")
	}
	return "http://127.0.0.1:" + lines.Text() + "/webhook", func() (r received) {
		if !lines.Scan() {
			t.Fatal("the receiver ended")
		}
		if err := json.Unmarshal(lines.Bytes(), &r); err != nil {
			t.Fatalf("%v in %q", err, lines.Text())
		}
		return r
	}
}

// TestOthersTakeWebhooks posts to receivers that were written from the documentation
// alone, in other languages.
func TestOthersTakeWebhooks(t *testing.T) {
	for name, command := range map[string][]string{
		"Node":   {"node", "testdata/receivers/receiver.mjs"},
		"Python": {"python3", "testdata/receivers/receiver.py"},
	} {
		t.Run(name, func(t *testing.T) {
			url, took := receiver(t, command...)
			w := webhookWorld(t)
			run := func(args ...string) result {
				return w.run(t, append([]string{"webhook", "send", "--to", url, "--secret-env", "RIPIO_WEBHOOK_SECRET"}, args...)...)
			}
			if r := run("--event", "all", "--late", "2h", "--out-of-order", "--twice"); r.code != cli.ExitOK || strings.Count(r.out, " 200") != 20 {
				t.Fatalf("%d: %s%s", r.code, r.out, r.err)
			}
			events := webhook.DocumentedEvents()
			for i := range 2 * len(events) {
				r, want := took(), events[len(events)-1-i/2]
				issued, err := time.Parse(time.RFC3339, r.Issued)
				if age := noon.Sub(issued); r.Event != want.Name || err != nil || age < 2*time.Hour || age > 2*time.Hour+time.Minute {
					t.Errorf("%d: %+v, want %s", i, r, want.Name)
				}
				if isAccount := want.Envelope == webhook.EnvelopeAccount; isAccount != (r.Session == nil) || !isAccount && *r.Session != "pedido-ñandú-€-7" {
					t.Errorf("%s: session %v", r.Event, r.Session)
				}
			}
			if r := run("--wrong-signature"); r.code != cli.ExitOK || strings.Count(r.out, " 401") != len(events) {
				t.Errorf("wrong signatures: %d: %s%s", r.code, r.out, r.err)
			}
			if r := run("--event", "on-ramp.deposit.received", "--header", "seen"); r.code != cli.ExitRejected {
				t.Errorf("the other header: %d: %s%s", r.code, r.out, r.err)
			}
		})
	}
}

func TestWebhookSendSaysWhatTheReceiverDid(t *testing.T) {
	w := webhookWorld(t)
	status := http.StatusOK
	server := httptest.NewServer(http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		rw.Header().Set("Location", "https://elsewhere.example/\u202egpj")
		rw.WriteHeader(status)
	}))
	defer server.Close()
	send := func(args ...string) result {
		return w.run(t, append([]string{"webhook", "send", "--to", server.URL, "--secret-env", "RIPIO_WEBHOOK_SECRET", "--event", "ACCOUNT.CLOSED"}, args...)...)
	}
	if r := send("--wrong-signature"); r.code != cli.ExitRejected || !strings.Contains(r.err, "1 webhook with a wrong signature") {
		t.Errorf("taken: %d, %q", r.code, r.err)
	}
	status = http.StatusFound
	if r := send(); r.code != cli.ExitRejected || !strings.Contains(r.out, "302") || !strings.Contains(r.out, "not followed to https://elsewhere.example/") || strings.Contains(r.out, "\u202e") {
		t.Errorf("redirect: %d, %q", r.code, r.out)
	}
	object := send("--json").object(t)
	if posted := object["posted"].([]any); len(posted) != 1 || posted[0].(map[string]any)["event"] != "ACCOUNT.CLOSED" || object["failure"].(map[string]any)["kind"] != "not-taken" {
		t.Errorf("%v", object)
	}
	server.Close()
	if r := send(); r.code != cli.ExitNetwork || r.out != "" {
		t.Errorf("closed: %d, %q", r.code, r.out)
	}
	for _, args := range [][]string{
		{"--to", "http://192.0.2.1/"}, {"--to", "http://[2001:db8::1]:80/x", "--json"},
	} {
		if r := w.run(t, append([]string{"webhook", "send", "--secret-env", "RIPIO_WEBHOOK_SECRET"}, args...)...); r.code != cli.ExitRefused {
			t.Errorf("%v: %d", args, r.code)
		}
	}
}

// TestWebhooksGoToAReceiverOfAnOwnAuthority posts over TLS with and without the authority.
func TestWebhooksGoToAReceiverOfAnOwnAuthority(t *testing.T) {
	server := httptest.NewTLSServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {}))
	defer server.Close()
	dir := t.TempDir()
	write := func(name string, data []byte) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	authority := write("ca.pem", pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: server.Certificate().Raw}))
	for _, test := range []struct {
		name  string
		flags []string
		code  int
		said  string
	}{
		{"without it", nil, cli.ExitNetwork, "certificate"},
		{"with it", []string{"--cacert", authority}, cli.ExitOK, ""},
		{"an empty file", []string{"--cacert", write("empty.pem", nil)}, cli.ExitBlocked, "--cacert"},
		{"no file", []string{"--cacert", filepath.Join(dir, "none.pem")}, cli.ExitBlocked, "--cacert"},
		{"an empty name", []string{"--cacert", ""}, cli.ExitBlocked, "--cacert"},
	} {
		t.Run(test.name, func(t *testing.T) {
			r := webhookWorld(t).run(t, append([]string{"webhook", "send", "--to", server.URL, "--event", "ACCOUNT.CLOSED", "--secret-env", "RIPIO_WEBHOOK_SECRET"}, test.flags...)...)
			if r.code != test.code || !strings.Contains(r.err, test.said) {
				t.Errorf("exit code %d, want %d: %s%s", r.code, test.code, r.out, r.err)
			}
		})
	}
}

// TestWebhookOutputsHoldNoSecret looks for the secret in all that is printed.
func TestWebhookOutputsHoldNoSecret(t *testing.T) {
	w := webhookWorld(t)
	made := w.run(t, "webhook", "send", "--dry-run", "--event", "ON-RAMP.TRADE.COMPLETED", "--secret-env", "RIPIO_WEBHOOK_SECRET")
	for _, text := range []string{made.out, made.out + "\n", strings.Replace(made.out, "sha256=", "sha256=0", 1), strings.ReplaceAll(made.out, ":", ": ")} {
		for _, format := range []string{"--json=false", "--json"} {
			w.stdin = text
			r := w.run(t, "webhook", "verify", "--secret-env", "RIPIO_WEBHOOK_SECRET", format, "-")
			if want := map[bool]int{true: cli.ExitOK, false: cli.ExitRejected}[text == made.out]; r.code != want {
				t.Errorf("%d, want %d: %s%s", r.code, want, r.out, r.err)
			}
			if strings.Contains(r.out+r.err, "c4nary") {
				t.Errorf("the secret is in %s%s", r.out, r.err)
			}
		}
	}
}

// TestTheCommandsOfTheWebhookPageWork runs the commands of docs/webhooks.md in their order
// with a shell, against a receiver that takes everything that is signed.
func TestTheCommandsOfTheWebhookPageWork(t *testing.T) {
	page, err := os.ReadFile("../docs/webhooks.md")
	if err != nil {
		t.Fatal(err)
	}
	url, _ := receiver(t, "python3", "testdata/receivers/receiver.py")
	dir := t.TempDir()
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(program, filepath.Join(dir, "ripio-explorer")); err != nil { // TestMain runs the program under this name
		t.Skipf("no symbolic links: %v", err)
	}
	commands := 0
	for _, block := range regexp.MustCompile("(?s)```sh\n(.*?)```").FindAllStringSubmatch(string(page), -1) {
		script := strings.ReplaceAll(block[1], "http://127.0.0.1:8080/webhook", url)
		commands += strings.Count(script, "ripio-explorer ")
		shell := exec.Command("sh", "-euc", script)
		shell.Dir = dir
		shell.Env = append(os.Environ(), "PATH="+dir+":"+os.Getenv("PATH"), "HOME="+dir, "RIPIO_WEBHOOK_SECRET="+webhookSecret)
		if out, err := shell.CombinedOutput(); err != nil {
			t.Errorf("%v in %s\n%s", err, script, out)
		}
	}
	if commands < 5 {
		t.Errorf("only %d commands were found", commands)
	}
}
