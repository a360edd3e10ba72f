package tui

import (
	"fmt"
	"strings"
	"time"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/ansi"

	"devtools/ripio-explorer/ripio"
)

// tab is a view of the result.
type tab int

const (
	tabToken tab = iota
	tabChecks
	tabHTTP
	tabCount
)

var tabNames = [...]string{"Token", "Checks", "HTTP"}

// result shows what came of a send, or a token that was pasted: a head that
// always stays in sight, and a body that scrolls.
type result struct {
	exchange *ripio.Exchange
	// token is the decoded token of the exchange, or the pasted one.
	token *ripio.Token
	life  life
	// stale says why there is nothing to show for the armed profile,
	// environment and user, when there was something before.
	stale string

	sending sending

	tab    tab
	offset int
	// body is how many lines the body had and could show when last drawn.
	body, room int
	local      *time.Location
}

// sending is a request that is under way.
type sending struct {
	active      bool
	environment ripio.EnvironmentName
	host        string
	since       time.Time
	frame       int
}

// ShowExchange shows the outcome of a send.
func (r *result) ShowExchange(e ripio.Exchange) {
	lifetime, _ := e.Lifetime()
	*r = result{exchange: &e, token: e.Token, tab: r.tab, local: r.local}
	if e.Token != nil {
		r.life = life{expiry: e.Token.Expiry, clock: e.Clock, lifetime: lifetime}
	}
	if e.Failure != nil {
		r.tab = tabToken
	}
}

// ShowToken shows a token that came from elsewhere.
func (r *result) ShowToken(token ripio.Token) {
	*r = result{token: &token, local: r.local, life: life{expiry: token.Expiry}}
}

// ShowNothing empties the pane and says why.
func (r *result) ShowNothing(stale string) {
	*r = result{stale: stale, tab: r.tab, local: r.local}
}

// ShowSending shows that a request is under way.
func (r *result) ShowSending(environment ripio.Environment, since time.Time) {
	*r = result{tab: r.tab, local: r.local, sending: sending{
		active: true, environment: environment.Name, host: environment.Host(), since: since,
	}}
}

// Counting tells whether the pane changes with the time.
func (r *result) Counting(now time.Time) bool {
	return r.sending.active || r.token != nil && r.life.counting(now) || r.waitLeft(now) > 0
}

// Update scrolls, or chooses a tab.
func (r *result) Update(msg tea.KeyMsg, keys keyMap) {
	page := max(r.room-1, 1)
	switch text := msg.String(); {
	case matches(text, keys.Token):
		r.setTab(tabToken)
	case matches(text, keys.Checks):
		r.setTab(tabChecks)
	case matches(text, keys.HTTP):
		r.setTab(tabHTTP)
	case text == "right" || text == "l":
		r.setTab((r.tab + 1) % tabCount)
	case text == "left" || text == "h":
		r.setTab((r.tab + tabCount - 1) % tabCount)
	case matches(text, keys.Up):
		r.Scroll(-1)
	case matches(text, keys.Down):
		r.Scroll(1)
	case matches(text, keys.PageUp):
		r.Scroll(-page)
	case matches(text, keys.PageDown):
		r.Scroll(page)
	case matches(text, keys.Top):
		r.offset = 0
	case matches(text, keys.Bottom):
		r.Scroll(r.body)
	}
}

func (r *result) setTab(t tab) { r.tab, r.offset = t, 0 }

// Scroll moves the body by lines.
func (r *result) Scroll(by int) {
	r.offset = max(0, min(r.offset+by, r.body-r.room))
}

// View draws head and body in an area of exactly the given size.
func (r *result) View(s styles, now time.Time, width, height int) []string {
	if r.sending.active {
		return r.sendingLines(s, now, width)
	}
	if r.exchange == nil && r.token == nil {
		return r.emptyLines(s, width)
	}
	head := r.head(s, now, width, height)
	body := r.bodyLines(s, now, width)
	r.body, r.room = len(body), max(height-len(head), 0)
	r.offset = max(0, min(r.offset, r.body-r.room))
	visibleBody := body[r.offset:min(r.offset+r.room, len(body))]
	return append(head, visibleBody...)
}

// position says how far the body is scrolled; empty when all of it shows.
func (r *result) position() string {
	if r.sending.active || r.body <= r.room || r.room == 0 {
		return ""
	}
	return fmt.Sprintf("%d-%d of %d", r.offset+1, min(r.offset+r.room, r.body), r.body)
}

