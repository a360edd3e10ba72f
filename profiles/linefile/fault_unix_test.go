//go:build unix

package linefile_test

import (
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"

	"devtools/ripio-explorer/profiles/linefile"
)

// helperVariable makes the test program append to the file that is its argument,
// as a process of its own, while no file may be larger than a kilobyte: what a
// full disk does, without filling one.
const helperVariable = "LINEFILE_TEST_HELPER"

func TestMain(m *testing.M) {
	if os.Getenv(helperVariable) == "" {
		os.Exit(m.Run())
	}
	signal.Ignore(syscall.SIGXFSZ)
	err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &syscall.Rlimit{Cur: 1024, Max: 1024})
	if err == nil {
		err = linefile.Append(os.Args[1], []byte(strings.Repeat("x", 2000)))
	}
	fmt.Println(err)
}

func TestAFullDiskLeavesWhatWasThere(t *testing.T) {
	path := filepath.Join(t.TempDir(), "file")
	appendLine(t, path, "first")
	command := exec.Command(os.Args[0], path)
	command.Env = append(os.Environ(), helperVariable+"=1")
	if output, err := command.Output(); err != nil || !strings.HasSuffix(string(output), "file too large\n") {
		t.Errorf("the helper said %q, %v", output, err)
	}
	if lines, torn := read(t, path, 4000); !slices.Equal(lines, []string{"first"}) || torn {
		t.Errorf("the file holds %q, torn %v", lines, torn)
	}
}
