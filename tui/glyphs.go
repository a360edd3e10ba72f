package tui

// glyphs are the signs outside ASCII, with a set for terminals that lack them.
type glyphs struct {
	ok, note, warning, failure              string
	focus, cursor, pointer, mask, ellipsis  string
	full, empty, dot, enter                 string
	changed                                 string
	topLeft, topRight, botLeft, botRight    string
	horizontal, vertical, tickLeft, tickEnd string
	// spark are the heights of a sparkline, the lowest first.
	spinner, spark []string
}

var unicodeGlyphs = glyphs{
	ok: "✓", note: "i", warning: "!", failure: "✗",
	focus: "▌", cursor: "▏", pointer: "›", mask: "••••••••", ellipsis: "…",
	full: "█", empty: "░", dot: "·", enter: "⏎", changed: "≠",
	topLeft: "╭", topRight: "╮", botLeft: "╰", botRight: "╯",
	horizontal: "─", vertical: "│", tickLeft: "╰", tickEnd: "╯",
	spinner: []string{"⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"},
	spark:   []string{"▁", "▂", "▃", "▄", "▅", "▆", "▇"},
}

var asciiGlyphs = glyphs{
	ok: "+", note: "i", warning: "!", failure: "x",
	focus: ">", cursor: "|", pointer: ">", mask: "********", ellipsis: "~",
	full: "#", empty: ".", dot: "-", enter: "enter", changed: "!",
	topLeft: "+", topRight: "+", botLeft: "+", botRight: "+",
	horizontal: "-", vertical: "|", tickLeft: "\\", tickEnd: "/",
	spinner: []string{"|", "/", "-", "\\"},
	spark:   []string{"_", ".", ":", "-", "=", "+", "#"},
}
