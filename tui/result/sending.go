package result

import (
	"fmt"
	"time"

	"github.com/charmbracelet/x/ansi"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/tui/draw"
)

// Sending is a request that is under way, or waits for its time.
type Sending struct {
	Environment ripio.Environment
	Since       time.Time
	// Until and Why belong to a send that waits; Until is zero otherwise.
	Until time.Time
	Why   string
	// What names a send that is not an ordinary one.
	What string
}

func (m *Model) sendingLines(width int) []string {
	s, sending, now := m.Styles, m.sending, m.Now()
	text := func(text string) []string { return draw.Styled(draw.Wrap(text, width), s.Text) }
	head := func(doing, figure string) []string {
		turn := s.Glyphs.Spinner[m.frame%len(s.Glyphs.Spinner)]
		left := s.Environment(sending.Environment.Name).Render(turn + " " + doing + " to " + sending.Environment.Name.Label())
		return []string{draw.Spread(left, s.Muted.Render(figure), width, s.Glyphs.Ellipsis), ""}
	}
	if !sending.Until.IsZero() {
		lines := append(head("Waiting to send", draw.Countdown(max(sending.Until.Sub(now), 0))), text(sending.Why)...)
		return append(lines, "", draw.Press(s, "esc", "cancels; nothing was sent yet"))
	}
	lines := head("Sending", fmt.Sprintf("%.1f s", max(now.Sub(sending.Since), 0).Seconds()))
	if sending.What != "" {
		lines = append(lines, s.Strong.Render(ansi.Truncate(sending.What, width, s.Glyphs.Ellipsis)))
	}
	lines = append(lines, text("Waiting for "+sending.Environment.Host()+".")...)
	return append(lines, "", draw.Press(s, "esc", "cancels"))
}
