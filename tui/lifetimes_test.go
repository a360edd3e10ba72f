package tui

import (
	"fmt"
	"testing"
	"time"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/jwt"
)

func TestTokenTabTellsTheLifetimes(t *testing.T) {
	d := start(t, withProfiles(acme()))
	for _, day := range []int{3, 2, 1} {
		e := accepted(d.model.selected.Environment, d.model.form.Request())
		e.Profile, e.SentAt = "acme-wallet", noon.AddDate(0, 0, -day)
		e.Token, e.Clock = decodedToken(t, e.SentAt.Add(8*time.Hour)), ripio.Clock{Known: true, Date: e.SentAt}
		if _, err := d.manager.History.Append(profiles.Attempt{Exchange: e}, false); err != nil {
			t.Fatal(err)
		}
	}
	d.press("enter", "w")
	d.shows("Clock and lifetime", "server clock +2 s, corrected in the countdown", "1795491713 2026-11-24 03:41:53 UTC",
		"10 h 0 min, was 8 h 0 min until 22 Nov 2026", "measured as exp minus the server's Date header", "! The lifetime changed")
	d.now = d.now.Add(time.Minute)
	d.answer = func(env ripio.Environment, request ripio.Request) ripio.Exchange {
		e := exchangeWith(env, request, documentedToken(d.now.Add(10*time.Hour)))
		e.SentAt, e.Clock = d.now, ripio.Clock{Reason: "the response has no Date header"}
		return e
	}
	d.press("enter", "w")
	d.shows("server clock unknown: the response has no Date", "not compared with earlier tokens", "measured as exp minus this machine's clock")
}

func decodedToken(t *testing.T, exp time.Time) *jwt.Token {
	t.Helper()
	token, err := jwt.Decode(documentedToken(exp))
	if err != nil {
		t.Fatal(err)
	}
	return &token
}

// TestTokenIsNotAnEarlierOne has the token itself in the history.
func TestTokenIsNotAnEarlierOne(t *testing.T) {
	d := start(t, withProfiles(acme()))
	d.answer = func(env ripio.Environment, request ripio.Request) ripio.Exchange {
		e := accepted(env, request)
		e.SentAt = noon.Add(700 * time.Millisecond)
		return e
	}
	d.press("enter")
	d.shows("10 h 0 min, the first that was seen here")
}

// TestLifetimesStayWithTheirToken goes to another user and back.
func TestLifetimesStayWithTheirToken(t *testing.T) {
	d := start(t, withProfiles(acme()))
	d.press("enter")
	d.now = d.now.Add(time.Minute)
	d.answer = func(env ripio.Environment, request ripio.Request) ripio.Exchange {
		e := accepted(env, request)
		e.SentAt = d.now
		e.Token = decodedToken(t, d.now.Add(10*time.Hour+2*time.Second))
		return e
	}
	d.press("ctrl+n")
	d.shows("the same in the last 2 tokens")
	d.press("ctrl+g")
	d.model.form.SetUser(goodRef, goodAddress)
	d.model.userChanged()
	d.shows("the same in the last 2 tokens")
}

// TestCountdownWithAWrongClock shows the same countdown whatever the local clock
// says, also when it jumps between two ticks because the machine slept.
func TestCountdownWithAWrongClock(t *testing.T) {
	for _, wrong := range []time.Duration{-24 * time.Hour, 0, 24 * time.Hour} {
		t.Run(fmt.Sprint(wrong), func(t *testing.T) {
			d := start(t, withProfiles(acme()))
			d.now = noon.Add(wrong)
			d.answer = func(env ripio.Environment, request ripio.Request) ripio.Exchange {
				e := exchangeWith(env, request, documentedToken(noon.Add(10*time.Hour)))
				e.SentAt = d.now
				e.Clock = ripio.Clock{Known: true, Skew: -wrong, Date: noon}
				return e
			}
			d.press("enter")
			d.shows("Expires in 10 h 00 min 00 s", "100 %", "10 h 0 min, the first")
			d.after(time.Second)
			d.shows("Expires in 9 h 59 min 59 s")
			d.after(9 * time.Hour) // the machine slept
			d.shows("Expires in 59 min 59 s", " 10 %")
			d.after(time.Hour)
			d.shows("✗ Token expired 1 s ago", "^N renews it")
		})
	}
}
