package cli_test

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/hex"
	"encoding/json"
	"encoding/pem"
	"errors"
	"io"
	"io/fs"
	"math/big"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/spf13/cobra"

	"devtools/ripio-explorer/cli"
	"devtools/ripio-explorer/cli/internal/console"
	"devtools/ripio-explorer/ripio/simulator"
)

// examples are the command lines in the help of all commands. One that ends in a bar goes
// on in the next line.
func examples() (lines []string) {
	var walk func(*cobra.Command)
	walk = func(cmd *cobra.Command) {
		for _, line := range strings.Split(strings.ReplaceAll(cmd.Example, "|\n", "|"), "\n") {
			if line = strings.TrimSpace(line); line != "" {
				lines = append(lines, line)
			}
		}
		for _, each := range cmd.Commands() {
			walk(each)
		}
	}
	walk(cli.Root(&console.Console{}))
	return lines
}

// stage stands in for all that examples lead to: a proxy behind which every host is the
// simulator, with a certificate of an authority of its own; a mock on this machine; and a
// receiver of webhooks. All are on loopback.
type stage struct{ proxy, authority, mock, receiver string }

func newStage(t *testing.T) stage {
	api, err := simulator.Handler(simulator.Default)
	if err != nil {
		t.Fatal(err)
	}
	inner := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Strict-Transport-Security", "max-age=31536000")
		api.ServeHTTP(w, r)
	}))
	authority, certificate := ownAuthority(t, "b2b-widget-onramp-api.sandbox.ripio.com", "b2b-widget-onramp-api.ripio.com")
	inner.TLS = &tls.Config{Certificates: []tls.Certificate{certificate}}
	inner.StartTLS()
	proxy := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodConnect {
			http.Error(w, "only CONNECT", http.StatusMethodNotAllowed)
			return
		}
		there, err := net.Dial("tcp", inner.Listener.Addr().String())
		if err != nil {
			http.Error(w, err.Error(), http.StatusBadGateway)
			return
		}
		here, buffered, err := http.NewResponseController(w).Hijack()
		if err != nil {
			_ = there.Close()
			return
		}
		_, _ = here.Write([]byte("HTTP/1.1 200 OK\r\n\r\n"))
		go func() { _, _ = io.Copy(there, buffered); _ = there.Close() }()
		_, _ = io.Copy(here, there)
		_ = here.Close()
	}))
	mock, receiver := httptest.NewServer(api), httptest.NewServer(http.HandlerFunc(signedOnly))
	for _, server := range []*httptest.Server{inner, proxy, mock, receiver} {
		t.Cleanup(server.Close)
	}
	return stage{
		proxy: proxy.URL, authority: authority,
		mock: strings.TrimPrefix(mock.URL, "http://"), receiver: strings.TrimPrefix(receiver.URL, "http://"),
	}
}

// signedOnly takes a webhook with the right signature.
func signedOnly(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	mac := hmac.New(sha256.New, []byte("whsec"))
	mac.Write(body)
	sum := hex.EncodeToString(mac.Sum(nil))
	for _, values := range r.Header {
		if strings.Contains(strings.Join(values, " "), sum) {
			return
		}
	}
	w.WriteHeader(http.StatusUnauthorized)
}

// ownAuthority makes an authority, in a PEM file, and a certificate for the hosts.
func ownAuthority(t *testing.T, hosts ...string) (path string, certificate tls.Certificate) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "authority of a test"}, DNSNames: hosts,
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().AddDate(1, 0, 0), IsCA: true, BasicConstraintsValid: true,
		KeyUsage: x509.KeyUsageDigitalSignature | x509.KeyUsageCertSign, ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth},
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, key.Public(), key)
	if err != nil {
		t.Fatal(err)
	}
	path = filepath.Join(t.TempDir(), "authority.pem")
	if err := os.WriteFile(path, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der}), 0o600); err != nil {
		t.Fatal(err)
	}
	return path, tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key}
}

