package profiles

import (
	"context"
	"errors"
	"path/filepath"
	"slices"

	"github.com/spf13/cobra"

	"devtools/ripio-explorer/cli/internal/console"
	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/profiles/secretfile"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/redact"
	"devtools/ripio-explorer/ripio/visible"
)

// repairDocument is what profiles repair found or did.
type repairDocument struct {
	File string `json:"file"`
	Path string `json:"path"`
	// Done is "backup", "set-aside" or "passphrase"; null when it was only looked at.
	Done *string `json:"done"`
	// SetAside is the new path of a file that was set aside.
	SetAside *string `json:"set_aside"`
}

// repairOptions are the flags of repair.
type repairOptions struct{ useBackup, setAside, newPassphrase, yes bool }

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
	o := &repairOptions{}
	f := cmd.Flags()
	f.BoolVar(&o.useBackup, "use-backup", false, "put the backup in the place of a damaged or missing file")
	f.BoolVar(&o.setAside, "set-aside", false, "rename the file, so that a new one can begin")
	f.BoolVar(&o.newPassphrase, "new-passphrase", false, "change the passphrase of the encrypted file, on a terminal")
	f.BoolVar(&o.yes, "yes", false, "do it without asking")
	m.passphraseFlag(cmd)
	cmd.ValidArgs = repairFiles
	check := func() error {
		switch what := m.args[0]; {
		case !slices.Contains(repairFiles, what):
			return console.Usage("write repair profiles, repair sealed or repair plain")
		case o.useBackup && o.setAside, o.newPassphrase && (o.useBackup || o.setAside):
			return console.Usage("--use-backup, --set-aside and --new-passphrase exclude each other")
		case o.newPassphrase && what != "sealed":
			return console.Usage("--new-passphrase is for the encrypted file: repair sealed")
		}
		return nil
	}
	return m.define(cmd, check, func(ctx context.Context) error { return m.repair(ctx, o) })
}

// repair looks at one file, or mends it in the way that was chosen. Nothing is
// deleted: a file that goes is renamed.
func (m *manage) repair(ctx context.Context, o *repairOptions) error {
	file, err := m.repairable(m.args[0])
	if err != nil {
		return err
	}
	m.document.Repair = &repairDocument{File: m.args[0], Path: file.path}
	var question, done, aside string
	switch {
	case o.useBackup:
		question, done = "put the backup in the place of "+file.path+"; the file is kept under another name", "backup"
	case o.setAside:
		question, done = "rename "+file.path+", and begin without what is in it", "set-aside"
	case o.newPassphrase:
		done = "passphrase"
	default:
		if err = m.lookAt(ctx, m.args[0]); err == nil {
			m.text = visible.Line(file.path) + " is in order\n"
		}
		return err
	}
	if question != "" && !o.yes {
		err = m.Confirm(console.Question{
			Text: "type yes to " + visible.Line(question), Unasked: "A repair must be confirmed.",
			Nothing: "Nothing was changed.", Flag: "Add --yes to do it.",
		})
	}
	if err != nil {
		return err
	}
	text := ""
	switch done {
	case "backup":
		text, err = "the backup is in use: "+file.path, file.useBackup()
	case "set-aside":
		aside, err = file.setAside()
		text = "the file is now " + aside + "; the next save begins a new one"
	default:
		text, err = "the encrypted file has the new passphrase; earlier copies of it still open with the old one", m.changePassphrase()
	}
	var refused *console.Error
	switch {
	case errors.As(err, &refused):
		return err
	case err != nil:
		return &console.Error{Code: console.ExitBlocked, Kind: console.KindProfiles, Title: "it was not repaired", Message: console.Sentence(err)}
	}
	m.document.Repair.Done, m.document.Repair.SetAside = &done, console.Optional(aside)
	m.text = visible.Line(text) + "\n"
	return nil
}

// repairable is a file that can be mended.
type repairable struct {
	path      string
	useBackup func() error
	setAside  func() (string, error)
}

func (m *manage) repairable(what string) (repairable, error) {
	store := m.manager.Store
	switch what {
	case "plain":
		file := secretfile.OpenPlain(filepath.Dir(store.Path()))
		return repairable{file.Path(), func() error { return file.UseBackup(redact.Secret{}) }, file.SetAside}, nil
	case "sealed":
		file, err := m.manager.Secrets.SealedFile()
		if err != nil {
			return repairable{}, err
		}
		return repairable{file.Path(), func() error {
			passphrase, err := m.passphrase(false)
			if err != nil {
				return err
			}
			return file.UseBackup(passphrase)
		}, file.SetAside}, nil
	}
	return repairable{store.Path(), func() error {
		_, warnings, err := store.UseBackup()
		m.warn(warnings)
		return err
	}, store.SetAside}, nil
}

// lookAt tells what is wrong with a file.
func (m *manage) lookAt(ctx context.Context, what string) error {
	switch what {
	case "profiles":
		_, _, err := m.manager.Store.Load()
		return err
	case "sealed":
		return m.unlock(ctx, false)
	}
	_, err := m.manager.Secrets.Resolve(ctx, profiles.SecretKey{Profile: "any", Environment: ripio.Sandbox}, profiles.InPlainFile)
	if errors.Is(err, profiles.ErrNotStored) {
		return nil
	}
	return err
}

// changePassphrase asks for both passphrases.
func (m *manage) changePassphrase() error {
	if m.passphraseStdin || !m.CanAsk() {
		return console.Missing("Both passphrases are asked for, and the input is no terminal to ask on.", "Run the command on a terminal.")
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
