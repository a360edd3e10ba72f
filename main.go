// Command ripio-explorer tries credentials of Ripio's On/Off-Ramp widget and
// shows the token they bring, or why they bring none.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"os"
	"path/filepath"
	"strings"
	"time"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/lipgloss"
	"github.com/spf13/pflag"
	"golang.org/x/term"

	"devtools/ripio-explorer/cli"
	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/profiles/atomicfile"
	"devtools/ripio-explorer/profiles/command"
	"devtools/ripio-explorer/profiles/keyring"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/field"
	"devtools/ripio-explorer/ripio/redact"
	"devtools/ripio-explorer/ripio/simulator"
	"devtools/ripio-explorer/ripio/visible"
	"devtools/ripio-explorer/tui"
	"devtools/ripio-explorer/tui/background"
	"devtools/ripio-explorer/tui/clipboard"
	"devtools/ripio-explorer/tui/elapsed"
	"devtools/ripio-explorer/tui/terminal"
	"devtools/ripio-explorer/tui/theme"
)

// version is set by the build.
var version = "dev"

const exitUsage = 2

func main() {
	if code, mine := keyring.Serve(os.Args[1:], os.Stdin, os.Stdout); mine {
		os.Exit(code)
	}
	log.SetOutput(io.Discard) // net/http writes there when a server speaks unasked
	os.Exit(run(os.Args[1:]))
}

func run(args []string) int {
	if len(args) > 0 && !strings.HasPrefix(args[0], "-") {
		streams := cli.Streams{In: os.Stdin, Out: os.Stdout, Err: os.Stderr}
		deps := cli.DefaultDeps()
		deps.Version = version
		return cli.Run(context.Background(), args, streams, deps)
	}
	flags, err := parse(args)
	switch {
	case errors.Is(err, pflag.ErrHelp):
		usage(os.Stdout)
		return 0
	case err != nil:
		complain(err)
		return exitUsage
	case flags.version:
		fmt.Println("ripio-explorer", version)
		return 0
	case !term.IsTerminal(int(os.Stdin.Fd())) || !term.IsTerminal(int(os.Stdout.Fd())):
		fmt.Fprintln(os.Stderr, "ripio-explorer needs a terminal on its input and output; in scripts use `ripio-explorer token`, see `ripio-explorer token --help`")
		return exitUsage
	}
	return explore(flags)
}

// flags are the explorer's.
type flags struct {
	profile, environment, externalRef, address string
	configDir, theme                           string
	noMouse, version                           bool
	set                                        *pflag.FlagSet
}

func parse(args []string) (*flags, error) {
	f := &flags{set: pflag.NewFlagSet("ripio-explorer", pflag.ContinueOnError)}
	f.set.Usage = func() {}
	f.set.SetOutput(io.Discard)
	f.set.SortFlags = false
	f.set.StringVar(&f.profile, "profile", "", "start with this profile")
	f.set.StringVar(&f.environment, "env", "", "start in sandbox, production or simulator (default sandbox)")
	f.set.StringVar(&f.externalRef, "external-ref", "", "start with this external_ref (default: a new UUID v4)")
	f.set.StringVar(&f.address, "address", "", "start with this address")
	f.set.StringVar(&f.configDir, "config-dir", "", "folder of the profiles file")
	f.set.StringVar(&f.theme, "theme", "", "dark or light, for the terminal's background")
	f.set.BoolVar(&f.noMouse, "no-mouse", false, "leave the mouse to the terminal")
	f.set.BoolVar(&f.version, "version", false, "print the version and exit")
	if err := cli.ParseFlags(f.set, args); err != nil {
		return nil, err
	}
	if f.set.NArg() > 0 {
		return nil, errors.New("the explorer takes flags only, and there is another argument; a command comes first, as in " +
			"ripio-explorer token --env simulator")
	}
	if f.environment != "" {
		if _, err := ripio.ParseEnvironmentName(f.environment); err != nil {
			return nil, err
		}
	}
	if f.theme != "" && f.theme != theme.ThemeDark && f.theme != theme.ThemeLight {
		return nil, errors.New("no theme has that name; there are dark and light")
	}
	return f, nil
}

// complain writes why the program ends. What comes from outside is made safe for
// a terminal.
func complain(err error) { fmt.Fprintln(os.Stderr, "ripio-explorer:", visible.Line(err.Error())) }

