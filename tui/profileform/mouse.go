package profileform

import (
	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/tui/dialog"
	"devtools/ripio-explorer/tui/draw"
	"devtools/ripio-explorer/tui/zone"
)

// rowPart and placePart are the names of the form's rows, and of the places for a secret
// below the row in focus.
const (
	rowPart   = "row"
	placePart = "place"
)

// Click goes to the row that is clicked, or takes a place for a secret. The button saves.
func (f *Form) Click(target zone.Target) dialog.Outcome {
	f.leaving = false
	rows := f.rows()
	if i, ok := target.Part(placePart); ok && i < len(profiles.StoreKinds) && rows[f.at].account != nil {
		if kind := profiles.StoreKinds[i]; f.unavailable(kind) == "" {
			rows[f.at].account.kind = kind
		}
		return dialog.Outcome{}
	}
	at, ok := target.Part(rowPart)
	if !ok || at >= len(rows) {
		return dialog.Outcome{}
	}
	f.move(at - f.at)
	if rows[at].save {
		return f.Update(draw.KeyNamed("enter"))
	}
	return dialog.Outcome{Run: f.checkPlaces()}
}

// PointAt puts the cursor of the row in focus at a column.
func (f *Form) PointAt(column int) {
	if row := f.rows()[f.at]; row.input != nil {
		row.input.PointAt(column)
	}
}

// Wheel goes to other rows.
func (f *Form) Wheel(by int) {
	for rows := f.rows(); by != 0; by -= sign(by) {
		if next := f.at + sign(by); next < 0 || next >= len(rows) {
			return
		}
		f.move(sign(by))
	}
}

func sign(n int) int { return max(min(n, 1), -1) }
