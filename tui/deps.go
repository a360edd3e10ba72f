package tui

import (
	"context"
	"time"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/lipgloss"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/redact"
)

// Deps is the outside world as functions. Tests fill it with literals.
type Deps struct {
	Now func() time.Time
	// Elapsed is a clock that nobody can set, with sleep counted; false where there
	// is none. It may be nil.
	Elapsed func() (time.Duration, bool)
	Local   *time.Location
	// Every asks for a message at the clock's next multiple of the pause.
	Every          func(pause time.Duration, message func(time.Time) tea.Msg) tea.Cmd
	NewExternalRef func() string

	// Authenticate makes the one call; Client.Authenticate outside tests.
	Authenticate func(context.Context, ripio.Environment, ripio.Request) ripio.Exchange
	// Preview tells what Authenticate would send; Client.Preview outside tests.
	Preview func(ripio.Environment, ripio.Request) ripio.Exchange
	// StartSimulator begins to listen on the loopback interface.
	StartSimulator func(scenario string) (Simulator, error)

	// Profiles keeps the profiles and what belongs to them.
	Profiles *profiles.Manager
	// Environ lists the environment's variables, as os.Environ does.
	Environ func() []string
	// SlowKeyring brings a value when the keyring takes long; may be nil.
	SlowKeyring <-chan struct{}

	// Fingerprint gives a short text by which two people can compare a secret.
	Fingerprint func(redact.Secret) string

	// SaveReport writes a report to a new file of that name in the folder the
	// program was started in, and gives the file's path. It never writes over one.
	SaveReport func(name, text string) (path string, err error)

	// Copy puts a text on the clipboard and names the way it took.
	Copy func(text string) (route string, err error)
}

// Simulator is a running imitation of the API.
type Simulator interface {
	URL() string
	Scenario() string
	SetScenario(name string) error
	Close() error
}

// Options is what the command line asks for.
type Options struct {
	Version     string
	Profile     string
	Environment ripio.EnvironmentName
	ExternalRef string
	Address     string
	// Theme is ThemeDark, ThemeLight, or empty for colours that read on both.
	Theme string
	// Renderer knows how many colours the terminal has.
	Renderer *lipgloss.Renderer
	// Mouse tells that the program starts with the mouse on.
	Mouse bool
	// ASCII asks for glyphs that every terminal has.
	ASCII bool
	// Width and Height are the terminal's size at the start, so that the first
	// frame is the right one; zero when unknown.
	Width, Height int
}
