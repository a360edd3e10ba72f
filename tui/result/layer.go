package result

import (
	"slices"
	"time"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/cause"
	"devtools/ripio-explorer/ripio/jwt"
	"devtools/ripio-explorer/tui/draw"
)

// layer is one thing to show: what came of a send, one under way, or what was opened
// over either. All of it is zero where nothing was sent yet.
type layer struct {
	exchange *ripio.Exchange
	// token is the decoded token of the exchange, or a pasted one.
	token *jwt.Token
	life  Life
	// from is the environment that granted a pasted token; empty where it is not known.
	from ripio.EnvironmentName
	// stale says why there is nothing to show any more.
	stale string
	// Background is what is known beside the exchange, Causes what it makes of its
	// failure, and Lifetimes those of earlier tokens.
	Background cause.Background
	Causes     []cause.Cause
	Lifetimes  []profiles.Lifetime

	sending *Sending
	// attempt is set for an attempt from the history, owner says whose it is.
	attempt *profiles.Attempt
	owner   string
	// aside says what esc goes back to, remark what is worth knowing about how it
	// was sent.
	aside, remark string

	tab    Tab
	scroll draw.Scroll
	// whole tells that what is left out of the tabs is shown: sources, the middle of
	// long values. chosen is the open cause, which stands in the lines from chosenFrom
	// to before chosenTo.
	// tight tells that all of a failure has no room, so that it says things in fewer lines,
	// and spare how many lines are then left for what was found.
	whole, tight                 bool
	spare                        int
	chosen, chosenFrom, chosenTo int
	// drawn is the open tab as it was laid out last, http the HTTP tab and raw the
	// answer's body in other tabs.
	drawn     []string
	http, raw page
}

func outcome(e ripio.Exchange) layer {
	l := layer{exchange: &e, token: e.Token, Causes: cause.Rank(e, cause.Background{})}
	if e.Token != nil {
		l.life = LifeOf(e)
	}
	return l
}

// rank ranks the causes by what is known now. The cause that a person opened stays open;
// whoever is at the first one stays with the likeliest.
func (l *layer) rank() {
	before := l.Causes
	l.Causes = cause.Rank(*l.exchange, l.Background)
	if l.chosen > 0 && l.chosen < len(before) {
		open := before[l.chosen].Code
		l.chosen = max(0, slices.IndexFunc(l.Causes, func(c cause.Cause) bool { return c.Code == open }))
	}
}

// IsDryRun, IsPasted, IsTest, IsSending and IsAttempt report what is shown, IsEmpty that there is
// neither an outcome nor a token.
func (l *layer) IsDryRun() bool  { return l.exchange != nil && l.exchange.DryRun }
func (l *layer) IsPasted() bool  { return l.token != nil && l.exchange == nil }
func (l *layer) IsSending() bool { return l.sending != nil }
func (l *layer) IsAttempt() bool { return l.attempt != nil }
func (l *layer) IsEmpty() bool   { return l.exchange == nil && l.token == nil }
func (l *layer) IsTest() bool {
	return l.exchange != nil && l.exchange.Request.Deviation != ripio.DeviationNone
}

// HasAside reports whether esc goes back from an outcome to what is kept.
func (l *layer) HasAside() bool { return l.exchange != nil && l.aside != "" }

// tokenKept reports whether the token itself is there to be used.
func (l *layer) tokenKept() bool { return l.token != nil && l.token.Raw != "" }

// base is the selected user's own outcome, under everything that was opened over it.
func (m *Model) base() *layer {
	if len(m.below) > 0 {
		return &m.below[0]
	}
	return &m.layer
}

// show shows one thing in place of all others. The open tab stays.
func (m *Model) show(l layer) {
	l.tab = m.tab
	m.below, m.layer = nil, l
}

func (m *Model) open(l layer) { m.below, m.layer = append(m.below, m.layer), l }

// Close brings back what the shown thing was opened over.
func (m *Model) Close() {
	if last := len(m.below) - 1; last >= 0 {
		m.layer, m.below = m.below[last], m.below[:last]
	}
}

// ShowExchange shows the outcome of a send. A failure opens its tab, unless the open
// one is in use.
func (m *Model) ShowExchange(e ripio.Exchange) {
	m.show(outcome(e))
	m.tab = m.tabOf(e, m.tab)
}

// tabOf is the tab that an outcome opens, where another one is open.
func (m *Model) tabOf(e ripio.Exchange, open Tab) Tab {
	if e.Failure == nil || m.InUse() {
		return open
	}
	return Token
}

// ShowOwn puts the selected user's outcome under what was opened over the last one, and
// reports whether it is another.
func (m *Model) ShowOwn(e ripio.Exchange) (changed bool) {
	base := m.base()
	if base.exchange != nil && !base.IsTest() && base.exchange.SentAt.Equal(e.SentAt) {
		return false
	}
	tab := m.tabOf(e, base.tab)
	*base = outcome(e)
	base.tab = tab
	return true
}

