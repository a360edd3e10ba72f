package profiles

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"regexp"

	"devtools/ripio-explorer/cli/internal/console"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/profiles/atomicfile"
	"devtools/ripio-explorer/profiles/dotenv"
)

const kindUnreadable = "import-not-readable"

func checkImport(f *profilesFlags) error {
	switch {
	case f.fromEnvironment && f.set.NArg() > 0:
		return console.Usage("--env and a file exclude each other")
	case !f.fromEnvironment && f.set.NArg() != 1:
		return console.Usage("write import FILE, import - for the input, or import --env")
	case f.set.Arg(0) == "-" && f.passphraseStdin:
		return console.Usage("the input cannot hold both what is imported and the passphrase; name the file in place of -")
	}
	return f.checkStore()
}

// runImport shows what would be made, and makes it once that is agreed to.
func runImport(ctx context.Context, m *manage) error {
	plan, refused := m.plan()
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
	if !m.flags.yes && !m.input.CanAsk() {
		m.text += "nothing was written; add --yes to write it\n"
		return nil
	}
	if refused := m.checkImportPlace(plan); refused != nil {
		return refused
	}
	agreed, refused := m.agree(effects)
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
	return console.Failed(err)
}

// plan reads what is to be imported.
func (m *manage) plan() (profiles.Import, error) {
	if m.flags.fromEnvironment {
		return m.planVariables(dotenv.FromEnvironment(m.Environ()))
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
	return m.planVariables(found)
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
	name := m.flags.set.Arg(0)
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
func (m *manage) checkImportPlace(plan profiles.Import) error {
	switch places := importPlaces(plan); {
	case places[profiles.Ask]:
		return console.Missing("A secret was found, and no place was chosen for it. Nothing was written.",
			"Choose one with --store keyring, --store sealed or --store plain.")
	case places[profiles.InPlainFile]:
		return m.acceptPlain()
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
func (m *manage) agree(changes int) (bool, error) {
	if m.flags.yes {
		return true, nil
	}
	if err := m.showBeforeAsking(); err != nil {
		return false, err
	}
	if console.IsYes(m.Ask("type yes to write " + console.Plural(changes, "profile"))) {
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
	if m.flags.json {
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
