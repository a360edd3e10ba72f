// Package theme holds the roles that text plays on the screen, with their colours
// and glyphs.
package theme

import (
	"strings"

	"github.com/charmbracelet/lipgloss"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/finding"
)

// Styles are the roles that text plays on the screen. No other file makes one.
type Styles struct {
	Glyphs Glyphs
	// Plain tells that the terminal shows no colours or attributes, so that a
	// cursor or a selection has to be drawn with a glyph.
	Plain bool
	// Hidden tells that the curtain is drawn: what is typed shows as dots.
	Hidden bool

	Text     Style
	Strong   Style
	Muted    Style
	Label    Style
	Accent   Style
	Selected Style
	Key      Style
	Cursor   Style
	Section  Style
	Match    Style
	Frame    Style

	OK, Note, Warning, Failure Style

	// Code is black on white, for what a camera reads; Coloured tells that it can be shown.
	Code     Style
	Coloured bool

	simulator, sandbox, production                Style
	simulatorBadge, sandboxBadge, productionBadge Style
}

func New(r *lipgloss.Renderer, p palette, g Glyphs, plain bool) Styles {
	style := func(c lipgloss.TerminalColor) lipgloss.Style { return r.NewStyle().Foreground(c) }
	// Without colours faint stands for grey, and reverse for a background.
	badge := func(c lipgloss.TerminalColor) lipgloss.Style {
		return r.NewStyle().Foreground(p.onBadge).Background(c).Bold(true).Reverse(p.none)
	}
	quiet := func(c lipgloss.TerminalColor) lipgloss.Style { return style(c).Faint(p.none) }
	coloured := !plain && !p.none
	code := r.NewStyle()
	if coloured {
		code = code.Foreground(shade("#000000", "16", "0")).Background(shade("#ffffff", "231", "15"))
	}
	role := newStyle
	return Styles{
		Glyphs: g, Plain: plain,
		Text: role(style(p.ink)), Strong: role(style(p.ink).Bold(true)), Muted: role(quiet(p.grey)), Label: role(quiet(p.grey)),
		Accent: role(style(p.accent).Bold(true)), Selected: role(style(p.accent).Bold(true).Reverse(p.none)), Key: role(style(p.accent).Bold(p.none)),
		Cursor: role(r.NewStyle().Reverse(true)), Match: role(style(p.accent).Underline(true)), Section: role(style(p.ink).Bold(true)), Frame: role(quiet(p.line)),
		OK: role(style(p.green)), Note: role(style(p.blue)), Warning: role(style(p.amber).Bold(p.none)), Failure: role(style(p.red).Bold(true)),
		Code: role(code), Coloured: coloured,
		simulator: role(style(p.violet)), sandbox: role(style(p.teal)), production: role(style(p.red).Bold(true)),
		simulatorBadge: role(badge(p.violet)), sandboxBadge: role(badge(p.teal)), productionBadge: role(badge(p.red)),
	}
}

// Environment is the colour of an selected environment, for frames and words.
func (s Styles) Environment(name ripio.EnvironmentName) Style {
	switch name {
	case ripio.Production:
		return s.production
	case ripio.Sandbox:
		return s.sandbox
	}
	return s.simulator
}

// Badge is the environment's name in capitals, and notes behind it; brackets stand in for the
// background where there is none.
func (s Styles) Badge(name ripio.EnvironmentName, notes ...string) string {
	label := strings.Join(append([]string{name.Label()}, notes...), " "+s.Glyphs.Dot+" ")
	if s.Plain {
		return "[" + label + "]"
	}
	style := s.simulatorBadge
	switch name {
	case ripio.Production:
		style = s.productionBadge
	case ripio.Sandbox:
		style = s.sandboxBadge
	}
	return style.Render(" " + label + " ")
}

// Pointer stands before a row of a list: the glyph before the selected one, as much room
// before the others.
func (s Styles) Pointer(selected bool) string {
	if !selected {
		return " "
	}
	return s.Selected.Render(s.Glyphs.Pointer)
}

// Level is the style of a finding.
func (s Styles) Level(level finding.Level) Style {
	switch level {
	case finding.LevelOK:
		return s.OK
	case finding.LevelNote:
		return s.Note
	case finding.LevelWarning:
		return s.Warning
	}
	return s.Failure
}

// Mark is the glyph of a finding: the level without its colour.
func (s Styles) Mark(level finding.Level) string {
	glyph := s.Glyphs.Failure
	switch level {
	case finding.LevelOK:
		glyph = s.Glyphs.OK
	case finding.LevelNote:
		glyph = s.Glyphs.Note
	case finding.LevelWarning:
		glyph = s.Glyphs.Warning
	}
	return s.Level(level).Render(glyph)
}
