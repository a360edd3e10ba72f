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

// clockLines draws the section on clock and lifetime: which clock the countdown
// follows, exp as it came, how long the token was valid when it came, and how
// long earlier ones were.
func (m *Model) clockLines(width int) []string {
	s := m.Styles
	e := m.exchange
	if e == nil || e.Token == nil {
		return nil
	}
	lines := []string{"", s.Section.Render("Clock and lifetime")}
	row := func(label, text string) {
		lines = append(lines, labelled(s, label, text, width)...)
	}
	row("clock", countedBy(e.Clock, m.tokenKept()))
	expiry := e.Token.Expiry
	if expiry.State != jwt.ExpiryPresent {
		return lines
	}
	row("exp", visible.Value(expiry.Raw, longestValue)+"  "+expiry.At.UTC().Format(draw.DateLayout)+" UTC")
	lifetime, _ := e.Lifetime()
	if lifetime <= 0 {
		row("lifetime", "over before it came; "+e.LifetimeBasis())
		return lines
	}
	story := tellLifetimes(*e, m.Lifetimes, m.Local)
	row("lifetime", story.text)
	if room := width - labelColumn; len(story.measured) > 1 && room > 0 {
		lines = append(lines, strings.Repeat(" ", labelColumn)+s.Accent.Render(sparkline(s, story.measured, room)))
	}
	row("", "measured as "+e.LifetimeBasis())
	if story.changed != "" {
		lines = append(lines, draw.Hang("  "+s.Mark(finding.LevelWarning)+" ", draw.Wrap(story.changed, width-4), s.Warning)...)
	}
	return lines
}

// labelColumn is where values of the token tab's lower sections begin.
const labelColumn = 16

// labelled draws a value behind its label, outside text made safe.
func labelled(s theme.Styles, label, text string, width int) []string {
	return draw.Hang("  "+s.Label.Render(draw.Fit(label, labelColumn-3, ""))+" ", draw.Wrap(visible.Line(text), width-labelColumn), s.Text)
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
		return lifetimeStory{text: "centuries, which is no measure"}
	}
	story := lifetimeStory{text: phrase.TwoUnits(lifetime)}
	if !e.Clock.Known {
		story.text += ", not compared with earlier tokens"
		return story
	}
	var earlier []profiles.Lifetime
	sent := e.SentAt.Truncate(time.Second) // as lifetimes are remembered
	for _, one := range seen {
		if one.Measured && one.At.Before(sent) {
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
