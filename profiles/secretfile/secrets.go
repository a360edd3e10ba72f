package secretfile

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"devtools/ripio-explorer/ripio/redact"
)

const (
	// MaxSecret is how many bytes a secret may have. Every system's keyring takes
	// as much, so that a secret can move between places.
	MaxSecret = 2048
	// MaxAccount is how many bytes the name of an account may have.
	MaxAccount = 512
)

// Secrets are the secrets by account, such as "acme-wallet/sandbox".
type Secrets map[string]redact.Secret

// Accounts lists the accounts in alphabetical order.
func (s Secrets) Accounts() []string { return slices.Sorted(maps.Keys(s)) }

// Find returns an account's secret, or ErrNoSecret.
func (s Secrets) Find(account string) (redact.Secret, error) {
	secret, known := s[account]
	if !known {
		return redact.Secret{}, ErrNoSecret
	}
	return secret, nil
}

// apply takes over a set of changes, of which an empty secret removes its
// account, and reports whether anything differs then.
func (s Secrets) apply(changes Secrets) (changed bool) {
	for account, secret := range changes {
		before, known := s[account]
		switch {
		case secret.IsEmpty():
			delete(s, account)
			changed = changed || known
		case before.Reveal() != secret.Reveal():
			s[account] = secret
			changed = true
		}
	}
	return changed
}

// check tells what must not be written.
func (s Secrets) check() error {
	for account, secret := range s {
		if err := cmp.Or(checkAccount(account), checkSecret(secret)); err != nil {
			return err
		}
	}
	return nil
}

func checkAccount(account string) error {
	if account == "" || len(account) > MaxAccount || !utf8.ValidString(account) || strings.ContainsFunc(account, unicode.IsControl) {
		return ErrAccountName
	}
	return nil
}

func checkSecret(secret redact.Secret) error {
	switch value := secret.Reveal(); {
	case len(value) > MaxSecret:
		return ErrSecretTooLong
	case !utf8.ValidString(value):
		return ErrSecretNotText
	}
	return nil
}
