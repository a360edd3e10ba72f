package sending

import (
	"fmt"
	"time"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/jwt"
)

// The limits of renewal by itself: how often, and how long before the expiry.
// Short lives are renewed when a tenth of them is left.
const (
	MostRenewals = 10
	renewalLead  = time.Minute
)

// Renewals renew a token before it expires, for whom that was switched on.
type Renewals struct {
	on    bool
	owner Owner
	left  int
}

// On reports whether tokens are renewed by themselves.
func (r Renewals) On() bool { return r.on }

// String says that they are; empty when they are not.
func (r Renewals) String() string {
	if !r.on {
		return ""
	}
	return fmt.Sprintf("renews by itself, %d left", r.left)
}

// Switch turns renewal by itself on for an owner, or off, and says what holds now.
func (r *Renewals) Switch(owner Owner) (finding.Level, string) {
	if r.on {
		*r = Renewals{}
		return finding.LevelNote, "tokens are no longer renewed by themselves"
	}
	*r = Renewals{on: true, owner: owner, left: MostRenewals}
	return finding.LevelOK, fmt.Sprintf("this user's token is renewed shortly before it expires, %d times at most", MostRenewals)
}

// Answered says what became of a renewal that nobody pressed a key for.
func (r *Renewals) Answered(e ripio.Exchange) (finding.Level, string) {
	if e.Failure == nil {
		return finding.LevelOK, "the token was renewed by itself"
	}
	*r = Renewals{}
	return finding.LevelWarning, "the renewal failed: " + e.Failure.Title() + "; no more by itself"
}

// next counts a renewal; refused says that there were as many as there may be.
func (r *Renewals) next() (refused string) {
	if r.left == 0 {
		*r = Renewals{}
		return fmt.Sprintf("renewed %d times; no more by itself, r renews", MostRenewals)
	}
	r.left--
	return ""
}

// RenewalDue reports whether the token of the selected user is to be renewed by itself
// now, and counts that. refused says why it is not any more.
func (m *Model) RenewalDue(selected Owner, now time.Time) (due bool, refused string) {
	r := &m.Renewals
	if !r.on || r.owner != selected || m.Busy() != "" {
		return false, ""
	}
	e := m.Kept[r.owner].Exchange
	if e.Token == nil || e.Token.Expiry.State != jwt.ExpiryPresent ||
		e.Token.Expiry.Remaining(e.Clock.ServerTime(now)) > leadOf(e) {
		return false, ""
	}
	refused = r.next()
	return refused == "", refused
}

// NoRenewals says why tokens of an owner cannot be renewed by themselves; empty when
// they can.
func (m *Model) NoRenewals(owner Owner, now time.Time) string {
	if m.Renewals.on {
		return ""
	}
	if owner.Environment == ripio.Production {
		return "not in production, where each new token is asked for"
	}
	if e, live := m.Kept.Live(owner, now); !live || e.Token.Expiry.State != jwt.ExpiryPresent {
		return "there is no running token for this user"
	}
	return ""
}

// leadOf is how long before its expiry a token is renewed.
func leadOf(e ripio.Exchange) time.Duration {
	lifetime, ok := e.Lifetime()
	if !ok {
		return renewalLead
	}
	return min(renewalLead, lifetime/10)
}
