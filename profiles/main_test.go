package profiles_test

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime/debug"
	"slices"
	"sync"
	"testing"

	"devtools/ripio-explorer/profiles/keyring"
)

// helperVariable makes the test program do one thing as a process of its own.
// Its arguments are then the store's folder and what the helper wants besides.
const helperVariable = "PROFILES_TEST_HELPER"

// helpers are filled in by the tests that need processes to fail.
var helpers = map[string]func(dir string, arguments []string) error{}

func TestMain(m *testing.M) {
	if code, mine := keyring.Serve(os.Args[1:], os.Stdin, os.Stdout); mine {
		os.Exit(code)
	}
	name := os.Getenv(helperVariable)
	if name == "" {
		code := m.Run()
		removeHelper()
		os.Exit(code)
	}
	if err := helpers[name](os.Args[1], os.Args[2:]); err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
}

var helperFolder string

// helperProgram is the program that helpers run in: this one, but without the
// race detector, which makes a process start ten times slower.
var helperProgram = sync.OnceValue(func() string {
	info, ok := debug.ReadBuildInfo()
	if !ok || !slices.Contains(info.Settings, debug.BuildSetting{Key: "-race", Value: "true"}) {
		return os.Args[0]
	}
	folder, err := os.MkdirTemp("", "profiles-helper-")
	if err != nil {
		return os.Args[0]
	}
	helperFolder = folder
	program := filepath.Join(folder, "helper.test")
	if err := exec.Command("go", "test", "-c", "-o", program, ".").Run(); err != nil {
		return os.Args[0]
	}
	return program
})

func removeHelper() {
	if helperFolder != "" {
		_ = os.RemoveAll(helperFolder)
	}
}
