package theme

// Glyphs are the signs outside ASCII, with a set for terminals that lack them.
type Glyphs struct {
	OK, Note, Warning, Failure              string
	Focus, Cursor, Pointer, Mask, Ellipsis  string
	HiddenCell                              string
	Full, Empty, Dot, Enter                 string
	Changed                                 string
	TopLeft, TopRight, BotLeft, BotRight    string
	Horizontal, Vertical, TickLeft, TickEnd string
	// Spark are the heights of a sparkline, the lowest first.
	Spinner, Spark []string
}

var Unicode = Glyphs{
	OK: "✓", Note: "i", Warning: "!", Failure: "✗",
	Focus: "▌", Cursor: "▏", Pointer: "›", Mask: "••••••••", HiddenCell: "•", Ellipsis: "…",
	Full: "█", Empty: "░", Dot: "·", Enter: "⏎", Changed: "≠",
	TopLeft: "╭", TopRight: "╮", BotLeft: "╰", BotRight: "╯",
	Horizontal: "─", Vertical: "│", TickLeft: "╰", TickEnd: "╯",
	Spinner: []string{"⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"},
	Spark:   []string{"▁", "▂", "▃", "▄", "▅", "▆", "▇"},
}

var ASCII = Glyphs{
	OK: "+", Note: "i", Warning: "!", Failure: "x",
	Focus: ">", Cursor: "|", Pointer: ">", Mask: "********", HiddenCell: "*", Ellipsis: "~",
	Full: "#", Empty: ".", Dot: "-", Enter: "enter", Changed: "!",
	TopLeft: "+", TopRight: "+", BotLeft: "+", BotRight: "+",
	Horizontal: "-", Vertical: "|", TickLeft: "\\", TickEnd: "/",
	Spinner: []string{"|", "/", "-", "\\"},
	Spark:   []string{"_", ".", ":", "-", "=", "+", "#"},
}
