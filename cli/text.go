package cli

import (
	"fmt"
	"strings"
	"time"

	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/jwt"
	"devtools/ripio-explorer/ripio/visible"
)

// sheet is a text of labelled lines. Everything put on it is made safe for a
// terminal.
type sheet struct {
	text strings.Builder
	// clean takes secrets out of outside text.
	clean func(string) string
}

// line writes a label and what belongs to it; nothing when there is nothing.
func (s *sheet) line(label, text string) {
	if text != "" {
		fmt.Fprintf(&s.text, "%-12s  %s\n", visible.Line(label), visible.Line(s.clean(text)))
	}
}

// exact writes a line that must not be changed, such as the token, which was
// asked for.
func (s *sheet) exact(label, text string) {
	fmt.Fprintf(&s.text, "%-12s  %s\n", label, visible.Line(text))
}

// list writes one label before the first of several lines.
func (s *sheet) list(label string, lines []string) {
	for _, line := range lines {
		s.line(label, line)
		label = ""
	}
}

// gap separates sections with an empty line and begins a new one.
func (s *sheet) gap(title string) {
	fmt.Fprintf(&s.text, "\n%s\n", title)
}

// members writes the members of a header or of claims, with a note beside those
// that are known.
func (s *sheet) members(title string, members []jwt.Member) {
	if len(members) == 0 {
		return
	}
	s.gap(title)
	for _, member := range members {
		text := shortened(s.clean(member.Text))
		if member.Note != "" {
			text += "  (" + visible.Line(member.Note) + ")"
		}
		fmt.Fprintf(&s.text, "  %-10s  %s\n", shortened(s.clean(member.Name)), text)
	}
}

// longestValue is how many cells are shown of a value from a token. JSON output
// has all of it.
const longestValue = 400

// shortened makes a value safe for a terminal and says how long it is when not
// all of it is shown.
func shortened(text string) string {
	if shown := visible.Cut(text, longestValue); shown != visible.Line(text) {
		return fmt.Sprintf("%s (%d bytes)", shown, len(text))
	}
	return visible.Line(text)
}

// findings writes what was noticed, the worst first. What is as it should be is
// left out.
func (s *sheet) findings(findings []finding.Finding) {
	title := "findings"
	for level := finding.LevelFailure; level > finding.LevelOK; level-- {
		for _, finding := range findings {
			if finding.Level != level {
				continue
			}
			if title != "" {
				s.gap(title)
				title = ""
			}
			s.finding(finding)
		}
	}
}

func (s *sheet) finding(finding finding.Finding) {
	text := fmt.Sprintf("%s: %s", finding.Field, finding.Title)
	if finding.Found != "" {
		text += " (" + s.clean(finding.Found) + ")"
	}
	fmt.Fprintf(&s.text, "  %-10s  %s\n", finding.Level, visible.Line(text))
	if finding.Fix != "" {
		fmt.Fprintf(&s.text, "  %-10s  %s\n", "", visible.Line(finding.Fix))
	}
}

// expiryText says when a token ends, seen from a moment of the server's time.
func expiryText(expiry jwt.Expiry, now time.Time) string {
	switch expiry.State {
	case jwt.ExpiryUnknown:
		return "not known: " + expiry.Unread.Of("claims")
	case jwt.ExpiryAbsent:
		return "never stated: the token has no exp"
	case jwt.ExpiryUnreadable:
		return "not readable: exp is " + shortened(expiry.Raw)
	case jwt.ExpiryOutOfRange:
		return "out of range: exp is " + shortened(expiry.Raw)
	}
	at := expiry.At.UTC().Format("2006-01-02 15:04:05 UTC")
	seconds := secondsUntil(expiry.At, now)
	if expiry.Expired(now) {
		return at + ", expired " + inWords(-seconds) + " ago"
	}
	return at + ", in " + inWords(seconds)
}

// secondsUntil rounds to whole seconds. It does not go through time.Duration,
// which ends after 292 years.
func secondsUntil(at, now time.Time) int64 {
	milliseconds := at.UnixMilli() - now.UnixMilli()
	if milliseconds < 0 {
		return -((-milliseconds + 500) / 1000)
	}
	return (milliseconds + 500) / 1000
}

// inWords returns the two largest units.
func inWords(seconds int64) string {
	switch {
	case seconds >= 86400:
		return fmt.Sprintf("%d d %d h", seconds/86400, seconds%86400/3600)
	case seconds >= 3600:
		return fmt.Sprintf("%d h %d min", seconds/3600, seconds%3600/60)
	case seconds >= 60:
		return fmt.Sprintf("%d min %d s", seconds/60, seconds%60)
	}
	return fmt.Sprintf("%d s", seconds)
}
