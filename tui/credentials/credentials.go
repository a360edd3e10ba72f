// Package credentials tells of the selected credentials: how they fared, by which
// fingerprint two people can compare them, when they were changed here, and for a moment
// the secret itself.
package credentials

import "time"

// Model is what this run knows of the credentials that were selected in it.
type Model struct {
	Records
	Reveal Reveal
	// edited is when profiles were last changed here.
	edited map[string]time.Time
}

// New knows nothing yet.
func New() Model { return Model{Records: Records{}, edited: map[string]time.Time{}} }

// Edited notes that a profile's credentials may be others from now on.
func (m Model) Edited(profile string, now time.Time) { m.edited[profile] = now }

// EditedAfter reports whether that was later than a send.
func (m Model) EditedAfter(profile string, sent time.Time) bool { return m.edited[profile].After(sent) }

// Forget drops what is known of a profile.
func (m Model) Forget(name string) {
	m.Records.Forget(name)
	delete(m.edited, name)
}
