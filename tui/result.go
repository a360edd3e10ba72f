package tui

import (
	"fmt"
	"slices"
	"strings"
	"time"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/ansi"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/cause"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/jwt"
	"devtools/ripio-explorer/tui/draw"
	"devtools/ripio-explorer/tui/theme"
)

// tab is a view of the result.
type tab int

const (
	tabToken tab = iota
	tabChecks
	tabHTTP
	tabHistory
	tabCount
)

var tabNames = [...]string{"Token", "Checks", "HTTP", "History"}

// result shows what came of a send, or a token that was pasted: a head that
// always stays in sight, and a body that scrolls.
type result struct {
	exchange *ripio.Exchange
	// token is the decoded token of the exchange, or the pasted one.
	token *jwt.Token
	life  life
	// stale says why there is nothing to show for the armed profile,
	// environment and user, when there was something before.
	stale string
	// background is what is known beside the exchange, causes what it makes of its
	// failure, and lifetimes those of earlier tokens.
	background cause.Background
	causes     []cause.Cause
	lifetimes  []profiles.Lifetime
	// remedies is what can be done about the causes now.
	remedies remediesShown

	sending progress
	// past is set while an attempt from the history is shown.
	past *past
	// dry is set while a dry run is shown.
	dry *dryRun
	// beforePaste is what a pasted token was laid over.
	beforePaste *result
	// aside says what esc goes back to, when this is not what is kept.
	aside string
	// remark is worth knowing about how it was sent.
	remark string

	tab    tab
	offset int
	// body is how many lines the body had and could show when last drawn.
	body, room int
	// drawn is the open tab as it was laid out last, http the HTTP tab and raw the
	// answer's body in other tabs.
	drawn     *draw.Page
	http, raw httpSheet
	local     *time.Location
}

// progress is a request that is under way, as the pane shows it.
type progress struct {
	active bool
	// until and why belong to a send that waits; until is zero otherwise.
	until       time.Time
	why         string
	environment ripio.EnvironmentName
	host        string
	since       time.Time
	frame       int
	// what names a send that is no ordinary one.
	what string
}

// ShowExchange shows the outcome of a send.
func (r *result) ShowExchange(e ripio.Exchange) {
	lifetime, _ := e.Lifetime()
	*r = result{exchange: &e, token: e.Token, tab: r.tab, local: r.local, causes: cause.Rank(e, cause.Background{})}
	if e.Token != nil {
		r.life = life{expiry: e.Token.Expiry, clock: e.Clock, lifetime: lifetime, measured: true}
	}
	if e.Failure != nil {
		r.tab = tabToken
	}
}

// Remembered adds what is known beside the exchange, if it is the one that is
// shown.
func (r *result) Remembered(msg rememberedMsg) {
	if r.dry != nil {
		r.dry.before.Remembered(msg)
		return
	}
	if r.exchange == nil || !r.exchange.SentAt.Equal(msg.attempt.Exchange.SentAt) || msg.attempt.SwapTest && r.past == nil {
		return
	}
	r.background, r.lifetimes = msg.background, msg.lifetimes
	r.causes = cause.Rank(*r.exchange, r.background)
}

// isPasted reports whether a token from elsewhere is shown.
func (r *result) isPasted() bool { return r.token != nil && r.exchange == nil }

// renewUnder puts a renewal's answer under what was opened over the token.
func (r *result) renewUnder(e ripio.Exchange, stays bool) {
	switch {
	case r.beforePaste != nil:
		r.beforePaste.renewUnder(e, stays)
	case r.past != nil:
		r.past.before.renewUnder(e, stays)
	case r.dry != nil:
		r.dry.before.renewUnder(e, stays)
	case r.exchange != nil && !r.isTest() && !stays:
		r.ShowExchange(e)
	}
}

// ShowToken shows a token that came from elsewhere, over what was shown before.
func (r *result) ShowToken(token jwt.Token) {
	before := r.beforePaste
	if before == nil {
		copied := *r
		before = &copied
	}
	aside := "esc closes it."
	if before.tokenKept() {
		aside = "The token you requested is kept; esc shows it."
	}
	*r = result{token: &token, local: r.local, life: life{expiry: token.Expiry}, beforePaste: before, aside: aside}
}

