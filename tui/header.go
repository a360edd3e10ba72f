package tui

import (
	"strings"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/ansi"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/visible"
	"devtools/ripio-explorer/tui/dialog"
	"devtools/ripio-explorer/tui/draw"
	"devtools/ripio-explorer/tui/request"
	"devtools/ripio-explorer/tui/result"
	"devtools/ripio-explorer/tui/theme"
)

// header says what is armed, on every screen.
func (m *Model) header(width int) string {
	s := m.styles
	left := " " + s.Strong.Render("ripio-explorer")
	if m.hasProfile() {
		left += "  " + s.Text.Render(visible.Line(m.profile))
		if country := m.armed().Country; country != "" {
			left += s.Muted.Render(" " + s.Glyphs.Dot + " " + visible.Line(country))
		}
	}
	if _, begins := m.dialogs.Top().(*dialog.Welcome); begins {
		return draw.Spread(left, s.Muted.Render(m.options.Version)+" ", width, s.Glyphs.Ellipsis)
	}
	right := s.Badge(m.environment.Name)
	if short := m.shortCountdown(); short != "" {
		right = short + "  " + right
	}
	if words := m.sends.Renewals.String(); words != "" {
		right = s.Muted.Render(words) + "  " + right
	}
	if host := m.hostWords(); ansi.StringWidth(left)+ansi.StringWidth(right)+len(host)+6 <= width {
		right += "  " + s.Muted.Render(host)
	}
	return draw.Spread(left, right+" ", width, s.Glyphs.Ellipsis)
}

// shortCountdown keeps the time left in sight where the result's head is not.
func (m *Model) shortCountdown() string {
	layout := m.layout()
	inSight := !layout.result.empty() && m.dialogs.Empty() && m.result.Tab() != result.History
	if own, ok := m.ownLife(); ok {
		return own.Short(m.styles, m.deps.Now())
	}
	if inSight {
		return ""
	}
	return m.result.ShortCountdown()
}

func (m *Model) hostWords() string {
	if m.environment.Name == ripio.Simulator {
		if m.simulator == nil {
			return "starting"
		}
		if scenario := m.simulator.Scenario(); scenario != defaultScenario {
			return "scenario " + scenario
		}
	}
	return m.environment.Host()
}

// foot is the last lines: the keys that matter now, or what the last key did.
func (m *Model) foot(width, most int) []string {
	if m.status.text != "" {
		return m.status.View(m.styles, width, most)
	}
	return []string{m.footer(width)}
}

// footer shows the keys that matter now.
func (m *Model) footer(width int) string {
	hints := m.hints()
	last := m.hint(hints[len(hints)-1])
	room := width - ansi.StringWidth(last)
	line := ""
	for _, binding := range hints[:len(hints)-1] {
		hint := m.hint(binding)
		if ansi.StringWidth(line)+ansi.StringWidth(hint) > room {
			break
		}
		line += hint
	}
	return draw.Fit(line+last, width, "")
}

func (m *Model) hint(binding key.Binding) string {
	h := binding.Help()
	return " " + m.styles.Key.Render(h.Key) + " " + m.styles.Muted.Render(h.Desc) + " "
}

// hints are the keys worth showing in the state at hand, the last one always.
func (m *Model) hints() []key.Binding {
	k := m.keys
	switch {
	case m.dialogs.Top() != nil:
		top := m.dialogs.Top()
		if _, begins := top.(*dialog.Welcome); begins {
			return top.ShortHelp()
		}
		return append(top.ShortHelp(), k.Quit)
	case m.sends.Busy() != "":
		return []key.Binding{bind("esc", "cancel the request"), k.Quit}
	case m.searching():
		return append(m.result.ShortHelp(), k.Quit)
	case m.inHistory():
		return m.historyHints()
	case m.inAttempt():
		return m.attemptHints()
	}
	help := k.PlainHelp
	if m.form.Focus.InField() {
		help = k.Help
	}
	hints := []key.Binding{k.Submit}
	if m.result.IsDryRun() && !m.form.Focus.InField() {
		hints = append(hints, bind("esc", "end the dry run"))
	}
	switch {
	case m.onePane() && m.form.Focus == request.FocusResult:
		hints = append(hints, bind("tab", "request"))
	case m.onePane():
		hints = append(hints, bind("tab", "next"))
	}
	if hint, ok := m.causesHint(); ok {
		hints = append(hints, hint, bind(k.Report.Help().Key, "report"))
	}
	hints = append(hints, k.NewRef, k.Environment)
	if m.environment.Name == ripio.Simulator {
		hints = append(hints, k.Scenario)
	}
	return append(hints, k.Profiles, k.Copy, k.Palette, help)
}

// retitle sets the window's title after whatever changed it.
func (m *Model) retitle() tea.Cmd {
	title := m.windowTitle()
	if title == m.title {
		return nil
	}
	m.title = title
	return tea.SetWindowTitle(title)
}

// windowTitle names the environment for window lists and screen recordings.
func (m *Model) windowTitle() string {
	title := "ripio-explorer " + m.environment.Name.Label()
	if m.hasProfile() {
		title += " " + visible.Line(m.profile)
	}
	return title
}

// status is the line that tells what a key just did, or why it did nothing. It
// stands in place of the key hints until the next key; a long one covers the lines
// above them too.
type status struct {
	level finding.Level
	text  string
}

func (s *status) say(level finding.Level, text string) { s.level, s.text = level, text }
func (s *status) clear()                               { s.text = "" }

// View writes the status in as many lines as it needs, at most a number of them.
// The reason of a failure stands at its end, so what has no room is left out in
// the middle.
func (s *status) View(st theme.Styles, width, most int) []string {
	mark := st.Mark(s.level) + " "
	indent := 1 + ansi.StringWidth(mark)
	room := width - indent - 1
	if room <= 0 || most <= 0 {
		return []string{draw.Fit(" "+mark, width, "")}
	}
	text := s.text
	lines := draw.Wrap(text, room)
	for limit := room * most; len(lines) > most && limit > 0; limit -= room / 4 {
		lines = draw.Wrap(draw.Shorten(text, limit, st.Glyphs.Ellipsis), room)
	}
	for i, line := range lines {
		lead := " " + mark
		if i > 0 {
			lead = strings.Repeat(" ", indent)
		}
		lines[i] = draw.Fit(lead+st.Level(s.level).Render(line), width, "")
	}
	return lines
}
