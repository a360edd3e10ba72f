package result

import (
	"cmp"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/jwt"
	"devtools/ripio-explorer/ripio/phrase"
	"devtools/ripio-explorer/ripio/visible"
	"devtools/ripio-explorer/tui/draw"
)

// writeToken writes the token, then what is in it: header, claims, the verdict on the
// signature, and what is odd about it. What stands in the head or the form already, and
// the raw parts, show with the whole.
func (m *Model) writeToken(p *draw.Writer) {
	t := m.token
	if len(m.Ranked()) > 0 { // it came and is of no use
		m.writeCauses(p)
		p.Gap()
	}
	m.writeOutline(p)
	m.writeMembers(p, "Header", t.Header, t.HeaderUnread)
	m.writeMembers(p, "Claims", t.Claims, t.ClaimsUnread)
	p.Heading("Signature", "")
	p.Sentence(p.Text, t.Signature)
	if t.SignatureBytes > 0 && m.whole {
		p.Sentence(p.Muted, phrase.Plural(t.SignatureBytes, "byte"))
	}
	for _, f := range t.Findings {
		if f.Level > finding.LevelNote {
			p.Gap()
			p.Finding(f, draw.Short, "")
		}
	}
	m.writeClock(p)
	if e := m.exchange; e != nil && (m.whole || m.attempt != nil || m.Remedies.Stale != "") {
		p.Heading("Requested for", "the token itself does not say")
		writeRow(p, "profile", cmp.Or(e.Profile, "no profile")+" "+p.Glyphs.Dot+" "+e.Environment.Name.Label())
		writeRow(p, "external_ref", e.Request.ExternalRef)
		writeRow(p, "address", e.Request.Address)
	}
	if m.whole {
		writeRaw(p, t)
		return
	}
	p.Gap()
	p.Begin(0, 0)
	p.Words(p.Key, m.Keys.Whole.Help().Key)
	p.Words(p.Muted, " shows the rest, as it came")
	p.End()
}

// The ends of a token that are shown. The whole token is only ever copied.
const tokenHead, tokenTail = 10, 6

// writeOutline writes the two ends of the token, and which key copies all of it.
func (m *Model) writeOutline(p *draw.Writer) {
	p.Begin(0, 2)
	p.Write(p.Section, "Token")
	raw := m.token.Raw
	if raw == "" {
		p.Words(p.Muted, "  not kept")
		p.End()
		return
	}
	if len(raw) > 4*(tokenHead+tokenTail) {
		raw = raw[:tokenHead] + p.Glyphs.Ellipsis + raw[len(raw)-tokenTail:]
	} else {
		raw = phrase.Head(raw, tokenTail) + p.Glyphs.Ellipsis
	}
	p.Pad(2)
	p.Write(p.Text, raw)
	p.Pad(2)
	key := "y"
	if m.Remedies.Typing {
		key = m.Keys.Copy.Help().Key
	}
	p.Write(p.Key, key)
	words := " copies"
	if m.life.expired(m.Now()) {
		words += " it, expired"
	}
	p.Words(p.Muted, words)
	p.End()
}

// writeMembers writes the members of a JSON object as a table, and says what
// keeps it from being the whole object.
func (m *Model) writeMembers(p *draw.Writer, title string, members []jwt.Member, unread jwt.Unread) {
	p.Heading(title, "")
	if unread != "" {
		why := "not read"
		if len(members) > 0 {
			why = "not all of it was read"
		}
		p.Sentence(p.Muted, why+": "+unread.Of(strings.ToLower(title)))
	}
	if len(members) == 0 && unread == "" {
		p.Sentence(p.Muted, "none")
	}
	nameWidth := 0
	for _, member := range members {
		nameWidth = max(nameWidth, ansi.StringWidth(visible.Cut(member.Name, p.Width)))
	}
	nameWidth = min(max(nameWidth, 7), max(p.Width/4, 7))
	for _, member := range members {
		m.writeMember(p, member, nameWidth)
	}
}

// noteColumn is where notes start when values are short, so that they stand
// under each other; narrowColumn where there is little room.
const noteColumn, narrowColumn = 20, 8

func (m *Model) writeMember(p *draw.Writer, member jwt.Member, nameWidth int) {
	name := draw.Fit(visible.Cut(member.Name, 2*nameWidth), nameWidth, p.Glyphs.Ellipsis)
	column := nameWidth + 4
	value, note, behind := visible.Value(member.Text, longestValue), member.Note, noteColumn
	if !p.Roomy() {
		behind = narrowColumn
	}
	if isOpaque(member.Text) && note != "" && !m.whole {
		value = draw.Shorten(value, noteColumn, p.Glyphs.Ellipsis)
	}
	if member.Name == "exp" && !m.whole && m.life.expiry.State == jwt.ExpiryPresent {
		note = "" // the head says when that is
	}
	p.Begin(0, column)
	p.Drawn("  " + p.Styles.Label.Render(name) + "  ")
	p.Write(p.Text, value)
	if note != "" {
		used := max(ansi.StringWidth(value), behind)
		if column+used+2+ansi.StringWidth(note) <= p.Width {
			p.PadTo(column + used + 2)
		} else {
			p.Begin(column, column)
		}
		p.Words(p.Muted, note)
	}
	p.End()
}

// longestValue is how many cells are shown of a claim. The whole stands under
// "Decoded", as far as that goes.
const longestValue = 400

// isOpaque reports whether a value is a long run of hexadecimal digits, whose
// middle says nothing to a reader. The whole value stands under "Decoded".
func isOpaque(text string) bool {
	if len(text) < 32 {
		return false
	}
	return strings.Trim(text, "0123456789abcdefABCDEF") == ""
}

// writeRaw writes the exact JSON of both parts.
func writeRaw(p *draw.Writer, t *jwt.Token) {
	for _, part := range []struct {
		name string
		json []byte
	}{{"Decoded header", t.HeaderJSON}, {"Decoded claims", t.ClaimsJSON}} {
		if len(part.json) > 0 {
			p.Heading(part.name, "")
			p.Add(draw.Hang("  ", rawText(string(part.json), p.Width-2), p.Styles.Muted)...)
		}
	}
}

// maxRawLines keeps a flood of text from making the pane slow.
const maxRawLines = 4000

// rawText makes a text from outside safe and breaks it into lines at the given
// width, at any character, so that nothing is left out or reformatted.
func rawText(text string, width int) []string {
	lines := strings.Split(ansi.Hardwrap(visible.Text(text), max(width, 1), true), "\n")
	if len(lines) > maxRawLines {
		cut := len(lines) - maxRawLines
		lines = append(lines[:maxRawLines], phrase.Plural(cut, "more line"))
	}
	return lines
}
