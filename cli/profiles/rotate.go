package profiles

import (
	"errors"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"devtools/ripio-explorer/cli/internal/console"
	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/checklist"
	"devtools/ripio-explorer/ripio/phrase"
	"devtools/ripio-explorer/ripio/readiness"
	"devtools/ripio-explorer/ripio/redact"
	"devtools/ripio-explorer/ripio/visible"
)

// rotationLimit limits each request of a test.
const rotationLimit = 20 * time.Second

var rotateSteps = []string{"test", "switch", "undo"}

func newRotate(m *manage) *cobra.Command {
	m.environment = ripio.Sandbox
	cmd := &cobra.Command{
		Use: "rotate [flags] NAME STEP", Short: "change a secret for the next one", Long: rotateIntroduction, Example: rotateExamples,
	}
	m.environmentFlag(cmd, "`environment` whose secret is changed: sandbox (the default) or production")
	m.referenceFlag(cmd, "`reference` to the next secret")
	m.storeFlags(cmd)
	cmd.Flags().BoolVar(&m.secretStdin, "secret-stdin", false, "read the next client_secret from the last line of the input")
	m.renamedFlag(cmd, "next-secret-stdin", "secret-stdin")
	cmd.Flags().BoolVar(&m.asIs, "as-is", false, "keep the secret as it was given")
	m.passphraseFlag(cmd)
	return m.define(cmd, func() error {
		kind := m.reference.Kind()
		switch step := m.args[1]; {
		case !slices.Contains(rotateSteps, step):
			return console.Usage("the step must be " + strings.Join(rotateSteps, ", "))
		case step == "undo" && (m.secretStdin || m.reference != ""):
			return console.Usage("--secret-stdin, --secret-ref and --store are for test and switch")
		case step == "test" && m.environment == ripio.Production:
			return console.Usage("test is for the sandbox: no secret is tried in production; switch it and look with readiness")
		case m.secretStdin && kind != "" && !kind.Keeps() && !(kind == profiles.KindAsk && step == "test"):
			return console.Usage("--secret-stdin needs a place that the program keeps secrets in: keyring, sealed or plain; ask takes it for test alone")
		}
		return nil
	}, m.rotate)
}

func (m *manage) rotate() error {
	profile, err := m.find()
	if err != nil {
		return err
	}
	rotation, err := m.manager.Rotation(profile, m.environment)
	if err != nil {
		return rotationFailed(err)
	}
	if err := m.unlockForRotation(profile.Account(m.environment)); err != nil {
		return err
	}
	next, typed, err := m.nextSecret(profile.Account(m.environment), rotation)
	if err != nil {
		return err
	}
	var after error
	switch m.args[1] {
	case "test":
		if next.Reference != "" {
			err = rotation.SetNext(m.ctx(), next)
		}
		if err == nil {
			after = m.testRotation(rotation, typed)
		}
	case "switch":
		err = rotation.Switch(m.ctx(), next)
	case "undo":
		err = rotation.Undo(m.ctx())
	}
	if err != nil {
		return rotationFailed(err)
	}
	return errors.Join(after, m.showRotation(rotation))
}

// unlockForRotation opens the encrypted file if one of the secrets is in it, or makes it
// for the next one.
func (m *manage) unlockForRotation(account profiles.Account) error {
	if m.reference == profiles.InSealedFile {
		return m.unlock(true)
	}
	return m.unlockFor(account.References()...)
}

// nextSecret is the next secret as the flags name it: its place, and the secret for a
// place that the program keeps it in. typed is one that is only tried.
func (m *manage) nextSecret(account profiles.Account, rotation *profiles.Rotation) (next profiles.NextSecret, typed redact.Secret, err error) {
	next.Reference = m.reference
	switch {
	case m.args[1] == "undo" || m.reference == "" && !m.secretStdin:
		return next, typed, nil
	case m.reference == "":
		next.Reference = account.Place(profiles.NextSlot)
		if !next.Reference.Kind().Keeps() {
			return next, typed, noPlace()
		}
	case m.reference == profiles.InPlainFile:
		if err := m.acceptPlainFile(); err != nil {
			return next, typed, err
		}
	}
	switch kind := next.Reference.Kind(); {
	case kind == profiles.KindAsk && m.secretStdin:
		typed, err = m.secret()
	case kind.Keeps() && !m.secretStdin:
		_, there, _, lookErr := rotation.Secrets(m.ctx())
		if lookErr != nil || there.Reference == next.Reference {
			return profiles.NextSecret{}, typed, lookErr // it is kept there already
		}
		next.Value, err = m.secret()
	case kind.Keeps():
		next.Value, err = m.secret()
	}
	return next, typed, err
}

