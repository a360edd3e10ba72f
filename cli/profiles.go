package cli

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/pflag"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio/visible"
)

// profilesCommand is a subcommand of profiles.
type profilesCommand struct {
	name, summary string
	// usage is what follows the name, such as "NAME [flags]".
	usage string
	// operands is how many arguments there are besides flags.
	operands int
	flags    func(*profilesFlags)
	check    func(*profilesFlags) error // what can be judged without the outside world
	run      func(context.Context, *manage) *refusal
}

// profilesCommands lists the subcommands in the order of the help.
func profilesCommands() []profilesCommand {
	return []profilesCommand{
		{"list", "list the profiles", "[flags]", 0, noFlags, noCheck, runList},
		{"show", "show one profile", "NAME [flags]", 1, showFlags, checkShow, runShow},
		{"add", "make a profile", "NAME [flags]", 1, addFlags, checkAccount, runAdd},
		{"edit", "change a profile", "NAME [flags]", 1, editFlags, checkAccount, runEdit},
		{"remove", "remove a profile and its stored secrets", "NAME [flags]", 1, removeFlags, noCheck, runRemove},
		{"rename", "rename a profile", "NAME NEW-NAME [flags]", 2, passphraseFlag, noCheck, runRename},
		{"import", "make profiles from a file or from the environment", "FILE|-|--env [flags]", -1, importFlags, checkImport, runImport},
		{"export", "print the profiles without their secrets", "[flags]", 0, exportFlags, checkExport, runExport},
		{"forget", "remove all that is kept of a profile", "NAME [flags]", 1, forgetFlags, noCheck, runForget},
		{"orphans", "list what is left over, and remove it", "[flags]", 0, orphansFlags, checkOrphans, runOrphans},
		{"repair", "mend a damaged file, or go on without its passphrase", "profiles|sealed|plain [flags]", 1, repairFlags, checkRepair, runRepair},
	}
}

func findProfilesCommand(name string) (profilesCommand, bool) {
	for _, known := range profilesCommands() {
		if known.name == name {
			return known, true
		}
	}
	return profilesCommand{}, false
}

// manage is one run of a subcommand of profiles, as far as it has come.
type manage struct {
	*session
	command profilesCommand
	flags   *profilesFlags
	manager *profiles.Manager
	book    profiles.Book
	input   *secretInput
	// document and text are what will be shown; one of them is used.
	document profilesDocument
	text     string
	// recordsWarned is set once it was said that the records cannot be read.
	recordsWarned bool
}

// runProfiles is the command profiles.
func runProfiles(ctx context.Context, s *session, args []string) int {
	if len(args) == 0 {
		s.say("profiles: a subcommand is missing; there are:")
		fmt.Fprint(s.Err, profilesList())
		return ExitUsage
	}
	if args[0] == "-h" || args[0] == "--help" || args[0] == "help" {
		return s.print(profilesHelp())
	}
	command, ok := findProfilesCommand(args[0])
	if !ok {
		s.say("profiles has no subcommand %q; there are:", visible.Cut(args[0], 40))
		fmt.Fprint(s.Err, profilesList())
		return ExitUsage
	}
	flags := newProfilesFlags(command)
	err := flags.parse(args[1:])
	if errors.Is(err, pflag.ErrHelp) {
		return s.print(profilesCommandHelp(command))
	}
	if err != nil {
		return s.wrongUsage("profiles "+command.name, err)
	}
	m := &manage{session: s, command: command, flags: flags, input: &secretInput{session: s, flags: flags}}
	refused := m.open(ctx)
	if refused == nil {
		refused = command.run(ctx, m)
	}
	return m.finish(refused)
}

// open reads the profiles.
func (m *manage) open(ctx context.Context) *refusal {
	manager, err := m.NewManager(m.flags.configDir)
	if err != nil {
		return failed(err)
	}
	m.manager = manager
	manager.Secrets.OnSlow(func() { m.say("waiting for the keyring; an unlock window may be open") })
	m.warn(manager.Recover(ctx))
	book, warnings, err := manager.Store.Load()
	m.warn(warnings)
	m.book = book
	if m.command.name == "repair" {
		return nil // it says itself what is wrong
	}
	return failed(err)
}

// warn collects warnings. They are said at once, as a later step may wait.
func (m *manage) warn(warnings []profiles.Warning) {
	for _, warning := range warnings {
		m.warnText(warning.Text)
	}
}

func (m *manage) warnText(text string) {
	m.document.Warnings = append(m.document.Warnings, text)
	m.say("warning: %s", visible.Line(text))
}

// find returns the profile that the first argument names.
func (m *manage) find() (profiles.Profile, *refusal) {
	name := m.flags.set.Arg(0)
	profile, ok := m.book.Find(name)
	if !ok {
		refused := unknownProfile(name, m.book)
		if len(m.book.Profiles) == 0 {
			refused.advice = []string{"There are no profiles yet; make one with ripio-explorer profiles add NAME."}
		}
		return profile, refused
	}
	return profile, nil
}

// finish shows what came of it and gives the exit code.
func (m *manage) finish(refused *refusal) int {
	code, printed := ExitOK, ExitOK
	if refused != nil {
		code = refused.code
		m.document.Failure = &profilesFailure{refused.kind, refused.title, refused.message, append([]string{}, refused.advice...)}
	}
	switch {
	case m.flags.json:
		m.document.Version = documentVersion
		m.document.Warnings = append([]string{}, m.document.Warnings...)
		printed = m.printJSON(m.document)
	case m.text != "":
		printed = m.print(m.text)
	}
	if refused != nil {
		m.say("profiles %s: %s", m.command.name, refused.message)
		for _, advice := range refused.advice {
			m.say("%s", advice)
		}
	}
	if printed != ExitOK {
		return printed
	}
	return code
}
