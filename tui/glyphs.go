package tui

// glyphs are the signs outside ASCII, with a set for terminals that lack them.
type glyphs struct {
	ok, note, warning, failure              string
	focus, cursor, pointer, mask, ellipsis  string
	full, empty, dot, enter                 string
	topLeft, topRight, botLeft, botRight    string
	horizontal, vertical, tickLeft, tickEnd string
	spinner                                 []string
}

var unicodeGlyphs = glyphs{
	ok: "✓", note: "i", warning: "!", failure: "✗",
	focus: "▌", cursor: "▏", pointer: "›", mask: "••••••••", ellipsis: "…",
	full: "█", empty: "░", dot: "·", enter: "⏎",
	topLeft: "╭", topRight: "╮", botLeft: "╰", botRight: "╯",
	horizontal: "─", vertical: "│", tickLeft: "╰", tickEnd: "╯",
	spinner: []string{"⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"},
}

var asciiGlyphs = glyphs{
	ok: "+", note: "i", warning: "!", failure: "x",
	focus: ">", cursor: "|", pointer: ">", mask: "********", ellipsis: "~",
	full: "#", empty: ".", dot: "-", enter: "enter",
	topLeft: "+", topRight: "+", botLeft: "+", botRight: "+",
	horizontal: "-", vertical: "|", tickLeft: "\\", tickEnd: "/",
	spinner: []string{"|", "/", "-", "\\"},
}
