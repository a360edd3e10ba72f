package result

import (
	"strings"
	"time"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/jwt"
	"devtools/ripio-explorer/ripio/phrase"
	"devtools/ripio-explorer/ripio/visible"
	"devtools/ripio-explorer/tui/draw"
	"devtools/ripio-explorer/tui/theme"
)

// sameLifetime is how far two lifetimes may be apart and still be the same: a Date
// header has whole seconds, and a server takes a moment between token and head.
const sameLifetime = 5 * time.Second

// writeClock writes how long the token was valid when it came, and how long earlier
// ones were; with the whole also which clock the countdown follows, and exp as it came.
func (m *Model) writeClock(p *draw.Writer) {
	s, e := m.Styles, m.exchange
	if e == nil || e.Token == nil {
		return
	}
	expiry := e.Token.Expiry
	if !m.whole && e.Clock.Known && expiry.State != jwt.ExpiryPresent {
		return
	}
	p.Heading("Clock and lifetime", "")
	if m.whole || !e.Clock.Known {
		writeRow(p, "clock", countedBy(e.Clock, m.tokenKept()))
	}
	if expiry.State != jwt.ExpiryPresent {
		return
	}
	if m.whole {
		writeRow(p, "exp", visible.Value(expiry.Raw, longestValue)+"  "+phrase.UTC(expiry.At))
	}
	lifetime, _ := e.Lifetime()
	if lifetime <= 0 {
		writeRow(p, "lifetime", "already expired when it arrived; "+e.LifetimeBasis())
		return
	}
	story := tellLifetimes(*e, m.Lifetimes, m.Local)
	writeRow(p, "lifetime", story.text)
	if room := p.Width - labelColumn; len(story.measured) > 1 && room > 0 {
		p.Add(strings.Repeat(" ", labelColumn) + s.Accent.Render(sparkline(s, story.measured, room)))
	}
	if m.whole {
		writeRow(p, "", "measured as "+e.LifetimeBasis())
	}
	if story.changed != "" {
		p.Hang("  "+s.Mark(finding.LevelWarning)+" ", story.changed, s.Warning)
	}
}

// labelColumn is where values of the token tab's lower sections begin.
const labelColumn = 16

// writeRow writes a value behind its label, outside text made safe.
func writeRow(p *draw.Writer, label, text string) {
	p.Hang("  "+p.Styles.Label.Render(draw.Fit(label, labelColumn-3, ""))+" ", visible.Line(text), p.Styles.Text)
}

// countedBy says which clock the countdown follows, if there is one.
func countedBy(c ripio.Clock, counting bool) string {
	words, follows := draw.Skew(c.Skew), "corrected in the countdown"
	switch {
	case !c.Known && c.Reason == "":
		words, follows = "server clock unknown", "the countdown follows this machine's"
	case !c.Known:
		words, follows = "server clock unknown: "+c.Reason, "the countdown follows this machine's"
	case c.Skew.Round(time.Second).Abs() <= time.Second:
		follows = "the countdown follows it"
	}
	if !counting {
		return words
	}
	return words + ", " + follows
}

// lifetimeStory is what this token's lifetime and those of earlier tokens say
// together.
type lifetimeStory struct {
	text string
	// measured are the lifetimes up to this token's, the oldest first.
	measured []time.Duration
	// changed is a sentence when the lifetime is another than that of the token
	// before; empty otherwise.
	changed string
}

// tellLifetimes compares the lifetime of a token with those of tokens that came
// before it. Only what was measured with the server's clock is compared.
func tellLifetimes(e ripio.Exchange, seen []profiles.Lifetime, local *time.Location) lifetimeStory {
	lifetime, known := e.Lifetime()
	if !known {
		return lifetimeStory{text: "centuries, which is not a measure"}
	}
	story := lifetimeStory{text: phrase.TwoUnits(lifetime)}
	if !e.Clock.Known {
		story.text += ", not compared with earlier tokens"
		return story
	}
	var earlier []profiles.Lifetime
	for _, one := range seen {
		if one.Measured && one.At.Before(e.SentAt) {
			earlier = append(earlier, one)
			story.measured = append(story.measured, one.Lifetime)
		}
	}
	story.measured = append(story.measured, lifetime)
	same := 0
	for same < len(earlier) && (earlier[len(earlier)-1-same].Lifetime-lifetime).Abs() <= sameLifetime {
		same++
	}
	switch {
	case len(earlier) == 0:
		story.text += ", the first that was seen here"
		return story
	case same > 0:
		story.text += ", the same in the last " + phrase.Plural(same+1, "token")
	}
	if same == len(earlier) {
		return story
	}
	last := earlier[len(earlier)-1-same]
	until := phrase.TwoUnits(last.Lifetime) + " until " + last.At.In(local).Format("2 Jan 2006")
	if same > 0 {
		story.text += "; was " + until
		return story
	}
	story.text += ", was " + until
	story.changed = "The lifetime changed: it was " + until + ", and is " + phrase.TwoUnits(lifetime) +
		" now. Ripio documents none, so neither is wrong; do not rely on one."
	return story
}

// sparkline draws lifetimes as heights above zero, the newest at the right.
func sparkline(s theme.Styles, lifetimes []time.Duration, width int) string {
	lifetimes = lifetimes[max(len(lifetimes)-width, 0):]
	longest := time.Duration(1)
	for _, one := range lifetimes {
		longest = max(longest, one)
	}
	top := len(s.Glyphs.Spark) - 1
	var line strings.Builder
	for _, one := range lifetimes {
		share := float64(max(one, 0)) / float64(longest)
		line.WriteString(s.Glyphs.Spark[int(share*float64(top)+0.5)])
	}
	return line.String()
}
