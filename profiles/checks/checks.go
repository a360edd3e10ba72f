// Package checks has the checks of what an integrator keeps: the files of profiles,
// secrets and sends, the places of secrets, and each profile. None sends anything, opens
// a window or runs a secret command.
package checks

import (
	"context"
	"errors"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/profiles/secretfile"
	"devtools/ripio-explorer/ripio/checklist"
)

// House is what is kept in a configuration folder and its state folder.
type House struct {
	manager *profiles.Manager
	book    profiles.Book
	// readable is the error of the profiles file; the book is empty then.
	readable error
	warnings []profiles.Warning
	// stored lists the secrets in the keyring, which is asked once.
	stored func() ([]profiles.SecretKey, error)
	limit  time.Duration
}

const (
	// KeyringLimit is how long the keyring may take to list its secrets. It opens no
	// unlock window for that.
	KeyringLimit = 5 * time.Second
	fileLimit    = 10 * time.Second // folders may lie on a network
	// spare is what a check of a profile has beside the wait for the keyring.
	spare = 5 * time.Second
)

// NewHouse reads the profiles. Nothing that was interrupted is settled: that may ask a
// keyring. keyringLimit is KeyringLimit where it is zero.
func NewHouse(manager *profiles.Manager, keyringLimit time.Duration) *House {
	h := &House{manager: manager, limit: keyringLimit}
	if h.limit <= 0 {
		h.limit = KeyringLimit
	}
	h.book, h.warnings, h.readable = profiles.NewStore(h.configDir()).Load()
	h.stored = sync.OnceValues(func() ([]profiles.SecretKey, error) {
		ctx, stop := context.WithTimeout(context.Background(), h.limit)
		defer stop()
		return manager.Secrets.Stored(ctx, profiles.KindKeyring)
	})
	return h
}

// Book is what the profiles file holds; empty when it cannot be read.
func (h *House) Book() profiles.Book { return h.book }

func (h *House) configDir() string { return filepath.Dir(h.manager.Store.Path()) }

func (h *House) stateDir() string { return filepath.Dir(h.manager.Users.Path()) }

// uses reports whether a profile keeps a secret in that kind of place.
func (h *House) uses(kind profiles.StoreKind) bool {
	return slices.ContainsFunc(h.book.Profiles, func(profile profiles.Profile) bool {
		return profile.Sandbox.Secret.Kind() == kind || profile.Production.Secret.Kind() == kind
	})
}

// RepairHint names the command that mends what an error is about; empty for none.
func RepairHint(err error) string {
	_, profilesFile := errors.AsType[*profiles.CorruptError](err)
	damaged, isDamaged := errors.AsType[*secretfile.CorruptError](err)
	gone, isGone := errors.AsType[*secretfile.MissingError](err)
	path, which := "", "sealed"
	switch {
	case profilesFile:
		which = "profiles"
	case isDamaged:
		path = damaged.Path
	case isGone && gone.Backup != "":
		path = gone.Path
	case errors.Is(err, secretfile.ErrWrongPassphrase):
		return "Without the passphrase nobody can open the file; ripio-explorer profiles repair sealed --set-aside begins a new one."
	default:
		return ""
	}
	if strings.Contains(filepath.Base(path), secretfile.PlainName) {
		which = "plain"
	}
	return "ripio-explorer profiles repair " + which + " --use-backup goes back to the backup, --set-aside begins anew."
}

// check makes a check of one line or several.
func check(name, subject string, limit time.Duration, run func() []checklist.Line) checklist.Check {
	return checklist.Check{Name: name, Subject: subject, Limit: limit, Run: func(context.Context) []checklist.Line { return run() }}
}
