package profiles

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"regexp"

	"github.com/spf13/cobra"

	"devtools/ripio-explorer/cli/internal/console"
	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/profiles/atomicfile"
	"devtools/ripio-explorer/profiles/dotenv"
	"devtools/ripio-explorer/ripio/phrase"
)

const kindUnreadable = "import-not-readable"

// importOptions are the flags of import.
type importOptions struct {
	storeOptions

	fromEnvironment, yes bool
}

func newImport(m *manage) *cobra.Command {
	cmd := &cobra.Command{
		Use: "import FILE|-|--from-env [flags]", Short: "make profiles from a file or from the environment", Args: cobra.ArbitraryArgs,
		Long: `Shows which profiles would be made or changed, and writes them with --yes, or when
yes is typed on a terminal. FILE is a .env file with variables such as
RIPIO_CLIENT_ID, RIPIO_CLIENT_SECRET and RIPIO_ENV, or what export printed; - is the
input. With --from-env the variables of the environment are read. Secrets of a file go to
--store; those of the environment stay there, and only a reference is kept, unless
--store is given.`,
	}
	o := &importOptions{}
	f := cmd.Flags()
	f.BoolVar(&o.fromEnvironment, "from-env", false, "read the variables of the environment, such as RIPIO_CLIENT_ID")
	f.BoolVar(&o.fromEnvironment, "env", false, "old name of --from-env")
	m.renamedFlag(cmd, "env", "from-env")
	o.storeOptions.define(cmd)
	m.passphraseFlag(cmd)
	f.BoolVar(&o.yes, "yes", false, "write what the preview shows")
	check := func() error {
		switch {
		case f.Changed("env") && len(m.args) > 0:
			return console.Usage("import takes no environment: the names of the variables say it; --from-env reads those of this process, and takes no file")
		case o.fromEnvironment && len(m.args) > 0:
			return console.Usage("--from-env and a file exclude each other")
		case !o.fromEnvironment && len(m.args) != 1:
			return console.Usage("write import FILE, import - for the input, or import --from-env")
		case !o.fromEnvironment && m.args[0] == "-" && m.passphraseStdin:
			return console.Usage("the input cannot hold both what is imported and the passphrase; name the file in place of -")
		}
		return o.storeOptions.check(f)
	}
	return m.define(cmd, check, func(ctx context.Context) error { return m.importAll(ctx, o) })
}

// importAll shows what would be made, and makes it once that is agreed to.
func (m *manage) importAll(ctx context.Context, o *importOptions) error {
	plan, refused := m.plan(o)
	if refused != nil {
		return refused
	}
	effects := m.preview(plan)
	if effects == 0 {
		if len(plan.Changes) == 0 {
			m.text += "no credentials were found there; "
		}
		m.text += "nothing would change\n"
		return nil
	}
	if !o.yes && !m.CanAsk() {
		m.text += "nothing was written; add --yes to write it\n"
		return nil
	}
	if refused := m.checkImportPlace(o, plan); refused != nil {
		return refused
	}
	agreed, refused := m.agree(o, effects)
	if refused != nil || !agreed {
		return refused
	}
	if refused := m.unlockForImport(ctx, plan); refused != nil {
		return refused
	}
	saved, warnings, err := m.manager.Apply(ctx, plan)
	m.warn(warnings)
	m.document.Saved = append([]string{}, saved...)
	for _, name := range saved {
		m.Say("saved the profile %s", quoted(name))
	}
	return err
}

// plan reads what is to be imported.
func (m *manage) plan(o *importOptions) (profiles.Import, error) {
	if o.fromEnvironment {
		return m.planVariables(o, dotenv.FromEnvironment(m.Environ()))
	}
	text, refused := m.importText()
	if refused != nil {
		return profiles.Import{}, refused
	}
	if isExport(text) {
		return m.planExport(text)
	}
	found, err := dotenv.Parse(text)
	if err != nil {
		return profiles.Import{}, unreadableImport(err)
	}
	return m.planVariables(o, found)
}

var profileHeader = regexp.MustCompile(`(?m)^\s*\[\[\s*profile\s*\]\]`)

// isExport tells exported profiles from variables.
func isExport(text []byte) bool {
	return bytes.HasPrefix(bytes.TrimSpace(text), []byte("{")) || profileHeader.Match(text)
}

func unreadableImport(err error) error {
	return &console.Error{Code: console.ExitBlocked, Kind: kindUnreadable, Title: "it cannot be read",
		Message: console.Sentence(err), Hints: []string{"Nothing was written."}}
}

func (m *manage) importText() ([]byte, error) {
	name := m.args[0]
	if name != "-" {
		text, err := atomicfile.Read(name, dotenv.MaxSize)
		if err != nil {
			return nil, unreadableImport(err)
		}
		return text, nil
	}
	if m.IsTerminal(m.In) {
		return nil, console.Missing("The input is a terminal, which would show the secret.", "Pipe the text into the command, or name the file.")
	}
	text, err := io.ReadAll(io.LimitReader(m.In, dotenv.MaxSize+1))
	if err != nil {
		return nil, console.Missing("The input could not be read to its end.", "Run the command again.")
	}
	return text, nil
}

// checkImportPlace wants a place for each secret that was found.
func (m *manage) checkImportPlace(o *importOptions, plan profiles.Import) error {
	switch places := importPlaces(plan); {
	case places[profiles.Ask]:
		return console.Missing("A secret was found, and no place was chosen for it. Nothing was written.",
			"Choose one with --store keyring, --store sealed or --store plain.")
	case places[profiles.InPlainFile]:
		return m.acceptPlain(&o.storeOptions)
	}
	return nil
}

// importPlaces are the places that a plan writes secrets to.
func importPlaces(plan profiles.Import) map[profiles.SecretReference]bool {
	places := map[profiles.SecretReference]bool{}
	for _, change := range plan.Changes {
		for _, environment := range change.Secrets {
			places[change.After.Account(environment).Secret] = true
		}
	}
	return places
}

// agree asks whether the preview is to be written.
func (m *manage) agree(o *importOptions, changes int) (bool, error) {
	if o.yes {
		return true, nil
	}
	if err := m.showBeforeAsking(); err != nil {
		return false, err
	}
	if console.IsYes(m.Ask("type yes to write " + phrase.Plural(changes, "profile"))) {
		return true, nil
	}
	m.Say("nothing was written")
	return false, nil
}

// showBeforeAsking shows what has been gathered for the output. That must be one
// JSON object with --json; what is asked about then stands beside it.
func (m *manage) showBeforeAsking() error {
	if !m.CanAsk() {
		return nil
	}
	if m.json {
		fmt.Fprint(m.Err, m.text)
		return nil
	}
	text := m.text
	m.text = ""
	return m.Print(text)
}

// unlockForImport opens the encrypted file if a secret goes there or leaves it.
func (m *manage) unlockForImport(ctx context.Context, plan profiles.Import) error {
	if importPlaces(plan)[profiles.InSealedFile] {
		return m.unlock(ctx, true)
	}
	for _, change := range plan.Changes {
		if change.Before == nil || !change.HasEffect() {
			continue
		}
		if refused := m.unlockFor(ctx, *change.Before); refused != nil {
			return refused
		}
	}
	return nil
}
