package state

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"time"
	"unicode/utf8"

	"devtools/ripio-explorer/profiles/book"
	"devtools/ripio-explorer/ripio"
)

// TestUser is a user whom a token was requested for, with the profile and the
// environment it was requested in.
type TestUser struct {
	// Label is a person's own name for the user; it may be empty.
	Label       string                `json:"label,omitempty"`
	Environment ripio.EnvironmentName `json:"environment"`
	Profile     string                `json:"profile"`
	ExternalRef string                `json:"external_ref"`
	Address     string                `json:"address"`
	// FirstUse and LastUse are the times of the first and the last send, in UTC.
	FirstUse time.Time `json:"first_use"`
	LastUse  time.Time `json:"last_use"`
}

// User returns what a form needs.
func (u TestUser) User() book.User { return book.User{ExternalRef: u.ExternalRef, Address: u.Address} }

// is reports whether the entry is the one of these four values.
func (u TestUser) is(environment ripio.EnvironmentName, profile string, user book.User) bool {
	return u.Environment == environment && book.SameName(u.Profile, profile) && u.User() == user
}

const (
	UsersName = "users.json"
	// maxUsers is how many test users are kept. Beyond it, the one without a
	// label that was not used for longest goes.
	maxUsers = 1000
	// maxUserText is how many bytes an external_ref, an address or a label may
	// have to be recorded; a request with more would be refused anyway.
	maxUserText = 512
)

// ErrUserTooLong says that a user's field is too long to be kept in the book.
var ErrUserTooLong = fmt.Errorf("test user was not recorded: a field is longer than %d bytes", maxUserText)

// ErrNoUser says that the book of test users has no such entry.
var ErrNoUser = errors.New("the book holds no such test user; it may have been removed in another window")

// Users is the book of test users, in users.json of the state folder. Several
// instances may work on one folder. All its methods are safe for concurrent use.
type Users struct{ *profileList[TestUser] }

// NewUsers makes the book for a state folder; nothing is read or created yet.
func NewUsers(stateDir string) *Users {
	return &Users{newProfileList(stateDir, UsersName, "users", func(u *TestUser) *string { return &u.Profile })}
}

// List returns the users of an environment, the one that was used last first. An
// empty name gives those of all environments. A *StateError says that the file
// cannot be understood.
func (u *Users) List(environment ripio.EnvironmentName) ([]TestUser, error) {
	users, err := u.get()
	if err != nil {
		return nil, err
	}
	users = slices.DeleteFunc(users, func(user TestUser) bool { return environment != "" && user.Environment != environment })
	slices.SortStableFunc(users, func(a, b TestUser) int { return b.LastUse.Compare(a.LastUse) })
	return users, nil
}

// RecordExchange notes the user of an exchange, and nothing when no server can
// have seen that user: without a profile, for a request that was wrong on
// purpose, and for one that never reached the server. Errors are those of Record.
func (u *Users) RecordExchange(exchange ripio.Exchange, user book.User) error {
	if exchange.Profile == "" || exchange.Request.Deviation != ripio.DeviationNone || !exchange.MayHaveArrived() {
		return nil
	}
	return u.Record(exchange.Environment.Name, exchange.Profile, user, exchange.SentAt)
}

// Record notes that a request for the user was sent, whatever its answer was.
// It returns ErrUserTooLong, ErrNotText, ErrLocked, *NewerVersionError or an
// error of the disk; the send itself is not concerned.
func (u *Users) Record(environment ripio.EnvironmentName, profile string, user book.User, at time.Time) error {
	if err := checkUserTexts(profile, user.ExternalRef, user.Address); err != nil {
		return err
	}
	at = at.UTC().Truncate(time.Second)
	return u.edit(func(users *[]TestUser) bool {
		known := place(users, environment, profile, user)
		known.FirstUse, known.LastUse, known.Profile = earlier(known.FirstUse, at), later(known.LastUse, at), profile
		return true
	})
}

// Label returns a user a name; an empty one takes it away. A user who is not in
// the book yet is added, without times of use. Errors are those of Record.
func (u *Users) Label(environment ripio.EnvironmentName, profile string, user book.User, label string) error {
	if err := checkUserTexts(profile, user.ExternalRef, user.Address, label); err != nil {
		return err
	}
	return u.edit(func(users *[]TestUser) bool {
		place(users, environment, profile, user).Label = label
		return true
	})
}

// place returns the entry of a user, a new one if need be: then one without a label
// goes first where there are too many, and of those the one not used for longest.
func place(users *[]TestUser, environment ripio.EnvironmentName, profile string, user book.User) *TestUser {
	known := find(users, maxUsers, func(u TestUser) bool { return u.is(environment, profile, user) }, func(a, b TestUser) bool {
		if (a.Label == "") != (b.Label == "") {
			return a.Label == ""
		}
		return a.LastUse.Before(b.LastUse)
	})
	if known.Environment == "" {
		*known = TestUser{Environment: environment, Profile: profile, ExternalRef: user.ExternalRef, Address: user.Address}
	}
	return known
}

// Remove takes a user out of the book. ErrNoUser says that it is not in it.
func (u *Users) Remove(environment ripio.EnvironmentName, profile string, user book.User) error {
	found := false
	err := u.edit(func(users *[]TestUser) bool {
		before := len(*users)
		*users = slices.DeleteFunc(*users, func(each TestUser) bool { return each.is(environment, profile, user) })
		found = len(*users) < before
		return found
	})
	if err == nil && !found {
		return ErrNoUser
	}
	return err
}

// Rename moves a profile's users to its new name, and joins them with those that
// a profile of that name left.
func (u *Users) Rename(from, to string) error {
	return u.edit(func(users *[]TestUser) bool {
		var renamed []TestUser
		changed := false
		for _, user := range *users {
			if book.SameName(user.Profile, from) && user.Profile != to {
				user.Profile, changed = to, true
			}
			known := place(&renamed, user.Environment, user.Profile, user.User())
			known.Label = cmp.Or(known.Label, user.Label)
			known.FirstUse, known.LastUse = earlier(known.FirstUse, user.FirstUse), later(known.LastUse, user.LastUse)
		}
		*users = renamed
		return changed
	})
}

func checkUserTexts(texts ...string) error {
	for _, text := range texts {
		if len(text) > maxUserText {
			return ErrUserTooLong
		}
		if !utf8.ValidString(text) {
			return book.ErrNotText
		}
	}
	return nil
}