// otherwise are the examples that do not end with 0 here.
var otherwise = map[string]int{
	"ripio-explorer history show 20261124-0021 --json":                                               cli.ExitBlocked, // nobody has sent it
	"ripio-explorer profiles add acme --client-id ID --store keyring":                                cli.ExitBlocked, // asks, and there is no terminal
	"ripio-explorer token --env simulator --negative-test wrong-secret --json":                       cli.ExitRejected,
	"ripio-explorer decode --key-env HMAC_KEY < response.json":                                       cli.ExitRejected, // another key has signed it
	"pass show ripio | head -n 1 | ripio-explorer profiles edit acme --store keyring --secret-stdin": cli.ExitBlocked,  // there is no keyring
}

// trustsStage is false on systems that take their authorities from no variable: there an
// example may end with what a certificate of an unknown authority leads to.
var trustsStage = runtime.GOOS != "darwin" && runtime.GOOS != "windows"

// goesOn reports whether an example runs until it is interrupted.
func goesOn(line string) bool {
	return strings.HasPrefix(line, "ripio-explorer simulate") && !strings.HasSuffix(line, " --list") ||
		strings.HasPrefix(line, "ripio-explorer watch") && !strings.Contains(line, "--once")
}

// spoken keeps what is written to it, and tells of the first.
type spoken struct {
	strings.Builder
	tell func()
}

func (s *spoken) Write(text []byte) (int, error) {
	s.tell()
	return s.Builder.Write(text)
}

// prepareExamples makes the home folder that examples find, with their profile in it, and
// returns it with a webhook.
func prepareExamples(t *testing.T) (home, webhook string) {
	home = t.TempDir()
	for name, value := range map[string]string{"HOME": home, "XDG_CONFIG_HOME": "", "XDG_STATE_HOME": "", "RIPIO_WEBHOOK_SECRET": "whsec"} {
		t.Setenv(name, value)
	}
	for _, line := range []string{
		"profiles add acme --client-id client-9f1c --secret-ref env:RIPIO_CLIENT_SECRET " +
			"--external-ref 3f2b8c1e-8a0d-4c5e-9b7a-0c1d2e3f4a5b --address 0x05946B0d5E413E45069BeC923004F9a3c8F70c2C",
		"profiles edit acme --env production --client-id client-live --secret-ref env:RIPIO_LIVE_SECRET --address 0x05946B0d5E413E45069BeC923004F9a3c8F70c2C",
		"webhook send --dry-run --event ACCOUNT.CLOSED --secret-env RIPIO_WEBHOOK_SECRET",
	} {
		var out, messages strings.Builder
		streams := cli.Streams{In: strings.NewReader(""), Out: &out, Err: &messages}
		if code := cli.Run(t.Context(), strings.Fields(line), streams, quickDeps()); code != cli.ExitOK {
			t.Fatalf("%s: exit code %d: %s", line, code, messages.String())
		}
		webhook = out.String()
	}
	return home, webhook
}

// mint gets a token of the mock.
func mint(t *testing.T, mock string) (response, token string) {
	answer, err := http.PostForm("http://"+mock+"/api/v1/auth", url.Values{
		"username": {"client-9f1c:3f2b8c1e-8a0d-4c5e-9b7a-0c1d2e3f4a5b:0x05946B0d5E413E45069BeC923004F9a3c8F70c2C"}, "password": {"not-the-real-one"},
	})
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	var fields struct{ Token string }
	if err := errors.Join(err, json.Unmarshal(body, &fields)); err != nil || fields.Token == "" {
		t.Fatalf("no token: %v, %s", err, body)
	}
	return string(body), fields.Token
}

// copyHome copies a home folder, for nobody else to read.
func copyHome(t *testing.T, from, to string) {
	if err := os.CopyFS(to, os.DirFS(from)); err != nil {
		t.Fatal(err)
	}
	err := filepath.WalkDir(to, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		return os.Chmod(path, map[bool]fs.FileMode{true: 0o700, false: 0o600}[entry.IsDir()])
	})
	if err != nil {
		t.Fatal(err)
	}
}

