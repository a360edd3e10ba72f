package tui

import (
	"github.com/charmbracelet/x/ansi"

	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/visible"
)

const profileFormWidth = 84

// View draws the form as a box for an area of the given size; where it is
// higher than the area, the part around the focused row.
func (f *profileForm) View(s styles, width, height int) []string {
	boxWidth := min(profileFormWidth, width)
	inner := boxWidth - boxFrame
	title := "Add a profile"
	if f.original.Name != "" {
		title = "Edit " + visible.Line(f.original.Name)
	}
	lines, focused := f.lines(s, inner)
	foot := []string{""}
	if source := f.rows()[f.at].source; source != nil && f.remark == "" {
		foot = append(foot, styled(wrap(source.kind.Description(), inner), s.text)...)
	}
	if f.remark != "" {
		foot = append(foot, hang(s.mark(finding.LevelWarning)+" ", wrap(f.remark, inner-2), s.warning)...)
	}
	foot = append(foot, styled(wrap("enter next row, left and right change a choice, esc goes back", inner), s.muted)...)
	room := max(height-boxRows-len(foot), 1)
	first := max(0, min(focused-room/2, len(lines)-room))
	shown := append([]string(nil), lines[first:min(first+room, len(lines))]...)
	shown = append(shown, foot...)
	return drawBox(s, box{
		title: s.strong.Render(title), lines: shown, border: s.accent,
		width: boxWidth, height: min(len(shown)+boxRows, height),
	})
}

// lines draws all rows and tells at which line the focused one stands.
func (f *profileForm) lines(s styles, width int) (lines []string, focused int) {
	for i, row := range f.rows() {
		here := i == f.at
		if row.heading || row.save {
			lines = append(lines, "")
		}
		if here {
			focused = len(lines)
		}
		switch {
		case row.heading:
			lines = append(lines, s.environment(row.source.environment).Render(row.label))
		case row.save:
			lines = append(lines, button(s, row.label, here, s.accent, width))
		default:
			lines = append(lines, f.row(s, row, here, width))
		}
	}
	return lines, focused
}

// row draws a label, a value and, where there is room, the verdict on it.
func (f *profileForm) row(s styles, row profileRow, here bool, width int) string {
	bar, label := "  ", s.label
	if here {
		bar, label = s.accent.Render(s.glyphs.focus)+" ", s.accent
	}
	left := bar + label.Render(fit(row.label, labelWidth, ""))
	room := width - ansi.StringWidth(left)
	if row.source != nil {
		return left + row.source.sourceView(s, here, room)
	}
	if row.hides != nil {
		row.input.secret = row.hides(row.input.Value())
	}
	verdict := ""
	if row.check != nil && row.input.Value() != "" {
		verdict = verdictOf(s, row.check(row.input.Value()))
	}
	valueRoom := room - ansi.StringWidth(verdict) - 1
	if verdict == "" || valueRoom < minValue {
		return left + row.input.View(s, room)
	}
	return spread(left+row.input.View(s, valueRoom), verdict, width, s.glyphs.ellipsis)
}

// minValue is the least room a value needs beside its verdict.
const minValue = 24

// sourceView words where a secret is kept or found.
func (a *accountForm) sourceView(s styles, here bool, width int) string {
	text := a.kind.Label()
	if here {
		text = "< " + text + " >"
	}
	return s.text.Render(ansi.Truncate(text, width, s.glyphs.ellipsis))
}
