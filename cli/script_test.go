package cli_test

import (
	"context"
	"errors"
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"devtools/ripio-explorer/cli"
	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/profiles/keyring"
	"devtools/ripio-explorer/tui/clipboard"
)

// more are programs of single tests.
var more = map[string]func(){}

func TestMain(m *testing.M) {
	if code, mine := keyring.Serve(os.Args[1:], os.Stdin, os.Stdout); mine {
		os.Exit(code)
	}
	more["ripio-explorer"] = func() {
		os.Exit(recorded(os.Args[1:], func(streams cli.Streams) int {
			return cli.Run(context.Background(), os.Args[1:], streams, quickDeps())
		}))
	}
	testscript.Main(m, more)
}

// quickDeps are the real outside world, but that an encrypted file costs little to open,
// and that the pauses between requests are short.
func quickDeps() cli.Deps {
	deps := cli.DefaultDeps()
	deps.Clipboard = clipboard.New(os.Stdout, os.Getenv, nil).Check()
	wait := deps.Sleep
	deps.Sleep = func(ctx context.Context, d time.Duration) {
		if d < time.Minute {
			d /= 100
		}
		wait(ctx, d)
	}
	deps.NewManager = func(dir string) (*profiles.Manager, error) { return cli.ManagerWith(dir, profiles.WithWorkFactor(10)) }
	return deps
}

// TestScripts runs the program as scripts do, with a home folder of its own. All JSON that
// they make it print is held against the schemas.
func TestScripts(t *testing.T) {
	printed := t.TempDir()
	chosen := flag.Lookup("test.run").Value.String()
	t.Cleanup(func() { checkRecorded(t, printed, !strings.Contains(chosen, "/")) }) // after all scripts
	testscript.Run(t, testscript.Params{
		Dir: "testdata/script",
		Setup: func(env *testscript.Env) error {
			home := filepath.Join(env.WorkDir, "home")
			env.Setenv("HOME", home)
			env.Setenv("USERPROFILE", home)
			env.Setenv("APPDATA", filepath.Join(home, "AppData"))
			schema, err := filepath.Abs("../ripio/checklist/testdata/junit-10.xsd")
			if err != nil {
				return err
			}
			env.Setenv("JUNIT_SCHEMA", schema)
			env.Setenv(recordVariable, printed)
			env.Values[simulationKey{}] = new(*simulation)
			return os.Mkdir(home, 0o700)
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			// firstline FILE NAME puts the first line of a file into a variable.
			"firstline": func(ts *testscript.TestScript, _ bool, args []string) {
				line, _, _ := strings.Cut(ts.ReadFile(args[0]), "\n")
				ts.Setenv(args[1], line)
			},
			// exitcode CODE PROGRAM [ARGUMENT...] wants the program to end with the code.
			"exitcode": wantExitCode,
			"simulate": startSimulate, "stopsimulate": stopSimulate,
		},
	})
}

func wantExitCode(ts *testscript.TestScript, negated bool, args []string) {
	if negated || len(args) < 2 {
		ts.Fatalf("usage: exitcode CODE PROGRAM [ARGUMENT...]")
	}
	got, err := 0, ts.Exec(args[1], args[2:]...)
	if ended, ok := errors.AsType[*exec.ExitError](err); ok {
		got = ended.ExitCode()
	} else {
		ts.Check(err)
	}
	if strconv.Itoa(got) != args[0] {
		ts.Fatalf("it ended with %d, want %s", got, args[0])
	}
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
