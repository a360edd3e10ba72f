// Package profiles is the command profiles, which keeps profiles and their secrets.
package profiles

import (
	"context"
	"errors"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"devtools/ripio-explorer/cli/internal/console"
	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/redact"
	"devtools/ripio-explorer/ripio/visible"
)

// NewCommand returns the command profiles.
func NewCommand(c *console.Console) *cobra.Command {
	var subcommands []*cobra.Command
	for _, subcommand := range []func(*manage) *cobra.Command{
		newList, newShow, newAdd, newEdit, newRemove, newRename, newImport, newExport, newForget, newOrphans, newRepair, newRotate,
	} {
		subcommands = append(subcommands, subcommand(&manage{Console: c}))
	}
	return console.Group(&cobra.Command{
		Use: "profiles", Short: "keep profiles and their secrets", Long: introduction, Example: examples, Annotations: console.Notes(notes),
	}, subcommands...)
}

// manage is one run of a subcommand of profiles, as far as it has come.
type manage struct {
	*console.Console

	cmd     *cobra.Command
	args    []string
	manager *profiles.Manager
	book    profiles.Book

	// What flags say that several subcommands have. environment is empty when none
	// was chosen, reference when no place for a secret was.
	yes                                bool
	environment                        ripio.EnvironmentName
	reference                          profiles.SecretReference
	acceptPlain                        bool
	passphraseStdin, secretStdin, asIs bool
	// lines are what was piped; nil until the input was read.
	lines []redact.Secret

	// members, as JSON, or text is what will be shown. warnings are for both.
	members  console.Object
	text     string
	warnings []string
	// recordsWarned is set once it was said that the records cannot be read.
	recordsWarned bool
}

// define completes a subcommand whose own flags are there. check judges them, before
// anything is read; it may be nil.
func (m *manage) define(cmd *cobra.Command, check, run func() error) *cobra.Command {
	m.cmd = cmd
	dir := cmd.Flags().String("config-dir", "", "`folder` of the profiles file")
	if cmd.Name() != "export" {
		console.JSONFlag(cmd, "print one JSON object")
	}
	if cmd.Args == nil {
		cmd.Args = console.Arguments("a name with spaces stands in quotes")
	}
	if strings.Contains(cmd.Use, " NAME") && cmd.Name() != "add" {
		cmd.ValidArgsFunction = m.CompleteProfiles()
	}
	cmd.RunE = func(_ *cobra.Command, args []string) error {
		m.args = args
		if check != nil {
			if err := check(); err != nil {
				return err
			}
		}
		err := m.open(*dir)
		if err == nil {
			err = run()
		}
		return m.finish(err)
	}
	return cmd
}

func (m *manage) ctx() context.Context { return m.cmd.Context() }

// given reports whether a flag was typed, even with an empty value.
func (m *manage) given(flag string) bool { return m.cmd.Flags().Changed(flag) }

// open reads the profiles.
func (m *manage) open(dir string) (err error) {
	if m.manager, err = m.NewManager(dir); err != nil {
		return err
	}
	m.manager.Secrets.OnSlow(func() { m.Say("waiting for the keyring; an unlock window may be open") })
	m.warn(m.manager.Recover(m.ctx()))
	book, warnings, err := m.manager.Store.Load()
	m.warn(warnings)
	m.book = book
	if m.cmd.Name() == "repair" {
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
	m.warnings = append(m.warnings, text)
	m.Say("warning: %s", visible.Line(text))
}

// put sets a member of the JSON object. The keys are stable.
func (m *manage) put(key string, value any) {
	m.members = slices.DeleteFunc(m.members, func(member [2]any) bool { return member[0] == key })
	m.members = append(m.members, [2]any{key, value})
}

// putList sets a member that is an array, empty for none.
func putList[T any](m *manage, key string, list []T) { m.put(key, append([]T{}, list...)) }

// find returns the profile that the first argument names.
func (m *manage) find() (profiles.Profile, error) {
	profile, ok := m.book.Find(m.args[0])
	if !ok {
		return profile, console.UnknownProfile("No profile is called "+quoted(m.args[0])+".", m.book,
			"There are no profiles yet; make one with ripio-explorer profiles add NAME.")
	}
	return profile, nil
}

// quoted is a name in a message.
func quoted(name string) string { return `"` + visible.Cut(name, 80) + `"` }

// listed is a line with a label for each text.
func listed(label string, texts []string) string {
	s := &console.Sheet{}
	for _, text := range texts {
		s.Line(label, text)
	}
	return s.String()
}

// reached shows what was removed, and what could not be.
func (m *manage) reached(removed, left []string) {
	putList(m, "removed", removed)
	putList(m, "not_reached", left)
	m.text += listed("removed", removed) + listed("not reached", left)
}

// notReached is the error of something that was left where the program could not
// reach it.
func notReached(message string, hints ...string) error {
	return &console.Error{Code: console.ExitBlocked, Kind: "not-reached", Title: "something was not reached", Message: message, Hints: hints}
}

// finish shows what came of it. An error of the stores gets its exit code here.
func (m *manage) finish(err error) error {
	err = console.Failed(err)
	var failed *console.Error
	if errors.As(err, &failed) {
		failed.Printed = true
	}
	if printed := m.Show(append(console.Object{
		{"failure", failed}, {"warnings", append([]string{}, m.warnings...)},
	}, m.members...), m.text); printed != nil {
		return printed
	}
	return err
}
