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
	"devtools/ripio-explorer/ripio/readiness"
	"devtools/ripio-explorer/ripio/redact"
)

const rotateIntroduction = `Rehearses and makes the change of a client_secret. The profile holds the secret in use and
the next one, both in the place that it refers to.

  test    requests a token with each of the two; sandbox only
  switch  puts the next secret in use, and keeps the one that was
  undo    puts the one that was in use again

A kill at any moment loses no secret; the same command again finishes what was begun.`

// rotationLimit limits each request of a test.
const rotationLimit = 20 * time.Second

var rotateSteps = []string{"test", "switch", "undo"}

func newRotate(m *manage) *cobra.Command {
	m.environment = ripio.Sandbox
	cmd := &cobra.Command{Use: "rotate [flags] NAME STEP", Short: "change a secret for the next one", Long: rotateIntroduction}
	m.environmentFlag(cmd, "`environment` whose secret is changed: sandbox (the default) or production")
	cmd.Flags().BoolVar(&m.secretStdin, "next-secret-stdin", false, "read the next client_secret from the last line of the input, and keep it")
	cmd.Flags().BoolVar(&m.asIs, "as-is", false, "keep the secret as it was given")
	m.passphraseFlag(cmd)
	return m.define(cmd, func() error {
		switch {
		case !slices.Contains(rotateSteps, m.args[1]):
			return console.Usage("the step must be " + strings.Join(rotateSteps, ", "))
		case m.args[1] == "undo" && m.secretStdin:
			return console.Usage("--next-secret-stdin is for test and switch")
		case m.args[1] == "test" && m.environment == ripio.Production:
			return console.Usage("test is for the sandbox: no secret is tried in production; switch it and look with readiness")
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
	if err := m.unlockFor(profile.Account(m.environment).Secret); err != nil {
		return err
	}
	if m.secretStdin {
		next, err := m.secret()
		if err != nil {
			return err
		}
		if err := rotation.SetNext(m.ctx(), next); err != nil {
			return err
		}
	}
	var after error
	switch m.args[1] {
	case "test":
		after = m.testRotation(profile, rotation)
	case "switch":
		err = rotation.Switch(m.ctx())
	case "undo":
		err = rotation.Undo(m.ctx())
	}
	if err != nil {
		return rotationFailed(err)
	}
	return errors.Join(after, m.showRotation(profile, rotation))
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

// showRotation shows which secrets there are, by their fingerprints.
func (m *manage) showRotation(profile profiles.Profile, rotation *profiles.Rotation) error {
	current, next, previous, err := rotation.Secrets(m.ctx())
	if err != nil {
		return err
	}
	m.put("profile", profile.Name)
	m.put("environment", m.environment)
	s := &console.Sheet{}
	for _, each := range []struct {
		name   string
		secret redact.Secret
	}{{"current", current}, {"next", next}, {"previous", previous}} {
		mark := ""
		if !each.secret.IsEmpty() {
			mark = profiles.Fingerprint(each.secret)
		}
		m.put(each.name, console.Optional(mark))
		s.Line(each.name, mark)
	}
	m.text += s.String()
	return nil
}

// testRotation requests a token with the secret in use and with the next one.
func (m *manage) testRotation(profile profiles.Profile, rotation *profiles.Rotation) error {
	current, next, _, err := rotation.Secrets(m.ctx())
	if err != nil {
		return err
	}
	if next.IsEmpty() {
		return rotationFailed(profiles.ErrNoNextSecret)
	}
	environment, _ := ripio.EnvironmentFor(m.environment)
	account := profile.Account(m.environment)
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
		e := m.Authenticate(m.ctx(), rotationLimit, environment, request)
		line := checklist.Line{Name: each.name + " secret", Verdict: checklist.Failure, Found: "no token came"}
		for _, about := range readiness.About(e) {
			if about.Name == readiness.NameMint && about.Verdict == checklist.OK || about.Verdict == checklist.Failure && e.Failure != nil {
				line.Verdict, line.Found, line.Fix, line.Source = about.Verdict, about.Found, about.Fix, about.Source
				break
			}
		}
		lines = append(lines, line)
	}
	m.put("checks", console.ChecksObjects(lines))
	m.text += console.ChecksText(lines)
	if failed := console.ChecksFailed(lines, true); failed != nil {
		return failed
	}
	return nil
}
