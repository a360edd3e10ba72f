package tui

import (
	"slices"

	tea "github.com/charmbracelet/bubbletea"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/redact"
	"devtools/ripio-explorer/tui/draw"
	"devtools/ripio-explorer/tui/httptab"
	"devtools/ripio-explorer/tui/request"
	"devtools/ripio-explorer/tui/theme"
)

// dryRun is what a dry run was laid over, so that nothing is lost by it.
type dryRun struct {
	before result
	// whom is who was armed when it began, focus where the keys went.
	whom  tokenOwner
	focus request.Focus
}

// secretInDryRun stands in for the client_secret: a dry run fetches none, and the
// request is shown with a mask anyway.
const secretInDryRun = "not-read-in-a-dry-run"

// dryRun shows the request that enter would send, and sends nothing. While it is
// shown, the same key goes back.
func (m *Model) dryRun() tea.Cmd {
	if m.result.dry != nil {
		m.leaveDryRun()
		return nil
	}
	if why := m.noPreview(); why != "" {
		m.status.say(finding.LevelNote, why)
		return nil
	}
	m.result.ShowDryRun(m.preview(), dryRun{before: m.result, whom: m.armedOwner(), focus: m.form.Focus})
	m.ticking = false
	if m.onePane() {
		m.setFocus(request.FocusResult)
	}
	return nil
}

// noPreview says why no dry run can be shown now; empty when one can.
func (m *Model) noPreview() string {
	switch {
	case m.busy() != "":
		return "a request is under way; esc cancels it"
	case m.environment.Name == ripio.Simulator && m.simulator == nil:
		return "the simulator is still starting"
	}
	return ""
}

// preview is the story of the request as it stands, without a send.
func (m *Model) preview() ripio.Exchange {
	request := m.newSending(sendOrdinary).request
	if m.form.HasSecret {
		request.Secret = redact.NewSecret(secretInDryRun)
	}
	e := m.deps.Preview(m.environment, request)
	e.Profile, e.DryRun = m.profile, true
	e.Findings = slices.DeleteFunc(e.Findings, func(f finding.Finding) bool { return f.Field == finding.FieldSecret })
	return e
}

// refreshDryRun follows what was typed or armed while a dry run is shown.
func (m *Model) refreshDryRun() {
	if m.noPreview() != "" {
		m.leaveDryRun()
		return
	}
	tab, offset := m.result.tab, m.result.offset
	m.result.ShowDryRun(m.preview(), *m.result.dry)
	m.result.tab, m.result.offset = tab, offset
	if m.result.dry.whom != m.armedOwner() {
		m.result.aside = dryAside
	}
}

// leaveDryRun brings back what was shown before, or what is kept of whoever is
// armed by now.
func (m *Model) leaveDryRun() {
	dry := *m.result.dry
	m.result = dry.before
	m.ticking = false
	if m.onePane() && m.result.isEmpty() {
		m.setFocus(dry.focus)
	}
	if dry.whom != m.armedOwner() {
		m.showKept()
	}
}

// dryAside is said where esc leads to no token.
const dryAside = "esc goes back."

// ShowDryRun shows a request that was not sent.
func (r *result) ShowDryRun(e ripio.Exchange, d dryRun) {
	aside := dryAside
	if d.before.tokenKept() {
		aside = "The token is kept; esc shows it."
	}
	*r = result{exchange: &e, dry: &d, aside: aside, tab: tabHTTP, local: r.local}
}

// isEmpty reports whether there is neither an outcome nor a token to show.
func (r *result) isEmpty() bool { return r.exchange == nil && r.token == nil }

// dryHeadline is the outcome of a dry run.
func dryHeadline(s theme.Styles, e *ripio.Exchange) string {
	if e.Failure != nil {
		return s.Failure.Render(s.Glyphs.Failure + " Dry run: this would not be sent")
	}
	return s.Note.Render(s.Glyphs.Note + " Dry run: nothing was sent")
}

// dryLines stand in the Token tab during a dry run.
func (r *result) dryLines(s theme.Styles, width int) []string {
	p := draw.NewWriter(s, width)
	httptab.WriteRefusal(p, r.exchange)
	p.Gap()
	p.Begin(0, 0)
	p.Words(p.Text, "A dry run asks for no token. HTTP shows the request, Checks what was noticed about it.")
	p.End()
	return p.Lines
}
