package profiles

import (
	"context"
	"errors"
	"path/filepath"
	"slices"

	"github.com/spf13/cobra"

	"devtools/ripio-explorer/cli/internal/console"
	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/profiles/plainfile"
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
	what := m.args[0]
	file, err := m.repairable(what)
	if err != nil {
		return console.Failed(err)
	}
	m.document.Repair = &repairDocument{File: what, Path: file.path}
	switch {
	case o.useBackup:
		return m.goBack(file, o.yes)
	case o.setAside:
		return m.putAside(file, o.yes)
	case o.newPassphrase:
		return m.changePassphrase(file)
	}
	if refused := m.lookAt(ctx, what); refused != nil {
		return refused
	}
	m.text = visible.Line(file.path) + " is in order\n"
	return nil
}

// repairable is a file that can be mended.
type repairable struct {
	path           string
	useBackup      func(passphrase redact.Secret) error
	setAside       func() (string, error)
	change         func(current, next redact.Secret) error
	needsThisFirst bool // the passphrase, for the backup
}

func (m *manage) repairable(what string) (repairable, error) {
	store := m.manager.Store
	switch what {
	case "plain":
		file := plainfile.Open(filepath.Dir(store.Path()))
		return repairable{path: file.Path(), setAside: file.SetAside, useBackup: func(redact.Secret) error { return file.UseBackup() }}, nil
	case "sealed":
		file, err := m.manager.Secrets.SealedFile()
		if err != nil {
			return repairable{}, err
		}
		return repairable{
			path: file.Path(), useBackup: file.UseBackup, setAside: file.SetAside, change: file.ChangePassphrase, needsThisFirst: true,
		}, nil
	}
	return repairable{path: store.Path(), setAside: store.SetAside, useBackup: func(redact.Secret) error {
		book, warnings, err := store.UseBackup()
		if err == nil {
			m.book = book
			m.warn(warnings)
		}
		return err
	}}, nil
}

// lookAt tells what is wrong with a file.
func (m *manage) lookAt(ctx context.Context, what string) error {
	switch what {
	case "profiles":
		_, _, err := m.manager.Store.Load()
		return console.Failed(err)
	case "sealed":
		return m.unlock(ctx, false)
	}
	anyKey := profiles.SecretKey{Profile: "any", Environment: ripio.Sandbox}
	_, err := m.manager.Secrets.Resolve(ctx, anyKey, profiles.InPlainFile)
	if errors.Is(err, profiles.ErrNotStored) {
		return nil
	}
	return console.Failed(err)
}

func (m *manage) goBack(file repairable, yes bool) error {
	if refused := m.confirmRepair(yes, "put the backup in the place of "+file.path+"; the file is kept under another name"); refused != nil {
		return refused
	}
	var passphrase redact.Secret
	if file.needsThisFirst {
		var refused error
		if passphrase, refused = m.input.passphrase(false); refused != nil {
			return refused
		}
	}
	if err := file.useBackup(passphrase); err != nil {
		return notRepaired(err)
	}
	m.repaired("backup", "", "the backup is in use: "+file.path)
	return nil
}

func (m *manage) putAside(file repairable, yes bool) error {
	if refused := m.confirmRepair(yes, "rename "+file.path+", and begin without what is in it"); refused != nil {
		return refused
	}
	path, err := file.setAside()
	if err != nil {
		return notRepaired(err)
	}
	m.repaired("set-aside", path, "the file is now "+path+"; the next save begins a new one")
	return nil
}

func (m *manage) changePassphrase(file repairable) error {
	if m.input.passphraseStdin || !m.CanAsk() {
		return console.Missing("Both passphrases are asked for, and the input is no terminal to ask on.", "Run the command on a terminal.")
	}
	current, refused := m.input.passphrase(false)
	if refused != nil {
		return refused
	}
	next, refused := m.input.passphrase(true)
	if refused != nil {
		return refused
	}
	if err := file.change(current, next); err != nil {
		return notRepaired(err)
	}
	m.repaired("passphrase", "", "the encrypted file has the new passphrase; earlier copies of it still open with the old one")
	return nil
}

func (m *manage) repaired(done, aside, text string) {
	m.document.Repair.Done, m.document.Repair.SetAside = &done, console.Optional(aside)
	m.text = visible.Line(text) + "\n"
}

func (m *manage) confirmRepair(yes bool, what string) error {
	if yes {
		return nil
	}
	return m.Confirm(console.Question{
		Text: "type yes to " + visible.Line(what), Unasked: "A repair must be confirmed.",
		Nothing: "Nothing was changed.", Flag: "Add --yes to do it.",
	})
}

// notRepaired says that the file is as it was.
func notRepaired(err error) error {
	return &console.Error{Code: console.ExitBlocked, Kind: console.KindProfiles, Title: "it was not repaired",
		Message: console.Sentence(err)}
}
