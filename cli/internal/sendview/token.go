package sendview

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"time"

	"devtools/ripio-explorer/cli/internal/console"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/jwt"
	"devtools/ripio-explorer/ripio/phrase"
	"devtools/ripio-explorer/ripio/visible"
)

// TokenObject returns what is read of a token, with a member of the command's own
// behind the expiry; all null but this without a token.
func TokenObject(token *jwt.Token, own ...[2]any) console.Object {
	var state *string
	if token == nil {
		token = &jwt.Token{}
	} else {
		state = new(token.Expiry.State.String())
	}
	var expiresAt any
	if token.Expiry.State == jwt.ExpiryPresent {
		expiresAt = token.Expiry.At.UTC().Format(time.RFC3339Nano)
	}
	return slices.Concat(console.Object{
		{"header", members(token.HeaderJSON, token.Header)},
		{"claims", members(token.ClaimsJSON, token.Claims)},
		{"expires_at", expiresAt},
	}, own, console.Object{
		{"header_unread", console.Optional(token.HeaderUnread)},
		{"claims_unread", console.Optional(token.ClaimsUnread)},
		{"expiry_state", state},
		{"signature", console.Optional(token.Signature)},
	})
}

// members returns the members of a token's header or claims as one JSON object
// whose numbers keep all their digits; nil when there was no object to read. Of
// members with the same name the last one stays: a finding tells of the others.
func members(raw []byte, list []jwt.Member) console.Object {
	last := map[string]int{}
	for i, member := range list {
		last[member.Name] = i
	}
	var object console.Object
	for i, member := range list {
		var value any = json.RawMessage(member.JSON)
		if !json.Valid([]byte(member.JSON)) {
			value = member.JSON
		}
		if last[member.Name] == i {
			object = append(object, [2]any{member.Name, value})
		}
	}
	if object == nil && bytes.HasPrefix(bytes.TrimSpace(raw), []byte("{")) && json.Valid(raw) {
		return console.Object{}
	}
	return object
}

// longestValue is how many cells are shown of a value from a token. JSON output
// has all of it.
const longestValue = 400

// WriteToken writes the signature's verdict and the members of header and claims,
// with a note beside those that are known.
func WriteToken(s *console.Sheet, token *jwt.Token) {
	s.Line("signature", token.Signature)
	for _, part := range []struct {
		title   string
		members []jwt.Member
	}{{"header", token.Header}, {"claims", token.Claims}} {
		if len(part.members) > 0 {
			s.Gap(part.title)
		}
		for _, member := range part.members {
			text := visible.Value(member.Text, longestValue)
			if member.Note != "" {
				text += "  (" + member.Note + ")"
			}
			s.Indented(visible.Value(member.Name, longestValue), text)
		}
	}
}

// WriteFindings writes what was noticed, the worst first. Findings at LevelOK are
// left out.
func WriteFindings(s *console.Sheet, findings []finding.Finding) {
	title := "findings"
	for level := finding.LevelFailure; level > finding.LevelOK; level-- {
		for _, noted := range findings {
			if noted.Level != level {
				continue
			}
			if title != "" {
				s.Gap(title)
				title = ""
			}
			text := noted.Headline()
			if noted.Certainty != "" {
				text += " (" + string(noted.Certainty) + ")"
			}
			s.Indented(noted.Level.String(), text)
			for _, part := range [][2]string{{"found", noted.Found}, {"why", noted.Rule}, {"fix", noted.Fix}, {"source", noted.Source}} {
				if part[1] != "" {
					s.Indented("", fmt.Sprintf("%-6s  %s", part[0], part[1]))
				}
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
		return "not known: the token has no exp"
	case jwt.ExpiryUnreadable:
		return "not readable: exp is " + visible.Value(expiry.Raw, longestValue)
	case jwt.ExpiryOutOfRange:
		return "out of range: exp is " + visible.Value(expiry.Raw, longestValue)
	}
	seconds := SecondsUntil(expiry.At, now)
	if expiry.Expired(now) {
		return phrase.UTC(expiry.At) + ", expired " + inWords(-seconds) + " ago"
	}
	return phrase.UTC(expiry.At) + ", in " + inWords(seconds)
}

// SecondsUntil rounds to whole seconds. It does not go through time.Duration,
// which ends after 292 years.
func SecondsUntil(at, now time.Time) int64 {
	return int64(math.Round(float64(at.UnixMilli()-now.UnixMilli()) / 1000))
}

// inWords returns the two largest units; days beyond what a time.Duration holds.
func inWords(seconds int64) string {
	if seconds >= 86400 {
		return fmt.Sprintf("%d d %d h", seconds/86400, seconds%86400/3600)
	}
	return phrase.TwoUnits(time.Duration(seconds) * time.Second)
}