// ShowNothing empties the selected user's outcome and says why.
func (m *Model) ShowNothing(why string) {
	base := m.base()
	*base = layer{stale: why, tab: base.tab}
}

// SetRemark adds what is worth knowing about how the request was sent, and SetAside
// what esc goes back to.
func (m *Model) SetRemark(text string) { m.remark = text }
func (m *Model) SetAside(text string)  { m.aside = text }

// ShowToken opens a token that came from elsewhere. from is the environment that granted
// it; empty where that is not known.
func (m *Model) ShowToken(token jwt.Token, from ripio.EnvironmentName) {
	if m.IsPasted() {
		m.Close()
	}
	aside := "esc closes it."
	if m.tokenKept() {
		aside = "The token you requested is kept; esc shows it."
	}
	m.open(layer{token: &token, from: from, life: Life{expiry: token.Expiry}, aside: aside})
}

// ShowAttempt opens an attempt from the history. owner says in a line when it was
// made and whose it is.
func (m *Model) ShowAttempt(attempt profiles.Attempt, owner string) {
	if m.attempt != nil {
		m.Close()
	}
	l := outcome(attempt.Exchange)
	l.attempt, l.owner = &attempt, owner
	m.open(l)
}

// OpenHistory opens the tab of earlier sends, CloseHistory the one that was open before.
func (m *Model) OpenHistory() {
	if m.tab != History {
		m.beforeHistory = m.tab
	}
	m.SetTab(History)
}
func (m *Model) CloseHistory() { m.LeaveAttempt(m.beforeHistory) }

// LeaveAttempt goes from an attempt of the history, where one is open, to a tab of what
// it was opened over.
func (m *Model) LeaveAttempt(to Tab) {
	if m.attempt != nil {
		m.Close()
	}
	m.SetTab(to)
}

// ShowDryRun opens a request that was not sent, or shows it as it is by now.
func (m *Model) ShowDryRun(e ripio.Exchange) {
	l := layer{exchange: &e, aside: "esc goes back.", tab: HTTP}
	if m.IsDryRun() {
		l.tab, l.scroll = m.tab, m.scroll
		m.Close()
	}
	if m.tokenKept() {
		l.aside = "The token is kept; esc shows it."
	}
	m.open(l)
}

// ShowSending shows that a request is under way, or waits.
func (m *Model) ShowSending(s Sending) { m.show(layer{sending: &s}) }

// OpenSending shows a request that is not an outcome of the selected user's. EndSending
// brings back what was shown before.
func (m *Model) OpenSending(s Sending) {
	m.EndSending()
	m.open(layer{sending: &s, tab: m.tab})
}

// EndSending takes away the request under way, and what was opened over it.
func (m *Model) EndSending() {
	all := append(m.below, m.layer)
	at := slices.IndexFunc(all, func(l layer) bool { return l.sending != nil })
	tab := m.tab
	switch {
	case at < 0:
		return
	case at == 0:
		m.below, m.layer = nil, layer{}
	default:
		m.below, m.layer = all[:at-1], all[at-1]
	}
	m.SetTab(tab)
}

// Remembered adds what is known beside an attempt, where it is shown.
func (m *Model) Remembered(attempt profiles.Attempt, background cause.Background, lifetimes []profiles.Lifetime) {
	for l := range m.layers() {
		if l.exchange == nil || l.IsDryRun() || !l.exchange.SentAt.Equal(attempt.Exchange.SentAt) || attempt.SwapTest && l.attempt == nil {
			continue
		}
		l.Background, l.Lifetimes = background, lifetimes
		l.rank()
	}
}

// Amend replaces the exchange of a send where it is shown.
func (m *Model) Amend(e ripio.Exchange) {
	for l := range m.layers() {
		if l.exchange != nil && l.attempt == nil && l.exchange.SentAt.Equal(e.SentAt) {
			l.exchange = &e
			l.rank()
		}
	}
}

// FollowClock keeps answers of this run at their pace when the wall clock was set.
// What was pasted or opened from the history has no other clock than the wall's.
func (m *Model) FollowClock(step time.Duration) {
	for l := range m.layers() {
		if l.exchange == nil || l.attempt != nil {
			continue
		}
		e := *l.exchange
		e.Clock.Stepped += step
		l.exchange, l.life.clock = &e, e.Clock
	}
}

// layers are all of them, the shown one last.
func (m *Model) layers() func(yield func(*layer) bool) {
	return func(yield func(*layer) bool) {
		for i := range m.below {
			if !yield(&m.below[i]) {
				return
			}
		}
		yield(&m.layer)
	}
}
