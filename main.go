// Command ripio-explorer tries credentials of Ripio's On/Off-Ramp widget and
// shows the token they bring, or why they bring none.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log"
	"os"
	"os/signal"
	"path/filepath"
	"time"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/lipgloss"
	"github.com/muesli/termenv"
	"golang.org/x/term"

	"devtools/ripio-explorer/cli"
	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/profiles/atomicfile"
	"devtools/ripio-explorer/profiles/book"
	"devtools/ripio-explorer/profiles/command"
	"devtools/ripio-explorer/profiles/config"
	"devtools/ripio-explorer/profiles/keyring"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/checkup"
	"devtools/ripio-explorer/ripio/field"
	"devtools/ripio-explorer/ripio/qr"
	"devtools/ripio-explorer/ripio/redact"
	"devtools/ripio-explorer/ripio/simulator"
	"devtools/ripio-explorer/ripio/visible"
	"devtools/ripio-explorer/tui"
	"devtools/ripio-explorer/tui/accessible"
	"devtools/ripio-explorer/tui/background"
	"devtools/ripio-explorer/tui/browser"
	"devtools/ripio-explorer/tui/clipboard"
	"devtools/ripio-explorer/tui/demo"
	"devtools/ripio-explorer/tui/elapsed"
	"devtools/ripio-explorer/tui/terminal"
	"devtools/ripio-explorer/tui/theme"
)

// version is set by the build.
var version = "dev"

func main() {
	if code, mine := keyring.Serve(os.Args[1:], os.Stdin, os.Stdout); mine {
		os.Exit(code)
	}
	log.SetOutput(io.Discard) // net/http writes there when a server speaks unasked
	os.Exit(run(os.Args[1:]))
}

func run(args []string) int {
	deps := cli.DefaultDeps()
	deps.Version, deps.Explore, deps.CheckKeys = version, explore, tui.CheckKeys
	deps.Clipboard, deps.ReadPassword = clipboard.New(os.Stdout, os.Getenv, nil).Check(), terminal.ReadPassword
	return cli.Run(context.Background(), args, cli.Streams{In: os.Stdin, Out: os.Stdout, Err: os.Stderr}, deps)
}

// complain writes why the program ends. What comes from outside is made safe for
// a terminal.
func complain(err error) { fmt.Fprintln(os.Stderr, "ripio-explorer:", visible.Line(err.Error())) }

// settleLimit is how long a program that ends waits for its last writes.
const settleLimit = 2 * time.Second

// explore runs the explorer and returns the exit code.
func explore(start cli.Start) int {
	if start.Demo {
		return exploreDemo(start)
	}
	dir := start.ConfigDir
	if dir == "" {
		var err error
		if dir, err = profiles.DefaultDir(); err != nil {
			complain(err)
			return 1
		}
	}
	store := config.NewStore(dir)
	settings, _ := store.Load() // the explorer says why it was not read
	settings = settings.Over(os.LookupEnv, start.Settings)
	options := options(start)
	options.Config = settings
	_, err := os.Stat(filepath.Join(dir, book.FileName))
	options.Unused = errors.Is(err, fs.ErrNotExist)
	deps, err := dependencies(dir, start)
	if err != nil {
		complain(err)
		return 1
	}
	deps.SaveSetting = store.Set
	deps.Use(settings)
	if settings.Settings.Accessible {
		return converse(deps, start, settings)
	}
	return draw(deps, options, filepath.Join(dir, "crash.log"))
}

// exploreDemo runs the explorer with nothing but what is made up.
func exploreDemo(start cli.Start) int {
	settings := config.Config{Settings: config.Defaults()}.Over(os.LookupEnv, start.Settings)
	world, err := demo.New(version, time.Now)
	if err != nil {
		complain(err)
		return 1
	}
	if start.Environment == "" {
		start.Environment = ripio.Simulator
	}
	options := options(start)
	options.Config, options.Demo = settings, true
	deps := demoDependencies(world)
	if settings.Settings.Accessible {
		return converse(deps, start, settings)
	}
	return draw(deps, options, "")
}