func usage(out io.Writer) {
	f, _ := parse(nil)
	fmt.Fprintf(out, `ripio-explorer requests a token for Ripio's On/Off-Ramp widget and reads it.

  ripio-explorer [flags]           the explorer, in a terminal
  ripio-explorer token --help      request a token from a script
  ripio-explorer decode --help     read a token
  ripio-explorer profiles --help   manage profiles and where their secrets are
  ripio-explorer history --help    look at earlier sends

Flags:
%s`, f.set.FlagUsages())
}

// settleLimit is how long a program that ends waits for its last writes.
const settleLimit = 2 * time.Second

// explore runs the explorer and gives the exit code.
func explore(f *flags) int {
	dir := f.configDir
	if dir == "" {
		var err error
		if dir, err = profiles.DefaultDir(); err != nil {
			complain(err)
			return 1
		}
	}
	options := f.options()
	deps, err := dependencies(dir, f.configDir)
	if err != nil {
		complain(err)
		return 1
	}
	model := tui.New(deps, options)
	err = terminal.Run(model, terminal.Options{
		In: os.Stdin, Out: os.Stdout, Mouse: options.Mouse, Scrub: redact.Tokens,
		CrashLog: filepath.Join(dir, "crash.log"),
	})
	model.Settle(settleLimit)
	var signal *terminal.SignalError
	switch {
	case errors.As(err, &signal):
		return signal.ExitCode()
	case err != nil:
		complain(err)
		return 1
	}
	return 0
}

func (f *flags) options() tui.Options {
	width, height, err := term.GetSize(int(os.Stdout.Fd()))
	if err != nil {
		width, height = 0, 0
	}
	environment, _ := ripio.ParseEnvironmentName(f.environment)
	return tui.Options{
		Version: version, Profile: f.profile, Environment: environment,
		ExternalRef: f.externalRef, Address: f.address,
		Theme: f.themeOrDetected(), Renderer: lipgloss.DefaultRenderer(), Mouse: !f.noMouse, ASCII: asciiOnly(os.Getenv),
		Width: width, Height: height,
	}
}

// themeOrDetected is the theme that was asked for, or the one that fits what
// the terminal said of itself; empty when neither is known.
func (f *flags) themeOrDetected() string {
	if f.theme != "" {
		return f.theme
	}
	dark, known := background.Detected()
	switch {
	case !known:
		return ""
	case dark:
		return theme.ThemeDark
	}
	return theme.ThemeLight
}

// asciiOnly reports whether the terminal is known not to show other characters.
func asciiOnly(getenv func(string) string) bool {
	if getenv("TERM") == "dumb" {
		return true
	}
	for _, name := range []string{"LC_ALL", "LC_CTYPE", "LANG"} {
		if locale := getenv(name); locale != "" {
			return locale == "C" || locale == "POSIX"
		}
	}
	return false
}

// dependencies is the outside world.
func dependencies(dir, chosen string) (tui.Deps, error) {
	state, err := profiles.StateDirFor(chosen)
	if err != nil {
		return tui.Deps{}, err
	}
	manager := profiles.NewManager(dir, state, os.LookupEnv)
	slow := make(chan struct{}, 1)
	manager.Secrets.OnSlow(func() {
		select {
		case slow <- struct{}{}:
		default: // it was said already
		}
	})
	client := &ripio.Client{UserAgent: "ripio-explorer/" + version}
	board := clipboard.New(os.Stdout, os.Getenv, func() []string {
		return command.Environment(os.Environ(), manager.Store.SecretVariables())
	})
	return tui.Deps{
		Now: time.Now, Elapsed: elapsed.SinceBoot, Local: time.Local, NewExternalRef: field.NewExternalRef, Every: tea.Every,
		Authenticate: client.Authenticate, Preview: client.Preview,
		StartSimulator: func(scenario string) (tui.Simulator, error) {
			return simulator.Start(scenario)
		},
		Profiles: manager, Environ: os.Environ, SlowKeyring: slow,
		Fingerprint: profiles.Fingerprint, Copy: board.Copy,
		SaveReport: func(name, text string) (string, error) { return atomicfile.Create(name, []byte(text)) },
	}, nil
}
