package tui

import (
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/visible"
	"devtools/ripio-explorer/tui/curtain"
	"devtools/ripio-explorer/tui/dialog"
	"devtools/ripio-explorer/tui/draw"
	"devtools/ripio-explorer/tui/frame"
	"devtools/ripio-explorer/tui/history"
	"devtools/ripio-explorer/tui/recent"
	"devtools/ripio-explorer/tui/request"
	"devtools/ripio-explorer/tui/result"
	"devtools/ripio-explorer/tui/theme"
	"devtools/ripio-explorer/tui/widget"
	"devtools/ripio-explorer/tui/zone"
)

// View draws the whole screen: exactly height lines of width cells.
func (m *Model) View() string {
	screen := zone.Clean(m.marked())
	if m.options.ASCII {
		screen = theme.ToASCII(screen)
	}
	if !m.curtain.Drawn() {
		return screen
	}
	learn(&m.curtain, m)
	return m.curtain.Mask(screen, m.styles.Glyphs.HiddenCell, m.styles.Glyphs.Ellipsis)
}

// marked is the screen with the marks of what can be clicked.
func (m *Model) marked() string {
	if m.screen.width <= 0 || m.screen.height <= 0 {
		return ""
	}
	if frame.TooSmall(m.screen.width, m.screen.height) {
		return strings.Join(frame.TooSmallNotice(m.screen.width, m.screen.height), "\n")
	}
	body := m.body(m.screen.width, m.screen.height-frame.ChromeRows)
	lines := make([]string, 0, m.screen.height)
	lines = append(lines, m.header().View(m.styles, m.screen.width))
	// A notice covers the end of the body, so that nothing moves and the keys stay.
	var notice []string
	if m.status.text != "" {
		notice = frame.Notice(m.styles, m.status.level, m.status.text, m.screen.width, m.screen.height/3)
	}
	lines = append(lines, body[:len(body)-len(notice)]...)
	lines = append(lines, notice...)
	lines = append(lines, frame.Keys(m.styles, m.hints(), m.screen.width))
	return strings.Join(lines, "\n")
}

// learn tells the curtain which values may be in sight now, beside those of users and
// history, of which it is told when they are read.
func learn(c *curtain.Curtain, m *Model) {
	c.LearnBook(m.selected.Book)
	for _, record := range m.credentials.Records {
		c.Learn(record.Fingerprint)
	}
	form, link := m.form.Request(), m.widget.Parameters()
	c.Learn(form.ClientID, form.ExternalRef, form.Address)
	c.Learn(link.Address, link.Network, link.Amount, link.Crypto, link.TrackingSession)
	c.LearnExchange(m.result.Own())
	c.LearnExchange(m.result.Exchange())
	c.LearnToken(m.result.Decoded())
	c.LearnToken(&m.pastes.Before)
}

// header is what is selected, for every screen.
func (m *Model) header() frame.Header {
	h := frame.Header{Profile: m.selected.Profile, Country: m.selected.Whole().Country}
	if m.dialogs.Empty() {
		h.OnProfile, h.OnBadge = draw.PressOf(m.keys.Profiles.Help().Key), draw.PressOf(m.keys.Environment.Help().Key)
		if m.selected.Environment.Name == ripio.Simulator {
			h.OnServer = draw.PressOf(m.keys.Scenario.Help().Key)
		}
	}
	if _, begins := m.dialogs.Top().(*dialog.Welcome); begins {
		h.Version = m.options.Version
		return h
	}
	h.Environment, h.Server = m.selected.Environment.Name, m.selected.ServerWords()
	if m.options.Demo {
		h.Notes = append(h.Notes, "DEMO")
	}
	if m.curtain.Drawn() {
		h.Notes = append(h.Notes, "CURTAIN")
	}
	if left := m.sends.Leases.Words(m.selected.Profile, m.selected.Environment.Name, m.deps.Now()); left != "" {
		h.Notes = append(h.Notes, left)
	}
	h.Countdown, h.Renewal = m.shortCountdown(), m.sends.Renewals.String()
	return h
}

// shortCountdown keeps the time left in sight where the result's head is not.
func (m *Model) shortCountdown() string {
	inSight := !m.layout().Result.Empty() && m.dialogs.Empty() && m.result.Tab() != result.History
	if own, ok := m.ownLife(); ok {
		return own.Short(m.styles, m.deps.Now())
	}
	if inSight {
		return ""
	}
	return m.result.ShortCountdown()
}

// body draws the explorer with the dialog over it.
func (m *Model) body(width, height int) []string {
	s := m.styles
	switch top := m.dialogs.Top().(type) {
	case nil:
		return m.panes()
	case *dialog.Welcome:
		return draw.Over(draw.Blank(width, height), top.View(s, width, height), width)
	case *history.Comparison:
		return top.View(s, width, height)
	case *widget.Code:
		if m.curtain.Drawn() { // a camera reads through dots
			return draw.Over(draw.Blank(width, height), (&dialog.Text{Title: "QR code", Lines: []string{"The code is a token as well: " + m.curtain.Refuses() + "."}}).View(s, width, height), width)
		}
		return top.View(s, width, height)
	case *dialog.Plain:
		return top.View(s, width, height)
	default:
		return draw.Over(draw.Recede(s, m.panes()), top.View(s, width, height), width)
	}
}

