package tui

import (
	"github.com/charmbracelet/x/ansi"

	ripiofield "devtools/ripio-explorer/ripio/field"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/visible"
)

// labelWidth is the column of the labels.
const labelWidth = 15

// formRows is where the parts of the form begin. Gaps between them appear as
// far as the height allows.
type formRows struct{ externalRef, address, username, button, end int }

func (f *requestForm) rowsFor(height int) formRows {
	const input, username = 2, 3
	credentials := f.credentialRows(height)
	bare := credentials + 2*input + username + 1
	gaps := min(max(height-bare, 0), 4)
	gap := func(n int) int {
		if gaps >= n {
			return 1
		}
		return 0
	}
	var r formRows
	r.externalRef = credentials + gap(1)
	r.address = r.externalRef + input + gap(2)
	r.username = r.address + input + gap(3)
	r.button = r.username + username + gap(4)
	r.end = r.button + 1
	return r
}

// at tells which part of the form a line belongs to.
func (f *requestForm) at(line, height int) (focus, bool) {
	r := f.rowsFor(height)
	switch {
	case line == r.externalRef || line == r.externalRef+1:
		return focusExternalRef, true
	case line == r.address || line == r.address+1:
		return focusAddress, true
	case line == r.button:
		return focusSend, true
	}
	return 0, false
}

// View draws the form in an area of the given size. shownSecret stands in place
// of the mask for a moment; it is empty otherwise.
func (f *requestForm) View(s styles, shownSecret string, width, height int) []string {
	rows := f.rowsFor(height)
	lines := blank(0, rows.end)
	copy(lines, f.credentials(s, shownSecret, width)[:f.credentialRows(height)])
	copy(lines[rows.externalRef:], f.input(s, &f.externalRef, finding.FieldExternalRef, focusExternalRef, width))
	copy(lines[rows.address:], f.input(s, &f.address, finding.FieldAddress, focusAddress, width))
	copy(lines[rows.username:], f.username(s, width))
	lines[rows.button] = f.button(s, width)
	return append(lines, f.adviceLines(s, width, height-rows.end)...)
}

// credentialRows is how many rows the credentials take: the record is left out
// where there is little room.
func (f *requestForm) credentialRows(height int) int {
	const roomy = 20
	if f.record == "" || height < roomy {
		return 2
	}
	return 3
}

func (f *requestForm) credentials(s styles, shownSecret string, width int) []string {
	id := s.failure.Render("none yet; enter adds it")
	if f.clientID != "" {
		id = s.text.Render(shorten(visible.Line(ripiofield.ShowClientID(f.clientID)), width-labelWidth-2, s.glyphs.ellipsis))
	}
	secret := s.muted.Render("none")
	switch {
	case shownSecret != "":
		secret = s.warning.Render(shorten(visible.Line(shownSecret), width-labelWidth-2, s.glyphs.ellipsis))
	case f.hasSecret:
		secret = s.text.Render(s.glyphs.mask) + "  " + s.muted.Render(visible.Line(f.secretLabel))
	}
	return []string{
		"  " + s.label.Render(fit("client_id", labelWidth, "")) + id,
		"  " + s.label.Render(fit("client_secret", labelWidth, "")) + secret,
		"  " + s.label.Render(fit("last", labelWidth, "")) + s.muted.Render(f.record),
	}
}

// input draws a field: its name and verdict, and the whole value under them.
func (f *requestForm) input(s styles, in *field, name finding.Field, at focus, width int) []string {
	bar, label := "  ", s.label
	if f.focus == at {
		bar, label = s.accent.Render(s.glyphs.focus)+" ", s.accent
	}
	inner := width - 2
	verdict := ansi.Truncate(f.verdict(s, name), inner-len(name)-1, s.glyphs.ellipsis)
	return []string{
		bar + spread(label.Render(string(name)), verdict, inner, s.glyphs.ellipsis),
		bar + in.View(s, inner),
	}
}

// verdict is the worst finding of a field in a few words.
func (f *requestForm) verdict(s styles, name finding.Field) string {
	return verdictOf(s, finding.ForField(f.findings, name))
}

func (f *requestForm) button(s styles, width int) string {
	text := "[ Send to " + f.environment.Label() + "  " + s.glyphs.enter + " ]"
	return button(s, text, f.focus == focusSend, s.environment(f.environment), width)
}

// adviceLines explains the worst findings in the room that is left.
func (f *requestForm) adviceLines(s styles, width, room int) []string {
	advice := f.advice()
	var lines []string
	for i, finding := range advice {
		block := append([]string{""}, findingLines(s, finding, width, true)...)
		if len(lines)+len(block) > room {
			if more := len(advice) - i; i > 0 && len(lines) < room {
				lines = append(lines, s.muted.Render(plural(more, "more remark", "more remarks")))
			} else if i == 0 {
				block = remedyLines(s, finding, width)
				lines = append(lines, block[:min(len(block), max(room, 0))]...)
			}
			break
		}
		lines = append(lines, block...)
	}
	return lines
}
