package result

import (
	"fmt"
	"strings"
	"time"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/jwt"
	"devtools/ripio-explorer/tui/draw"
	"devtools/ripio-explorer/tui/theme"
)

// stage is how close a token is to its end.
type stage int

const (
	stageFresh   stage = iota
	stageLow           // a fifth of its life is left
	stageMinutes       // less than five minutes
	stageMinute        // less than one minute
	stageExpired
)

// stageWords say the stage without its colour.
var stageWords = map[stage]string{
	stageLow:     "less than 20 % of its life left",
	stageMinutes: "less than 5 minutes left",
	stageMinute:  "less than 1 minute left",
}

// stageOf tells the stage from the time left and the whole lifetime; zero when
// the lifetime is not known.
func stageOf(left, lifetime time.Duration) stage {
	switch {
	case left <= 0:
		return stageExpired
	case left <= time.Minute:
		return stageMinute
	case left <= 5*time.Minute:
		return stageMinutes
	case lifetime > 0 && left*5 <= lifetime:
		return stageLow
	}
	return stageFresh
}

func stageStyle(s theme.Styles, st stage) theme.Style {
	switch st {
	case stageFresh:
		return s.OK
	case stageLow:
		return s.Warning
	case stageMinutes:
		return s.Warning.Bold()
	}
	return s.Failure
}

// Life is what is needed to count a token down.
type Life struct {
	expiry   jwt.Expiry
	clock    ripio.Clock
	lifetime time.Duration // zero when not known
	// measured tells that the lifetime is that of an answer.
	measured bool
}

// left is the time to the expiry on the server's clock.
func (l Life) left(now time.Time) time.Duration {
	return l.expiry.Remaining(l.clock.ServerTime(now))
}

// counting reports whether the screen has to be drawn again as time goes on.
func (l Life) counting() bool { return l.expiry.State == jwt.ExpiryPresent }

// pause is how long a drawing stays right: a second, and a minute for a token that
// expired long ago.
func (l Life) pause(now time.Time) time.Duration {
	if l.left(now) > -time.Hour {
		return countingPause
	}
	return expiredPause
}

// expired reports whether the token has ended; of one whose expiry is not known
// nobody can say so.
func (l Life) expired(now time.Time) bool {
	return l.expiry.Expired(l.clock.ServerTime(now))
}

// cameExpired reports whether the token had ended when it came.
func (l Life) cameExpired() bool {
	return l.expiry.State == jwt.ExpiryPresent && l.measured && l.lifetime <= 0
}

// headline is the time left in words, with the stage.
func (l Life) headline(s theme.Styles, now time.Time) string {
	if why := l.expiry.Explain(); why != "" {
		return s.Warning.Render(why)
	}
	left := l.left(now)
	st := stageOf(left, l.lifetime)
	if st == stageExpired {
		return stageStyle(s, st).Render("Expired " + draw.Ago(-left) + " ago")
	}
	line := stageStyle(s, st).Bold().Render("Expires in " + draw.Countdown(left))
	if words := stageWords[st]; words != "" {
		line += stageStyle(s, st).Render("  " + s.Glyphs.Warning + " " + words)
	}
	return line
}

// Short is the headline for places with little room.
func (l Life) Short(s theme.Styles, now time.Time) string {
	if l.expiry.State != jwt.ExpiryPresent {
		return ""
	}
	left := l.left(now)
	st := stageOf(left, l.lifetime)
	if st == stageExpired {
		return stageStyle(s, st).Render("token expired")
	}
	return stageStyle(s, st).Render("token " + draw.Countdown(left))
}

// bar draws the share of the lifetime that is left, with its figure.
func (l Life) bar(s theme.Styles, now time.Time, width int) string {
	if l.lifetime <= 0 || l.expiry.State != jwt.ExpiryPresent {
		return ""
	}
	left := l.left(now)
	share := min(max(float64(left)/float64(l.lifetime), 0), 1)
	figure := fmt.Sprintf(" %3d %%", int(share*100+0.5))
	cells := max(width-len(figure), 1)
	full := int(share*float64(cells) + 0.5)
	if left > 0 {
		full = max(full, 1)
	}
	style := stageStyle(s, stageOf(left, l.lifetime))
	return style.Render(strings.Repeat(s.Glyphs.Full, full)) +
		s.Muted.Render(strings.Repeat(s.Glyphs.Empty, cells-full)) + s.Text.Render(figure)
}

// LifeOf is the life of the token of an answer.
func LifeOf(e ripio.Exchange) Life {
	lifetime, _ := e.Lifetime()
	return Life{expiry: e.Token.Expiry, clock: e.Clock, lifetime: lifetime, measured: true}
}
