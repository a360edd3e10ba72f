// Package book reads and writes the profiles file: profiles with their credentials'
// ids and the references to their secrets, and a few settings. No secret is ever
// written to it.
package book

import "devtools/ripio-explorer/ripio"

// Profile is a partner's credentials under a name.
type Profile struct {
	// Name identifies the profile. It is unique, ignoring letter case.
	Name string
	// Country is an optional label such as "AR": partners may hold one pair of
	// credentials for each country.
	Country string
	// Sandbox and Production hold what is used in each environment.
	Sandbox, Production Account
}

// Account is what a profile uses in one environment.
type Account struct {
	ClientID string
	// Secret says where the client_secret is to be found.
	Secret SecretReference
	// Next and Previous say where the other secrets of a rotation are. An empty one
	// stands in the place of Secret, if that keeps secrets and there is one.
	Next, Previous SecretReference
	// User is the user a new request starts with.
	User User
}

// User is whom a token is for.
type User struct {
	ExternalRef, Address string
}

// Account returns the account for an environment; the zero account for the
// simulator, which needs none.
func (p Profile) Account(name ripio.EnvironmentName) Account {
	switch name {
	case ripio.Sandbox:
		return p.Sandbox
	case ripio.Production:
		return p.Production
	}
	return Account{}
}

// IsZero reports whether nothing was filled in.
func (a Account) IsZero() bool { return a == Account{} }

// References are those to the secret in use and to the other secrets of a rotation,
// without the empty ones.
func (a Account) References() (references []SecretReference) {
	for _, reference := range []SecretReference{a.Secret, a.Next, a.Previous} {
		if reference != "" {
			references = append(references, reference)
		}
	}
	return references
}

// Place says where the secret of a slot is: of NextSecret, of PreviousSecret, or of the
// one in use for an empty name. It is empty when there is no place for it.
func (a Account) Place(slot string) SecretReference {
	reference := map[string]SecretReference{NextSecret: a.Next, PreviousSecret: a.Previous}[slot]
	if reference == "" && (slot == "" || a.Secret.Kind().Keeps()) {
		return a.Secret
	}
	return reference
}

// Environments are the environments that have credentials.
var Environments = []ripio.EnvironmentName{ripio.Sandbox, ripio.Production}

// AccountFor returns the profile's account for sandbox or production, to change it.
func (p *Profile) AccountFor(environment ripio.EnvironmentName) *Account {
	if environment == ripio.Production {
		return &p.Production
	}
	return &p.Sandbox
}
