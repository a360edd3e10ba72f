package result

import (
	"fmt"
	"strings"
	"time"

	"github.com/charmbracelet/x/ansi"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/jwt"
	"devtools/ripio-explorer/tui/draw"
	"devtools/ripio-explorer/tui/zone"
)

// head is what never scrolls away: what happened, and how long the token lives.
func (m *Model) head(width, height int) []string {
	s := m.Styles
	p := draw.NewWriter(s, width)
	if m.attempt != nil {
		p.Hang(s.Note.Render(s.Glyphs.Note)+" ", "From the history, "+m.owner+". esc goes back.", s.Note)
	}
	p.Add(m.outcome(width)...)
	if m.remark != "" {
		p.Hang(s.Mark(finding.LevelWarning)+" ", m.remark, s.Text)
	}
	if m.aside != "" {
		p.Hang("", m.aside, s.Muted)
	}
	if m.token != nil && height >= 14 {
		p.Add("")
	}
	switch {
	case m.token == nil:
	case m.tokenKept():
		m.writeCountdown(p)
	default:
		m.writeNotKept(p)
	}
	p.Add("")
	return p.Lines
}

// writeCountdown writes how long the token lives.
func (m *Model) writeCountdown(p *draw.Writer) {
	now := m.Now()
	switch bar := m.life.bar(m.Styles, now, p.Width); {
	case m.expiredSince(now):
		p.Begin(0, 0)
		p.Write(p.Key, m.Keys.Renew.Help().Key)
		p.Words(p.Muted, " renews it: sends the same again")
		p.End()
	default:
		p.Add(m.life.headline(m.Styles, now))
		if bar != "" && !m.life.expired(now) {
			p.Add(bar)
		}
	}
	if m.life.expiry.State != jwt.ExpiryPresent {
		return
	}
	at, server := draw.Instant(m.life.expiry.At, m.Local), ""
	switch clock := m.life.clock; {
	case m.exchange == nil:
	case clock.Known:
		server = draw.Skew(clock.Skew)
	default:
		server = "server clock unknown"
	}
	if line := at + " " + p.Glyphs.Dot + " " + server; server != "" && ansi.StringWidth(line) <= p.Width {
		at, server = line, ""
	}
	p.Hang("", at, m.Styles.Muted)
	if server != "" {
		p.Hang("", server, m.Styles.Muted)
	}
}

// expiredSince reports whether the token of a send of this run was good when it came, and
// is not any more.
func (m *Model) expiredSince(now time.Time) bool {
	return m.exchange != nil && m.attempt == nil && m.exchange.Failure == nil && !m.life.cameExpired() && m.life.expired(now)
}

// writeNotKept stands in place of the countdown of a token that is not there.
func (m *Model) writeNotKept(p *draw.Writer) {
	expiry := m.life.expiry
	switch {
	case expiry.State != jwt.ExpiryPresent:
		p.Add(m.Styles.Muted.Render("The token was not kept."))
		return
	case m.life.left(m.Now()) > 0:
		p.Add(m.Styles.Text.Render("The token was not kept; it expires at"))
	default:
		p.Add(m.Styles.Text.Render("The token was not kept; it expired at"))
	}
	p.Hang("", draw.Instant(expiry.At, m.Local), m.Styles.Muted)
}

// outcome says whether a token came, and the answer in figures: in one line, or under it
// where a failure's title needs the whole width.
func (m *Model) outcome(width int) []string {
	s := m.Styles
	now := m.Now()
	if m.exchange == nil {
		left := s.Note.Render(s.Glyphs.Note + " Pasted token")
		return []string{draw.Spread(left, s.Muted.Render("read here, sent nowhere"), width, s.Glyphs.Ellipsis)}
	}
	e := m.exchange
	left := s.OK.Render(s.Glyphs.OK + " Token received")
	switch {
	case e.DryRun:
		left = dryHeadline(s, e)
	case m.IsTest():
		left = s.Mark(answerLevel(e)) + s.Strong.Render(" Negative test: "+e.Request.Deviation.Title())
	case e.Failure == nil && finding.Worst(e.Token.Findings) == finding.LevelFailure:
		left = s.Warning.Render(s.Glyphs.Warning + " Token received, with a fault")
	case e.Failure != nil:
		return m.titled(finding.LevelFailure, s.Failure, draw.Capital(e.FailureTitle()), width)
	case m.life.cameExpired() && !m.life.clock.Known:
		return m.titled(finding.LevelWarning, s.Warning, "Token received, expired by this machine's clock", width)
	case m.life.cameExpired():
		return m.titled(finding.LevelFailure, s.Failure, "The token had expired when it came", width)
	case m.expiredSince(now):
		left = s.Failure.Render(s.Glyphs.Failure + " Token expired " + draw.Ago(-m.life.left(now)) + " ago")
	}
	return []string{draw.Spread(left, s.Muted.Render(m.figures(width-ansi.StringWidth(left)-1)), width, s.Glyphs.Ellipsis)}
}

