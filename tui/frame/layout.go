// Package frame places the panes on the screen and draws what stands around them:
// the header, the notices, and the keys that matter now.
package frame

import "devtools/ripio-explorer/tui/draw"

// The sizes at which the layout changes.
const (
	minWidth, minHeight = 60, 20
	// twoColumns is the width from which request and result stand side by side.
	twoColumns = 84
	// stackedHeight is the height from which they stand one above the other.
	stackedHeight = 40
	// requestRows is the height of the request above the result.
	requestRows = 20
	// requestShare is the request's share of the width, within its bounds: wide
	// enough for an EVM address in full.
	requestShare    = 0.42
	requestMinWidth = 42
	requestMaxWidth = 56
)

// ChromeRows are the header and the footer.
const ChromeRows = 2

// Rect is an area of the body, in cells from its top left corner.
type Rect struct{ X, Y, Width, Height int }

// Empty reports whether nothing is shown there.
func (r Rect) Empty() bool { return r.Width == 0 || r.Height == 0 }

// Holds reports whether a cell of the body lies in the area.
func (r Rect) Holds(x, y int) bool {
	return x >= r.X && x < r.X+r.Width && y >= r.Y && y < r.Y+r.Height
}

// Inside is the room within a pane in the area: bare panes have no sides.
func (r Rect) Inside(bare bool) (width, height int) {
	if bare {
		return r.Width, r.Height - draw.BoxRows
	}
	return r.Width - draw.BoxFrame, r.Height - draw.BoxRows
}

// Layout is where request and result stand; one of them may be empty.
type Layout struct{ Request, Result Rect }

// TooSmall reports whether a terminal of that size has no room for the explorer.
func TooSmall(width, height int) bool { return width < minWidth || height < minHeight }

// OnePane reports whether there is room for one pane at a time only.
func OnePane(width, height int) bool {
	return width < twoColumns && height-ChromeRows < stackedHeight
}

// Place lays the panes out in a terminal of that size. Where there is room for one
// only, or one is to stand alone, it is the result if that is in front.
func Place(width, height int, resultInFront, alone bool) Layout {
	one := alone || OnePane(width, height)
	height -= ChromeRows
	switch {
	case width >= twoColumns && !alone:
		left := min(max(int(float64(width)*requestShare), requestMinWidth), requestMaxWidth)
		return Layout{Rect{0, 0, left, height}, Rect{left, 0, width - left, height}}
	case !one:
		return Layout{Rect{0, 0, width, requestRows}, Rect{0, requestRows, width, height - requestRows}}
	case resultInFront:
		return Layout{Result: Rect{0, 0, width, height}}
	}
	return Layout{Request: Rect{0, 0, width, height}}
}
