package tui

import (
	"fmt"
	"strings"
	"time"

	"github.com/charmbracelet/x/ansi"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/visible"
	"devtools/ripio-explorer/tui/draw"
)

// detailHeight is the height from which the selected attempt is told below the
// list as well.
const detailHeight = 14

// detailColumn is where the values of the selected attempt begin.
const detailColumn = 9

// historyLines draws the tab in an area of the given size: the filter, the list
// and, where there is room, the selected attempt.
func (m *Model) historyLines(width, height int) []string {
	h, s := &m.history, m.styles
	lines := m.historyHead(width)
	if len(h.attempts) == 0 {
		return append(lines, m.emptyHistory(width)...)
	}
	if len(h.matches) == 0 {
		lines = append(lines, s.Text.Render("No attempt fits the filter."))
		return append(lines, s.Key.Render("esc")+s.Muted.Render(" shows all of them"))
	}
	var detail []string
	if height >= detailHeight {
		detail = m.attemptDetail(width)
	}
	h.top, h.room = len(lines), max(height-len(lines)-len(detail), 1)
	h.offset = max(min(h.offset, h.at), h.at-h.room+1)
	h.offset = max(min(h.offset, len(h.matches)-h.room), 0)
	columns := m.historyColumns(width)
	end := min(h.offset+h.room, len(h.matches))
	for i := h.offset; i < end; i++ {
		lines = append(lines, m.historyRow(columns, i))
	}
	for range h.room - (end - h.offset) {
		lines = append(lines, "")
	}
	return append(lines, detail...)
}

// historyHead is what stands above the list: what is wrong, that tokens are kept,
// and the filter.
func (m *Model) historyHead(width int) []string {
	h, s := &m.history, m.styles
	var lines []string
	if h.err != nil {
		text := draw.Sentence(visible.Line(h.err.Error())) + " The file is " + visible.Line(m.deps.Profiles.History.Path()) +
			"; see that you may read it. ^L reads it again."
		lines = append(lines, draw.Hang(s.Mark(finding.LevelFailure)+" ", draw.Wrap(text, width-2), s.Failure)...)
		lines = append(lines, "")
	}
	if m.keepTokens {
		text := "Tokens of this run are written into the history. K stops it."
		lines = append(lines, draw.Hang(s.Mark(finding.LevelWarning)+" ", draw.Wrap(text, width-2), s.Warning)...)
		lines = append(lines, "")
	}
	switch {
	case h.typing:
		lines = append(lines, s.Key.Render("/")+" "+h.input.View(s, width-2))
	case h.text != "":
		left := s.Key.Render("/") + " " + s.Text.Render(draw.Shorten(visible.Line(h.text), max(width-16, 8), s.Glyphs.Ellipsis))
		lines = append(lines, draw.Spread(left, s.Key.Render("esc")+s.Muted.Render(" shows all"), width, s.Glyphs.Ellipsis))
	default:
		return lines
	}
	if h.filter.remark != "" {
		lines = append(lines, draw.Hang(s.Mark(finding.LevelWarning)+" ", draw.Wrap(draw.Sentence(visible.Line(h.filter.remark)), width-2), s.Warning)...)
	}
	return append(lines, "")
}

func (m *Model) emptyHistory(width int) []string {
	s := m.styles
	if m.history.err != nil {
		return nil
	}
	if !m.history.loaded {
		return []string{s.Muted.Render("Reading the history.")}
	}
	lines := []string{s.Text.Render("Nothing was sent yet."), ""}
	for _, text := range []string{
		"Every send is kept here with its inputs, the answer, the claims and the findings, so that attempts can be opened again, compared and repeated.",
		"The client_secret is never kept. The token is kept only after K was pressed, and only in that run.",
	} {
		lines = append(lines, draw.Styled(draw.Wrap(text, width), s.Muted)...)
		lines = append(lines, "")
	}
	return lines
}

// historyPosition says which of the attempts is selected.
func (m *Model) historyPosition() string {
	h := &m.history
	if len(h.matches) == 0 {
		return ""
	}
	text := fmt.Sprintf("%d of %d", h.at+1, len(h.matches))
	if len(h.matches) < len(h.attempts) {
		text += fmt.Sprintf(", %d in all", len(h.attempts))
	}
	return text
}

// attemptDetail tells the selected attempt in full below the list.
func (m *Model) attemptDetail(width int) []string {
	s := m.styles
	attempt, ok := m.history.Selected()
	if !ok {
		return nil
	}
	e := attempt.Exchange
	rule := s.Frame.Render(strings.Repeat(s.Glyphs.Horizontal, width))
	level, words := outcomeWordsOf(attempt)
	outcome := s.Mark(level) + " " + s.Level(level).Render(draw.Capital(words)) + s.Muted.Render(m.answerWords(e))
	lines := []string{"", rule, ansi.Truncate(outcome, width, s.Glyphs.Ellipsis)}
	row := func(label, text string) {
		text = draw.Shorten(visible.Line(text), width-detailColumn, s.Glyphs.Ellipsis)
		lines = append(lines, s.Label.Render(draw.Fit(label, detailColumn, ""))+s.Text.Render(text))
	}
	when := draw.Instant(e.SentAt, m.deps.Local)
	if detailColumn+ansi.StringWidth(when) > width {
		when = e.SentAt.In(m.deps.Local).Format(draw.DateLayout) + " here"
	}
	row("when", when)
	row("profile", profileWords(e)+" "+s.Glyphs.Dot+" "+e.Environment.Name.Label())
	user := e.Request.ExternalRef
	if name := m.userName(e); name != "" {
		user = name + " " + s.Glyphs.Dot + " " + user
	}
	row("user", user)
	row("address", e.Request.Address)
	return lines
}

// answerWords are the figures of an answer, and what the server said in it.
func (m *Model) answerWords(e ripio.Exchange) string {
	dot := " " + m.styles.Glyphs.Dot + " "
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

func profileWords(e ripio.Exchange) string {
	if e.Profile == "" {
		return "no profile"
	}
	return e.Profile
}

// userName is the name that the book of test users has for the user of an
// exchange; empty when there is none.
func (m *Model) userName(e ripio.Exchange) string {
	user := profiles.User{ExternalRef: e.Request.ExternalRef, Address: e.Request.Address}
	for _, known := range m.users {
		if known.Environment == e.Environment.Name && known.Profile == e.Profile && known.User() == user {
			return known.Label
		}
	}
	return ""
}

// outcomeWordsOf words how an attempt ended, in lower case.
func outcomeWordsOf(attempt profiles.Attempt) (finding.Level, string) {
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
	switch {
	case e.Request.Deviation != ripio.DeviationNone:
		test, _ := negativeTest(e.Request.Deviation)
		words += ", negative test: " + test.Title
	case attempt.SwapTest:
		words += ", asked whether the keys are for this environment"
	}
	return level, words
}

// shortWhen returns a time as a list shows it: the clock alone for today, else the
// day too.
func shortWhen(at, now time.Time, local *time.Location) string {
	here, today := at.In(local), now.In(local)
	switch {
	case here.Format(time.DateOnly) == today.Format(time.DateOnly):
		return here.Format(draw.ClockLayout)
	case here.Year() == today.Year():
		return here.Format("_2 Jan 15:04")
	}
	return here.Format(time.DateOnly)
}