// ShowNothing empties the pane and says why.
func (r *result) ShowNothing(stale string) {
	*r = result{stale: stale, tab: r.tab, local: r.local}
}

// ShowSending shows that a request is under way.
func (r *result) ShowSending(environment ripio.Environment, since time.Time) {
	*r = result{tab: r.tab, local: r.local, sending: progress{
		active: true, environment: environment.Name, host: environment.Host(), since: since,
	}}
}

// ShowWaiting shows that a request waits for a pause to end.
func (r *result) ShowWaiting(environment ripio.Environment, since time.Time, p pause) {
	r.ShowSending(environment, since)
	r.sending.until, r.sending.why = p.until, p.why
}

// Counting reports whether the pane changes with the time.
func (r *result) Counting(now time.Time) bool {
	return r.sending.active || r.tokenKept() && r.life.counting() || r.waitLeft(now) > 0
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
func (r *result) View(s theme.Styles, now time.Time, width, height int) []string {
	if r.sending.active {
		return r.sendingLines(s, now, width)
	}
	if r.exchange == nil && r.token == nil {
		return r.emptyLines(s, width)
	}
	head, body := r.arrange(s, now, width, height)
	visibleBody := body.Lines[r.offset:min(r.offset+r.room, r.body)]
	return append(head, visibleBody...)
}

// arrange lays head and body out for an area, and scrolls no further than the
// body goes.
func (r *result) arrange(s theme.Styles, now time.Time, width, height int) (head []string, body *draw.Page) {
	head = r.head(s, now, width, height)
	body = r.bodySheet(s, now, width)
	r.drawn, r.body, r.room = body, len(body.Lines), max(height-len(head), 0)
	r.Scroll(0)
	return head, body
}

// position says how far the body is scrolled; empty when all of it shows.
func (r *result) position() string {
	if r.sending.active || r.body <= r.room || r.room == 0 {
		return ""
	}
	return fmt.Sprintf("%d-%d of %d", r.offset+1, min(r.offset+r.room, r.body), r.body)
}

// more reports whether the body goes on below what shows.
func (r *result) more() bool { return r.position() != "" && r.offset+r.room < r.body }

// bodySheet is the open tab.
func (r *result) bodySheet(s theme.Styles, now time.Time, width int) *draw.Page {
	if r.tab == tabHTTP {
		return r.httpLines(s, now, width)
	}
	lines := r.bodyLines(s, now, width)
	if r.drawn != nil && slices.Equal(lines, r.drawn.Lines) {
		return r.drawn // what was found in it still holds
	}
	return &draw.Page{Lines: lines}
}

func (r *result) bodyLines(s theme.Styles, now time.Time, width int) []string {
	switch r.tab {
	case tabChecks:
		return r.checksLines(s, now, width)
	}
	if r.isTest() {
		return r.testLines(s, width)
	}
	if r.exchange != nil && r.exchange.DryRun {
		return r.dryLines(s, width)
	}
	if r.exchange != nil && r.exchange.Failure != nil {
		return r.failureLines(s, now, width)
	}
	return r.tokenLines(s, width)
}

// head is what never scrolls away: what happened, and how long the token lives.
func (r *result) head(s theme.Styles, now time.Time, width, height int) []string {
	lines := append(r.pastHead(s, width), r.outcome(s, now, width))
	if r.remark != "" {
		lines = append(lines, draw.Hang(s.Mark(finding.LevelWarning)+" ", draw.Wrap(r.remark, width-2), s.Text)...)
	}
	if r.aside != "" {
		lines = append(lines, draw.Styled(draw.Wrap(r.aside, width), s.Muted)...)
	}
	if r.token == nil {
		return append(lines, "")
	}
	if height >= 14 {
		lines = append(lines, "")
	}
	if !r.tokenKept() {
		return append(append(lines, r.notKept(s, now, width)...), "")
	}
	lines = append(lines, r.life.headline(s, now))
	if bar := r.life.bar(s, now, width); bar != "" {
		lines = append(lines, bar)
	}
	if r.life.expiry.State == jwt.ExpiryPresent {
		at := draw.Instant(r.life.expiry.At, r.local)
		if r.exchange != nil {
			at += " " + s.Glyphs.Dot + " " + clockWords(r.life.clock)
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
func (r *result) outcome(s theme.Styles, now time.Time, width int) string {
	if r.exchange == nil {
		left := s.Note.Render(s.Glyphs.Note + " Pasted token")
		return draw.Spread(left, s.Muted.Render("read here, sent nowhere"), width, s.Glyphs.Ellipsis)
	}
	e := r.exchange
	left := s.OK.Render(s.Glyphs.OK + " Token received")
	switch {
	case e.DryRun:
		left = dryHeadline(s, e)
	case r.isTest():
		answer := testAnswer{exchange: *e}
		left = s.Mark(answer.level()) + s.Strong.Render(" Negative test: "+e.Request.Deviation.Title())
	case e.Failure == nil && finding.Worst(e.Token.Findings) == finding.LevelFailure:
		left = s.Warning.Render(s.Glyphs.Warning + " Token received, with a fault")
	case e.Failure != nil:
		left = s.Failure.Render(s.Glyphs.Failure + " " + draw.Capital(e.Failure.Title()))
	case r.life.cameExpired() && !r.life.clock.Known:
		left = s.Warning.Render(s.Glyphs.Warning + " Token received, expired by this machine's clock")
	case r.life.cameExpired():
		left = s.Failure.Render(s.Glyphs.Failure + " Token received, but it had expired when it came")
	case r.past == nil && r.life.expired(now):
		left = s.Warning.Render(s.Glyphs.Warning + " Token received, expired since")
	}
	return draw.Spread(left, s.Muted.Render(r.figures(s, width-ansi.StringWidth(left)-1)), width, s.Glyphs.Ellipsis)
}

// figures are status, duration and time of the answer, as many as fit.
func (r *result) figures(s theme.Styles, room int) string {
	e := r.exchange
	var parts []string
	if e.Response != nil {
		parts = append(parts, fmt.Sprint(e.Response.Status))
	}
	if e.Timing.Total > 0 {
		parts = append(parts, draw.Span(e.Timing.Total))
	}
	parts = append(parts, e.SentAt.In(r.local).Format(draw.ClockLayout))
	for len(parts) > 1 {
		if text := strings.Join(parts, " "+s.Glyphs.Dot+" "); ansi.StringWidth(text) <= room {
			return text
		}
		parts = parts[:len(parts)-1]
	}
	return parts[0]
}

func (r *result) sendingLines(s theme.Styles, now time.Time, width int) []string {
	if !r.sending.until.IsZero() {
		return r.waitingLines(s, now, width)
	}
	elapsed := now.Sub(r.sending.since)
	turn := s.Glyphs.Spinner[r.sending.frame%len(s.Glyphs.Spinner)]
	style := s.Environment(r.sending.environment)
	left := style.Render(turn + " Sending to " + r.sending.environment.Label())
	right := s.Muted.Render(fmt.Sprintf("%.1f s", max(elapsed, 0).Seconds()))
	lines := []string{draw.Spread(left, right, width, s.Glyphs.Ellipsis), ""}
	if r.sending.what != "" {
		lines = append(lines, s.Strong.Render(ansi.Truncate(r.sending.what, width, s.Glyphs.Ellipsis)))
	}
	lines = append(lines, draw.Styled(draw.Wrap("Waiting for "+r.sending.host+".", width), s.Text)...)
	return append(lines, "", s.Key.Render("esc")+s.Muted.Render(" cancels"))
}

func (r *result) waitingLines(s theme.Styles, now time.Time, width int) []string {
	turn := s.Glyphs.Spinner[r.sending.frame%len(s.Glyphs.Spinner)]
	left := s.Environment(r.sending.environment).Render(turn + " Waiting to send to " + r.sending.environment.Label())
	right := s.Muted.Render(draw.Countdown(max(r.sending.until.Sub(now), 0)))
	lines := []string{draw.Spread(left, right, width, s.Glyphs.Ellipsis), ""}
	lines = append(lines, draw.Styled(draw.Wrap(r.sending.why, width), s.Text)...)
	return append(lines, "", s.Key.Render("esc")+s.Muted.Render(" cancels; nothing was sent yet"))
}

func (r *result) emptyLines(s theme.Styles, width int) []string {
	if r.stale != "" {
		lines := draw.Styled(draw.Wrap("No token for this pair of profile and user in this environment yet.", width), s.Text)
		lines = append(lines, "")
		return append(lines, draw.Styled(draw.Wrap(r.stale, width), s.Muted)...)
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