// rotationFailed is the error of a rotation that something is missing for.
func rotationFailed(err error) error {
	for _, known := range []error{profiles.ErrNoNextSecret, profiles.ErrNoPreviousSecret, profiles.ErrNotRotatable} {
		if errors.Is(err, known) {
			return console.Missing(console.Sentence(err))
		}
	}
	return err
}

// showRotation shows where the secrets are, and those that could be read by their
// fingerprints.
func (m *manage) showRotation(rotation *profiles.Rotation) error {
	current, next, previous, err := rotation.Secrets(m.ctx())
	if err != nil {
		return err
	}
	m.put("profile", rotation.Profile().Name)
	m.put("environment", m.environment)
	s := &console.Sheet{}
	for _, each := range []struct {
		name   string
		secret profiles.RotationSecret
	}{{"current", current}, {"next", next}, {"previous", previous}} {
		mark := profiles.Fingerprint(each.secret.Secret)
		m.put(each.name, console.Optional(mark))
		m.put(each.name+"_secret", console.Optional(each.secret.Reference))
		if each.secret.Reference != "" {
			s.Line(each.name, phrase.JoinNonEmpty("  ", mark, visible.Line(each.secret.Reference.Label())))
		}
	}
	m.text += s.String()
	return nil
}

// testRotation requests a token with the secret in use and with the next one; typed is
// the next one, if it was piped and is not kept.
func (m *manage) testRotation(rotation *profiles.Rotation, typed redact.Secret) error {
	current, err := m.rotationSecret(rotation, false)
	if err != nil {
		return err
	}
	next := typed
	if next.IsEmpty() {
		if next, err = m.rotationSecret(rotation, true); err != nil {
			return rotationFailed(err)
		}
	}
	environment, _ := ripio.EnvironmentFor(m.environment)
	account := rotation.Profile().Account(m.environment)
	request := ripio.Request{
		ClientID: account.ClientID, ExternalRef: account.User.ExternalRef, Address: account.User.Address, CredentialsFor: m.environment,
	}
	if request.ExternalRef == "" {
		request.ExternalRef = m.NewExternalRef()
	}
	var lines []checklist.Line
	for _, each := range []struct {
		name   string
		secret redact.Secret
	}{{"current", current}, {"next", next}} {
		request.Secret = each.secret
		lines = append(lines, rotationLine(each.name+" secret", m.Authenticate(m.ctx(), rotationLimit, environment, request)))
	}
	m.put("checks", console.ChecksObjects(lines))
	m.text += console.ChecksText(lines)
	return console.ChecksFailed(lines, true).After(nil)
}

// rotationSecret reads the secret in use or the next one, and asks for one that is typed
// in each session.
func (m *manage) rotationSecret(rotation *profiles.Rotation, next bool) (redact.Secret, error) {
	secret, err := rotation.Resolve(m.ctx(), next)
	if !errors.Is(err, profiles.ErrSecretNeeded) {
		return secret, err
	}
	which := "client_secret in use"
	if next {
		which = "next client_secret"
	}
	secret, err = m.hidden(false, -1, which+" for "+string(m.environment), console.Missing(
		"The "+which+" is asked for in each session, and the input is not a terminal.", "Choose another place for it in the profile, or run the test on a terminal."))
	if err == nil && secret.IsEmpty() {
		err = console.Missing("The " + which + " is empty.")
	}
	return secret, err
}

// rotationLine is what came of a request with one of the secrets.
func rotationLine(name string, e ripio.Exchange) checklist.Line {
	line, _ := readiness.Outcome(e)
	line.Name, line.Took = name, 0
	return line
}
