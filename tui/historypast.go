package tui

import (
	"strings"
	"time"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/cause"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/jwt"
	"devtools/ripio-explorer/ripio/visible"
	"devtools/ripio-explorer/tui/draw"
	"devtools/ripio-explorer/tui/history"
	"devtools/ripio-explorer/tui/request"
	"devtools/ripio-explorer/tui/theme"
)

// past is an attempt from the history that is shown in place of the armed user's
// own outcome.
type past struct {
	attempt profiles.Attempt
	// whose says in a line when it was made and whose it is.
	whose string
	// before is what was shown before, to whom.
	before *result
	whom   tokenOwner
}

// openAttempt shows the selected attempt in the other tabs.
func (m *Model) openAttempt() tea.Cmd {
	attempt, ok := m.history.Selected()
	if !ok {
		m.status.say(finding.LevelNote, "no attempt is selected")
		return nil
	}
	if m.busy() != "" {
		m.status.say(finding.LevelNote, "a request is under way; esc cancels it")
		return nil
	}
	if attempt.Exchange.Token == nil && attempt.Exchange.Failure == nil {
		m.status.say(finding.LevelWarning, "this attempt holds neither a token nor a failure; its line in the file may be damaged")
		return nil
	}
	before, whom := m.result, m.armedOwner()
	shown := past{attempt: attempt, whose: m.whose(attempt.Exchange), before: &before, whom: whom}
	if open := m.result.past; open != nil {
		shown.before, shown.whom = open.before, open.whom
	}
	m.result.ShowPast(shown)
	m.setFocus(request.FocusResult)
	return lookUp(m.deps.Profiles, attempt)
}

// shortUser is the width of an external_ref or address in a sentence.
const shortUser = 17

// inPast reports whether keys go to an attempt from the history.
func (m *Model) inPast() bool {
	return m.dialogs.Empty() && m.result.past != nil && m.form.Focus == request.FocusResult
}

// enteredHistory opens the selected attempt. On an opened one enter does not send:
// what would leave is not what is shown.
func (m *Model) enteredHistory() tea.Cmd {
	if m.inHistory() {
		return m.openAttempt()
	}
	m.status.say(finding.LevelNote, "this attempt is from the history; r sends its inputs again, esc goes back")
	return nil
}

// pastHints are the keys on an attempt from the history.
func (m *Model) pastHints() []key.Binding {
	return []key.Binding{bind("esc", "back to the history"), bind("r", "re-send"), bind("s", "report"), m.keys.PlainCopy, m.keys.PlainHelp}
}

// whose tells when a request was sent, and for whom.
func (m *Model) whose(e ripio.Exchange) string {
	user := m.shortened(e.Request.ExternalRef)
	if name := m.userName(e); name != "" {
		user = visible.Line(name)
	}
	at := e.SentAt.In(m.deps.Local)
	when := at.Format("2 Jan 2006 15:04:05")
	if at.Format(time.DateOnly) == m.deps.Now().In(m.deps.Local).Format(time.DateOnly) {
		when = "today " + at.Format(draw.ClockLayout)
	}
	return when + ": " + strings.Join([]string{visible.Line(history.ProfileName(e)), visible.Line(e.Environment.Name.Label()), user}, ", ")
}

// closePast brings back what was shown before an attempt was opened, or what is
// kept for whoever is armed by now.
func (m *Model) closePast() {
	open, closed := m.result.tab, m.result.past
	m.result = *closed.before
	m.result.setTab(open)
	m.ticking = false
	if closed.whom != m.armedOwner() {
		m.showKept()
	}
}

// stepOutOfPast goes from an opened attempt back to the list.
func (m *Model) stepOutOfPast() {
	m.closePast()
	m.result.setTab(tabHistory)
	m.setFocus(request.FocusResult)
}

// ShowPast shows an attempt from the history.
func (r *result) ShowPast(p past) {
	e := p.attempt.Exchange
	*r = result{past: &p, exchange: &e, token: e.Token, local: r.local, causes: cause.Rank(e, cause.Background{})}
	if e.Token != nil {
		lifetime, _ := e.Lifetime()
		r.life = life{expiry: e.Token.Expiry, clock: e.Clock, lifetime: lifetime, measured: true}
	}
}

// tokenKept reports whether the token itself is there to be used.
func (r *result) tokenKept() bool { return r.token != nil && r.token.Raw != "" }

// pastHead says that what is shown is from the history, and whose it is.
func (r *result) pastHead(s theme.Styles, width int) []string {
	if r.past == nil {
		return nil
	}
	lead := s.Note.Render(s.Glyphs.Note) + " "
	return draw.Hang(lead, draw.Wrap("From the history, "+r.past.whose+". esc goes back.", width-2), s.Note)
}

// notKept stands in place of the countdown of a token that is not there.
func (r *result) notKept(s theme.Styles, now time.Time, width int) []string {
	expiry := r.life.expiry
	if expiry.State != jwt.ExpiryPresent {
		return []string{s.Muted.Render("The token was not kept.")}
	}
	text := "The token was not kept; it expired at"
	if r.life.left(now) > 0 {
		text = "The token was not kept; it expires at"
	}
	return append([]string{s.Text.Render(text)}, draw.Styled(draw.Wrap(draw.Instant(expiry.At, r.local), width), s.Muted)...)
}
