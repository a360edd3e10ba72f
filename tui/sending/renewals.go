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

// renewed says what became of a renewal that nobody pressed a key for.
func (f *Flow) renewed(e ripio.Exchange) {
	if e.Failure == nil {
		f.Say(finding.LevelOK, "the token was renewed by itself")
		return
	}
	f.Renewals = Renewals{}
	f.Say(finding.LevelWarning, "the renewal failed: "+e.Failure.Title()+"; no more by itself")
}

// renewalDue reports whether the token of the selected user is to be renewed by itself
// now, and counts that. It says so when there were as many as there may be.
func (f *Flow) renewalDue(now time.Time) bool {
	r := &f.Renewals
	if !r.on || r.owner != f.Owner() || f.Busy() != "" {
		return false
	}
	e := f.Kept[r.owner].Exchange
	if e.Token == nil || e.Token.Expiry.State != jwt.ExpiryPresent ||
		e.Token.Expiry.Remaining(e.Clock.ServerTime(now)) > leadOf(e) {
		return false
	}
	if r.left == 0 {
		*r = Renewals{}
		f.Say(finding.LevelNote, fmt.Sprintf("renewed %d times; no more by itself, r renews", MostRenewals))
		return false
	}
	r.left--
	return true
}

// SwitchRenewals turns renewal by itself on for the selected user, or off.
func (f *Flow) SwitchRenewals() {
	if f.Renewals.on {
		f.Renewals = Renewals{}
		f.Say(finding.LevelNote, "tokens are no longer renewed by themselves")
		return
	}
	f.Renewals = Renewals{on: true, owner: f.Owner(), left: MostRenewals}
	f.Say(finding.LevelOK, fmt.Sprintf("this user's token is renewed shortly before it expires, %d times at most", MostRenewals))
}

// NoRenewals says why the selected user's tokens cannot be renewed by themselves; empty
// when they can.
func (f *Flow) NoRenewals() string {
	if f.Renewals.on {
		return ""
	}
	owner := f.Owner()
	if owner.Environment == ripio.Production {
		return "not in production, where each new token is asked for"
	}
	if e, live := f.Kept.Live(owner, f.Now()); !live || e.Token.Expiry.State != jwt.ExpiryPresent {
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
