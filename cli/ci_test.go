package cli_test

import (
	"os"
	"os/exec"
	"regexp"
	"strings"
	"testing"

	"devtools/ripio-explorer/cli"
)

// shellBlock is the first block for a shell below a heading of docs/ci.md.
func shellBlock(t *testing.T, heading string) string {
	t.Helper()
	page, err := os.ReadFile("../docs/ci.md")
	if err != nil {
		t.Fatal(err)
	}
	_, below, _ := strings.Cut(string(page), "\n## "+heading+"\n")
	found := regexp.MustCompile("(?s)```sh\n(.*?)```").FindStringSubmatch(below)
	if found == nil {
		t.Fatalf("docs/ci.md has no commands below %q", heading)
	}
	return found[1]
}

// runShell runs commands as an integrator's CI does, in a folder and with a home of its own.
func runShell(t *testing.T, commands string, environment ...string) (output string, code int) {
	t.Helper()
	run := exec.Command("sh", "-c", commands)
	run.Dir = t.TempDir()
	run.Env = append(os.Environ(), append([]string{"HOME=" + run.Dir}, environment...)...)
	text, err := run.CombinedOutput()
	if exit, is := err.(*exec.ExitError); err != nil && !is { //nolint:errorlint // it comes from exec itself
		t.Fatal(err)
	} else if is {
		code = exit.ExitCode()
	}
	return string(text), code
}

func TestThreeLinesProveTheCredentials(t *testing.T) {
	if _, err := exec.LookPath("sh"); err != nil {
		t.Skip("there is no sh")
	}
	lines := shellBlock(t, "Prove the credentials")
	if got := strings.Count(lines, "\n"); got != 3 {
		t.Errorf("%d lines", got)
	}
	for _, test := range []struct {
		scenario, secret string
		code             int
	}{
		{"ok", canary, cli.ExitOK},
		{"ok", "another one", cli.ExitRejected},
		{"rejected", canary, cli.ExitRejected},
		{"html-502", canary, cli.ExitNoToken},
		{"expired-token", canary, cli.ExitNoToken},
	} {
		t.Run(test.scenario+" "+test.secret, func(t *testing.T) {
			s, url, err := newSimulation(t.TempDir(), canary, "--client-id", "acme", "--secret-stdin", "--scenario", test.scenario)
			if err != nil {
				t.Fatal(err)
			}
			defer s.kill()
			output, code := runShell(t, lines, "RIPIO_MOCK="+url, "RIPIO_CLIENT_ID=acme", "RIPIO_CLIENT_SECRET="+test.secret, "RIPIO_ADDRESS=0x1")
			if code != test.code || test.code == 0 && !strings.Contains(output, `"expired": false`) {
				t.Errorf("exit code %d, want %d:\n%s\nsimulate:\n%s", code, test.code, output, &s.err)
			}
			if strings.Contains(output, test.secret) || regexp.MustCompile(`eyJ[^.]*\.eyJ`).MatchString(output) {
				t.Errorf("the secret or the token is printed:\n%s", output)
			}
		})
	}
	// The step for GitHub Actions is the same three lines.
	page, err := os.ReadFile("../docs/ci.md")
	if err != nil {
		t.Fatal(err)
	}
	if step := "  run: |\n    " + strings.ReplaceAll(strings.TrimSpace(lines), "\n", "\n    ") + "\n"; !strings.Contains(string(page), step) {
		t.Error("the step for GitHub Actions has other lines")
	}
}

func TestTheLinesThatStartSimulateDo(t *testing.T) {
	if _, err := exec.LookPath("sh"); err != nil {
		t.Skip("there is no sh")
	}
	commands := shellBlock(t, "Test your backend") + `trap 'kill $!; wait $!' EXIT
(` + shellBlock(t, "Prove the credentials") + ")\n"
	output, code := runShell(t, commands, "RIPIO_CLIENT_ID=acme", "RIPIO_CLIENT_SECRET="+canary, "RIPIO_ADDRESS=0x1")
	if code != 0 || !strings.Contains(output, `"expired": false`) {
		t.Errorf("exit code %d:\n%s", code, output)
	}
}
