package secrets

import (
	"context"
	"maps"

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

// askedSource finds what a person typed.
type askedSource struct{ *Secrets }

func (s askedSource) find(_ context.Context, key book.SecretKey, _ string) (redact.Secret, error) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	secret, known := s.asked[key.Folded()]
	if !known {
		return redact.Secret{}, ErrSecretNeeded
	}
	return secret, nil
}

// Remember keeps a secret that was asked for until the program ends. An empty
// secret is forgotten instead.
func (s *Secrets) Remember(key book.SecretKey, secret redact.Secret) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	s.asked[key.Folded()] = secret
	if secret.IsEmpty() {
		delete(s.asked, key.Folded())
	}
}

// Forget drops what is in memory of a profile's secrets: the remembered ones
// and those that Restore could bring back.
func (s *Secrets) Forget(profile string) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	folded := book.FoldName(profile)
	maps.DeleteFunc(s.asked, func(key book.SecretKey, _ redact.Secret) bool { return key.Profile == folded })
	maps.DeleteFunc(s.deleted, func(which deletedKey, _ redact.Secret) bool { return which.key.Profile == folded })
}
