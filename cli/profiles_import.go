package cli

import (
	"bytes"
	"context"
	"errors"
	"io"
	"regexp"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/profiles/atomicfile"
	"devtools/ripio-explorer/profiles/dotenv"
	"devtools/ripio-explorer/ripio"
)

const kindUnreadable ripio.FailureKind = "import-not-readable"

func checkImport(f *profilesFlags) error {
	switch {
	case f.fromEnvironment && f.set.NArg() > 0:
		return errors.New("--env and a file exclude each other")
	case !f.fromEnvironment && f.set.NArg() != 1:
		return errors.New("write import FILE, import - for the input, or import --env")
	case f.set.Arg(0) == "-" && f.passphraseStdin:
		return errors.New("the input cannot hold both what is imported and the passphrase; name the file in place of -")
	}
	return f.checkStore()
}

// runImport shows what would be made, and makes it once that is agreed to.
func runImport(ctx context.Context, m *manage) *refusal {
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
	if !m.flags.yes && !m.input.canAsk() {
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
		m.say("saved the profile %s", quoted(name))
	}
	return failed(err)
}

// plan reads what is to be imported.
func (m *manage) plan() (profiles.Import, *refusal) {
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

func unreadableImport(err error) *refusal {
	return &refusal{ExitBlocked, kindUnreadable, "it cannot be read", sentence(err), []string{"Nothing was written."}}
}

func (m *manage) importText() ([]byte, *refusal) {
	name := m.flags.set.Arg(0)
	if name != "-" {
		text, err := atomicfile.Read(name, dotenv.MaxSize)
		if err != nil {
			return nil, unreadableImport(err)
		}
		return text, nil
	}
	if m.IsTerminal(m.In) {
		return nil, missing("The input is a terminal, which would show the secret.", "Pipe the text into the command, or name the file.")
	}
	text, err := io.ReadAll(io.LimitReader(m.In, dotenv.MaxSize+1))
	if err != nil {
		return nil, missing("The input could not be read to its end.", "Run the command again.")
	}
	return text, nil
}

// checkImportPlace wants a place for each secret that was found.
func (m *manage) checkImportPlace(plan profiles.Import) *refusal {
	switch places := importPlaces(plan); {
	case places[profiles.Ask]:
		return missing("A secret was found, and no place was chosen for it. Nothing was written.",
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
func (m *manage) agree(changes int) (bool, *refusal) {
	if m.flags.yes {
		return true, nil
	}
	agreed, refused := m.askYes("type yes to write " + plural(changes, "profile"))
	if refused != nil || agreed {
		return agreed, refused
	}
	m.say("nothing was written")
	return false, refused
}

// unlockForImport opens the encrypted file if a secret goes there or leaves it.
func (m *manage) unlockForImport(ctx context.Context, plan profiles.Import) *refusal {
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
