package profiles

import (
	"errors"
	"path/filepath"
	"slices"

	"github.com/spf13/cobra"

	"devtools/ripio-explorer/cli/internal/console"
	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/profiles/secretfile"
	"devtools/ripio-explorer/ripio/redact"
	"devtools/ripio-explorer/ripio/visible"
)

// repairFiles are what repair takes as an argument.
var repairFiles = []string{"profiles", "sealed", "plain"}

func newRepair(m *manage) *cobra.Command {
	cmd := &cobra.Command{
		Use: "repair profiles|sealed|plain [flags]", Short: "mend a damaged file, or go on without its passphrase",
		Long: `Looks at the profiles file, the encrypted file (sealed) or the plain file, and says
whether it is in order. --use-backup puts its backup in the place of one that is
damaged or missing. --set-aside renames it, so that a new one can begin: the way on
when its passphrase is lost, as nobody can open it then. Both ask first, or take
--yes. Nothing is deleted. --new-passphrase changes the encrypted file's passphrase.`,
	}
	f := cmd.Flags()
	useBackup := f.Bool("use-backup", false, "put the backup in the place of a damaged or missing file")
	setAside := f.Bool("set-aside", false, "rename the file, so that a new one can begin")
	newPassphrase := f.Bool("new-passphrase", false, "change the passphrase of the encrypted file, on a terminal")
	f.BoolVar(&m.yes, "yes", false, "do it without asking")
	m.passphraseFlag(cmd)
	const one = "--use-backup, --set-aside and --new-passphrase exclude each other"
	console.Excludes(cmd, one, "use-backup", "set-aside", "new-passphrase")
	console.Excludes(cmd, one, "set-aside", "new-passphrase")
	cmd.ValidArgs = repairFiles
	check := func() error {
		switch what := m.args[0]; {
		case !slices.Contains(repairFiles, what):
			return console.Usage("write repair profiles, repair sealed or repair plain")
		case *newPassphrase && what != "sealed":
			return console.Usage("--new-passphrase is for the encrypted file: repair sealed")
		}
		return nil
	}
	return m.define(cmd, check, func() error {
		file, err := m.repairable(m.args[0])
		if err != nil {
			return err
		}
		m.putRepair(file, "", "")
		const changed = "the encrypted file has the new passphrase; earlier copies of it still open with the old one"
		switch {
		case *useBackup:
			return m.mend(file, "backup", "put the backup in the place of "+file.path+"; the file is kept under another name", func() (string, string, error) {
				return "", "the backup is in use: " + file.path, file.useBackup()
			})
		case *setAside:
			return m.mend(file, "set-aside", "rename "+file.path+", and begin without what is in it", func() (string, string, error) {
				aside, err := file.setAside()
				return aside, "the file is now " + aside + "; the next save begins a new one", err
			})
		case *newPassphrase:
			m.yes = true // nothing is lost
			return m.mend(file, "passphrase", "", func() (string, string, error) { return "", changed, m.changePassphrase() })
		}
		if err = file.check(); err == nil {
			m.text = visible.Line(file.path) + " is in order\n"
		}
		return err
	})
}

// putRepair sets what JSON says of a repair: done is "backup", "set-aside" or
// "passphrase", empty when the file was only looked at, and aside the new path of a
// file that was set aside.
func (m *manage) putRepair(file repairable, done, aside string) {
	m.put("repair", console.Object{
		{"file", m.args[0]}, {"path", file.path}, {"done", console.Optional(done)}, {"set_aside", console.Optional(aside)},
	})
}

// mend does what the question asks about, once that was confirmed, and says so.
func (m *manage) mend(file repairable, done, question string, do func() (aside, said string, err error)) error {
	if err := m.Confirm(m.yes, console.Question{
		Text: "type yes to " + visible.Line(question), Unasked: "A repair must be confirmed.",
		Nothing: "Nothing was changed.", Flag: "Add --yes to do it.",
	}); err != nil {
		return err
	}
	aside, said, err := do()
	var refused *console.Error
	switch {
	case errors.As(err, &refused):
		return err
	case err != nil:
		return &console.Error{Code: console.ExitBlocked, Kind: console.KindProfiles, Title: "it was not repaired", Message: console.Sentence(err)}
	}
	m.putRepair(file, done, aside)
	m.text = visible.Line(said) + "\n"
	return nil
}

// repairable is a file that can be mended. check says what is wrong with it.
type repairable struct {
	path             string
	check, useBackup func() error
	setAside         func() (string, error)
}

func (m *manage) repairable(what string) (repairable, error) {
	store := m.manager.Store
	if what == "profiles" {
		check := func() error {
			_, _, err := store.Load()
			return err
		}
		useBackup := func() error {
			_, warnings, err := store.UseBackup()
			m.warn(warnings)
			return err
		}
		return repairable{store.Path(), check, useBackup, store.SetAside}, nil
	}
	check, passphrase := func() error { return m.unlock(false) }, m.passphrase
	file, err := m.manager.Secrets.SealedFile()
	if what == "plain" {
		file, err = secretfile.OpenPlain(filepath.Dir(store.Path())), nil
		check = func() error { return m.tryPlace(profiles.InPlainFile) }
		passphrase = func(bool) (redact.Secret, error) { return redact.Secret{}, nil }
	}
	if err != nil {
		return repairable{}, err
	}
	useBackup := func() error {
		secret, err := passphrase(false)
		if err != nil {
			return err
		}
		return file.UseBackup(secret)
	}
	return repairable{file.Path(), check, useBackup, file.SetAside}, nil
}

// changePassphrase asks for both passphrases.
func (m *manage) changePassphrase() error {
	if m.passphraseStdin || !m.CanAsk() {
		return console.Missing("Both passphrases are asked for, and the input is not a terminal.", "Run the command on a terminal.")
	}
	current, err := m.passphrase(false)
	if err != nil {
		return err
	}
	next, err := m.passphrase(true)
	if err != nil {
		return err
	}
	file, err := m.manager.Secrets.SealedFile()
	if err != nil {
		return err
	}
	return file.ChangePassphrase(current, next)
}
