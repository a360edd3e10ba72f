package secrets

import (
	"context"
	"maps"
	"sync"

	"devtools/ripio-explorer/profiles/book"
	"devtools/ripio-explorer/ripio/redact"
)

// variableSource reads environment variables.
type variableSource func(name string) (string, bool)

func (lookup variableSource) find(_ context.Context, _ book.SecretKey, name string) (redact.Secret, error) {
	value, set := lookup(name)
	if value == "" {
		return redact.Secret{}, &VariableError{Name: name, Empty: set}
	}
	return redact.NewSecret(value), nil
}

// askedSecrets remembers what the person typed.
type askedSecrets struct {
	mutex   sync.Mutex
	secrets map[book.SecretKey]redact.Secret
}

func (a *askedSecrets) find(_ context.Context, key book.SecretKey, _ string) (redact.Secret, error) {
	a.mutex.Lock()
	defer a.mutex.Unlock()
	secret, known := a.secrets[key.Folded()]
	if !known {
		return redact.Secret{}, ErrSecretNeeded
	}
	return secret, nil
}

func (a *askedSecrets) remember(key book.SecretKey, secret redact.Secret) {
	a.mutex.Lock()
	defer a.mutex.Unlock()
	if secret.IsEmpty() {
		delete(a.secrets, key.Folded())
		return
	}
	a.secrets[key.Folded()] = secret
}

func (a *askedSecrets) forget(profile string) {
	a.mutex.Lock()
	defer a.mutex.Unlock()
	maps.DeleteFunc(a.secrets, func(key book.SecretKey, _ redact.Secret) bool { return key.Profile == book.FoldName(profile) })
}
