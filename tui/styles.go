package tui

import (
	"github.com/charmbracelet/lipgloss"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/finding"
)

// styles are the roles that text plays on the screen. No other file makes one.
type styles struct {
	glyphs glyphs
	// plain tells that the terminal shows no colours or attributes, so that a
	// cursor or a selection has to be drawn with a glyph.
	plain bool

	text     lipgloss.Style
	strong   lipgloss.Style
	muted    lipgloss.Style
	label    lipgloss.Style
	accent   lipgloss.Style
	selected lipgloss.Style
	key      lipgloss.Style
	cursor   lipgloss.Style
	section  lipgloss.Style
	match    lipgloss.Style
	frame    lipgloss.Style

	ok, note, warning, failure lipgloss.Style

	simulator, sandbox, production                lipgloss.Style
	simulatorBadge, sandboxBadge, productionBadge lipgloss.Style
}

func newStyles(r *lipgloss.Renderer, p palette, g glyphs, plain bool) styles {
	style := func(c lipgloss.TerminalColor) lipgloss.Style { return r.NewStyle().Foreground(c) }
	badge := func(c lipgloss.TerminalColor) lipgloss.Style {
		return r.NewStyle().Foreground(p.onBadge).Background(c).Bold(true)
	}
	return styles{
		glyphs: g, plain: plain,
		text: style(p.ink), strong: style(p.ink).Bold(true), muted: style(p.grey), label: style(p.grey),
		accent: style(p.accent).Bold(true), selected: style(p.accent).Bold(true), key: style(p.accent),
		cursor: r.NewStyle().Reverse(true), match: style(p.accent).Underline(true), section: style(p.ink).Bold(true), frame: style(p.line),
		ok: style(p.green), note: style(p.blue), warning: style(p.amber), failure: style(p.red).Bold(true),
		simulator: style(p.violet), sandbox: style(p.teal), production: style(p.red).Bold(true),
		simulatorBadge: badge(p.violet), sandboxBadge: badge(p.teal), productionBadge: badge(p.red),
	}
}

// environment is the colour of an armed environment, for frames and words.
func (s styles) environment(name ripio.EnvironmentName) lipgloss.Style {
	switch name {
	case ripio.Production:
		return s.production
	case ripio.Sandbox:
		return s.sandbox
	}
	return s.simulator
}

// badge is the environment's name in capitals; brackets stand in for the
// background where there is none.
func (s styles) badge(name ripio.EnvironmentName) string {
	if s.plain {
		return "[" + name.Label() + "]"
	}
	style := s.simulatorBadge
	switch name {
	case ripio.Production:
		style = s.productionBadge
	case ripio.Sandbox:
		style = s.sandboxBadge
	}
	return style.Render(" " + name.Label() + " ")
}

// level is the style of a finding.
func (s styles) level(level finding.Level) lipgloss.Style {
	switch level {
	case finding.LevelOK:
		return s.ok
	case finding.LevelNote:
		return s.note
	case finding.LevelWarning:
		return s.warning
	}
	return s.failure
}

// mark is the glyph of a finding: the level without its colour.
func (s styles) mark(level finding.Level) string {
	glyph := s.glyphs.failure
	switch level {
	case finding.LevelOK:
		glyph = s.glyphs.ok
	case finding.LevelNote:
		glyph = s.glyphs.note
	case finding.LevelWarning:
		glyph = s.glyphs.warning
	}
	return s.level(level).Render(glyph)
}
