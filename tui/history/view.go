package history

import (
	"fmt"
	"strings"
	"time"

	"github.com/charmbracelet/x/ansi"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/phrase"
	"devtools/ripio-explorer/ripio/visible"
	"devtools/ripio-explorer/tui/draw"
	"devtools/ripio-explorer/tui/zone"
)

// detailHeight is the height from which the selected attempt is told below the
// list as well, and detailColumn where its values begin.
const (
	detailHeight = 14
	detailColumn = 9
)

// View draws the filter, the list and, where there is room, the selected attempt.
func (m *Model) View() []string {
	s := m.Styles
	lines := m.head()
	switch {
	case len(m.attempts) == 0 && m.err != nil:
		return lines
	case len(m.attempts) == 0:
		return append(lines, m.empty()...)
	case len(m.matches) == 0:
		lines = append(lines, s.Text.Render("No attempt fits the filter."))
		return append(lines, draw.Press(s, "esc", "shows all of them"))
	}
	var detail []string
	if m.tells() {
		detail = m.detail()
	}
	m.scroll.Room, m.scroll.Body = max(m.height-len(lines)-len(detail), 1), len(m.matches)
	m.scroll.Reveal(m.at, m.at+1)
	m.scroll.By(0)
	columns, gap := m.columns()
	for i := m.scroll.Offset; i < m.scroll.Offset+m.scroll.Room; i++ {
		line := ""
		if i < len(m.matches) {
			line = zone.Row(zone.Part(rowPart, i), m.row(columns, gap, i), m.width)
		}
		lines = append(lines, line)
	}
	return append(lines, detail...)
}

// tells reports whether the selected attempt is told below the list.
func (m *Model) tells() bool { return m.height >= detailHeight }

// head is what stands above the list: what is wrong, that tokens are kept, and the
// filter.
func (m *Model) head() []string {
	s, width := m.Styles, m.width
	var lines []string
	warn := func(level finding.Level, text string) {
		lines = append(lines, draw.Hang(s.Mark(level)+" ", draw.Wrap(text, width-2), s.Level(level))...)
	}
	if m.err != nil {
		warn(finding.LevelFailure, draw.Sentence(visible.Line(m.err.Error()))+" The file is "+visible.Line(m.file.Path())+
			"; see that you may read it, then open this tab again.")
		lines = append(lines, "")
	}
	if m.KeepTokens {
		warn(finding.LevelWarning, "Tokens of this run are written into the history. "+m.Keys.Tokens.Help().Key+" stops it.")
		lines = append(lines, "")
	}
	switch {
	case m.filtering:
		lines = append(lines, s.Key.Render("/")+" "+m.input.View(s, width-2))
	case m.text != "":
		left := s.Key.Render("/") + " " + s.Text.Render(draw.Shorten(visible.Line(m.text), max(width-16, 8), s.Glyphs.Ellipsis))
		lines = append(lines, draw.Spread(left, draw.Press(s, "esc", "shows all"), width, s.Glyphs.Ellipsis))
	default:
		return lines
	}
	if m.filter.remarks != "" {
		warn(finding.LevelWarning, draw.Sentence(visible.Line(m.filter.remarks)))
	}
	return append(lines, "")
}

func (m *Model) empty() []string {
	s := m.Styles
	if !m.loaded {
		return []string{s.Muted.Render("Reading the history.")}
	}
	lines := []string{s.Text.Render("Nothing was sent yet."), ""}
	for _, text := range []string{
		"Every request is kept here with its inputs, the response, the claims and the findings, so that it can be opened again, compared and repeated.",
		"The client_secret is never kept. The token is kept only after " + m.Keys.Tokens.Help().Key + " was pressed, and only in that run.",
	} {
		lines = append(append(lines, draw.Styled(draw.Wrap(text, m.width), s.Muted)...), "")
	}
	return lines
}

// Position says which of the attempts is selected, such as "1 of 5".
func (m *Model) Position() string {
	if len(m.matches) == 0 {
		return ""
	}
	text := fmt.Sprintf("%d of %d", m.at+1, len(m.matches))
	if len(m.matches) < len(m.attempts) {
		text += fmt.Sprintf(", %d in all", len(m.attempts))
	}
	return text
}

// detail tells the selected attempt in full below the list.
func (m *Model) detail() []string {
	s := m.Styles
	attempt, ok := m.Selected()
	if !ok {
		return nil
	}
	e, dot := attempt.Exchange, " "+s.Glyphs.Dot+" "
	level, words := outcome(attempt)
	lines := []string{
		"", s.Frame.Render(strings.Repeat(s.Glyphs.Horizontal, m.width)),
		ansi.Truncate(s.Mark(level)+" "+s.Level(level).Render(draw.Capital(words))+s.Muted.Render(figures(e, dot)), m.width, s.Glyphs.Ellipsis),
	}
	row := func(label, text string) {
		text = draw.Shorten(visible.Line(text), m.width-detailColumn, s.Glyphs.Ellipsis)
		lines = append(lines, s.Label.Render(draw.Fit(label, detailColumn, ""))+s.Text.Render(text))
	}
	when := draw.Instant(e.SentAt, m.Local)
	if detailColumn+ansi.StringWidth(when) > m.width {
		when = e.SentAt.In(m.Local).Format(time.DateTime) + " here"
	}
	row("when", when)
	row("profile", ProfileName(e)+dot+e.Environment.Name.Label())
	user := e.Request.ExternalRef
	if name := m.UserName(e); name != "" {
		user = name + dot + user
	}
	row("user", user)
	row("address", e.Request.Address)
	return lines
}

// figures are those of an answer, and what the server said in it.
func figures(e ripio.Exchange, dot string) string {
	text := ""
	if e.Response != nil {
		text += dot + fmt.Sprint(e.Response.Status)
	}
	if e.Timing.Total > 0 {
		text += dot + draw.Span(e.Timing.Total)
	}
	if e.Failure != nil && e.Failure.Message != "" {
		text += dot + visible.Line(e.Failure.Message)
	}
	return text
}

// ProfileName is the profile of an exchange in words.
func ProfileName(e ripio.Exchange) string {
	if e.Profile == "" {
		return "no profile"
	}
	return e.Profile
}

// outcome words how an attempt ended, in lower case.
func outcome(attempt profiles.Attempt) (finding.Level, string) {
	e := attempt.Exchange
	level, words := finding.LevelOK, "token"
	switch {
	case e.Failure != nil && e.Failure.Kind == ripio.FailureCancelled:
		level, words = finding.LevelNote, e.Failure.Title()
	case e.Failure != nil:
		level, words = finding.LevelFailure, e.Failure.Title()
	case e.Token == nil:
		level, words = finding.LevelNote, "no token"
	case finding.Worst(e.Token.Findings) == finding.LevelFailure:
		level, words = finding.LevelWarning, "token, with a fault"
	}
	if title := e.Request.Deviation.Title(); title != "" {
		words += ", negative test: " + title
	} else if attempt.SwapTest {
		words += ", asked whether the keys are for this environment"
	}
	return level, words
}

// shortTime returns a time as a list shows it: the clock alone for today, else the
// day too.
func (m *Model) shortTime(at time.Time) string {
	here, today := at.In(m.Local), m.Now().In(m.Local)
	switch {
	case phrase.SameDay(here, today):
		return here.Format(time.TimeOnly)
	case here.Year() == today.Year():
		return here.Format("_2 Jan 15:04")
	}
	return here.Format(time.DateOnly)
}
