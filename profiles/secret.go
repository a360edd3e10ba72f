package profiles

import (
	"context"
	"errors"
	"fmt"
	"sync"

	"devtools/ripio-explorer/ripio"
)

var (
	// ErrSecretNeeded says that the person has to be asked for the secret first.
	ErrSecretNeeded = errors.New("secret is needed; type it")
	// ErrNoReference says that the account does not tell where its secret is.
	ErrNoReference = errors.New("secret has no place yet; choose in the profile where it is to be found")
	// ErrInvalidReference says that the profiles file holds no reference where
	// one is expected.
	ErrInvalidReference = errors.New("secret reference in the profiles file is not a known one; " +
		"choose in the profile where the secret is to be found")
)

// VariableError says that an environment variable holds no secret.
type VariableError struct {
	// Name is the variable's name.
	Name string
	// Empty is true when the variable is set, but to an empty text.
	Empty bool
}

// Error names the variable and says what to do.
func (e *VariableError) Error() string {
	state := "is not set"
	if e.Empty {
		state = "is empty"
	}
	return fmt.Sprintf("secret: the environment variable %s %s; set it and start the program again, "+
		"or choose another place for the secret", e.Name, state)
}

// SecretKey says whose secret is meant.
type SecretKey struct {
	Profile     string
	Environment ripio.EnvironmentName
}

// folded is the key under which all spellings of the profile's name meet.
func (k SecretKey) folded() SecretKey {
	return SecretKey{Profile: foldName(k.Profile), Environment: k.Environment}
}

// source finds the secrets of one kind of reference; argument is what follows
// the reference's colon.
type source interface {
	find(ctx context.Context, key SecretKey, argument string) (ripio.Secret, error)
}

// Secrets resolves references at the moment of a send. It keeps the secrets
// that were asked for in memory and writes none anywhere. A reference is looked
// up in the one place that it names, and never in another. All its methods are
// safe for concurrent use.
type Secrets struct {
	asked   *askedSecrets
	sources map[string]source
}

// NewSecrets makes a resolver that reads environment variables with lookup,
// which is os.LookupEnv outside tests.
func NewSecrets(lookup func(name string) (string, bool)) *Secrets {
	asked := &askedSecrets{secrets: map[SecretKey]ripio.Secret{}}
	return &Secrets{
		asked: asked,
		sources: map[string]source{
			kindEnvironment: variableSource(lookup),
			kindAsk:         asked,
		},
	}
}

// Resolve finds the secret. Its errors are ErrSecretNeeded when the person has
// to be asked first, ErrNoReference when the account has none,
// ErrInvalidReference when it is no known one, *VariableError when the
// environment variable is unset or empty, and the context's error.
func (s *Secrets) Resolve(ctx context.Context, key SecretKey, ref SecretReference) (ripio.Secret, error) {
	if err := ctx.Err(); err != nil {
		return ripio.Secret{}, fmt.Errorf("secret: %w", err)
	}
	if ref == "" {
		return ripio.Secret{}, ErrNoReference
	}
	valid, err := ParseSecretReference(string(ref))
	if err != nil {
		return ripio.Secret{}, ErrInvalidReference
	}
	kind, argument, _ := valid.parts()
	return s.sources[kind.name].find(ctx, key, argument)
}

// Remember keeps a secret that was asked for until the program ends. An empty
// secret is forgotten instead.
func (s *Secrets) Remember(key SecretKey, secret ripio.Secret) { s.asked.remember(key, secret) }

// Forget drops the remembered secrets of a profile.
func (s *Secrets) Forget(profile string) { s.asked.forget(profile) }

// Rename moves the remembered secrets of a profile to its new name. What was
// remembered under the new name, such as a deleted profile's secrets, is
// dropped.
func (s *Secrets) Rename(from, to string) { s.asked.rename(from, to) }

// variableSource reads environment variables.
type variableSource func(name string) (string, bool)

func (lookup variableSource) find(_ context.Context, _ SecretKey, name string) (ripio.Secret, error) {
	value, set := lookup(name)
	if value == "" {
		return ripio.Secret{}, &VariableError{Name: name, Empty: set}
	}
	return ripio.NewSecret(value), nil
}

// askedSecrets remembers what the person typed.
type askedSecrets struct {
	mutex   sync.Mutex
	secrets map[SecretKey]ripio.Secret
}

func (a *askedSecrets) find(_ context.Context, key SecretKey, _ string) (ripio.Secret, error) {
	a.mutex.Lock()
	defer a.mutex.Unlock()
	secret, known := a.secrets[key.folded()]
	if !known {
		return ripio.Secret{}, ErrSecretNeeded
	}
	return secret, nil
}

func (a *askedSecrets) remember(key SecretKey, secret ripio.Secret) {
	a.mutex.Lock()
	defer a.mutex.Unlock()
	if secret.IsEmpty() {
		delete(a.secrets, key.folded())
		return
	}
	a.secrets[key.folded()] = secret
}

func (a *askedSecrets) forget(profile string) {
	a.mutex.Lock()
	defer a.mutex.Unlock()
	a.take(profile)
}

func (a *askedSecrets) rename(from, to string) {
	a.mutex.Lock()
	defer a.mutex.Unlock()
	moved := a.take(from)
	a.take(to)
	for environment, secret := range moved {
		a.secrets[SecretKey{Profile: to, Environment: environment}.folded()] = secret
	}
}

// take removes a profile's secrets and gives them. The mutex must be held.
func (a *askedSecrets) take(profile string) map[ripio.EnvironmentName]ripio.Secret {
	taken := map[ripio.EnvironmentName]ripio.Secret{}
	for key, secret := range a.secrets {
		if key.Profile == foldName(profile) {
			taken[key.Environment] = secret
			delete(a.secrets, key)
		}
	}
	return taken
}
