package result

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/jwt"
	"devtools/ripio-explorer/ripio/phrase"
	"devtools/ripio-explorer/ripio/visible"
	"devtools/ripio-explorer/tui/draw"
	"devtools/ripio-explorer/tui/theme"
)

// writeToken writes the decoded token: header, claims, the verdict on the
// signature, what is odd about it, whom it was requested for, and the raw parts.
func (m *Model) writeToken(p *draw.Writer) {
	s, t := m.Styles, m.token
	writeMembers(p, "Header", t.Header, t.HeaderUnread)
	p.Add("")
	writeMembers(p, "Claims", t.Claims, t.ClaimsUnread)
	p.Add("", s.Section.Render("Signature"))
	p.Hang("  ", t.Signature, s.Text)
	if t.SignatureBytes > 0 {
		p.Add("  " + s.Muted.Render(phrase.Plural(t.SignatureBytes, "byte")))
	}
	for _, f := range t.Findings {
		if f.Level > finding.LevelNote {
			p.Add("")
			p.Add(draw.FindingLines(s, f, p.Width, true)...)
		}
	}
	m.writeClock(p)
	if e := m.exchange; e != nil {
		p.Add("", s.Section.Render("Requested for")+s.Muted.Render("  the token itself does not say"))
		writeRow(p, "profile", cmp.Or(e.Profile, "no profile")+" "+s.Glyphs.Dot+" "+e.Environment.Name.Label())
		writeRow(p, "external_ref", e.Request.ExternalRef)
		writeRow(p, "address", e.Request.Address)
	}
	writeRaw(p, t)
}

// writeMembers writes the members of a JSON object as a table, and says what
// keeps it from being the whole object.
func writeMembers(p *draw.Writer, title string, members []jwt.Member, unread jwt.Unread) {
	s, width := p.Styles, p.Width
	p.Add(s.Section.Render(title))
	if unread != "" {
		why := "not read"
		if len(members) > 0 {
			why = "not all of it was read"
		}
		p.Hang("  ", why+": "+unread.Of(strings.ToLower(title)), s.Muted)
	}
	if len(members) == 0 && unread == "" {
		p.Add("  " + s.Muted.Render("none"))
	}
	nameWidth := 0
	for _, m := range members {
		nameWidth = max(nameWidth, ansi.StringWidth(visible.Cut(m.Name, width)))
	}
	nameWidth = min(max(nameWidth, 7), max(width/4, 7))
	for _, m := range members {
		p.Add(memberLines(s, m, nameWidth, width)...)
	}
}

// noteColumn is where notes start when values are short, so that they stand
// under each other.
const noteColumn = 20

func memberLines(s theme.Styles, m jwt.Member, nameWidth, width int) []string {
	name := draw.Fit(visible.Cut(m.Name, 2*nameWidth), nameWidth, s.Glyphs.Ellipsis)
	lead := "  " + s.Label.Render(name) + "  "
	room := width - nameWidth - 4
	value := visible.Value(m.Text, longestValue)
	note := m.Note
	if isOpaque(m.Text) && note != "" {
		value = draw.Shorten(value, noteColumn, s.Glyphs.Ellipsis)
	}
	valueWidth := ansi.StringWidth(value)
	if note != "" && max(valueWidth, noteColumn)+2+ansi.StringWidth(note) <= room {
		return []string{lead + s.Text.Render(draw.Fit(value, max(valueWidth, noteColumn), "")) + "  " + s.Muted.Render(note)}
	}
	lines := draw.Hang(lead, draw.Wrap(value, room), s.Text)
	if note != "" {
		indent := strings.Repeat(" ", nameWidth+4)
		for _, line := range draw.Wrap(note, room) {
			lines = append(lines, indent+s.Muted.Render(line))
		}
	}
	return lines
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

// writeRaw writes the exact JSON of both parts and the token's outline; the whole
// token is only ever copied.
func writeRaw(p *draw.Writer, t *jwt.Token) {
	s := p.Styles
	p.Add("")
	for _, part := range []struct {
		name string
		json []byte
	}{{"Decoded header", t.HeaderJSON}, {"Decoded claims", t.ClaimsJSON}} {
		if len(part.json) > 0 {
			p.Add(s.Section.Render(part.name))
			p.Add(draw.Hang("  ", rawText(string(part.json), p.Width-2), s.Muted)...)
		}
	}
	outline := "not kept"
	if t.Raw != "" {
		head, _, _ := strings.Cut(t.Raw, ".")
		outline = fmt.Sprintf("%s.%s  %s, ^Y copies it", draw.Shorten(visible.Line(head), 20, s.Glyphs.Ellipsis), s.Glyphs.Ellipsis,
			phrase.Plural(len(t.Raw), "character"))
	}
	p.Add(s.Section.Render("Token"), "  "+s.Muted.Render(outline))
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
