package widget

import (
	"errors"
	"time"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/jwt"
	"devtools/ripio-explorer/ripio/redact"
	link "devtools/ripio-explorer/ripio/widget"
	"devtools/ripio-explorer/tui/draw"
)

// Subject is the token that links are made of, and the environment that granted it.
type Subject struct {
	// Token is empty where there is none to use; Why says then why.
	Token redact.Secret
	Why   string
	// Environment is the one that granted the token: a link leads to no other. Without a
	// token it is the selected one.
	Environment ripio.Environment
	Expiry      jwt.Expiry
	Clock       ripio.Clock
	// Lifetime is zero where it is not known.
	Lifetime time.Duration
	// ConfirmedAddress is an address that a person confirmed not to be a private key.
	ConfirmedAddress string
	// Address is the user's, to fill in with; empty where there is none.
	Address string
}

// Left is how long the token lives, on the server's clock; false when that is not known.
func (s Subject) Left(now time.Time) (time.Duration, bool) {
	if s.Token.IsEmpty() || s.Expiry.State != jwt.ExpiryPresent {
		return 0, false
	}
	return s.Expiry.Remaining(s.Clock.ServerTime(now)), true
}

// expired says since when the token is of no use; empty while it may be.
func (s Subject) expired(now time.Time) string {
	left, known := s.Left(now)
	if !known || left > 0 {
		return ""
	}
	return "the token expired " + draw.Ago(-left) + " ago, so its link opens nothing; request a new one"
}

// Link is the link of the token with the parameters as they stand. why says why it
// cannot be handed on: there is none, or it expired, and then it is there to be looked at.
func (m *Model) Link() (made link.Link, why string) {
	s := m.host.Subject()
	made, err := link.New(s.Environment, m.flow, s.Token, m.Parameters())
	switch {
	case errors.Is(err, link.ErrNoToken) && s.Why != "":
		return made, s.Why
	case errors.Is(err, link.ErrBlocked):
		return made, "a parameter must not stand in a link; see the field that is marked"
	case err != nil:
		return made, err.Error()
	}
	return made, s.expired(m.Now())
}