func (r *result) bodyLines(s styles, now time.Time, width int) []string {
	switch r.tab {
	case tabChecks:
		return r.checksLines(s, width)
	case tabHTTP:
		return r.httpLines(s, width)
	}
	if r.exchange != nil && r.exchange.Failure != nil {
		return r.failureLines(s, now, width)
	}
	return r.tokenLines(s, width)
}

// head is what never scrolls away: what happened, and how long the token lives.
func (r *result) head(s styles, now time.Time, width, height int) []string {
	lines := []string{r.outcome(s, width)}
	if r.token == nil {
		return append(lines, "")
	}
	if height >= 14 {
		lines = append(lines, "")
	}
	lines = append(lines, r.life.headline(s, now))
	if bar := r.life.bar(s, now, width); bar != "" {
		lines = append(lines, bar)
	}
	if r.life.expiry.State == ripio.ExpiryPresent {
		at := instant(r.life.expiry.At, r.local)
		if r.exchange != nil {
			at += " " + s.glyphs.dot + " " + clockWords(r.life.clock)
		}
		lines = append(lines, styled(wrap(at, width), s.muted)...)
	}
	return append(lines, "")
}

func clockWords(c ripio.Clock) string {
	if !c.Known {
		return "server clock unknown"
	}
	return skew(c.Skew)
}

// outcome is one line: whether a token came, and the answer in figures.
func (r *result) outcome(s styles, width int) string {
	if r.exchange == nil {
		left := s.note.Render(s.glyphs.note + " Pasted token")
		return spread(left, s.muted.Render("read here, sent nowhere"), width, s.glyphs.ellipsis)
	}
	e := r.exchange
	left := s.ok.Render(s.glyphs.ok + " Token received")
	switch {
	case e.Failure == nil && ripio.Worst(e.Token.Findings) == ripio.LevelFailure:
		left = s.warning.Render(s.glyphs.warning + " Token received, with a fault")
	case e.Failure != nil:
		left = s.failure.Render(s.glyphs.failure + " " + capital(e.Failure.Title()))
	}
	return spread(left, s.muted.Render(r.figures(s, width-ansi.StringWidth(left)-1)), width, s.glyphs.ellipsis)
}

// figures are status, duration and time of the answer, as many as fit.
func (r *result) figures(s styles, room int) string {
	e := r.exchange
	var parts []string
	if e.Response != nil {
		parts = append(parts, fmt.Sprint(e.Response.Status))
	}
	if e.Timing.Total > 0 {
		parts = append(parts, span(e.Timing.Total))
	}
	parts = append(parts, e.SentAt.In(r.local).Format(clockLayout))
	for len(parts) > 1 {
		if text := strings.Join(parts, " "+s.glyphs.dot+" "); ansi.StringWidth(text) <= room {
			return text
		}
		parts = parts[:len(parts)-1]
	}
	return parts[0]
}

func (r *result) sendingLines(s styles, now time.Time, width int) []string {
	elapsed := now.Sub(r.sending.since)
	turn := s.glyphs.spinner[r.sending.frame%len(s.glyphs.spinner)]
	style := s.environment(r.sending.environment)
	left := style.Render(turn + " Sending to " + r.sending.environment.Label())
	right := s.muted.Render(fmt.Sprintf("%.1f s", max(elapsed, 0).Seconds()))
	lines := []string{spread(left, right, width, s.glyphs.ellipsis), ""}
	lines = append(lines, styled(wrap("Waiting for "+r.sending.host+".", width), s.text)...)
	return append(lines, "", s.key.Render("esc")+s.muted.Render(" cancels"))
}

func (r *result) emptyLines(s styles, width int) []string {
	if r.stale != "" {
		lines := styled(wrap("No token for this pair of profile and user in this environment yet.", width), s.text)
		lines = append(lines, "")
		return append(lines, styled(wrap(r.stale, width), s.muted)...)
	}
	lines := []string{s.text.Render("No token yet."), ""}
	for _, pair := range [][2]string{
		{"enter", "sends the request on the left"},
		{"^R", "reads a token you already have"},
		{"^E", "changes the environment"},
		{"^T", "opens the profiles"},
	} {
		lines = append(lines, s.key.Render(fit(pair[0], 7, ""))+s.muted.Render(pair[1]))
	}
	return lines
}
