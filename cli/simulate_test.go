package cli_test

import (
	"bufio"
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"devtools/ripio-explorer/cli"
)

// simulation is the command simulate while a script runs.
type simulation struct {
	process *exec.Cmd
	err     bytes.Buffer
}

type simulationKey struct{}

// newSimulation runs the command simulate on a free port, with a secret at its input,
// and returns its URL when it is ready. The caller stops or kills it.
func newSimulation(dir, secret string, args ...string) (s *simulation, url string, err error) {
	return startSimulation("ripio-explorer", dir, secret, args...)
}

// startSimulation is newSimulation with another program.
func startSimulation(program, dir, secret string, args ...string) (s *simulation, url string, err error) {
	s = &simulation{process: exec.Command(program, append([]string{"simulate", "--listen", "127.0.0.1:0"}, args...)...)}
	s.process.Dir, s.process.Stdin, s.process.Stderr = dir, strings.NewReader(secret), &s.err
	pipe, err := s.process.StdoutPipe()
	if err != nil {
		return nil, "", err
	}
	if err := s.process.Start(); err != nil {
		return nil, "", err
	}
	url, err = bufio.NewReader(pipe).ReadString('\n')
	if err != nil {
		s.kill()
		return nil, "", fmt.Errorf("simulate did not become ready: %s", &s.err)
	}
	return s, strings.TrimSpace(url), nil
}

// stop interrupts it; the error says that the exit code is not 0.
func (s *simulation) stop() error {
	if err := s.process.Process.Signal(os.Interrupt); err != nil {
		return err
	}
	return s.process.Wait()
}

func (s *simulation) kill() {
	_ = s.process.Process.Kill()
	_ = s.process.Wait()
}

// startSimulate is the script command simulate ARGS: it puts the URL into $URL.
// --secret-stdin reads the file secret.
func startSimulate(ts *testscript.TestScript, _ bool, args []string) {
	secret := ""
	if slices.Contains(args, "--secret-stdin") {
		secret = ts.ReadFile("secret")
	}
	s, url, err := newSimulation(ts.MkAbs("."), secret, args...)
	ts.Check(err)
	ts.Defer(s.kill)
	ts.Setenv("URL", url)
	*ts.Value(simulationKey{}).(**simulation) = s
}

// stopSimulate is the script command stopsimulate: it interrupts the last simulate, wants
// the exit code 0, and writes its error stream to the file simulate.err.
func stopSimulate(ts *testscript.TestScript, _ bool, _ []string) {
	s := *ts.Value(simulationKey{}).(**simulation)
	ts.Check(s.stop())
	ts.Check(os.WriteFile(ts.MkAbs("simulate.err"), s.err.Bytes(), 0o600))
	if bytes.HasPrefix(s.err.Bytes(), []byte("{")) {
		ts.Check(record(ts.Getenv(recordVariable), []string{"simulate", "--log", "json"}, s.err.String()))
	}
}

func TestSimulateRefusesFlagsThatDoNotGoTogether(t *testing.T) {
	for _, test := range []struct{ args, want string }{
		{"--list --tls", "--list shows the scenarios and ends"},
		{"--scenario ok*0", "needs a whole number from 1 to 1000000"},
		{"--scenario nope", `"nope" is not a scenario of the simulator; the scenarios are:`},
		{"--ttl 0s", "--ttl must be 1s or more"},
		{"--ttl 30", "--ttl needs a duration"},
		{"--log loud", "--log must be text, json or none"},
		{"--tls", "--tls and --ca-out go together"},
		{"--ca-out ca.pem", "--tls and --ca-out go together"},
		{"--client-id a", "--client-id goes with --secret-stdin or --secret-env"},
		{"--secret-stdin", "--client-id goes with --secret-stdin or --secret-env"},
		{"--client-id a --secret-stdin --secret-env B", "exclude each other"},
		{"--client-id a:b --secret-stdin", "a client_id with a colon"},
		{"--secret hunter2", "a secret is not accepted as an argument"},
		{"8787", "simulate takes flags only"},
	} {
		r := newWorld(success()).run(t, append([]string{"simulate"}, strings.Fields(test.args)...)...)
		if r.code != cli.ExitUsage || r.out != "" || !strings.Contains(r.err, test.want) || strings.Contains(r.err, "hunter2") {
			t.Errorf("%s: exit code %d, output %q, messages %s", test.args, r.code, r.out, r.err)
		}
	}
}

func TestSimulateSaysWhyItDoesNotListen(t *testing.T) {
	taken, err := startSimulator("ok")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close() //nolint:errcheck // a test's
	for address, want := range map[string]string{
		strings.TrimPrefix(taken.URL(), "http://"): "Another program listens at the address of --listen.",
		"nonsense":          "The address of --listen cannot be listened at.",
		"127.0.0.1:x":       "The address of --listen cannot be listened at.",
		"203.0.113.1:8787":  "The address of --listen cannot be listened at: ",
		"127.0.0.1:9999999": "The address of --listen cannot be listened at.",
	} {
		r := newWorld(success()).run(t, "simulate", "--json", "--listen", address)
		if r.code != cli.ExitBlocked || !strings.Contains(r.err, want) {
			t.Errorf("%s: exit code %d, messages %s", address, r.code, r.err)
		}
		if failure, _ := r.object(t)["failure"].(map[string]any); failure["kind"] != "not-listening" {
			t.Errorf("%s: output %s", address, r.out)
		}
	}
}
