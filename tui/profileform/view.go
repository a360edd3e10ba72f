package profileform

import (
	"slices"

	"github.com/charmbracelet/x/ansi"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/visible"
	"devtools/ripio-explorer/tui/draw"
	"devtools/ripio-explorer/tui/theme"
	"devtools/ripio-explorer/tui/zone"
)

const (
	boxWidth   = 84
	labelWidth = 15
	// roomyHeight is the height from which the chosen place is described below its list.
	roomyHeight = 24
	// minValue is the least room that a value needs beside its verdict.
	minValue = 24
)

// View draws the form as a box for an area of the given size; where it is
// higher than the area, the part around the focused row.
func (f *Form) View(s theme.Styles, width, height int) []string {
	width = min(boxWidth, width)
	inner := width - draw.BoxFrame
	title := "Add a profile"
	if f.original.Name != "" {
		title = "Edit " + visible.Line(f.original.Name)
	}
	lines, focused := f.lines(s, inner)
	foot := []string{""}
	if a := f.rows()[f.at].account; a != nil && f.Remark == "" && height >= roomyHeight {
		foot = append(foot, draw.Styled(draw.Wrap(a.kind.Description(), inner), s.Text)...)
	}
	if f.Remark != "" {
		foot = append(foot, draw.Hang(s.Mark(finding.LevelWarning)+" ", draw.Wrap(f.Remark, inner-2), s.Warning)...)
	}
	foot = append(foot, draw.Foot(s, "enter next row, left and right change a choice, esc goes back", inner)...)
	room := max(height-draw.BoxRows-len(foot), 1)
	last := focused // of what belongs to the row in focus
	if f.rows()[f.at].account != nil {
		last += len(profiles.StoreKinds)
	}
	scroll := draw.Scroll{Offset: focused - room/2, Room: room}
	scroll.Reveal(focused, last+1)
	shown := append(slices.Clip(scroll.Show(lines, room)), foot...)
	return draw.DrawBox(s, draw.Box{
		Title: s.Strong.Render(title), Lines: shown, Border: s.Accent,
		Width: width, Height: min(len(shown)+draw.BoxRows, height),
	})
}

// lines draws all rows and reports at which line the focused one stands.
func (f *Form) lines(s theme.Styles, width int) (lines []string, focused int) {
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
			lines = append(lines, s.Environment(row.account.environment).Render(row.label))
		case row.save:
			lines = append(lines, zone.Row(zone.Part(rowPart, i), draw.Button(s, row.label, here, s.Accent, width), width))
		default:
			lines = append(lines, zone.Row(zone.Part(rowPart, i), f.row(s, row, here, width), width))
			if here && row.account != nil {
				lines = append(lines, f.places(s, row.account, width)...)
			}
		}
	}
	return lines, focused
}

// row draws a label, a value and, where there is room, the verdict on it.
func (f *Form) row(s theme.Styles, row row, here bool, width int) string {
	bar, label := "  ", s.Label
	if here {
		bar, label = s.Accent.Render(s.Glyphs.Focus)+" ", s.Accent
	}
	left := bar + label.Render(draw.Fit(row.label, labelWidth, ""))
	room := width - ansi.StringWidth(left)
	if row.account != nil {
		if here {
			return left + s.Muted.Render(ansi.Truncate("where it is kept or found", room, s.Glyphs.Ellipsis))
		}
		return left + s.Text.Render(ansi.Truncate(row.account.kind.Label(), room, s.Glyphs.Ellipsis))
	}
	if row.hides != nil {
		row.input.Secret = row.hides(row.input.Value())
	}
	verdict := ""
	if row.check != nil && row.input.Value() != "" {
		verdict = draw.VerdictOf(s, row.check(row.input.Value()))
	}
	valueRoom := room - ansi.StringWidth(verdict) - 1
	if verdict == "" || valueRoom < minValue {
		return left + row.input.View(s, room)
	}
	return draw.Spread(left+row.input.View(s, valueRoom), verdict, width, s.Glyphs.Ellipsis)
}
