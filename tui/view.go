package tui

import (
	"strings"

	"github.com/charmbracelet/x/ansi"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/tui/dialog"
	"devtools/ripio-explorer/tui/draw"
	"devtools/ripio-explorer/tui/history"
	"devtools/ripio-explorer/tui/request"
	"devtools/ripio-explorer/tui/result"
)

// The sizes at which the layout changes.
const (
	minWidth, minHeight = 60, 20
	// twoColumns is the width from which request and result stand side by side.
	twoColumns = 84
	// stackedHeight is the height from which they stand one above the other.
	stackedHeight = 40
	// requestRows is the height of the request above the result.
	requestRows = 20
)

// View draws the whole screen: exactly height lines of width cells.
func (m *Model) View() string {
	if m.width <= 0 || m.height <= 0 {
		return ""
	}
	if m.width < minWidth || m.height < minHeight {
		return strings.Join(m.tooSmall(), "\n")
	}
	body := m.body(m.width, m.height-chromeRows)
	lines := make([]string, 0, m.height)
	lines = append(lines, m.header(m.width))
	// A long notice covers the end of the body, so that nothing moves.
	foot := m.foot(m.width, m.height/3)
	lines = append(lines, body[:m.height-1-len(foot)]...)
	lines = append(lines, foot...)
	return strings.Join(lines, "\n")
}

// tooSmall says what is needed. It fits any size.
func (m *Model) tooSmall() []string {
	text := "ripio-explorer needs 60x20 cells; this window is smaller. Make it larger, or press ctrl+c."
	lines := draw.Wrap(text, m.width)
	out := make([]string, m.height)
	for i := range out {
		if i < len(lines) {
			out[i] = ansi.Truncate(lines[i], m.width, "")
		}
	}
	return out
}

// body draws the explorer with the dialog over it.
func (m *Model) body(width, height int) []string {
	s := m.styles
	switch top := m.dialogs.Top().(type) {
	case nil:
		return m.panes()
	case *dialog.Welcome:
		return draw.Over(draw.Blank(width, height), top.View(s, width, height), width)
	case *history.Comparison:
		return top.View(s, width, height)
	default:
		return draw.Over(draw.Recede(s, m.panes()), top.View(s, width, height), width)
	}
}

// panes draws request and result: side by side, above each other, or the one
// that has the focus.
func (m *Model) panes() []string {
	layout := m.layout()
	switch {
	case layout.request.empty():
		return m.resultPane(layout.result, true)
	case layout.result.empty():
		return m.requestPane(layout.request, true)
	case layout.request.y == layout.result.y:
		return draw.Beside(m.requestPane(layout.request, false), m.resultPane(layout.result, false))
	}
	return append(m.requestPane(layout.request, false), m.resultPane(layout.result, false)...)
}

func (m *Model) requestPane(r rect, alone bool) []string {
	s := m.styles
	right := ""
	if alone {
		right = s.Muted.Render("tab: result")
	}
	return draw.DrawBox(s, draw.Box{
		Title: m.paneTitle("Request", m.form.Focus != request.FocusResult), Right: right,
		Lines: m.form.View(s, m.shownSecret(), r.width-draw.BoxFrame, r.height-draw.BoxRows),
		Width: r.width, Height: r.height, Border: m.frame(m.form.Focus != request.FocusResult),
	})
}

func (m *Model) resultPane(r rect, alone bool) []string {
	s := m.styles
	width, height := r.width-draw.BoxFrame, r.height-draw.BoxRows
	var lines []string
	right, position := "", ""
	if alone {
		right = "tab: request"
	}
	if m.result.Tab() == result.History {
		m.history.SetSize(width, height)
		lines = m.history.View()
		position = s.Muted.Render(m.history.Position())
	} else {
		m.result.Remedies = m.remediesNow()
		m.result.SetSize(width, height)
		lines = m.result.View()
		text, more := m.result.Position()
		if position = s.Muted.Render(text); more {
			position = s.Key.Render(m.keys.PageDown.Help().Key) + s.Muted.Render(" more  ") + position
		}
	}
	foot, footRight := m.result.Foot(r.width, m.searching())
	if foot == "" {
		footRight = position
	}
	return draw.DrawBox(s, draw.Box{
		Title: m.result.Title(width), Right: s.Muted.Render(right), Foot: foot, FootRight: footRight, Lines: lines,
		Width: r.width, Height: r.height, Border: m.frame(m.form.Focus == request.FocusResult),
	})
}

// frame is the border's colour: the environment's where the focus is, and in
// production everywhere.
func (m *Model) frame(focused bool) draw.Style {
	if focused || m.environment.Name == ripio.Production {
		return m.styles.Environment(m.environment.Name)
	}
	return m.styles.Frame
}

func (m *Model) paneTitle(text string, focused bool) string {
	if focused {
		return m.styles.Strong.Render(text)
	}
	return m.styles.Muted.Render(text)
}

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
