package result

import (
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

// tokenLines draws the decoded token: header, claims, the verdict on the
// signature, what is odd about it, and the raw parts.
func (m *Model) tokenLines(width int) []string {
	s := m.Styles
	t := m.token
	lines := memberSection(s, "Header", t.Header, t.HeaderUnread, width)
	lines = append(lines, "")
	lines = append(lines, memberSection(s, "Claims", t.Claims, t.ClaimsUnread, width)...)
	lines = append(lines, "", s.Section.Render("Signature"))
	lines = append(lines, indented(draw.Wrap(t.Signature, width-2), s.Text)...)
	if t.SignatureBytes > 0 {
		lines = append(lines, "  "+s.Muted.Render(phrase.Plural(t.SignatureBytes, "byte")))
	}
	lines = append(lines, m.oddities(width)...)
	lines = append(lines, m.clockLines(width)...)
	lines = append(lines, m.belongsTo(width)...)
	return append(lines, rawSection(s, t, width)...)
}

// memberSection draws the members of a JSON object as a table, and says what
// keeps it from being the whole object.
func memberSection(s theme.Styles, title string, members []jwt.Member, unread jwt.Unread, width int) []string {
	lines := []string{s.Section.Render(title)}
	if unread != "" {
		why := "not read"
		if len(members) > 0 {
			why = "not all of it was read"
		}
		lines = append(lines, indented(draw.Wrap(why+": "+unread.Of(strings.ToLower(title)), width-2), s.Muted)...)
	}
	if len(members) == 0 && unread == "" {
		lines = append(lines, "  "+s.Muted.Render("none"))
	}
	nameWidth := 0
	for _, m := range members {
		nameWidth = max(nameWidth, ansi.StringWidth(visible.Cut(m.Name, width)))
	}
	nameWidth = min(max(nameWidth, 7), max(width/4, 7))
	for _, m := range members {
		lines = append(lines, memberLines(s, m, nameWidth, width)...)
	}
	return lines
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

// oddities lists what is worth knowing about the token.
func (m *Model) oddities(width int) []string {
	s := m.Styles
	var lines []string
	for _, f := range m.token.Findings {
		if f.Level > finding.LevelNote {
			lines = append(lines, "")
			lines = append(lines, draw.FindingLines(s, f, width, true)...)
		}
	}
	return lines
}

// belongsTo says what the token itself cannot: whom it was requested for.
func (m *Model) belongsTo(width int) []string {
	s := m.Styles
	e := m.exchange
	if e == nil {
		return nil
	}
	profile := e.Profile
	if profile == "" {
		profile = "no profile"
	}
	lines := []string{"", s.Section.Render("Requested for") + s.Muted.Render("  the token itself does not say")}
	row := func(label, text string) { lines = append(lines, labelled(s, label, text, width)...) }
	row("profile", profile+" "+s.Glyphs.Dot+" "+e.Environment.Name.Label())
	row("external_ref", e.Request.ExternalRef)
	row("address", e.Request.Address)
	return lines
}

// rawSection shows the exact JSON of both parts and the token's outline; the
// whole token is only ever copied.
func rawSection(s theme.Styles, t *jwt.Token, width int) []string {
	lines := []string{""}
	for _, part := range []struct {
		name string
		json []byte
	}{{"Decoded header", t.HeaderJSON}, {"Decoded claims", t.ClaimsJSON}} {
		if len(part.json) == 0 {
			continue
		}
		lines = append(lines, s.Section.Render(part.name))
		lines = append(lines, indented(rawText(string(part.json), width-2), s.Muted)...)
	}
	if t.Raw == "" {
		return append(lines, s.Section.Render("Token"), "  "+s.Muted.Render("not kept"))
	}
	outline := fmt.Sprintf("%s  %s, ^Y copies it", draw.Shorten(visible.Line(firstSegment(t.Raw)), 20, s.Glyphs.Ellipsis)+"."+s.Glyphs.Ellipsis,
		phrase.Plural(len(t.Raw), "character"))
	return append(lines, s.Section.Render("Token"), "  "+s.Muted.Render(outline))
}

func firstSegment(raw string) string {
	head, _, _ := strings.Cut(raw, ".")
	return head
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

func indented(lines []string, style interface{ Render(...string) string }) []string {
	out := make([]string, len(lines))
	for i, line := range lines {
		out[i] = "  " + style.Render(line)
	}
	return out
}
