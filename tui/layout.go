package tui

import (
	"devtools/ripio-explorer/tui/draw"
	"devtools/ripio-explorer/tui/request"
)

// rect is an area of the body, in cells from its top left corner.
type rect struct{ x, y, width, height int }

func (r rect) empty() bool { return r.width == 0 || r.height == 0 }

func (r rect) holds(x, y int) bool {
	return x >= r.x && x < r.x+r.width && y >= r.y && y < r.y+r.height
}

// panesLayout is where request and result stand; one of them may be empty.
type panesLayout struct{ request, result rect }

// requestShare is the request's share of the width, within its bounds: wide
// enough for an EVM address in full.
const (
	requestShare    = 0.42
	requestMinWidth = 42
	requestMaxWidth = 56
)

// chromeRows are the header and the footer.
const chromeRows = 2

// onePane reports whether there is room for one pane at a time only.
func (m *Model) onePane() bool {
	return m.width < twoColumns && m.height-chromeRows < stackedHeight
}

// layout places the panes in the body.
func (m *Model) layout() panesLayout {
	width, height := m.width, m.height-chromeRows
	switch {
	case width >= twoColumns:
		left := min(max(int(float64(width)*requestShare), requestMinWidth), requestMaxWidth)
		return panesLayout{rect{0, 0, left, height}, rect{left, 0, width - left, height}}
	case !m.onePane():
		return panesLayout{rect{0, 0, width, requestRows}, rect{0, requestRows, width, height - requestRows}}
	case m.form.Focus == request.FocusResult || m.result.IsSending():
		return panesLayout{result: rect{0, 0, width, height}}
	}
	return panesLayout{request: rect{0, 0, width, height}}
}

// placeResult tells the result its area, unless it is out of sight.
func (m *Model) placeResult() {
	if area := m.layout().result; !area.empty() {
		m.result.SetSize(area.width-draw.BoxFrame, area.height-draw.BoxRows)
	}
}
