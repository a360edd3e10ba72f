package profiles

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"devtools/ripio-explorer/profiles/book"
	"devtools/ripio-explorer/profiles/keyring"
	"devtools/ripio-explorer/profiles/secrets"
)

// ForgetReport says what Forget removed and what it could not reach, in
// sentences for a person. They may hold a profile's name and paths.
type ForgetReport struct {
	Removed    []string
	NotReached []string
	// any tells that something of the profile was there.
	any bool
}

func (r *ForgetReport) removed(format string, arguments ...any) {
	r.Removed = append(r.Removed, fmt.Sprintf(format, arguments...))
}

func (r *ForgetReport) notReached(format string, arguments ...any) {
	r.NotReached = append(r.NotReached, fmt.Sprintf(format, arguments...))
}

// Forget removes all that this program keeps of a profile: stored and remembered
// secrets, test users, records, attempts in the history, drafts, last good runs, the
// profile, and its copy in the backup. The catalogue of answers names no profile
// and stays. It cannot be undone. What cannot be reached is reported and does not stop the
// rest. Of a profile that was removed before, what that left is removed. The error
// is ErrNoProfile when nothing of that name was found, or why the profile itself
// is still there; the report holds in both cases.
func (m *Manager) Forget(ctx context.Context, name string) (Book, ForgetReport, error) {
	var report ForgetReport
	m.Recover(ctx)
	before, err := m.Store.PeekForChange()
	if err != nil {
		return Book{}, report, err
	}
	profile, found := before.Find(name)
	inBackup := m.Store.BackupNames(name)
	if !found {
		if book.ReadableName(name) != nil {
			return Book{}, report, fmt.Errorf("forget profile: %w", ErrNoProfile)
		}
		profile = Profile{Name: name} // removed before
	}
	m.forgetSecrets(ctx, profile, &report)
	m.forgetBooks(profile.Name, &report)
	saved := before
	if found || inBackup {
		if saved, err = m.Store.Forget(profile.Name); err != nil {
			return Book{}, report, err
		}
		text := "profile %s, also from the backup of the profiles file"
		if !found {
			text = "profile %s from the backup of the profiles file; it was removed before"
		}
		report.removed(text, profile.Name)
	}
	known := len(report.Removed)
	m.forgetCopies(profile.Name, &report)
	if !found && !inBackup && !report.any && len(report.Removed) == known {
		report.Removed = nil // only of what was not there
		return before, report, fmt.Errorf("forget profile: %w", ErrNoProfile)
	}
	m.forgetStrays(&report)
	return saved, report, nil
}

// searchLimit is how long a place is searched that the profile does not refer to.
const searchLimit = 3 * time.Second

// forgetSecrets removes the profile's secrets from every place that this program
// writes to, whatever the profile refers to now.
func (m *Manager) forgetSecrets(ctx context.Context, profile Profile, report *ForgetReport) {
	for _, kind := range []StoreKind{KindKeyring, KindSealed, KindPlain} {
		refersTo := profile.Sandbox.Secret.Kind() == kind || profile.Production.Secret.Kind() == kind
		if !refersTo && !m.mayHold(ctx, kind, profile.Name, report) {
			continue
		}
		for _, environment := range book.Environments {
			key := SecretKey{Profile: profile.Name, Environment: environment}
			if !m.forgetSecret(ctx, key, kind, profile.Account(environment).Secret.Kind() == kind, report) {
				continue // said once
			}
			m.forgetSecret(ctx, book.RotationKey(key, book.NextSecret), kind, false, report)
			m.forgetSecret(ctx, book.RotationKey(key, book.PreviousSecret), kind, false, report)
		}
	}
	m.Secrets.Forget(profile.Name)
	report.removed("what was remembered of its secrets in this session")
	for _, environment := range book.Environments {
		for _, ref := range profile.Account(environment).References() {
			if variable, ok := ref.Variable(); ok {
				report.notReached("secret for %s: the environment variable %s is set outside this program; unset it where it is set", environment, variable)
			}
			if _, ok := ref.Command(); ok {
				report.notReached("secret for %s: it stays where the command reads it (%s)", environment, ref.Label())
			}
		}
	}
}

// forgetSecret removes a secret from one place, and reports whether the place could be
// reached. That there is none is only worth a word where the profile refers to one.
func (m *Manager) forgetSecret(ctx context.Context, key SecretKey, kind StoreKind, referred bool, report *ForgetReport) (reached bool) {
	err := m.Secrets.EraseStored(ctx, key, kind)
	switch {
	case err == nil:
		report.any = true
		report.removed("secret for %s from the %s", key.Environment, kind.Label())
	case secrets.IsAbsent(err) && referred:
		report.removed("secret for %s: the %s held none", key.Environment, kind.Label())
	case !secrets.IsAbsent(err):
		report.notReached("secret for %s in the %s: %v", key.Environment, kind.Label(), err)
		return false
	}
	return true
}

// mayHold reports whether a place that the profile does not refer to holds a secret
// of it from earlier days.
func (m *Manager) mayHold(ctx context.Context, kind StoreKind, name string, report *ForgetReport) bool {
	ctx, cancel := context.WithTimeout(ctx, searchLimit)
	defer cancel()
	keys, err := m.Secrets.Stored(ctx, kind)
	if err != nil && !secrets.IsAbsent(err) && !errors.Is(err, keyring.ErrNoKeyring) {
		report.notReached("%s: not searched for earlier secrets of this profile: %v", kind.Label(), err)
	}
	return slices.ContainsFunc(keys, func(key SecretKey) bool { return book.SameName(key.Profile, name) })
}

func (m *Manager) forgetBooks(name string, report *ForgetReport) {
	for _, book := range []struct {
		what   string
		forget func(string) (int, error)
	}{
		{"test users", m.Users.Forget}, {"records of success and failure", m.Records.Forget},
		{"attempts in the history", m.History.Forget}, {"drafts", m.Drafts.Forget},
		{"last good runs of watch", m.Watched.Forget},
	} {
		number, err := book.forget(name)
		switch {
		case err != nil:
			report.notReached("%s: %v", book.what, err)
		default:
			report.any = report.any || number > 0
			report.removed("%s: %d", book.what, number)
		}
	}
}
