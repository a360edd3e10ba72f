package result

import (
	"fmt"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/jwt"
	"devtools/ripio-explorer/tui/draw"
)

// head is what never scrolls away: what happened, and how long the token lives.
func (m *Model) head(width, height int) []string {
	s := m.Styles
	now := m.Now()
	lines := append(m.attemptHead(width), m.outcome(width))
	if m.remark != "" {
		lines = append(lines, draw.Hang(s.Mark(finding.LevelWarning)+" ", draw.Wrap(m.remark, width-2), s.Text)...)
	}
	if m.aside != "" {
		lines = append(lines, draw.Styled(draw.Wrap(m.aside, width), s.Muted)...)
	}
	if m.token == nil {
		return append(lines, "")
	}
	if height >= 14 {
		lines = append(lines, "")
	}
	if !m.tokenKept() {
		return append(append(lines, m.notKept(width)...), "")
	}
	lines = append(lines, m.life.headline(s, now))
	if bar := m.life.bar(s, now, width); bar != "" {
		lines = append(lines, bar)
	}
	if m.life.expiry.State == jwt.ExpiryPresent {
		at := draw.Instant(m.life.expiry.At, m.Local)
		if m.exchange != nil {
			at += " " + s.Glyphs.Dot + " " + clockWords(m.life.clock)
		}
		lines = append(lines, draw.Styled(draw.Wrap(at, width), s.Muted)...)
	}
	return append(lines, "")
}

func clockWords(c ripio.Clock) string {
	if !c.Known {
		return "server clock unknown"
	}
	return draw.Skew(c.Skew)
}

// outcome is one line: whether a token came, and the answer in figures.
func (m *Model) outcome(width int) string {
	s := m.Styles
	now := m.Now()
	if m.exchange == nil {
		left := s.Note.Render(s.Glyphs.Note + " Pasted token")
		return draw.Spread(left, s.Muted.Render("read here, sent nowhere"), width, s.Glyphs.Ellipsis)
	}
	e := m.exchange
	left := s.OK.Render(s.Glyphs.OK + " Token received")
	switch {
	case e.DryRun:
		left = dryHeadline(s, e)
	case m.isTest():
		left = s.Mark(answerLevel(e)) + s.Strong.Render(" Negative test: "+e.Request.Deviation.Title())
	case e.Failure == nil && finding.Worst(e.Token.Findings) == finding.LevelFailure:
		left = s.Warning.Render(s.Glyphs.Warning + " Token received, with a fault")
	case e.Failure != nil:
		left = s.Failure.Render(s.Glyphs.Failure + " " + draw.Capital(e.Failure.Title()))
	case m.life.cameExpired() && !m.life.clock.Known:
		left = s.Warning.Render(s.Glyphs.Warning + " Token received, expired by this machine's clock")
	case m.life.cameExpired():
		left = s.Failure.Render(s.Glyphs.Failure + " Token received, but it had expired when it came")
	case m.attempt == nil && m.life.expired(now):
		left = s.Warning.Render(s.Glyphs.Warning + " Token received, expired since")
	}
	return draw.Spread(left, s.Muted.Render(m.figures(width-ansi.StringWidth(left)-1)), width, s.Glyphs.Ellipsis)
}

// figures are status, duration and time of the answer, as many as fit.
func (m *Model) figures(room int) string {
	s := m.Styles
	e := m.exchange
	var parts []string
	if e.Response != nil {
		parts = append(parts, fmt.Sprint(e.Response.Status))
	}
	if e.Timing.Total > 0 {
		parts = append(parts, draw.Span(e.Timing.Total))
	}
	parts = append(parts, e.SentAt.In(m.Local).Format(draw.ClockLayout))
	for len(parts) > 1 {
		if text := strings.Join(parts, " "+s.Glyphs.Dot+" "); ansi.StringWidth(text) <= room {
			return text
		}
		parts = parts[:len(parts)-1]
	}
	return parts[0]
}

func (m *Model) emptyLines(width int) []string {
	s := m.Styles
	if m.stale != "" {
		lines := draw.Styled(draw.Wrap("No token for this pair of profile and user in this environment yet.", width), s.Text)
		lines = append(lines, "")
		return append(lines, draw.Styled(draw.Wrap(m.stale, width), s.Muted)...)
	}
	lines := []string{s.Text.Render("No token yet."), ""}
	for _, pair := range [][2]string{
		{"enter", "sends the request on the left"},
		{"^R", "reads a token you already have"},
		{"^E", "changes the environment"},
		{"^T", "opens the profiles"},
	} {
		lines = append(lines, s.Key.Render(draw.Fit(pair[0], 7, ""))+s.Muted.Render(pair[1]))
	}
	return lines
}

// attemptHead says that what is shown is from the history, and whose it is.
func (m *Model) attemptHead(width int) []string {
	s := m.Styles
	if m.attempt == nil {
		return nil
	}
	lead := s.Note.Render(s.Glyphs.Note) + " "
	return draw.Hang(lead, draw.Wrap("From the history, "+m.owner+". esc goes back.", width-2), s.Note)
}

// notKept stands in place of the countdown of a token that is not there.
func (m *Model) notKept(width int) []string {
	s := m.Styles
	now := m.Now()
	expiry := m.life.expiry
	if expiry.State != jwt.ExpiryPresent {
		return []string{s.Muted.Render("The token was not kept.")}
	}
	text := "The token was not kept; it expired at"
	if m.life.left(now) > 0 {
		text = "The token was not kept; it expires at"
	}
	return append([]string{s.Text.Render(text)}, draw.Styled(draw.Wrap(draw.Instant(expiry.At, m.Local), width), s.Muted)...)
}

// Title is the tabs, the open one marked.
func (m *Model) Title(width int) string {
	s := m.Styles
	var names []string
	for i, name := range tabNames {
		text := string(rune('1'+i)) + " " + name
		if Tab(i) == Checks {
			text += m.tallyWords()
		}
		if Tab(i) != m.tab {
			names = append(names, s.Muted.Render(text))
			continue
		}
		if s.Plain {
			text = "[" + text + "]"
		}
		names = append(names, s.Selected.Render(text))
	}
	apart := s.Muted.Render(" " + s.Glyphs.Horizontal + " ")
	if titles := strings.Join(names, apart); ansi.StringWidth(titles) < width {
		return titles
	}
	return strings.Join(names, " ")
}

// tallyWords counts the findings that need a look.
func (m *Model) tallyWords() (text string) {
	count := map[finding.Level]int{}
	for _, item := range m.findings() {
		count[item.Level]++
	}
	if n := count[finding.LevelFailure]; n > 0 {
		text += fmt.Sprintf(" %d%s", n, m.Styles.Glyphs.Failure)
	}
	if n := count[finding.LevelWarning]; n > 0 {
		text += fmt.Sprintf(" %d%s", n, m.Styles.Glyphs.Warning)
	}
	return text
}
