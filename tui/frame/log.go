package frame

import (
	"slices"
	"time"

	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/visible"
	"devtools/ripio-explorer/tui/dialog"
	"devtools/ripio-explorer/tui/draw"
	"devtools/ripio-explorer/tui/theme"
)

// mostNotices is how many of them a Log keeps.
const mostNotices = 20

// Log keeps the last notices, so that one that was missed can be read. It lives as long
// as the program.
type Log struct {
	Now     func() time.Time
	entries []entry
}

type entry struct {
	at    time.Time
	level finding.Level
	text  string
}

// Add notes a notice. The same one again takes the place of the last.
func (l *Log) Add(level finding.Level, text string) {
	if text == "" {
		return
	}
	if last := len(l.entries) - 1; last >= 0 && l.entries[last].text == text {
		l.entries = l.entries[:last]
	}
	l.entries = append(l.entries, entry{l.Now(), level, text})
	l.entries = l.entries[max(len(l.entries)-mostNotices, 0):]
}

// Dialog shows the notices of now, the newest first, by the clock of a zone.
func (l *Log) Dialog(zone *time.Location) *dialog.Text {
	entries := slices.Clone(l.entries)
	slices.Reverse(entries)
	return &dialog.Text{Title: "Messages", Draw: func(s theme.Styles, width int) (lines []string) {
		if len(entries) == 0 {
			return []string{s.Muted.Render("nothing was said yet")}
		}
		for _, e := range entries {
			head := s.Muted.Render(e.at.In(zone).Format(time.TimeOnly)) + " " + s.Mark(e.level) + " "
			lines = append(lines, draw.Hang(head, draw.Wrap(visible.Line(e.text), width-len(time.TimeOnly)-3), s.Text)...)
		}
		return lines
	}}
}
