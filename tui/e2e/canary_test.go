//go:build unix

package e2e_test

import (
	"bufio"
	"encoding/base64"
	"encoding/hex"
	"net"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"devtools/ripio-explorer/profiles"
)

// canary is a secret of characters that every encoding writes differently.
const canary = `c4n4ry "5&+/=é\s3cret%`

// disguises are the forms in which the canary could leak.
func disguises() map[string]string {
	return map[string]string{
		"plain":      canary,
		"form":       url.QueryEscape(canary),
		"URL path":   url.PathEscape(canary),
		"base64":     base64.StdEncoding.EncodeToString([]byte(canary)),
		"hex":        hex.EncodeToString([]byte(canary)),
		"its middle": canary[2:14],
	}
}

// refusingProxy is a proxy that refuses every connection and reports the first
// line of each. It keeps the test's request on this machine.
func refusingProxy(t *testing.T) (address string, asked <-chan string) {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = listener.Close() })
	lines := make(chan string, 8)
	go func() {
		for {
			connection, err := listener.Accept()
			if err != nil {
				return
			}
			request, err := http.ReadRequest(bufio.NewReader(connection))
			if err == nil {
				lines <- request.Method + " " + request.Host
			}
			_, _ = connection.Write([]byte("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n"))
			_ = connection.Close()
		}
	}()
	return "http://" + listener.Addr().String(), lines
}

// TestSecretLeaksNowhere sends with a secret from an environment variable and
// with one that is typed in, looks at everything that shows a request, and
// searches the bytes of the screen and all files for the secret.
func TestSecretLeaksNowhere(t *testing.T) {
	for _, test := range []struct {
		name      string
		reference profiles.SecretReference
		answer    func(p *program)
	}{
		{"environment variable", "env:CANARY_SECRET", func(*program) {}},
		{"typed in", profiles.Ask, func(p *program) {
			p.waitFor("It stays in memory")
			p.press(pasted(canary), enter)
		}},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			proxy, asked := refusingProxy(t)
			p := startCanary(t, test.reference, proxy)
			p.waitFor("Send to SANDBOX")
			p.press(enter)
			test.answer(p)
			p.waitFor("403 Forbidden")
			if got, want := <-asked, "CONNECT b2b-widget-onramp-api.sandbox.ripio.com:443"; got != want {
				t.Errorf("the proxy was asked for %q, want %q", got, want)
			}
			p.lookAround()
			p.press(ctrlC)
			p.checkEnd(0)
			p.searchFor(disguises())
			if !strings.Contains(p.Output(), "canary-client") {
				t.Error("the search does not even find the client_id on the terminal")
			}
		})
	}
}

// startCanary starts the program with a profile whose secret is the canary.
func startCanary(t *testing.T, reference profiles.SecretReference, proxy string) *program {
	t.Helper()
	home := t.TempDir()
	dir := filepath.Join(home, "settings")
	account := profiles.Account{
		ClientID: "canary-client",
		Secret:   reference,
		User: profiles.User{
			ExternalRef: "3f2b8c1e-9d4a-4b6e-8f10-7c2d5e9aa1b2",
			Address:     "0x05946B0d5E413E45069BeC923004F9a3c8F70c2C",
		},
	}
	if _, err := profiles.NewStore(dir).Put("", profiles.Profile{Name: "canary", Sandbox: account}); err != nil {
		t.Fatal(err)
	}
	return startAt(t, home, []string{"--config-dir", dir, "--profile", "canary"},
		"CANARY_SECRET="+canary, "HTTPS_PROXY="+proxy)
}

// lookAround opens what shows a request: the tabs, the copy menu, the command
// palette, the profiles and their form.
func (p *program) lookAround() {
	p.t.Helper()
	for _, step := range []struct{ keys, want string }{
		{tab + "3", "Timing"},
		{"G", "as encoded"},
		{"2", "UUID v4"},
		{"1", "cause"},
		{ctrlY, "╭ Copy ─"},
		{escape, ""},
		{ctrlP, "╭ Commands ─"},
		{escape, ""},
		{ctrlT, "╭ Profiles ─"},
		{"e", "╭ Edit canary ─"},
		{escape, ""},
	} {
		p.press(step.keys)
		if step.want == "" {
			p.waitUntil("a closed dialog", func(screen string) bool {
				return !strings.Contains(screen, "╭ Copy ─") && !strings.Contains(screen, "╭ Commands ─") &&
					!strings.Contains(screen, "╭ Edit canary ─")
			})
			continue
		}
		p.waitFor(step.want)
	}
}

// searchFor looks for the disguises in everything written to the terminal and
// to files.
func (p *program) searchFor(disguises map[string]string) {
	p.t.Helper()
	sinks := map[string]string{"the terminal": p.Output()}
	for _, file := range p.files() {
		content, err := os.ReadFile(filepath.Join(p.home, file))
		if err != nil {
			p.t.Fatal(err)
		}
		sinks[file] = string(content)
	}
	for sink, content := range sinks {
		for name, disguise := range disguises {
			if strings.Contains(content, disguise) {
				p.t.Errorf("%s holds the secret (%s)", sink, name)
			}
		}
	}
}
