package secrets

import (
	"context"

	"devtools/ripio-explorer/profiles/book"
	"devtools/ripio-explorer/profiles/command"
	"devtools/ripio-explorer/profiles/dir"
	"devtools/ripio-explorer/profiles/keyring"
	"devtools/ripio-explorer/profiles/sealed"
	"devtools/ripio-explorer/ripio/redact"
)

// Keyring is what Secrets needs of a keyring; *keyring.Keyring is one. Its
// errors are those of package keyring.
type Keyring interface {
	Get(ctx context.Context, account string) (redact.Secret, error)
	Set(ctx context.Context, account string, secret redact.Secret) error
	Delete(ctx context.Context, account string) error
	List(ctx context.Context) ([]string, error)
}

// CommandRunner runs a program with its arguments, without a shell, and gives
// the secret that it prints.
type CommandRunner func(ctx context.Context, argv []string) (redact.Secret, error)

// secretPlaces are the parts of the outside world that Secrets uses.
type secretPlaces struct {
	folder  func() (string, error)
	keyring Keyring
	command CommandRunner
	// workFactor is that of the encrypted file.
	workFactor int
}

// SecretsOption chooses a part of the outside world for NewSecrets.
type SecretsOption func(*secretPlaces)

// WithConfigDir sets the folder of the encrypted and of the plain file;
// DefaultDir without it. Secrets in a keyring belong to this folder as well.
func WithConfigDir(dir string) SecretsOption {
	return func(p *secretPlaces) { p.folder = func() (string, error) { return dir, nil } }
}

// WithKeyring sets the keyring; the system's without it.
func WithKeyring(ring Keyring) SecretsOption {
	return func(p *secretPlaces) { p.keyring = ring }
}

// WithWorkFactor sets the work factor of the encrypted file, for tests that open
// it often; sealed.WorkFactor without it.
func WithWorkFactor(factor int) SecretsOption {
	return func(p *secretPlaces) { p.workFactor = factor }
}

// WithCommandRunner sets what runs secret commands; package command without it,
// whose commands do not get the variables that profiles read secrets from.
func WithCommandRunner(run CommandRunner) SecretsOption {
	return func(p *secretPlaces) { p.command = run }
}

func choosePlaces(options []SecretsOption) secretPlaces {
	places := secretPlaces{
		folder:  dir.DefaultDir,
		keyring: keyring.New(keyringService),

		workFactor: sealed.WorkFactor,
	}
	for _, option := range options {
		option(&places)
	}
	if places.command == nil {
		places.command = func(ctx context.Context, argv []string) (redact.Secret, error) {
			return command.Runner{Hidden: places.secretVariables()}.Run(ctx, argv)
		}
	}
	return places
}

// secretVariables names the variables that the profiles of the folder read secrets
// from. The folder is read anew each time, because profiles change.
func (p *secretPlaces) secretVariables() []string {
	folder, err := p.folder()
	if err != nil {
		return nil
	}
	return book.NewStore(folder).SecretVariables()
}

// watched returns a keyring that tells when it is slow, and whose child does not get
// the variables that profiles read secrets from, if it is one that can.
func (s *Secrets) watched(ring Keyring) Keyring {
	real, ok := ring.(*keyring.Keyring)
	if !ok {
		return ring
	}
	watched := *real
	if watched.Hidden == nil {
		watched.Hidden = s.places.secretVariables
	}
	watched.OnSlow = func() {
		if real.OnSlow != nil {
			real.OnSlow()
		}
		if call := s.slow.Load(); call != nil && *call != nil {
			(*call)()
		}
	}
	return &watched
}
