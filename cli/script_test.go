package cli_test

import (
	"context"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"devtools/ripio-explorer/cli"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"ripio-explorer": func() {
			streams := cli.Streams{In: os.Stdin, Out: os.Stdout, Err: os.Stderr}
			os.Exit(cli.Run(context.Background(), os.Args[1:], streams, cli.DefaultDeps()))
		},
	})
}

// TestScripts runs the program as scripts do, with a home folder of its own.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir: "testdata/script",
		Setup: func(env *testscript.Env) error {
			home := filepath.Join(env.WorkDir, "home")
			env.Setenv("HOME", home)
			env.Setenv("USERPROFILE", home)
			env.Setenv("APPDATA", filepath.Join(home, "AppData"))
			env.Values[simulationKey{}] = new(*simulation)
			return os.Mkdir(home, 0o700)
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			// firstline FILE NAME puts the first line of a file into a variable.
			"firstline": func(ts *testscript.TestScript, _ bool, args []string) {
				line, _, _ := strings.Cut(ts.ReadFile(args[0]), "\n")
				ts.Setenv(args[1], line)
			},
			"simulate": startSimulate, "stopsimulate": stopSimulate,
		},
	})
}

// TestTheDocumentedCommandsAreRun looks for each command of docs/scripts.md in the
// scripts.
func TestTheDocumentedCommandsAreRun(t *testing.T) {
	page, err := os.ReadFile("../docs/scripts.md")
	if err != nil {
		t.Fatal(err)
	}
	var scripts strings.Builder
	files, _ := filepath.Glob("testdata/script/*.txtar")
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		scripts.WriteString(strings.ReplaceAll(string(text), "$", ""))
	}
	found := 0
	for _, block := range regexp.MustCompile("(?s)```sh\n(.*?)```").FindAllStringSubmatch(string(page), -1) {
		for _, command := range regexp.MustCompile(`ripio-explorer [^|<>()\n]+`).FindAllString(block[1], -1) {
			found++
			if !strings.Contains(scripts.String(), "exec "+strings.TrimSpace(command)+"\n") {
				t.Errorf("no script runs %q", command)
			}
		}
	}
	if found < 20 {
		t.Errorf("only %d commands were found", found)
	}
}
