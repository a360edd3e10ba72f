package sendview

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"devtools/ripio-explorer/cli/internal/console"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/jwt"
	"devtools/ripio-explorer/ripio/visible"
)

// Object returns the members of a token's header or claims as one JSON object
// whose numbers keep all their digits; nil when there was no object to read. Of
// members with the same name the last one stays: a finding tells of the others.
func Object(raw []byte, members []jwt.Member) json.RawMessage {
	last := map[string]int{}
	for i, member := range members {
		last[member.Name] = i
	}
	var parts [][]byte
	for i, member := range members {
		name, _ := json.Marshal(member.Name) // cannot fail for a string
		value := []byte(member.JSON)
		if !json.Valid(value) {
			value, _ = json.Marshal(member.JSON)
		}
		if last[member.Name] == i {
			parts = append(parts, slices.Concat(name, []byte(":"), value))
		}
	}
	if parts == nil && !(bytes.HasPrefix(bytes.TrimSpace(raw), []byte("{")) && json.Valid(raw)) {
		return nil
	}
	return slices.Concat([]byte("{"), bytes.Join(parts, []byte(",")), []byte("}"))
}

// ExpiresAt is the instant of expiry in RFC 3339, in UTC; nil without one.
func ExpiresAt(expiry jwt.Expiry) *string {
	if expiry.State != jwt.ExpiryPresent {
		return nil
	}
	return console.Optional(expiry.At.UTC().Format(time.RFC3339Nano))
}

// Members writes the members of a header or of claims, with a note beside those
// that are known.
func Members(s *console.Sheet, title string, members []jwt.Member) {
	if len(members) == 0 {
		return
	}
	s.Gap(title)
	for _, member := range members {
		text := visible.Value(member.Text, longestValue)
		if member.Note != "" {
			text += "  (" + member.Note + ")"
		}
		s.Indented(labelWidth, visible.Value(member.Name, longestValue), text)
	}
}

// labelWidth is how many cells the labels of members and findings take at least.
const labelWidth = 10

// longestValue is how many cells are shown of a value from a token. JSON output
// has all of it.
const longestValue = 400

// Findings writes what was noticed, the worst first. Findings at LevelOK are left
// out.
func Findings(s *console.Sheet, findings []finding.Finding) {
	first := true
	for level := finding.LevelFailure; level > finding.LevelOK; level-- {
		for _, noted := range findings {
			if noted.Level != level {
				continue
			}
			if first {
				s.Gap("findings")
				first = false
			}
			text := fmt.Sprintf("%s: %s", noted.Field, noted.Title)
			if noted.Found != "" {
				text += " (" + noted.Found + ")"
			}
			s.Indented(labelWidth, noted.Level.String(), text)
			if noted.Fix != "" {
				s.Indented(labelWidth, "", noted.Fix)
			}
		}
	}
}

// ExpiryText says when a token ends, seen from a moment of the server's time.
func ExpiryText(expiry jwt.Expiry, now time.Time) string {
	switch expiry.State {
	case jwt.ExpiryUnknown:
		return "not known: " + expiry.Unread.Of("claims")
	case jwt.ExpiryAbsent:
		return "never stated: the token has no exp"
	case jwt.ExpiryUnreadable:
		return "not readable: exp is " + visible.Value(expiry.Raw, longestValue)
	case jwt.ExpiryOutOfRange:
		return "out of range: exp is " + visible.Value(expiry.Raw, longestValue)
	}
	at := expiry.At.UTC().Format("2006-01-02 15:04:05 UTC")
	seconds := SecondsUntil(expiry.At, now)
	if expiry.Expired(now) {
		return at + ", expired " + inWords(-seconds) + " ago"
	}
	return at + ", in " + inWords(seconds)
}

// SecondsUntil rounds to whole seconds. It does not go through time.Duration,
// which ends after 292 years.
func SecondsUntil(at, now time.Time) int64 {
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
