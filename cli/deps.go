package cli

import (
	"context"
	"io"
	"os"
	"time"

	"golang.org/x/term"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/field"
	"devtools/ripio-explorer/ripio/simulator"
)

// Simulator is a running imitation of the API.
type Simulator interface {
	// URL is its base address, such as "http://127.0.0.1:40123".
	URL() string
	Close() error
}

// Deps is the outside world as functions.
type Deps struct {
	// Version is this program's, for reports.
	Version string
	// Authenticate makes the call. timeout limits the whole of it.
	Authenticate func(ctx context.Context, timeout time.Duration, env ripio.Environment, request ripio.Request) ripio.Exchange
	// Preview tells what Authenticate would send, and sends nothing.
	Preview func(env ripio.Environment, request ripio.Request) ripio.Exchange
	// StartSimulator starts the simulator. Its error is a
	// *simulator.UnknownScenarioError for a name that it does not know.
	StartSimulator func(scenario string) (Simulator, error)
	// LoadProfiles reads the profiles file in a folder; an empty name means the
	// user's own folder.
	LoadProfiles func(dir string) (profiles.Book, []profiles.Warning, error)
	// NewSecrets makes the resolver of secret references for the same folder.
	NewSecrets func(dir string) *profiles.Secrets
	// NewManager makes what changes the profiles in the same folder.
	NewManager func(dir string) (*profiles.Manager, error)
	// ReadPassword reads a line from a terminal without an echo.
	ReadPassword func(in io.Reader) (string, error)
	// Environ gives the environment in the form of os.Environ.
	Environ func() []string
	// LookupEnv reads an environment variable.
	LookupEnv      func(name string) (string, bool)
	NewExternalRef func() string
	Now            func() time.Time
	// IsTerminal reports whether a stream is a terminal.
	IsTerminal func(stream any) bool
}

// DefaultDeps is the real outside world, but for the version.
func DefaultDeps() Deps {
	return Deps{
		Authenticate: authenticate,
		Preview:      preview,
		StartSimulator: func(scenario string) (Simulator, error) {
			return simulator.Start(scenario)
		},
		LoadProfiles:   loadProfiles,
		NewSecrets:     newSecrets,
		NewManager:     newManager,
		ReadPassword:   readPassword,
		Environ:        os.Environ,
		LookupEnv:      os.LookupEnv,
		NewExternalRef: field.NewExternalRef,
		Now:            time.Now,
		IsTerminal:     isTerminal,
	}
}

// authenticate keeps the client's own proportions between its time limits: 20
// seconds for the call, 15 for the first byte, 10 for the connection.
func authenticate(ctx context.Context, timeout time.Duration, env ripio.Environment, request ripio.Request) ripio.Exchange {
	client := ripio.Client{
		ConnectTimeout: timeout / 2,
		HeaderTimeout:  timeout * 3 / 4,
		Timeout:        timeout,
		UserAgent:      program,
	}
	return client.Authenticate(ctx, env, request)
}

func preview(env ripio.Environment, request ripio.Request) ripio.Exchange {
	client := ripio.Client{UserAgent: program}
	return client.Preview(env, request)
}

func loadProfiles(dir string) (profiles.Book, []profiles.Warning, error) {
	if dir == "" {
		var err error
		if dir, err = profiles.DefaultDir(); err != nil {
			return profiles.Book{}, nil, err
		}
	}
	// A change that a kill interrupted is settled first: its pair may be mixed.
	var recovered []profiles.Warning
	if manager, err := newManager(dir); err == nil {
		recovered = manager.Recover(context.Background())
	}
	book, warnings, err := profiles.NewStore(dir).Load()
	return book, append(recovered, warnings...), err
}

func newSecrets(dir string) *profiles.Secrets {
	if dir == "" {
		return profiles.NewSecrets(os.LookupEnv)
	}
	return profiles.NewSecrets(os.LookupEnv, profiles.WithConfigDir(dir))
}

func newManager(dir string) (*profiles.Manager, error) {
	state, err := profiles.StateDirFor(dir)
	if err == nil && dir == "" {
		dir, err = profiles.DefaultDir()
	}
	if err != nil {
		return nil, err
	}
	return profiles.NewManager(dir, state, os.LookupEnv), nil
}

func isTerminal(stream any) bool {
	file, ok := stream.(interface{ Fd() uintptr })
	return ok && term.IsTerminal(int(file.Fd()))
}
