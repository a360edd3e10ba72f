package cause_test

import (
	"context"
	"crypto/x509"
	"encoding/pem"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/cause"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/internal/wiretest"
)

// TestAnUnusableListOfAuthoritiesIsNamed sends to a server that this machine does
// not trust, with variables that should have made it trusted.
func TestAnUnusableListOfAuthoritiesIsNamed(t *testing.T) {
	if runtime.GOOS == "windows" || runtime.GOOS == "darwin" {
		t.Skip("the variables are not read here")
	}
	_, _ = x509.SystemCertPool() // reads the variables once, before they are changed
	dir := t.TempDir()
	write := func(name, text string) string {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	good := string(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: wiretest.Authority().Certificate.Raw}))
	half := good[:len(good)/2]
	key := string(pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: []byte("x")}))
	damaged := string(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: []byte("damaged")}))
	write("empty/readme.txt", "none here")
	write("some/readme.txt", "none here")
	write("some/ca.pem", good)

	const file, folder = "SSL_CERT_FILE", "SSL_CERT_DIR"
	for _, tt := range []struct{ name, variable, value, found string }{
		{"a missing file", file, filepath.Join(dir, "none.pem"), "there is no such file"},
		{"a line break after the name", file, write("good.pem", good) + "\r", "there is no such file"},
		{"a folder", file, dir, "SSL_CERT_DIR"},
		{"an empty file", file, write("empty.pem", ""), "no certificate in PEM form"},
		{"DER", file, write("ca.der", string(wiretest.Authority().Certificate.Raw)), "no certificate in PEM form"},
		{"half a certificate", file, write("half.pem", half), "no certificate in PEM form"},
		{"a damaged certificate", file, write("damaged.pem", damaged), "no certificate in PEM form"},
		{"a key", file, write("key.pem", key), "no certificate in PEM form"},
		{"a good file", file, write("good.pem", key+damaged+good), ""},
		{"a missing folder", folder, filepath.Join(dir, "none"), "there is no such file"},
		{"a folder without one", folder, filepath.Join(dir, "empty"), "no certificate in PEM form"},
		{"two without one", folder, filepath.Join(dir, "empty") + ":" + filepath.Join(dir, "none"), "; "},
		{"a folder with one", folder, filepath.Join(dir, "none") + ":" + filepath.Join(dir, "some"), ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			wiretest.SetProxy(t, "HTTPS_PROXY", "")
			t.Setenv(file, "")
			t.Setenv(folder, "")
			t.Setenv(tt.variable, tt.value)
			server := wiretest.ServeTLS(t, wiretest.TLSSetup{})
			client := &ripio.Client{} // trusts what the system trusts
			wiretest.DialTo(client, server.Address())
			exchange := client.Authenticate(context.Background(), server.Env, wiretest.PlainRequest())
			wiretest.WantFailure(t, exchange, ripio.FailureTLSIssuer)
			causes := cause.Rank(exchange, cause.Background{})
			for _, story := range []ripio.Exchange{exchange, client.Preview(server.Env, wiretest.PlainRequest())} {
				found := ""
				for _, item := range story.Findings {
					if item.Code == "connection-trust-unusable" && item.Level == finding.LevelWarning {
						found = item.Found
					}
				}
				if tt.found == "" && found != "" || !strings.Contains(found, tt.found) || tt.found != "" && !strings.HasPrefix(found, tt.variable) {
					t.Errorf("dry run %t: found %q, want %q", story.DryRun, found, tt.found)
				}
			}
			want := finding.Code("connection-trust-unusable")
			if tt.found == "" {
				want = "connection-trust-named"
			}
			if causes[0].Code != want {
				t.Errorf("first cause %+v, want %s", causes[0], want)
			}
			for _, cause := range causes {
				if strings.Contains(cause.Fix, "name its file in") || strings.Contains(cause.Fix, "name a file of authorities") {
					t.Errorf("advice to set what is set: %q", cause.Fix)
				}
			}
		})
	}
}

// TestTheSystemsOwnListIsNotBlamed has variables that name what is read without them.
func TestTheSystemsOwnListIsNotBlamed(t *testing.T) {
	for variable, value := range map[string]string{"SSL_CERT_DIR": "/etc/ssl/certs/", "SSL_CERT_FILE": "/etc/ssl/certs/ca-certificates.crt"} {
		t.Run(variable, func(t *testing.T) {
			wiretest.SetProxy(t, "HTTPS_PROXY", "")
			t.Setenv("SSL_CERT_FILE", "")
			t.Setenv("SSL_CERT_DIR", "")
			t.Setenv(variable, value)
			server := wiretest.ServeTLS(t, wiretest.TLSSetup{})
			client := &ripio.Client{}
			wiretest.DialTo(client, server.Address())
			exchange := client.Authenticate(context.Background(), server.Env, wiretest.PlainRequest())
			if causes := causesOf(t, exchange, cause.Background{}); findCause(causes, "connection-trust-named") >= 0 {
				t.Errorf("causes %s", listCauses(causes))
			}
		})
	}
}
