package tui

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/jwt"
	"devtools/ripio-explorer/ripio/phrase"
)

// lasting are lifetimes of earlier tokens, one a day, the oldest first.
func lasting(durations ...time.Duration) []profiles.Lifetime {
	var list []profiles.Lifetime
	for i, d := range durations {
		list = append(list, profiles.Lifetime{At: noon.AddDate(0, 0, i-len(durations)), Lifetime: d, Measured: true})
	}
	return list
}

func hours(list ...float64) []time.Duration {
	var durations []time.Duration
	for _, h := range list {
		durations = append(durations, time.Duration(h*float64(time.Hour)))
	}
	return durations
}

func TestLifetimesAreTold(t *testing.T) {
	unmeasured := lasting(hours(3)...)
	unmeasured[0].Measured = false
	tests := []struct {
		name    string
		seen    []profiles.Lifetime
		text    string
		spark   string
		changed string
	}{
		{"first", nil, "10 h 0 min, the first that was seen here", "▇", ""},
		{"same", lasting(hours(10, 10, 10)...), "10 h 0 min, the same in the last 4 tokens", "▇▇▇▇", ""},
		{"within the resolution", lasting(10*time.Hour + 4*time.Second), "10 h 0 min, the same in the last 2 tokens", "▇▇", ""},
		{"changed now", lasting(hours(8, 8)...), "10 h 0 min, was 8 h 0 min until 22 Nov 2026", "▆▆▇",
			"The lifetime changed: it was 8 h 0 min until 22 Nov 2026, and is 10 h 0 min now."},
		{"changed before", lasting(hours(8, 10, 10)...), "10 h 0 min, the same in the last 3 tokens; was 8 h 0 min until 20 Nov 2026", "▆▇▇▇", ""},
		{"unmeasured ones are left out", unmeasured, "10 h 0 min, the first that was seen here", "▇", ""},
		{"short ones", lasting(time.Second), "10 h 0 min, was 1 s until 22 Nov 2026", "▁▇", "The lifetime changed: it was 1 s"},
	}
	d := start(t)
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			e := attemptAt(0).Exchange
			story := tellLifetimes(e, test.seen, d.model.deps.Local)
			if story.text != test.text {
				t.Errorf("it reads %q, want %q", story.text, test.text)
			}
			if got := sparkline(d.model.styles, story.measured, 20); got != test.spark {
				t.Errorf("it draws %q, want %q", got, test.spark)
			}
			if !strings.HasPrefix(story.changed, test.changed) || (story.changed == "") != (test.changed == "") {
				t.Errorf("the note is %q, want %q", story.changed, test.changed)
			}
		})
	}
}

func TestLifetimeWords(t *testing.T) {
	tests := map[time.Duration]string{
		10 * time.Hour:                            "10 h 0 min",
		10*time.Hour + 2*time.Second:              "10 h 0 min",
		10*time.Hour - 2*time.Second:              "10 h 0 min",
		90 * time.Minute:                          "1 h 30 min",
		time.Hour - time.Second:                   "1 h 0 min",
		59 * time.Minute:                          "59 min 0 s",
		30 * time.Second:                          "30 s",
		time.Minute - 200*time.Millisecond:        "1 min 0 s",
		30 * 24 * time.Hour:                       "30 d 0 h",
		47*time.Hour + 59*time.Minute:             "47 h 59 min",
		999*24*time.Hour + 23*time.Hour + 40*60e9: "1000 d 0 h",
	}
	for d, want := range tests {
		if got := phrase.TwoUnits(d); got != want {
			t.Errorf("%v reads %q, want %q", d, got, want)
		}
	}
}

func TestSparklineKeepsTheNewest(t *testing.T) {
	d := start(t, func(_ *driver, o *Options) { o.ASCII = true })
	list := append(hours(10, 10, 10, 10), hours(5, 10)...)
	if got := sparkline(d.model.styles, list, 3); got != "#-#" {
		t.Errorf("it draws %q", got)
	}
	if got := sparkline(d.model.styles, nil, 3); got != "" {
		t.Errorf("nothing draws %q", got)
	}
}

func TestTokenTabTellsTheLifetimes(t *testing.T) {
	d := start(t, withProfiles(acme()))
	for _, day := range []int{3, 2, 1} {
		e := accepted(d.model.environment, d.model.form.Request())
		e.Profile, e.SentAt = "acme-wallet", noon.AddDate(0, 0, -day)
		e.Token, e.Clock = decodedToken(t, e.SentAt.Add(8*time.Hour)), ripio.Clock{Known: true, Date: e.SentAt}
		if err := d.manager.Lifetimes.Note(e); err != nil {
			t.Fatal(err)
		}
	}
	d.press("enter")
	d.shows("Clock and lifetime", "server clock +2 s, corrected in the countdown", "1795491713 2026-11-24 03:41:53 UTC",
		"10 h 0 min, was 8 h 0 min until 22 Nov 2026", "measured as exp minus the server's Date header", "! The lifetime changed")
	d.now = d.now.Add(time.Minute)
	d.answer = func(env ripio.Environment, request ripio.Request) ripio.Exchange {
		e := exchangeWith(env, request, documentedToken(d.now.Add(10*time.Hour)))
		e.SentAt, e.Clock = d.now, ripio.Clock{Reason: "the answer has no Date header"}
		return e
	}
	d.press("enter")
	d.shows("server clock unknown: the answer has no Date", "not compared with earlier tokens", "measured as exp minus this machine's clock")
}

func decodedToken(t *testing.T, exp time.Time) *jwt.Token {
	t.Helper()
	token, err := jwt.Decode(documentedToken(exp))
	if err != nil {
		t.Fatal(err)
	}
	return &token
}

// TestTokenIsNotAnEarlierOne sends within a second, which lifetimes do not tell
// apart.
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
			d.shows("Expired 1 s ago")
		})
	}
}

// TestLifetimeLinesFit draws the section at many widths.
func TestLifetimeLinesFit(t *testing.T) {
	d := start(t, withProfiles(acme()))
	d.press("enter")
	d.model.result.lifetimes = lasting(hours(8, 8, 8)...)
	for width := 20; width < 100; width++ {
		for _, line := range d.model.result.clockLines(d.model.styles, width) {
			if ansi.StringWidth(line) > width {
				t.Errorf("at %d: %q", width, ansi.Strip(line))
			}
		}
	}
}
