package field

import (
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"

	"devtools/ripio-explorer/tui/zone"
)

// textPart is the name of the place where a field's text is drawn.
const textPart = "text"

// ClickedText reports whether the text of a field was clicked.
func ClickedText(target zone.Target) bool {
	_, ok := target.Part(textPart)
	return ok
}

// drawn is how the text was drawn last: which cells of it were in sight.
type drawn struct {
	// head cells from the begin are in sight, and what ends at the end; all of them where
	// head is zero.
	head, width int
	// skipped cells at the begin are not, because the cursor is far behind them.
	skipped int
}

// PointAt puts the cursor on the character that was drawn at a column.
func (f *Field) PointAt(column int) {
	value := []rune(f.Value())
	if f.Secret || f.exact != "" || len(value) == 0 {
		return // a mask has no columns
	}
	var cells []int // the character in each cell of the whole text
	for i, r := range value {
		for range max(ansi.StringWidth(visibleRune(r)), 1) {
			cells = append(cells, i)
		}
	}
	cell := column + f.drawn.skipped
	if f.drawn.head > 0 && column >= f.drawn.head {
		cell = len(cells) - f.drawn.width + column
	}
	at := utf8.RuneCountInString(f.Value())
	if cell < len(cells) {
		at = cells[max(cell, 0)]
	}
	f.Input.SetCursor(at)
}
