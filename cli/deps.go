package cli

import (
	"context"
	"crypto/x509"
	"net"
	"os"
	"time"

	"github.com/muesli/termenv"

	"golang.org/x/term"

	"devtools/ripio-explorer/cli/internal/console"
	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/profiles/config"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/checkup"
	"devtools/ripio-explorer/ripio/field"
	"devtools/ripio-explorer/ripio/simulator"
)

// Deps is the outside world as functions, Streams the process's standard streams.
type (
	Deps      = console.Deps
	Streams   = console.Streams
	Simulator = console.Simulator
	Start     = console.Start
)

// DefaultDeps is the real outside world, but for the version and for what the explorer
// knows of: its start, its actions' keys, the clipboard and a terminal without an echo.
func DefaultDeps() Deps {
	return Deps{
		Authenticate: trusting(nil),
		Trusting:     trusting,
		Preview:      new(ripio.Client).Preview,
		StartSimulator: func(scenario string) (console.Simulator, error) {
			return simulator.Start(scenario)
		},
		LoadProfiles:   loadProfiles,
		NewSecrets:     newSecrets,
		NewManager:     newManager,
		Network:        checkup.Network{Client: new(ripio.Client), Lookup: net.DefaultResolver.LookupHost},
		Terminal:       currentTerminal,
		Environ:        os.Environ,
		LookupEnv:      os.LookupEnv,
		NewExternalRef: field.NewExternalRef,
		Now:            time.Now,
		Sleep:          sleep,
		IsTerminal:     isTerminal,
	}
}

func sleep(ctx context.Context, d time.Duration) {
	select {
	case <-time.After(d):
	case <-ctx.Done():
	}
}

// trusting makes the call with the client's own proportions between its time limits: 20
// seconds for the call, 15 for the first byte, 10 for the connection.
func trusting(authorities []*x509.Certificate) func(context.Context, time.Duration, ripio.Environment, ripio.Request) ripio.Exchange {
	return func(ctx context.Context, timeout time.Duration, env ripio.Environment, request ripio.Request) ripio.Exchange {
		client := ripio.Client{ConnectTimeout: timeout / 2, HeaderTimeout: timeout * 3 / 4, Timeout: timeout, Authorities: authorities}
		return client.Authenticate(ctx, env, request)
	}
}

func loadProfiles(ctx context.Context, dir string) (profiles.Book, []profiles.Warning, error) {
	if dir == "" {
		var err error
		if dir, err = profiles.DefaultDir(); err != nil {
			return profiles.Book{}, nil, err
		}
	}
	// A change that a kill interrupted is settled first: its pair may be mixed.
	var recovered []profiles.Warning
	if manager, err := newManager(dir); err == nil {
		recovered = manager.Recover(ctx)
	}
	book, warnings, err := profiles.NewStore(dir).Load()
	return book, append(recovered, warnings...), err
}

// newSecrets resolves the secrets of a folder. Opening its encrypted file settles a
// change of the profiles that a kill interrupted.
func newSecrets(dir string) *profiles.Secrets {
	manager, err := newManager(dir)
	if err != nil {
		return profiles.NewSecrets(os.LookupEnv)
	}
	return manager.Secrets
}

func newManager(dir string) (*profiles.Manager, error) { return managerWith(dir) }

func managerWith(dir string, options ...profiles.SecretsOption) (*profiles.Manager, error) {
	state, err := profiles.StateDirFor(dir)
	if err == nil && dir == "" {
		dir, err = profiles.DefaultDir()
	}
	if err != nil {
		return nil, err
	}
	manager := profiles.NewManager(dir, state, os.LookupEnv, options...)
	settings, _ := config.NewStore(dir).Load() // whether it was read, Use asks
	manager.Use(settings.Over(os.LookupEnv, nil))
	return manager, nil
}

func isTerminal(stream any) bool {
	file, ok := stream.(interface{ Fd() uintptr })
	return ok && term.IsTerminal(int(file.Fd()))
}

// currentTerminal looks at the streams, of which some may be redirected, and at the
// environment. The terminal itself is not asked anything: it may not answer.
func currentTerminal() checkup.Terminal {
	terminal := checkup.Terminal{Getenv: os.Getenv, Colours: map[termenv.Profile]string{
		termenv.Ascii: "no colours", termenv.ANSI: "16 colours", termenv.ANSI256: "256 colours", termenv.TrueColor: "true colour",
	}[termenv.NewOutput(os.Stdout, termenv.WithTTY(true)).EnvColorProfile()]}
	for _, stream := range []*os.File{os.Stdout, os.Stderr, os.Stdin} {
		if width, height, err := term.GetSize(int(stream.Fd())); err == nil {
			terminal.Width, terminal.Height = width, height
			break
		}
	}
	return terminal
}
