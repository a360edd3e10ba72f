package profiles

import (
	"bytes"
	"errors"
	"io"
	"slices"

	"github.com/spf13/cobra"

	"devtools/ripio-explorer/cli/internal/console"
	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/profiles/atomicfile"
	"devtools/ripio-explorer/profiles/book"
	"devtools/ripio-explorer/profiles/dotenv"
	"devtools/ripio-explorer/ripio/phrase"
	"devtools/ripio-explorer/ripio/redact"
)

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
	f := cmd.Flags()
	var fromEnvironment bool
	f.BoolVar(&fromEnvironment, "from-env", false, "read the variables of the environment, such as RIPIO_CLIENT_ID")
	asEnv := m.renamedFlag(cmd, "env", "from-env")
	m.storeFlags(cmd)
	m.passphraseFlag(cmd)
	f.BoolVar(&m.yes, "yes", false, "write what the preview shows")
	check := func() error {
		switch {
		case *asEnv && len(m.args) > 0:
			return console.Usage("import takes no environment: the names of the variables say it; --from-env reads those of this process, and takes no file")
		case fromEnvironment && len(m.args) > 0:
			return console.Usage("--from-env and a file exclude each other")
		case !fromEnvironment && len(m.args) != 1:
			return console.Usage("write import FILE, import - for the input, or import --from-env")
		case !fromEnvironment && m.args[0] == "-" && m.passphraseStdin:
			return console.Usage("the input cannot hold both what is imported and the passphrase; name the file in place of -")
		}
		return nil
	}
	return m.define(cmd, check, func() error { return m.importAll(fromEnvironment) })
}

// importAll shows what would be made, and makes it once that is agreed to.
func (m *manage) importAll(fromEnvironment bool) error {
	proposals, err := m.proposals(fromEnvironment)
	var plan profiles.Import
	if err == nil {
		plan, err = profiles.Plan(m.book, proposals)
	}
	var own *console.Error
	switch {
	case errors.As(err, &own):
		return err
	case err != nil:
		return &console.Error{Code: console.ExitBlocked, Kind: "import-not-readable", Title: "it cannot be read",
			Message: console.Sentence(err), Hints: []string{"Nothing was written."}}
	}
	effects := m.preview(plan)
	switch {
	case len(plan.Changes) == 0:
		m.text += "no credentials were found there; nothing would change\n"
		return nil
	case effects == 0:
		m.text += "nothing would change\n"
		return nil
	case !m.yes && !m.CanAsk():
		m.text += "nothing was written; add --yes to write it\n"
		return nil
	}
	former, chosen := places(plan)
	if slices.Contains(chosen, profiles.Ask) {
		return console.Missing("A secret was found, and no place was chosen for it. Nothing was written.",
			"Choose one with --store keyring, --store sealed or --store plain.")
	}
	if slices.Contains(chosen, profiles.InPlainFile) {
		if err := m.acceptPlainFile(); err != nil {
			return err
		}
	}
	if err := m.showBeforeAsking(); err != nil {
		return err
	}
	if !m.yes && !console.IsYes(m.Ask("type yes to write "+phrase.Plural(effects, "profile"))) {
		m.Say("nothing was written")
		return nil
	}
	if slices.Contains(chosen, profiles.InSealedFile) {
		err = m.unlock(true)
	} else {
		err = m.unlockFor(former...)
	}
	if err != nil {
		return err
	}
	saved, warnings, err := m.manager.Apply(m.ctx(), plan)
	m.warn(warnings)
	putList(m, "saved", saved)
	for _, name := range saved {
		m.Say("saved the profile %s", quoted(name))
	}
	return err
}

// places are those that the changed profiles have had their secrets in, and those
// that found secrets go to.
func places(plan profiles.Import) (former, chosen []profiles.SecretReference) {
	for _, change := range plan.Changes {
		if change.Before != nil && change.HasEffect() {
			former = append(former, change.Before.Sandbox.Secret, change.Before.Production.Secret)
		}
		for _, environment := range change.Secrets {
			chosen = append(chosen, change.After.Account(environment).Secret)
		}
	}
	return former, chosen
}

var profileHeader = phrase.NewShape(`(?m)^\s*\[\[\s*profile\s*\]\]`)

// proposals reads what is to be imported: variables, or exported profiles.
func (m *manage) proposals(fromEnvironment bool) ([]profiles.Proposal, error) {
	if fromEnvironment {
		return m.propose(dotenv.FromEnvironment(m.Environ()), true), nil
	}
	text, err := m.importText()
	if err != nil {
		return nil, err
	}
	if bytes.HasPrefix(bytes.TrimSpace(text), []byte("{")) || profileHeader().Match(text) {
		return m.exported(text)
	}
	found, err := dotenv.Parse(text)
	if err != nil {
		return nil, err
	}
	return m.propose(found, false), nil
}

func (m *manage) importText() ([]byte, error) {
	if name := m.args[0]; name != "-" {
		return atomicfile.Read(name, dotenv.MaxSize)
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

// exported proposes exported profiles. What they leave empty stays as it is.
func (m *manage) exported(text []byte) (proposals []profiles.Proposal, err error) {
	exported, warnings, err := profiles.ReadExport(text)
	if err != nil {
		return nil, err
	}
	m.warn(warnings)
	for _, profile := range exported.Profiles {
		for _, environment := range book.Environments {
			account := profile.Account(environment)
			proposals = append(proposals, profiles.Proposal{
				Name: profile.Name, Country: profile.Country, Environment: environment,
				ClientID: account.ClientID, Reference: account.Secret, User: account.User,
			})
		}
	}
	return proposals, nil
}

// propose proposes profiles from variables, and says where a found secret goes: to the
// place that was chosen; nowhere when this process has it in a variable, to which a
// reference is enough; to the place where the profile has kept one so far. Otherwise
// the place is open, for which Ask stands until the import is refused.
func (m *manage) propose(found dotenv.Found, fromEnvironment bool) (proposals []profiles.Proposal) {
	for _, each := range found.Proposals {
		proposal := profiles.Proposal{
			Name: each.Name, Country: each.Country, Environment: each.Environment, ClientID: each.ClientID, Secret: each.Secret,
		}
		known, _ := m.book.Find(each.Name)
		kept := known.Account(each.Environment).Secret
		switch {
		case each.Secret.IsEmpty():
		case m.reference != "":
			proposal.Reference = m.reference
		case fromEnvironment:
			proposal.Secret = redact.Secret{}
			proposal.Reference, _ = profiles.VariableReference(each.SecretVariable)
		case kept.Kind().Keeps():
			proposal.Reference = kept
		default:
			proposal.Reference = profiles.Ask
		}
		proposals = append(proposals, proposal)
		for _, remark := range each.Remarks {
			m.warnText(each.Name + ", " + string(each.Environment) + ": " + remark)
		}
	}
	for _, note := range found.Notes() {
		m.warnText(note)
	}
	return proposals
}
