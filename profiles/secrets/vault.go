package secrets

import (
	"context"
	"errors"
	"strings"

	"devtools/ripio-explorer/profiles/book"
	"devtools/ripio-explorer/profiles/keyring"
	"devtools/ripio-explorer/profiles/secretfile"
	"devtools/ripio-explorer/ripio/redact"
)

// vault is a place that keeps secrets under the names of accounts. Its errors
// are wrapped in a *PlaceError by those who call it; see notStored for a missing
// account.
type vault interface {
	get(ctx context.Context, account string) (redact.Secret, error)
	set(ctx context.Context, account string, secret redact.Secret) error
	remove(ctx context.Context, account string) error
	list(ctx context.Context) (accounts []string, err error)
}

// vaultSource finds secrets in a vault.
type vaultSource struct {
	kind  book.StoreKind
	vault vault
}

func (s vaultSource) find(ctx context.Context, key book.SecretKey, _ string) (redact.Secret, error) {
	secret, err := s.vault.get(ctx, key.AccountName())
	if err == nil && secret.IsEmpty() {
		err = ErrNotStored
	}
	return secret, InPlace(s.kind, notStored(err))
}

// notStored is ErrNotStored for what the places say of a missing account.
func notStored(err error) error {
	if errors.Is(err, keyring.ErrNotFound) || errors.Is(err, secretfile.ErrNoSecret) {
		return ErrNotStored
	}
	return err
}

// commandSource runs secret commands.
type commandSource CommandRunner

func (run commandSource) find(ctx context.Context, _ book.SecretKey, argument string) (redact.Secret, error) {
	argv, ok := book.SecretReference(string(book.KindCommand) + ":" + argument).Command()
	if !ok {
		return redact.Secret{}, ErrInvalidReference
	}
	secret, err := run(ctx, argv)
	return secret, InPlace(book.KindCommand, err)
}

// keyringVault keeps secrets in the system's keyring, where the items of all
// configuration folders lie side by side.
type keyringVault struct {
	ring   Keyring
	folder func() (string, error)
}

func (v keyringVault) item(account string) (string, error) {
	folder, err := v.folder()
	return account + folderMark(folder), err
}

func (v keyringVault) get(ctx context.Context, account string) (redact.Secret, error) {
	item, err := v.item(account)
	if err != nil {
		return redact.Secret{}, err
	}
	return v.ring.Get(ctx, item)
}

func (v keyringVault) set(ctx context.Context, account string, secret redact.Secret) error {
	item, err := v.item(account)
	if err != nil {
		return err
	}
	return v.ring.Set(ctx, item, secret)
}

func (v keyringVault) remove(ctx context.Context, account string) error {
	item, err := v.item(account)
	if err != nil {
		return err
	}
	return v.ring.Delete(ctx, item)
}

// list returns the accounts of this configuration folder only.
func (v keyringVault) list(ctx context.Context) ([]string, error) {
	folder, err := v.folder()
	if err != nil {
		return nil, err
	}
	items, err := v.ring.List(ctx)
	var accounts []string
	for _, item := range items {
		account, mine := strings.CutSuffix(item, folderMark(folder))
		if _, ok := book.ParseAccountName(account); mine && ok {
			accounts = append(accounts, account)
		}
	}
	return accounts, err
}