// panes draws request and result: side by side, above each other, or the one
// that has the focus.
func (m *Model) panes() []string {
	layout := m.layout()
	switch {
	case layout.Request.Empty():
		return m.resultPane(layout.Result, true)
	case layout.Result.Empty():
		return m.requestPane(layout.Request, true)
	case layout.Request.Y == layout.Result.Y:
		return draw.Beside(m.requestPane(layout.Request, false), m.resultPane(layout.Result, false))
	}
	return append(m.requestPane(layout.Request, false), m.resultPane(layout.Result, false)...)
}

func (m *Model) requestPane(r frame.Rect, alone bool) []string {
	focused := m.form.Focus != request.FocusResult
	secret := ""
	if m.dialogs.Empty() && !m.curtain.Drawn() {
		secret = m.credentials.Reveal.Text(m.deps.Now())
	}
	pane := frame.Pane{
		Number: frame.RequestPane,
		Title:  frame.Title(m.styles, "Request", focused), Focused: focused,
		Bare: m.screen.alone,
	}
	width, height := r.Inside(m.screen.alone)
	pane.Lines = m.form.View(m.styles, secret, width, height)
	now := m.form.Request()
	below := recent.Of{
		Environment: m.selected.Environment.Name, Profile: m.selected.Profile, User: profiles.User{ExternalRef: now.ExternalRef, Address: now.Address},
		Known: m.users.Known(), Local: m.settings.Zone(),
	}
	pane.Lines = append(pane.Lines, m.recent.View(m.styles, below, width, height-len(pane.Lines))...)
	if alone {
		pane.Right = "tab: result"
	}
	return pane.View(m.styles, m.selected.Environment.Name, r)
}

func (m *Model) resultPane(r frame.Rect, alone bool) []string {
	s := m.styles
	width, height := r.Inside(m.screen.alone)
	pane := frame.Pane{Number: frame.ResultPane, Bare: m.screen.alone, Focused: m.form.Focus == request.FocusResult}
	if alone {
		pane.Right = "tab: request"
	}
	position := ""
	m.result.SetSize(width, height)
	switch m.result.Tab() {
	case result.Widget:
		pane.Lines = m.result.Head()
		pane.Lines = append(pane.Lines, m.widget.View(width, height-len(pane.Lines), pane.Focused)...)
		text, _ := m.widget.Position()
		position = s.Muted.Render(text)
	case result.History:
		m.history.SetSize(width, height)
		pane.Lines = m.history.View()
		position = s.Muted.Render(m.history.Position())
	default:
		m.result.Remedies = m.remediesNow()
		pane.Lines = m.result.View()
		text, more := m.result.Position()
		if position = s.Muted.Render(text); more {
			position = draw.Press(s, m.keys.PageDown.Help().Key, "more") + "  " + position
		}
	}
	pane.Title = m.result.Title(width)
	if pane.Foot, pane.FootRight = m.result.Foot(r.Width, m.keyboard() == inSearch); pane.FootRight == "" {
		pane.FootRight = position
	}
	return pane.View(s, m.selected.Environment.Name, r)
}

// onePane reports whether there is room for one pane at a time only.
func (s *screen) onePane() bool { return s.alone || frame.OnePane(s.width, s.height) }

// layout places the panes in the body.
func (m *Model) layout() frame.Layout {
	return frame.Place(m.screen.width, m.screen.height, m.form.Focus == request.FocusResult || m.result.IsSending(), m.screen.alone)
}

// placeResult tells the result its area, unless it is out of sight.
func (m *Model) placeResult() {
	if area := m.layout().Result; !area.Empty() {
		m.result.SetSize(area.Inside(m.screen.alone))
	}
}

// retitle sets the window's title after whatever changed it.
func (s *screen) retitle(title string) tea.Cmd {
	if title == s.title {
		return nil
	}
	s.title = title
	return tea.SetWindowTitle(title)
}

// status tells what a key just did, or why it did nothing. It stands above the key
// hints until the next key, and covers the end of the panes.
type status struct {
	level finding.Level
	text  string
	log   frame.Log
}

func (s *status) say(level finding.Level, text string) {
	s.level, s.text = level, text
	s.log.Add(level, text)
}

func (s *status) clear() { s.text = "" }

// warn tells the first of some warnings.
func (s *status) warn(warnings []profiles.Warning) {
	if len(warnings) > 0 {
		s.say(finding.LevelWarning, visible.Line(warnings[0].Text))
	}
}
