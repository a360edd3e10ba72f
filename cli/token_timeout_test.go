package cli_test

import (
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"devtools/ripio-explorer/cli"
	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/profiles/atomicfile"
	"devtools/ripio-explorer/profiles/dir"
)

const mayBeMissing = "ripio-explorer: warning: the files of earlier attempts did not answer within --timeout; " +
	"this attempt may be missing in the history and in the records\n"

// TestATokenIsPrintedBesideFilesThatHang, and what is missing is said once.
func TestATokenIsPrintedBesideFilesThatHang(t *testing.T) {
	t.Parallel()
	hang := make(chan struct{})
	t.Cleanup(func() { close(hang) })
	w := newWorld(success())
	opened := 0
	w.NewManager = func(string) (*profiles.Manager, error) {
		if opened++; opened > 1 {
			<-hang
		}
		return nil, nil //nolint:nilnil // as of a program without files
	}
	r := w.run(t, "token", "--profile", "acme", "--history", "--raw", "--timeout", "100ms")
	r.check(t, result{out: "aaa.bbb.ccc\n", err: mayBeMissing})
}

// TestTheTimeoutHoldsWhileTheFilesAreLocked by another process. The history alone would be
// waited for longer.
func TestTheTimeoutHoldsWhileTheFilesAreLocked(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	unlock, err := atomicfile.Lock(filepath.Join(folder, "state", dir.StateLock), time.Minute)
	if err != nil {
		t.Fatal(err)
	}
	defer unlock()
	cmd := exec.Command("ripio-explorer", "token", "--env", "simulator", "--history", "--raw", "--timeout", "1500ms", "--config-dir", folder)
	var out, messages strings.Builder
	cmd.Stdout, cmd.Stderr = &out, &messages
	err = cmd.Run()
	if code := cmd.ProcessState.ExitCode(); code != cli.ExitOK || !strings.HasPrefix(out.String(), "eyJ") || !strings.HasSuffix(messages.String(), mayBeMissing) {
		t.Errorf("exit code %d (%v), output %q, messages %s", code, err, out.String(), messages.String())
	}
}
