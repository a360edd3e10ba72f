package ripio_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/internal/wiretest"
	"devtools/ripio-explorer/ripio/simulator"
)

func TestCustomAtTakesThisMachineOrHTTPS(t *testing.T) {
	for base, want := range map[string]string{
		"http://127.0.0.1:8787":                                  "http://127.0.0.1:8787/api/v1/auth",
		"http://127.0.0.1:8787/":                                 "http://127.0.0.1:8787/api/v1/auth",
		"http://localhost:8787/mock":                             "http://localhost:8787/mock/api/v1/auth",
		"https://[::1]:8443/api/v1/auth":                         "https://[::1]:8443/api/v1/auth",
		"remote https://mock.example":                            "https://mock.example/api/v1/auth",
		"remote http://127.0.0.1:1":                              "http://127.0.0.1:1/api/v1/auth",
		"https://mock.example":                                   "",
		"remote http://mock.example":                             "",
		"http://192.0.2.1":                                       "",
		"remote https://b2b-widget-onramp-api.ripio.com":         "",
		"remote https://B2B-Widget-Onramp-API.ripio.com.:443":    "",
		"remote https://b2b-widget-onramp-api.sandbox.ripio.com": "",
		"remote https://ripio.com":                               "",
		"remote https://ripio.com.example":                       "https://ripio.com.example/api/v1/auth",
		"http://user:hunter2@127.0.0.1":                          "",
		"http://127.0.0.1?password=hunter2":                      "",
		"http://127.0.0.1#a":                                     "",
		"ftp://127.0.0.1":                                        "",
		"127.0.0.1:8787":                                         "",
		"":                                                       "",
		"http://127.0.0.1:hunter2":                               "",
	} {
		url, remote := strings.CutPrefix(base, "remote ")
		env, err := ripio.CustomAt(url, remote)
		if (err == nil) != (want != "") || env.AuthURL != want {
			t.Errorf("%s: %q, %v", base, env.AuthURL, err)
		}
		if err == nil && (env.Name != ripio.Custom || env.Name.Label() != "CUSTOM") {
			t.Errorf("%s: %+v", base, env)
		}
		if err != nil && strings.Contains(err.Error(), "hunter2") {
			t.Errorf("%s: the error repeats it: %v", base, err)
		}
	}
}

// TestACustomHostIsRefusedBeforeAnySocket composes environments that CustomAt would not.
func TestACustomHostIsRefusedBeforeAnySocket(t *testing.T) {
	const local = "http://127.0.0.1:1/api/v1/auth"
	for _, test := range []struct {
		env   ripio.Environment
		owner ripio.EnvironmentName
		swap  bool
		want  ripio.FailureKind
	}{
		{ripio.Environment{AuthURL: local}, ripio.Production, false, ripio.FailureRefusedPair},
		{ripio.Environment{AuthURL: local}, "", false, ripio.FailureRefusedPair},
		{ripio.Environment{AuthURL: local}, ripio.Production, true, ripio.FailureRefusedPair},
		{ripio.Environment{AuthURL: local}, ripio.Sandbox, true, ripio.FailureRefusedPair},
		{ripio.Environment{AuthURL: "https://mock.example/api/v1/auth", Remote: true}, ripio.Production, false, ripio.FailureRefusedPair},
		{ripio.Environment{AuthURL: "https://mock.example/api/v1/auth"}, ripio.Custom, false, ripio.FailureRefusedHost},
		{ripio.Environment{AuthURL: "http://mock.example/api/v1/auth", Remote: true}, ripio.Custom, false, ripio.FailureRefusedHTTP},
		{ripio.Environment{AuthURL: "https://b2b-widget-onramp-api.ripio.com/api/v1/auth", Remote: true}, ripio.Custom, false, ripio.FailureRefusedHost},
	} {
		test.env.Name = ripio.Custom
		client := clientWithoutNetwork(t)
		request := wiretest.Request()
		request.CredentialsFor, request.SwapTest = test.owner, test.swap
		wiretest.WantFailure(t, client.Authenticate(t.Context(), test.env, request), test.want)
	}
}

func TestACustomHostAnswers(t *testing.T) {
	certificate, authority, err := simulator.NewCertificate(time.Now())
	if err != nil {
		t.Fatal(err)
	}
	server, err := simulator.Start("ok", simulator.WithTLS(certificate))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = server.Close() })
	file := filepath.Join(t.TempDir(), "ca.pem")
	if err := os.WriteFile(file, authority, 0o600); err != nil {
		t.Fatal(err)
	}
	authorities, err := ripio.ReadAuthorities(file)
	if err != nil {
		t.Fatal(err)
	}
	env, err := ripio.CustomAt(server.URL(), false)
	if err != nil {
		t.Fatal(err)
	}
	for _, owner := range []ripio.EnvironmentName{ripio.Custom, ripio.Sandbox, ripio.Simulator} {
		request := wiretest.Request()
		request.CredentialsFor = owner
		client := ripio.Client{Authorities: authorities}
		if exchange := client.Authenticate(t.Context(), env, request); exchange.Failure != nil || exchange.Environment.Name != ripio.Custom {
			t.Errorf("%s: %+v", owner, exchange.Failure)
		}
		wiretest.WantFailure(t, new(ripio.Client).Authenticate(t.Context(), env, request), ripio.FailureTLSIssuer)
	}
}

func TestAuthoritiesThatCannotBeReadAreNamed(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	_, authority, err := simulator.NewCertificate(time.Now())
	if err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]string{
		filepath.Join(dir, "none"): "there is no such file",
		dir:                        "names the folder",
		write("text", "hello"):     "contains no certificate in PEM form",
		write("half", string(authority)+"-----BEGIN CERTIFICATE-----\naGVsbG8=\n-----END CERTIFICATE-----\n"): "cannot be read",
	} {
		if _, err := ripio.ReadAuthorities(path); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", path, err)
		}
	}
}