// titled is a title with the figures behind it, or on its last line where it needs the
// whole width.
func (m *Model) titled(level finding.Level, style draw.Style, title string, width int) []string {
	s := m.Styles
	lines := []string{s.Mark(level) + " " + style.Render(title)}
	last, least := 0, ansi.StringWidth(m.figures(0))
	if ansi.StringWidth(lines[0])+1+least > width {
		lines = draw.Hang(s.Mark(level)+" ", draw.Wrap(title, width-len("x ")), style)
		last = len(lines) - 1
		if ansi.StringWidth(lines[last])+1+least > width {
			lines, last = append(lines, ""), last+1
		}
	}
	room := width - ansi.StringWidth(lines[last]) - 1
	lines[last] = draw.Spread(lines[last], s.Muted.Render(m.figures(room)), width, s.Glyphs.Ellipsis)
	return lines
}

// figures are status, duration and time of the answer, as many as fit.
func (m *Model) figures(room int) string {
	s := m.Styles
	e := m.exchange
	var parts []string
	if e.Response != nil {
		parts = append(parts, fmt.Sprint(e.Response.Status))
	}
	if told := e.Failure != nil && e.Failure.Kind == ripio.FailureTimeout; e.Timing.Total > 0 && !told {
		parts = append(parts, draw.Span(e.Timing.Total))
	}
	parts = append(parts, e.SentAt.In(m.Local).Format(time.TimeOnly))
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
		{"enter", "sends the request"},
		{m.Keys.Inspect.Help().Key, "reads a token you already have"},
		{m.Keys.Environment.Help().Key, "changes the environment"},
		{m.Keys.Profiles.Help().Key, "opens the profiles"},
	} {
		lines = append(lines, draw.Press(s, pair[0], strings.Repeat(" ", max(6-len(pair[0]), 0))+pair[1]))
	}
	return lines
}

// tabPart is the name of the tabs in the title.
const tabPart = "tab"

// ClickedTab is the tab that was clicked.
func ClickedTab(target zone.Target) (Tab, bool) {
	at, ok := target.Part(tabPart)
	return Tab(at), ok
}

// Title is the tabs, the open one marked. Where they do not fit, those that matter least
// lose their names and keep their digits.
func (m *Model) Title(width int) string {
	s := m.Styles
	named := map[Tab]bool{}
	for i := range tabNames {
		named[Tab(i)] = true
	}
	apart := s.Muted.Render(" " + s.Glyphs.Horizontal + " ")
	if titles := strings.Join(m.titles(named), apart); ansi.StringWidth(titles) < width {
		return titles
	}
	for _, next := range []Tab{History, Widget, HTTP, Checks, Token} {
		if titles := strings.Join(m.titles(named), " "); ansi.StringWidth(titles) < width {
			return titles
		}
		named[next] = next == m.tab
	}
	return strings.Join(m.titles(named), " ")
}

// titles are the digits of the tabs, with the names of some.
func (m *Model) titles(named map[Tab]bool) (titles []string) {
	s := m.Styles
	for i, name := range tabNames {
		text := string(rune('1' + i))
		if named[Tab(i)] {
			text += " " + name
			if Tab(i) == Checks {
				text += m.tallyWords()
			}
		}
		if Tab(i) != m.tab {
			titles = append(titles, zone.Mark(zone.Part(tabPart, i), s.Muted.Render(text)))
			continue
		}
		if s.Plain {
			text = "[" + text + "]"
		}
		titles = append(titles, zone.Mark(zone.Part(tabPart, i), s.Selected.Render(text)))
	}
	return titles
}

// tallyWords counts the findings that need a look.
func (m *Model) tallyWords() (text string) {
	count := map[finding.Level]int{}
	for _, item := range m.Findings() {
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
