package demo

import (
	"context"
	"maps"
	"slices"
	"sync"

	"devtools/ripio-explorer/profiles/keyring"
	"devtools/ripio-explorer/ripio/redact"
)

// ring is a keyring in memory.
type ring struct {
	mutex sync.Mutex
	items map[string]redact.Secret
}

func newRing() *ring { return &ring{items: map[string]redact.Secret{}} }

// Get, Set, Delete and List are those of profiles.Keyring.
func (r *ring) Get(_ context.Context, account string) (redact.Secret, error) {
	r.mutex.Lock()
	defer r.mutex.Unlock()
	secret, ok := r.items[account]
	if !ok {
		return secret, keyring.ErrNotFound
	}
	return secret, nil
}

func (r *ring) Set(_ context.Context, account string, secret redact.Secret) error {
	r.mutex.Lock()
	defer r.mutex.Unlock()
	r.items[account] = secret
	return nil
}

func (r *ring) Delete(_ context.Context, account string) error {
	r.mutex.Lock()
	defer r.mutex.Unlock()
	if _, ok := r.items[account]; !ok {
		return keyring.ErrNotFound
	}
	delete(r.items, account)
	return nil
}

func (r *ring) List(context.Context) ([]string, error) {
	r.mutex.Lock()
	defer r.mutex.Unlock()
	return slices.Sorted(maps.Keys(r.items)), nil
}
