// Package accessible is the explorer as a conversation in lines, for screen readers and
// for terminals that cannot be redrawn: it asks, a person answers with a line, and what
// happened is printed once. Nothing moves, nothing is drawn over, and how long a token
// still lives is said when somebody asks for it.
//
// It works over the same engine and the same stores as the explorer on the whole screen.
package accessible

import (
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/profiles/config"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/redact"
	"devtools/ripio-explorer/ripio/visible"
	"devtools/ripio-explorer/tui/sending"
)

// Deps is the outside world as functions. Tests fill it with literals.
type Deps struct {
	Now            func() time.Time
	Local          *time.Location
	NewExternalRef func() string
	// Authenticate makes the one call; Client.Authenticate outside tests.
	Authenticate sending.Authenticate
	// StartSimulator begins to listen on the loopback interface.
	StartSimulator func(scenario string) (Simulator, error)
	Profiles       *profiles.Manager
	Fingerprint    func(redact.Secret) string
	// ReadHidden reads a line that is not shown while it is typed.
	ReadHidden func() (string, error)
	// Copy puts a text on the clipboard and says in words what became of it.
	Copy func(text string) (string, error)
	// Interruptible makes a context that ends when a person interrupts the program.
	Interruptible func(context.Context) (context.Context, context.CancelFunc)
}

// Simulator is a running imitation of the API.
type Simulator interface {
	URL() string
	Close() error
}

// Options is what the command line asks for.
type Options struct {
	Version, Profile, ExternalRef, Address string
	Environment                            ripio.EnvironmentName
	// Custom is an integrator's own mock to select beside the environments; its zero
	// value stands for none.
	Custom ripio.Environment
	Config config.Config
}

// session is what is selected, and what came of the sends of this run.
type session struct {
	deps     Deps
	settings config.Settings
	lines    *lines
	context  context.Context

	book        profiles.Book
	profile     string // empty for none
	environment ripio.EnvironmentName
	custom      ripio.Environment
	user        profiles.User
	// confirmed is the address that a person said is not a key.
	confirmed string
	scenario  string
	simulator Simulator // nil until it is needed

	kept   sending.Outcomes
	pauses sending.Pauses
	// allowed is until when production was confirmed for a profile; trimmed are the
	// secrets of which stray characters are cut off.
	allowed map[string]time.Time
	trimmed map[profiles.SecretKey]bool
	// last is what is being read; nil before the first send.
	last *outcome
	done bool
}

// Run talks until a person quits or the input ends. Its error is that of the output.
func Run(ctx context.Context, in io.Reader, out io.Writer, deps Deps, options Options) error {
	s := newSession(ctx, in, out, deps, options)
	defer s.stopSimulator()
	s.begin(options)
	for !s.done && s.lines.failed == nil {
		line, err := s.lines.ask(s.environment.Label() + " command")
		if err != nil {
			break
		}
		s.obey(line)
	}
	if s.lines.failed == nil {
		s.say("Goodbye.")
	}
	return s.lines.failed
}

func newSession(ctx context.Context, in io.Reader, out io.Writer, deps Deps, options Options) *session {
	s := &session{
		deps: deps, settings: options.Config.Settings, lines: &lines{in: in, out: out}, context: ctx,
		environment: ripio.Sandbox, custom: options.Custom, scenario: defaultScenario,
		kept: sending.Outcomes{}, pauses: sending.Pauses{}, allowed: map[string]time.Time{}, trimmed: map[profiles.SecretKey]bool{},
	}
	if options.Environment != "" {
		s.environment = options.Environment
	}
	deps.Profiles.Secrets.OnSlow(func() { s.say("%s", profiles.SlowKeyring) })
	return s
}

// begin says what is selected. What the command line named goes before what a profile
// holds.
func (s *session) begin(options Options) {
	s.say("ripio-explorer %s in accessible mode. Type a command and enter; help lists them.", options.Version)
	for _, problem := range options.Config.Problems {
		s.say("Warning: settings: %s", visible.Line(problem.String()))
	}
	if options.Config.Unread != nil {
		s.say("Warning: the settings were not read: %s", sentence(options.Config.Unread.Error()))
	}
	s.reload()
	name := options.Profile
	if chosen, ok := s.book.Default(); name == "" && ok {
		name = chosen.Name
	} else if name == "" && len(s.book.Profiles) > 0 {
		name = s.book.Profiles[0].Name
	}
	if found, ok := s.book.Find(name); ok {
		s.profile = found.Name
	} else if name != "" {
		s.say("Warning: no profile is called %s.", visible.Line(name))
	}
	s.takeUser()
	if options.ExternalRef != "" {
		s.user.ExternalRef = options.ExternalRef
	}
	if options.Address != "" {
		s.user.Address = options.Address
	}
	s.status()
}

// reload reads the profiles, which another window may have changed. What cannot be read
// leaves those that are known.
func (s *session) reload() {
	book, warnings, err := s.deps.Profiles.Store.Load()
	s.warn(warnings)
	if err != nil {
		s.say("Warning: the profiles cannot be read: %s", sentence(err.Error()))
		return
	}
	s.book = book
	if _, ok := book.Find(s.profile); !ok && s.profile != "" {
		s.say("The profile %s is gone.", visible.Line(s.profile))
		s.profile = ""
	}
}

// say prints a line. Its arguments are this program's own words or went through package
// visible.
func (s *session) say(format string, arguments ...any) {
	s.lines.print(fmt.Sprintf(format, arguments...) + "\n")
}

func (s *session) warn(warnings []profiles.Warning) {
	for _, warning := range warnings {
		s.say("Warning: %s", sentence(warning.Text))
	}
}

// warnOf is a warning of an error; nothing for none.
func (s *session) warnOf(err error) {
	if err != nil && !errors.Is(err, context.Canceled) {
		s.say("Warning: %s", sentence(err.Error()))
	}
}

// zone is where times are shown.
func (s *session) zone() *time.Location {
	if s.settings.Times == config.UTC {
		return time.UTC
	}
	return s.deps.Local
}

// owner is whom a token that is requested now would belong to.
func (s *session) owner() sending.Owner {
	return sending.Owner{Profile: s.profile, Environment: s.environment, ExternalRef: s.user.ExternalRef, Address: s.user.Address}
}
