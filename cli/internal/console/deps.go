package console

import (
	"context"
	"crypto/x509"
	"io"
	"time"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/profiles/config"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/checklist"
	"devtools/ripio-explorer/ripio/checkup"
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
	// Trusting returns an Authenticate that also trusts these authorities.
	Trusting func(authorities []*x509.Certificate) func(context.Context, time.Duration, ripio.Environment, ripio.Request) ripio.Exchange
	// Preview returns what Authenticate would send, and sends nothing.
	Preview func(env ripio.Environment, request ripio.Request) ripio.Exchange
	// StartSimulator starts the simulator. Its error is a
	// *simulator.UnknownScenarioError for a name that it does not know.
	StartSimulator func(scenario string) (Simulator, error)
	// LoadProfiles reads the profiles file in a folder; an empty name means the
	// user's own folder. It may wait for a keyring until ctx ends, when it settles
	// an interrupted change.
	LoadProfiles func(ctx context.Context, dir string) (profiles.Book, []profiles.Warning, error)
	// NewSecrets makes the resolver of secret references for the same folder.
	NewSecrets func(dir string) *profiles.Secrets
	// NewManager makes what changes the profiles in the same folder.
	NewManager func(dir string) (*profiles.Manager, error)
	// Network is the way to the servers, for what sends no credentials.
	Network checkup.Network
	// Terminal is what is known of the terminal without asking it.
	Terminal func() checkup.Terminal
	// Clipboard says where a text would be copied to.
	Clipboard checklist.Check
	// ReadPassword reads a line from a terminal without an echo. An error means that it
	// was not answered.
	ReadPassword func(in io.Reader) (string, error)
	// CheckKeys adds to some settings what is wrong with the keys of actions in them; nil
	// where there are no actions.
	CheckKeys func(config.Config) config.Config
	// Environ returns the environment in the form of os.Environ.
	Environ func() []string
	// LookupEnv reads an environment variable.
	LookupEnv      func(name string) (string, bool)
	NewExternalRef func() string
	Now            func() time.Time
	// Sleep waits between two requests or two runs, or ends early with ctx.
	Sleep func(ctx context.Context, d time.Duration)
	// IsTerminal reports whether a stream is a terminal.
	IsTerminal func(stream any) bool
	// Explore runs the explorer and returns the process's exit code.
	Explore func(Start) int
}

// Start is what the explorer begins with; a zero field leaves it to the explorer.
type Start struct {
	Profile, ExternalRef, Address, ConfigDir string
	Environment                              ripio.EnvironmentName
	// Custom is an integrator's own mock, which Environment names then. Authorities are
	// trusted beside this machine's.
	Custom      ripio.Environment
	Authorities []*x509.Certificate
	// Demo is a start without credentials, network and files.
	Demo bool
	// Settings are those of the flags.
	Settings config.Given
}
