package cli_test

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/spf13/cobra"

	"devtools/ripio-explorer/cli"
	"devtools/ripio-explorer/cli/internal/console"
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

// TestTheExamplesInHelpRun runs each example in a shell, with the profile, the files and
// the variables that examples name. What would leave this machine meets a proxy that is not
// there, and what goes on is interrupted after a moment, so that an example may fail; but
// never for wrong arguments, for a fault of the program or for words that the shell does
// not know.
func TestTheExamplesInHelpRun(t *testing.T) {
	const profile = "ripio-explorer profiles add acme --client-id client-9f1c --secret-ref env:RIPIO_CLIENT_SECRET"
	lines := examples()
	if len(lines) < 40 {
		t.Fatalf("only %d examples were found", len(lines))
	}
	for _, line := range lines {
		t.Run(line, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			for name, text := range map[string]string{
				"response.json": `{"succeed":true,"token":"` + sample + `","token_type":"bearer"}`, "two-tokens.txt": sample + "\n" + sample + "\n", "token.txt": sample,
				"request.txt":   "curl https://b2b-widget-onramp-api.sandbox.ripio.com/api/v1/auth -d username=a:b:c -d password=d",
				"capture.har":   `{"log":{"entries":[]}}`,
				"webhook.txt":   "Content-Type: application/json\n\n{}",
				"secret.txt":    "not-the-real-one\n",
				".env":          "RIPIO_CLIENT_ID=client-9f1c\nRIPIO_CLIENT_SECRET=not-the-real-one\n",
				"pass":          "#!/bin/sh\necho not-the-real-one\n",
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
				"PATH=" + dir + ":" + os.Getenv("PATH"), "HOME=" + filepath.Join(dir, "home"), "HTTPS_PROXY=http://127.0.0.1:9",
				"RIPIO_CLIENT_SECRET=not-the-real-one", "RIPIO_WEBHOOK_SECRET=whsec", "HMAC_KEY=key", "SECRET=not-the-real-one",
				"CLIENT_ID=client-9f1c", "CLIENT_SECRET=not-the-real-one", "ADDRESS=0x05946B0d5E413E45069BeC923004F9a3c8F70c2C",
			}
			run := func(line string) (string, int) {
				ctx, cancel := context.WithTimeout(t.Context(), 4*time.Second)
				defer cancel()
				cmd := exec.CommandContext(ctx, "sh", "-c", line)
				cmd.Dir, cmd.Env = dir, env
				cmd.Cancel = func() error { return cmd.Process.Signal(os.Interrupt) }
				cmd.WaitDelay = 4 * time.Second
				text, _ := cmd.CombinedOutput()
				return string(text), cmd.ProcessState.ExitCode()
			}
			if !strings.HasPrefix(line, "ripio-explorer profiles add acme") {
				if text, code := run(profile); code != 0 {
					t.Fatalf("the profile was not added: %s", text)
				}
			}
			switch text, code := run(line); code {
			case 1, 2, 126, 127:
				t.Errorf("it ended with %d: %s", code, text)
			}
		})
	}
}
