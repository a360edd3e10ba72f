package cli_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// ciBlocks are the blocks of code of docs/ci.md that hold the canary.
func ciBlocks(t *testing.T, language string) (blocks []string) {
	t.Helper()
	page, err := os.ReadFile("../docs/ci.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, block := range regexp.MustCompile("(?s)```"+language+"\n(.*?)```").FindAllStringSubmatch(string(page), -1) {
		blocks = append(blocks, block[1])
	}
	return blocks
}

// runInShell runs a documented command line against the simulator: the environment is
// the one word of it that the page keeps in a variable.
func runInShell(t *testing.T, dir, line string, variables ...string) string {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	bin := t.TempDir()
	if err := os.Symlink(self, filepath.Join(bin, "ripio-explorer")); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("sh", "-c", line)
	cmd.Dir = dir
	cmd.Env = append([]string{
		"PATH=" + bin + ":" + os.Getenv("PATH"), "HOME=" + dir, "RIPIO_ENV=simulator", "RIPIO_CLIENT_ID=client-9f1c",
		"RIPIO_EXTERNAL_REF=3f2b8c1e-8a0d-4c5e-9b7a-0c1d2e3f4a5b", "RIPIO_ADDRESS=0x05946B0d5E413E45069BeC923004F9a3c8F70c2C",
	}, variables...)
	output, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%s\n%v\n%s", line, err, output)
	}
	return string(output)
}

// TestTheWorkflowRuns takes the steps of the workflow that run commands.
func TestTheCanaryOfTheWorkflowRuns(t *testing.T) {
	if _, err := exec.LookPath("sh"); err != nil {
		t.Skip("there is no sh")
	}
	const secret = "secret-of-the-workflow"
	ran, dir := 0, t.TempDir()
	for _, block := range ciBlocks(t, "yaml") {
		for _, step := range regexp.MustCompile(`(?m)^ +(?:- )?run: (ripio-explorer .*)$`).FindAllStringSubmatch(block, -1) {
			ran++
			output := runInShell(t, dir, step[1], "RIPIO_CLIENT_SECRET="+secret)
			if strings.Contains(output, secret) {
				t.Errorf("the output holds the secret: %s", output)
			}
		}
	}
	if ran != 2 {
		t.Errorf("%d steps ran, want 2", ran)
	}
	for _, name := range []string{"readiness.xml", ".ripio/state/watched.json"} {
		if _, err := os.Stat(filepath.Join(dir, name)); err != nil {
			t.Error(err)
		}
	}
}

// TestTheTimerIsValid lets systemd read the units, and runs what the service starts.
func TestTheTimerIsValid(t *testing.T) {
	units := ciBlocks(t, "ini")
	if len(units) != 2 {
		t.Fatalf("%d units, want 2", len(units))
	}
	dir := t.TempDir()
	for i, name := range []string{"ripio-watch.service", "ripio-watch.timer"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(units[i]), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	t.Run("verify", func(t *testing.T) {
		analyze, err := exec.LookPath("systemd-analyze")
		if err != nil {
			t.Skip("there is no systemd-analyze")
		}
		output, err := exec.Command(analyze, "verify", "--man=no", filepath.Join(dir, "ripio-watch.service"), filepath.Join(dir, "ripio-watch.timer")).CombinedOutput()
		if err != nil || strings.Contains(string(output), "ripio-watch") {
			t.Errorf("%v\n%s", err, output)
		}
	})
	t.Run("start", func(t *testing.T) {
		start := regexp.MustCompile(`(?m)^ExecStart=/bin/sh -c '(.*)'$`).FindStringSubmatch(units[0])
		if start == nil {
			t.Fatal("there is no ExecStart")
		}
		credentials, state := t.TempDir(), t.TempDir()
		if err := os.WriteFile(filepath.Join(credentials, "client_secret"), []byte("secret-of-the-test\n"), 0o600); err != nil {
			t.Fatal(err)
		}
		runInShell(t, dir, strings.ReplaceAll(start[1], "$$", "$"), "CREDENTIALS_DIRECTORY="+credentials, "STATE_DIRECTORY="+state)
		if _, err := os.Stat(filepath.Join(state, "state", "watched.json")); err != nil {
			t.Error(err)
		}
	})
}
