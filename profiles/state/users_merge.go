package state

import (
	"cmp"
	"slices"
	"time"
)

// join adds a user, or merges it into the entry of the same user.
func join(users []TestUser, user TestUser) []TestUser {
	for i := range users {
		known := &users[i]
		if known.is(user.Environment, user.Profile, user.User()) {
			known.Label = cmp.Or(known.Label, user.Label)
			known.FirstUse = earlier(known.FirstUse, user.FirstUse)
			known.LastUse = later(known.LastUse, user.LastUse)
			return users
		}
	}
	return append(users, user)
}

// withoutOldest keeps the book within its limit. The last entry is the new one.
func withoutOldest(users []TestUser) []TestUser {
	for len(users) > maxUsers {
		oldest := 0
		for i, user := range users[:len(users)-1] {
			if goesBefore(user, users[oldest]) {
				oldest = i
			}
		}
		users = slices.Delete(users, oldest, oldest+1)
	}
	return users
}

// goesBefore tells which of two users is dropped first: one without a label, and
// of those the one that was not used for longer.
func goesBefore(a, b TestUser) bool {
	if (a.Label == "") != (b.Label == "") {
		return a.Label == ""
	}
	return a.LastUse.Before(b.LastUse)
}

// earlier and later take the zero time for no time at all.
func earlier(a, b time.Time) time.Time {
	if a.IsZero() || !b.IsZero() && b.Before(a) {
		return b
	}
	return a
}

func later(a, b time.Time) time.Time {
	if b.After(a) {
		return b
	}
	return a
}