// draw runs the explorer on the terminal. crashLog is empty for none.
func draw(deps tui.Deps, options tui.Options, crashLog string) int {
	model := tui.New(deps, options)
	err := terminal.Run(model, terminal.Options{
		In: os.Stdin, Out: os.Stdout, Mouse: options.Config.Settings.Mouse, Scrub: redact.Tokens,
		CrashLog: crashLog,
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

// converse runs the explorer in plain lines.
func converse(deps tui.Deps, start cli.Start, settings config.Config) int {
	err := accessible.Run(context.Background(), os.Stdin, os.Stdout, accessible.Deps{
		Now: deps.Now, Local: deps.Local, NewExternalRef: deps.NewExternalRef, Authenticate: deps.Authenticate,
		StartSimulator: func(scenario string) (accessible.Simulator, error) { return deps.StartSimulator(scenario) },
		Profiles:       deps.Profiles, Fingerprint: deps.Fingerprint,
		ReadHidden: func() (string, error) { return terminal.ReadPassword(os.Stdin) },
		Copy: func(text string) (string, error) {
			route, err := deps.Copy(text)
			return string(route), err
		},
		Interruptible: func(ctx context.Context) (context.Context, context.CancelFunc) {
			return signal.NotifyContext(ctx, os.Interrupt)
		},
	}, accessible.Options{
		Version: version, Profile: start.Profile, Environment: start.Environment, Custom: start.Custom,
		ExternalRef: start.ExternalRef, Address: start.Address, Config: settings,
	})
	if err != nil {
		complain(err)
		return 1
	}
	return 0
}

func options(start cli.Start) tui.Options {
	width, height, err := term.GetSize(int(os.Stdout.Fd()))
	if err != nil {
		width, height = 0, 0
	}
	themeFor, renderer := look()
	return tui.Options{
		Version: version, Profile: start.Profile, Environment: start.Environment, Custom: start.Custom,
		ExternalRef: start.ExternalRef, Address: start.Address,
		ThemeFor: themeFor, Renderer: renderer, ASCII: checkup.ASCIIOnly(os.Getenv),
		Width: width, Height: height,
	}
}

// look is the theme and what draws it. Who wants no colours still gets bold, faint and
// reverse, but for TERM=dumb, which has none of them.
func look() (themeFor func(setting string) string, renderer *lipgloss.Renderer) {
	if lipgloss.ColorProfile() != termenv.Ascii || os.Getenv("TERM") == "dumb" {
		return themeOrDetected, lipgloss.DefaultRenderer()
	}
	renderer = lipgloss.NewRenderer(os.Stdout)
	renderer.SetColorProfile(termenv.ANSI)
	return func(string) string { return theme.ThemeNone }, renderer
}

// themeOrDetected is the theme that was asked for, or the one that fits what
// the terminal said of itself; empty when neither is known.
func themeOrDetected(chosen string) string {
	if chosen == config.Dark || chosen == config.Light {
		return chosen
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

// authenticate makes the call. What goes to a custom host is held against production's
// credentials first.
func authenticate(client *ripio.Client, manager *profiles.Manager) func(context.Context, ripio.Environment, ripio.Request) ripio.Exchange {
	return func(ctx context.Context, environment ripio.Environment, request ripio.Request) ripio.Exchange {
		if environment.Name == ripio.Custom {
			request = manager.ForCustom(request, os.LookupEnv)
		}
		return client.Authenticate(ctx, environment, request)
	}
}

// dependencies is the outside world.
func dependencies(dir string, start cli.Start) (tui.Deps, error) {
	state, err := profiles.StateDirFor(start.ConfigDir)
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
	client := &ripio.Client{UserAgent: "ripio-explorer/" + version, Authorities: start.Authorities}
	children := func() []string { return command.Environment(os.Environ(), manager.Store.SecretVariables()) }
	board := clipboard.New(os.Stdout, os.Getenv, children)
	return tui.Deps{
		Now: time.Now, Elapsed: elapsed.SinceBoot, Local: time.Local, NewExternalRef: field.NewExternalRef, Every: tea.Every, After: tea.Tick,
		Authenticate: authenticate(client, manager), Preview: client.Preview,
		StartSimulator: func(scenario string) (tui.Simulator, error) {
			return simulator.Start(scenario)
		},
		Profiles: manager, Environ: os.Environ, SlowKeyring: slow,
		Fingerprint: profiles.Fingerprint, Copy: board.Copy, ClearClipboard: board.Clear,
		OpenBrowser: browser.New(os.Getenv, children).Open,
		SavePicture: qr.Code.Save,
		Use: func(c config.Config) {
			manager.Use(c)
			board.UseMode(clipboard.Mode(c.Settings.Clipboard))
		},
		SaveReport: func(name, text string) (string, error) { return atomicfile.Create(name, []byte(text)) },
	}, nil
}

// demoDependencies is the outside world of a demo: the terminal, and what is in memory.
// A copy goes to the terminal alone.
func demoDependencies(world *demo.World) tui.Deps {
	board := clipboard.New(os.Stdout, os.Getenv, nil)
	board.UseMode(clipboard.OSC52)
	return tui.Deps{
		Now: time.Now, Elapsed: elapsed.SinceBoot, Local: time.Local, NewExternalRef: field.NewExternalRef, Every: tea.Every,
		Authenticate: world.Authenticate, Preview: world.Preview,
		StartSimulator: func(scenario string) (tui.Simulator, error) { return world.Start(scenario) },
		Profiles:       world.Manager, Environ: func() []string { return nil }, Fingerprint: profiles.Fingerprint, NoFiles: demo.ErrNoFile,
		Copy: board.Copy, ClearClipboard: func() (clipboard.Cleared, error) { return "", demo.ErrNoProgram },
		OpenBrowser: func(redact.Secret) error { return demo.ErrNoProgram },
		SavePicture: func(qr.Code, time.Duration) (*qr.Picture, error) { return nil, demo.ErrNoFile },
		SaveReport:  func(string, string) (string, error) { return "", demo.ErrNoFile },
	}
}
