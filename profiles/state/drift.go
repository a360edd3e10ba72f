package state

import (
	"devtools/ripio-explorer/profiles/book"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/finding"
)

// Drift compares a user with the book before a send; see DriftAmong. A book that
// cannot be read gives its error and no finding.
func (u *Users) Drift(environment ripio.EnvironmentName, profile string, user book.User) ([]finding.Finding, error) {
	users, err := u.List("")
	if err != nil {
		return nil, err
	}
	return DriftAmong(users, environment, profile, user), nil
}

// DriftAmong compares a user with earlier ones, the latest use first, as
// Users.List gives them: the same external_ref with another address, in another
// profile or in another environment gives a warning that says when and where it
// was used. Uses in the simulator are compared among themselves only, as it is an
// imitation. There is at most one finding of each kind, about the latest use.
func DriftAmong(users []TestUser, environment ripio.EnvironmentName, profile string, user book.User) []finding.Finding {
	if user.ExternalRef == "" {
		return nil
	}
	var findings []finding.Finding
	seen := map[finding.Code]bool{}
	for _, other := range users {
		if other.ExternalRef != user.ExternalRef || other.LastUse.IsZero() ||
			(other.Environment == ripio.Simulator) != (environment == ripio.Simulator) {
			continue
		}
		for _, finding := range driftFrom(other, environment, profile, user) {
			if !seen[finding.Code] {
				seen[finding.Code] = true
				findings = append(findings, finding)
			}
		}
	}
	return findings
}

// driftFrom compares a user with one earlier use of its external_ref.
func driftFrom(other TestUser, environment ripio.EnvironmentName, profile string, user book.User) []finding.Finding {
	prior := ripio.PriorUse{
		Profile: other.Profile, Environment: other.Environment, Address: other.Address, At: other.LastUse,
	}
	var findings []finding.Finding
	if other.Address != user.Address && user.Address != "" {
		findings = append(findings, ripio.UserDriftAddress(prior, user.Address))
	}
	if !book.SameName(other.Profile, profile) {
		findings = append(findings, ripio.UserDriftProfile(prior))
	}
	if other.Environment != environment {
		findings = append(findings, ripio.UserDriftEnvironment(prior))
	}
	return findings
}
