package cli_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// TestBackendsRunAgainstSimulate runs test suites as integrators write them, over http
// and https. They know nothing but the URL and the credentials.
func TestBackendsRunAgainstSimulate(t *testing.T) {
	for _, suite := range []struct {
		folder, trust string // the variable with which it trusts an authority
		command       []string
		ran           string
	}{
		{"node", "NODE_EXTRA_CA_CERTS", []string{"node", "--test"}, "pass 13"},
		{"python", "SSL_CERT_FILE", []string{"python3", "-B", "-m", "unittest"}, "Ran 8 tests"},
		{"go", "SSL_CERT_FILE", []string{"go", "test", "-count=1", "-v", "./..."}, "--- PASS: TestSlowAnswerIsGivenUp"},
	} {
		for _, https := range []bool{false, true} {
			name := suite.folder + " over http"
			if https {
				name += "s"
			}
			t.Run(name, func(t *testing.T) {
				if _, err := exec.LookPath(suite.command[0]); err != nil {
					t.Skipf("%s is not installed", suite.command[0])
				}
				if https && suite.folder == "go" && runtime.GOOS != "linux" {
					t.Skip("Go reads SSL_CERT_FILE on Linux")
				}
				authority := filepath.Join(t.TempDir(), "ca.pem")
				args := []string{"--scenario", "503,ok", "--client-id", "acme", "--secret-stdin"}
				if https {
					args = append(args, "--tls", "--ca-out", authority)
				}
				s, url, err := newSimulation(t.TempDir(), "right secret", args...)
				if err != nil {
					t.Fatal(err)
				}
				defer s.kill()
				run := exec.Command(suite.command[0], suite.command[1:]...)
				run.Dir = filepath.Join("testdata", "backend", suite.folder)
				run.Env = append(os.Environ(), "RIPIO_BASE_URL="+url, "RIPIO_CLIENT_ID=acme", "RIPIO_CLIENT_SECRET=right secret",
					"NO_PROXY=127.0.0.1", "no_proxy=127.0.0.1", "GOWORK=off")
				if https {
					run.Env = append(run.Env, suite.trust+"="+authority)
				}
				output, err := run.CombinedOutput()
				if err != nil || !strings.Contains(string(output), suite.ran) {
					t.Errorf("%v\n%s\nsimulate:\n%s", err, output, &s.err)
				}
				if err := s.stop(); err != nil {
					t.Errorf("simulate: %v", err)
				}
				if strings.Contains(s.err.String(), "right") {
					t.Errorf("the log holds the secret:\n%s", &s.err)
				}
			})
		}
	}
}