// TestTheExamplesInHelpRun runs each example in a shell, with the profile, the files and
// the variables that examples name, before a stage where a right request succeeds. What
// goes on is interrupted when it has spoken, or after a moment.
func TestTheExamplesInHelpRun(t *testing.T) {
	stage := newStage(t)
	response, token := mint(t, stage.mock)
	const username = "client-9f1c:3f2b8c1e-8a0d-4c5e-9b7a-0c1d2e3f4a5b:0x05946B0d5E413E45069BeC923004F9a3c8F70c2C"
	har := `{"log":{"version":"1.2","entries":[{"request":{"method":"POST","url":"https://b2b-widget-onramp-api.sandbox.ripio.com/api/v1/auth",` +
		`"headers":[{"name":"Content-Type","value":"application/x-www-form-urlencoded"}],"postData":{"mimeType":"application/x-www-form-urlencoded",` +
		`"text":"` + url.Values{"username": {username}, "password": {"not-the-real-one"}}.Encode() + `"}}}]}}`
	home, webhook := prepareExamples(t)
	lines := examples()
	if len(lines) < 40 {
		t.Fatalf("only %d examples were found", len(lines))
	}
	for _, line := range lines {
		name := line
		t.Run(line, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			for name, text := range map[string]string{
				"response.json": response, "two-tokens.txt": token + "\n" + sample + "\n", "token.txt": token,
				"request.txt":   "curl https://b2b-widget-onramp-api.sandbox.ripio.com/api/v1/auth --data-urlencode username=" + username + " --data-urlencode password=not-the-real-one",
				"capture.har":   har,
				"secret.txt":    "not-the-real-one\n",
				".env":          "RIPIO_CLIENT_ID=client-9f1c\nRIPIO_CLIENT_SECRET=not-the-real-one\n",
				"pass":          "#!/bin/sh\necho not-the-real-one\n",
				"webhook.txt":   webhook,
				"home/.nothing": "",
			} {
				file := filepath.Join(dir, name)
				if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
					t.Fatal(err)
				}
				if err := os.WriteFile(file, []byte(text), 0o700); err != nil {
					t.Fatal(err)
				}
			}
			env := []string{
				"PATH=" + dir + ":" + os.Getenv("PATH"), "HOME=" + filepath.Join(dir, "home"), "HTTPS_PROXY=" + stage.proxy, "SSL_CERT_FILE=" + stage.authority, "RIPIO_NEXT_SECRET=the-next-one",
				"RIPIO_CLIENT_SECRET=not-the-real-one", "RIPIO_LIVE_SECRET=the-live-one", "RIPIO_WEBHOOK_SECRET=whsec", "HMAC_KEY=key", "SECRET=not-the-real-one",
				"CLIENT_ID=client-9f1c", "CLIENT_SECRET=not-the-real-one", "ADDRESS=0x05946B0d5E413E45069BeC923004F9a3c8F70c2C",
			}
			if !strings.HasPrefix(line, "ripio-explorer profiles add acme") {
				copyHome(t, home, filepath.Join(dir, "home"))
			}
			if line == "ripio-explorer simulate" {
				line += " --listen 127.0.0.1:0" // the usual port may be taken
			}
			line = strings.NewReplacer("127.0.0.1:8787", stage.mock, "127.0.0.1:8080", stage.receiver).Replace(line)
			limit := time.Minute
			if goesOn(name) {
				line, limit = "exec "+line, 2*time.Second
			}
			ctx, cancel := context.WithTimeout(t.Context(), limit)
			defer cancel()
			output := &spoken{tell: func() {}}
			if goesOn(name) {
				output.tell = cancel
			}
			cmd := exec.CommandContext(ctx, "sh", "-c", line)
			cmd.Dir, cmd.Env, cmd.Stdout, cmd.Stderr = dir, env, output, output
			cmd.Cancel = func() error { return cmd.Process.Signal(os.Interrupt) }
			cmd.WaitDelay = 4 * time.Second
			_ = cmd.Run()
			text, code := output.String(), cmd.ProcessState.ExitCode()
			if !trustsStage && !slices.Contains([]int{1, 2, 126, 127}, code) {
				return
			}
			if code != otherwise[name] {
				t.Errorf("it ended with %d: %s", code, text)
			}
		})
	}
}
