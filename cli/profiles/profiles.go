// Package profiles is the command profiles, which keeps profiles and their secrets.
package profiles

import (
	"context"
	"errors"
	"strings"

	"github.com/spf13/cobra"

	"devtools/ripio-explorer/cli/internal/console"
	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/redact"
	"devtools/ripio-explorer/ripio/visible"
)

// kindNotReached means that something was left where the program could not reach it.
const kindNotReached = "not-reached"

// NewCommand returns the command profiles.
func NewCommand(c *console.Console) *cobra.Command {
	group := console.Group(&cobra.Command{
		Use: "profiles", Short: "keep profiles and their secrets", Long: introduction, Example: examples, Annotations: console.Notes(notes),
	})
	for _, subcommand := range []func(*manage) *cobra.Command{
		newList, newShow, newAdd, newEdit, newRemove, newRename, newImport, newExport, newForget, newOrphans, newRepair,
	} {
		group.AddCommand(subcommand(&manage{Console: c}))
	}
	return group
}

// manage is one run of a subcommand of profiles, as far as it has come.
type manage struct {
	*console.Console

	configDir string
	json      bool
	args      []string
	manager   *profiles.Manager
	book      profiles.Book
	// passphraseStdin and secretStdin say what is piped, asIs that the secret is kept as
	// it was given; lines are nil until the input was read.
	passphraseStdin, secretStdin, asIs bool
	lines                              []redact.Secret
	// document and text are what will be shown; one of them is used.
	document profilesDocument
	text     string
	// recordsWarned is set once it was said that the records cannot be read.
	recordsWarned bool
}

// define completes a subcommand whose own flags are there. Its arguments are counted
// by the words of its use. check judges what can be judged without the outside world;
// it may be nil.
func (m *manage) define(cmd *cobra.Command, check func() error, run func(context.Context) error) *cobra.Command {
	cmd.Annotations, cmd.DisableFlagsInUseLine = console.Notes(notes), true
	cmd.Flags().SortFlags = false
	cmd.Flags().StringVar(&m.configDir, "config-dir", "", "`folder` of the profiles file")
	if cmd.Name() != "export" {
		cmd.Flags().BoolVarP(&m.json, "json", "j", false, "print one JSON object")
	}
	if cmd.Args == nil {
		cmd.Args = arguments
	}
	if strings.Contains(cmd.Use, " NAME") && cmd.Name() != "add" {
		cmd.ValidArgsFunction = m.CompleteProfiles()
	}
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		m.args = args
		if check != nil {
			if err := check(); err != nil {
				return err
			}
		}
		err := m.open(cmd)
		if err == nil {
			err = run(cmd.Context())
		}
		return m.finish(cmd, err)
	}
	return cmd
}

// arguments wants as many arguments as the use names, and does not quote them.
func arguments(cmd *cobra.Command, args []string) error {
	switch wanted := len(strings.Fields(cmd.Use)) - 2; { // but for the name and [flags]
	case wanted == 0:
		return console.NoArguments(cmd, args)
	case len(args) != wanted:
		return console.Usage("write " + cmd.Use + "; a name with spaces stands in quotes")
	}
	return nil
}

// environmentFlag names sandbox or production, which alone need credentials.
func environmentFlag(cmd *cobra.Command, to *string, preset, usage string) {
	cmd.Flags().StringVarP(to, "env", "e", preset, usage)
	completeWords(cmd, "env", string(ripio.Sandbox), string(ripio.Production))
}

// completeWords says what a shell offers for the value of a flag.
func completeWords(cmd *cobra.Command, flag string, words ...string) {
	console.Complete(cmd, map[string]cobra.CompletionFunc{flag: cobra.FixedCompletions(words, cobra.ShellCompDirectiveNoFileComp)})
}

// withCredentials reads the value of an environmentFlag.
func withCredentials(text string) (ripio.EnvironmentName, error) {
	name, err := console.Environment(text)
	if err != nil || name == ripio.Simulator {
		return name, console.Usage("--env must be sandbox or production: the simulator needs no credentials")
	}
	return name, nil
}

// passphraseFlag lets a script open the encrypted file.
func (m *manage) passphraseFlag(cmd *cobra.Command) {
	cmd.Flags().BoolVar(&m.passphraseStdin, "passphrase-stdin", false,
		"read the encrypted file's passphrase from the first line of the input")
}

// renamedFlag keeps an old name of a flag working: it is hidden, and said once.
func (m *manage) renamedFlag(cmd *cobra.Command, old, now string) {
	_ = cmd.Flags().MarkHidden(old) // the only error is a flag that does not exist
	cmd.PreRun = func(cmd *cobra.Command, _ []string) {
		if cmd.Flags().Changed(old) {
			m.Say("note: --%s of profiles %s is called --%s now", old, cmd.Name(), now)
		}
	}
}

// open reads the profiles.
func (m *manage) open(cmd *cobra.Command) error {
	manager, err := m.NewManager(m.configDir)
	if err != nil {
		return err
	}
	m.manager = manager
	manager.Secrets.OnSlow(func() { m.Say("waiting for the keyring; an unlock window may be open") })
	m.warn(manager.Recover(cmd.Context()))
	book, warnings, err := manager.Store.Load()
	m.warn(warnings)
	m.book = book
	if cmd.Name() == "repair" {
		return nil // it says itself what is wrong
	}
	return err
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
	name := m.args[0]
	profile, ok := m.book.Find(name)
	if !ok {
		return profile, console.UnknownProfile("No profile is called "+quoted(name)+".", m.book, "There are no profiles yet; make one with ripio-explorer profiles add NAME.")
	}
	return profile, nil
}

// finish shows what came of it. An error of the stores gets its exit code here.
func (m *manage) finish(cmd *cobra.Command, err error) error {
	var failed *console.Error
	errors.As(console.Failed(err), &failed)
	m.document.Failure = failed
	var printed error
	switch {
	case m.json:
		m.document.Version = console.DocumentVersion
		m.document.Warnings = append([]string{}, m.document.Warnings...)
		printed = m.PrintJSON(m.document)
	case m.text != "":
		printed = m.Print(m.text)
	}
	if failed == nil {
		return printed
	}
	m.Say("profiles %s: %s", cmd.Name(), failed.Message)
	for _, hint := range failed.Hints {
		m.Say("%s", hint)
	}
	if printed != nil {
		return printed
	}
	return &console.Error{Code: failed.Code, Shown: true}
}
