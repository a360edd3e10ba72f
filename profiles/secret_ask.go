package profiles

import (
	"context"
	"sync"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/redact"
)

// variableSource reads environment variables.
type variableSource func(name string) (string, bool)

func (lookup variableSource) find(_ context.Context, _ SecretKey, name string) (redact.Secret, error) {
	value, set := lookup(name)
	if value == "" {
		return redact.Secret{}, &VariableError{Name: name, Empty: set}
	}
	return redact.NewSecret(value), nil
}

// askedSecrets remembers what the person typed.
type askedSecrets struct {
	mutex   sync.Mutex
	secrets map[SecretKey]redact.Secret
}

func (a *askedSecrets) find(_ context.Context, key SecretKey, _ string) (redact.Secret, error) {
	a.mutex.Lock()
	defer a.mutex.Unlock()
	secret, known := a.secrets[key.folded()]
	if !known {
		return redact.Secret{}, ErrSecretNeeded
	}
	return secret, nil
}

func (a *askedSecrets) remember(key SecretKey, secret redact.Secret) {
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
func (a *askedSecrets) take(profile string) map[ripio.EnvironmentName]redact.Secret {
	taken := map[ripio.EnvironmentName]redact.Secret{}
	for key, secret := range a.secrets {
		if key.Profile == foldName(profile) {
			taken[key.Environment] = secret
			delete(a.secrets, key)
		}
	}
	return taken
}
