package tui

import (
	"sync"
	"time"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/lipgloss"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/profiles/config"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/qr"
	"devtools/ripio-explorer/ripio/redact"
	"devtools/ripio-explorer/tui/clipboard"
	"devtools/ripio-explorer/tui/selected"
	"devtools/ripio-explorer/tui/sending"
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
	Authenticate sending.Authenticate
	// Preview tells what Authenticate would send; Client.Preview outside tests.
	Preview func(ripio.Environment, ripio.Request) ripio.Exchange
	// StartSimulator begins to listen on the loopback interface.
	StartSimulator func(scenario string) (Simulator, error)

	// Profiles keeps the profiles and what belongs to them.
	Profiles *profiles.Manager
	// Environ lists the environment's variables, as os.Environ does.
	Environ func() []string
	// NoFiles says why no file of credentials is read; nil where files are.
	NoFiles error
	// SlowKeyring brings a value when the keyring takes long; may be nil.
	SlowKeyring <-chan struct{}

	// Fingerprint gives a short text by which two people can compare a secret.
	Fingerprint func(redact.Secret) string

	// After asks for a message after a pause; nil where no draft is kept.
	After func(pause time.Duration, message func(time.Time) tea.Msg) tea.Cmd

	// SaveSetting writes an option into the file of settings; nil where nothing is
	// written. Use makes what is outside follow the settings; it may be nil.
	SaveSetting func(option config.Option, text string) error
	Use         func(config.Config)

	// SaveReport writes a report to a new file of that name in the folder the
	// program was started in, and gives the file's path. It never writes over one.
	SaveReport func(name, text string) (path string, err error)

	// OpenBrowser opens a URL that is a secret in the person's browser.
	OpenBrowser func(url redact.Secret) error
	// SavePicture writes a QR code to a file that goes after its life, or never where that
	// is zero.
	SavePicture func(code qr.Code, life time.Duration) (*qr.Picture, error)

	// Copy puts a text on the clipboard and names the way it took.
	Copy func(text string) (clipboard.Route, error)
	// ClearClipboard takes the last copy off the clipboard, if it is still there.
	ClearClipboard func() (clipboard.Cleared, error)
}

// Simulator is a running imitation of the API.
type Simulator = selected.Simulator

// Options is what the command line asks for.
type Options struct {
	Version     string
	Profile     string
	Environment ripio.EnvironmentName
	// Custom is an integrator's own mock to select beside the environments; its zero
	// value is none.
	Custom      ripio.Environment
	ExternalRef string
	Address     string
	// Unused tells that there was no file of profiles yet: the first frame shows the ways
	// to begin instead of waiting for what cannot come.
	Unused bool
	// Demo tells that nothing outside is touched, and that the badge has to say so.
	Demo bool
	// Config are the settings to begin with.
	Config config.Config
	// ThemeFor is the theme for a setting: ThemeDark, ThemeLight, ThemeNone, or empty
	// for colours that read on both. It may be nil.
	ThemeFor func(setting string) string
	// Renderer knows how many colours the terminal has.
	Renderer *lipgloss.Renderer
	// ASCII asks for glyphs that every terminal has.
	ASCII bool
	// Width and Height are the terminal's size at the start, so that the first
	// frame is the right one; zero when unknown.
	Width, Height int
}

// writes are the commands that change files or key rings and have not ended.
// Bubble Tea drops what it has not begun when a program ends, and waits for
// nothing; a send that was just answered would be missing in the history then.
type writes struct {
	mutex sync.Mutex
	count int
	left  map[int]func()
}

// keep makes a command that is done even when the program ends first, and once
// only.
func (w *writes) keep(cmd tea.Cmd) tea.Cmd {
	if cmd == nil {
		return nil
	}
	w.mutex.Lock()
	defer w.mutex.Unlock()
	w.count++
	number := w.count
	once := sync.OnceValue(func() tea.Msg {
		defer w.done(number)
		return cmd()
	})
	if w.left == nil {
		w.left = map[int]func(){}
	}
	w.left[number] = func() { once() }
	return once
}

func (w *writes) done(number int) {
	w.mutex.Lock()
	defer w.mutex.Unlock()
	delete(w.left, number)
}

// Settle gives up what is under way and finishes what is still to be written,
// after the program has ended. It takes no longer than limit, for key rings that
// wait for somebody.
func (m *Model) Settle(limit time.Duration) {
	m.sends.GiveUp()
	m.writes.mutex.Lock()
	var all sync.WaitGroup
	for _, finish := range m.writes.left {
		all.Go(func() {
			defer func() { _ = recover() }() // nobody is left to be told
			finish()
		})
	}
	m.writes.mutex.Unlock()
	ended := make(chan struct{})
	go func() {
		all.Wait()
		close(ended)
	}()
	select {
	case <-ended:
	case <-time.After(limit):
	}
	m.widget.RemovePictures(true)
}

// Messages tell what happened outside; each carries its error. Their commands
// stand beside them and are given only the values they need.

// slowKeyringMsg says that the keyring takes long.
type slowKeyringMsg struct{}

func waitForSlowKeyring(slow <-chan struct{}) tea.Cmd {
	if slow == nil {
		return nil
	}
	return func() tea.Msg {
		<-slow
		return slowKeyringMsg{}
	}
}
