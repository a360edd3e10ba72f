package widget

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/field"
)

// SeenKind is where somebody was seen before.
type SeenKind string

// The places.
const (
	SeenUser    SeenKind = "test user"
	SeenAttempt SeenKind = "attempt"
)

// Seen is a user whom a token was requested for: one of the book of test users, or
// the user of a send in the history.
type Seen struct {
	Kind SeenKind
	// Name is a test user's label, or a send's ID.
	Name                 string
	Environment          ripio.EnvironmentName
	Profile              string
	ExternalRef, Address string
	// At is the user's last use, or when the send was made.
	At time.Time
}

// MatchedBy says in what a redirect or a webhook and somebody who was seen are the same.
type MatchedBy string

// What they can be the same in, the surest first.
const (
	ByExternalRef MatchedBy = "external_ref"
	ByLetterCase  MatchedBy = "external_ref, but for its letter case"
	ByAddress     MatchedBy = "address only"
)

// matchOrder is the order of the matches.
var matchOrder = []MatchedBy{ByExternalRef, ByLetterCase, ByAddress}

// Match is somebody whom a redirect or a webhook may be about.
type Match struct {
	Seen

	By MatchedBy
}

// Match finds whom a redirect is about among those who were seen. A URL does not say which
// environment it comes from.
func (r Redirect) Match(seen []Seen) []Match {
	return MatchUser(r.ExternalRef(), r.Value(backDeposit), seen)
}

// MatchUser finds who has an external_ref or an address, of which one may be empty: the
// surest first, of equally sure ones the newest.
func MatchUser(ref, address string, seen []Seen) []Match {
	var matches []Match
	for _, each := range seen {
		switch {
		case ref != "" && each.ExternalRef == ref:
			matches = append(matches, Match{each, ByExternalRef})
		case ref != "" && strings.EqualFold(each.ExternalRef, ref):
			matches = append(matches, Match{each, ByLetterCase})
		case sameAddress(each.Address, address):
			matches = append(matches, Match{each, ByAddress})
		}
	}
	slices.SortStableFunc(matches, func(a, b Match) int {
		return cmp.Or(slices.Index(matchOrder, a.By)-slices.Index(matchOrder, b.By), b.At.Compare(a.At))
	})
	return matches
}

// sameAddress compares addresses. The letter case of an EVM address is its checksum
// and says nothing else.
func sameAddress(a, b string) bool {
	if a == "" || b == "" || a == b {
		return a != "" && a == b
	}
	return strings.EqualFold(a, b) && field.DescribeAddress(a).Family == field.FamilyEVM
}
