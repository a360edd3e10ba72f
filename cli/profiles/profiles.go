// Package profiles is the command profiles, which keeps profiles and their secrets.
package profiles

import (
	"context"
	"errors"
	"strings"

	"github.com/spf13/cobra"

	"devtools/ripio-explorer/cli/internal/console"
	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio/visible"
)

// kindNotReached means that something was left where the program could not reach it.
const kindNotReached = "not-reached"

// profilesCommand is a subcommand of profiles.
type profilesCommand struct {
	name, summary string
	// usage is what follows the name, such as "NAME [flags]".
	usage string
	// operands is how many arguments there are besides flags.
	operands int
	flags    func(*profilesFlags)
	check    func(*profilesFlags) error // what can be judged without the outside world
	run      func(context.Context, *manage) error
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

// manage is one run of a subcommand of profiles, as far as it has come.
type manage struct {
	*console.Console
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

// NewCommand returns the command profiles.
func NewCommand(c *console.Console) *cobra.Command {
	group := console.Group(&cobra.Command{
		Use: "profiles", Short: "keep profiles and their secrets", Long: introduction, Example: examples, Annotations: console.Notes(notes),
	})
	for _, each := range profilesCommands() {
		cmd := &cobra.Command{
			Use: each.name + " " + each.usage, Short: each.summary, Long: introductions[each.name], Annotations: console.Notes(notes),
			Args: cobra.ArbitraryArgs, DisableFlagsInUseLine: true,
		}
		flags := newProfilesFlags(each, cmd)
		cmd.RunE = func(cmd *cobra.Command, args []string) error {
			if err := flags.check(); err != nil {
				return err
			}
			m := &manage{Console: c, command: each, flags: flags, input: &secretInput{Console: c, flags: flags}}
			err := m.open(cmd.Context())
			if err == nil {
				err = each.run(cmd.Context(), m)
			}
			return m.finish(err)
		}
		if flags.set.Lookup("env") != nil && each.name != "import" {
			console.Complete(cmd, map[string]cobra.CompletionFunc{"env": console.CompleteEnvironments})
		}
		if strings.HasPrefix(each.usage, "NAME") && each.name != "add" {
			cmd.ValidArgsFunction = c.CompleteProfiles()
		}
		group.AddCommand(cmd)
	}
	return group
}

// open reads the profiles.
func (m *manage) open(ctx context.Context) error {
	manager, err := m.NewManager(m.flags.configDir)
	if err != nil {
		return console.Failed(err)
	}
	m.manager = manager
	manager.Secrets.OnSlow(func() { m.Say("waiting for the keyring; an unlock window may be open") })
	m.warn(manager.Recover(ctx))
	book, warnings, err := manager.Store.Load()
	m.warn(warnings)
	m.book = book
	if m.command.name == "repair" {
		return nil // it says itself what is wrong
	}
	return console.Failed(err)
}

// warn collects warnings. They are said at once, as a later step may wait.
func (m *manage) warn(warnings []profiles.Warning) {
	for _, warning := range warnings {
		m.warnText(warning.Text)
	}
}

func (m *manage) warnText(text string) {
	m.document.Warnings = append(m.document.Warnings, text)
	m.Say("warning: %s", visible.Line(text))
}

// find returns the profile that the first argument names.
func (m *manage) find() (profiles.Profile, error) {
	name := m.flags.set.Arg(0)
	profile, ok := m.book.Find(name)
	if !ok {
		return profile, console.UnknownProfile("No profile is called "+quoted(name)+".", m.book, "There are no profiles yet; make one with ripio-explorer profiles add NAME.")
	}
	return profile, nil
}

// finish shows what came of it.
func (m *manage) finish(err error) error {
	var failed *console.Error
	if errors.As(err, &failed) {
		failure := failed.Failure()
		m.document.Failure = &failure
	}
	var printed error
	switch {
	case m.flags.json:
		m.document.Version = console.DocumentVersion
		m.document.Warnings = append([]string{}, m.document.Warnings...)
		printed = m.PrintJSON(m.document)
	case m.text != "":
		printed = m.Print(m.text)
	}
	if failed == nil {
		return printed
	}
	m.Say("profiles %s: %s", m.command.name, failed.Message)
	for _, hint := range failed.Hints {
		m.Say("%s", hint)
	}
	if printed != nil {
		return printed
	}
	return &console.Error{Code: failed.Code, Shown: true}
}
