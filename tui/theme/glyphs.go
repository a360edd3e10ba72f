package theme

import "strings"

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

// inASCII writes the signs in texts, such as those of findings, as the ASCII set has them.
var inASCII = strings.NewReplacer(
	Unicode.Ellipsis, ASCII.Ellipsis, Unicode.Dot, ASCII.Dot, Unicode.HiddenCell, ASCII.HiddenCell, "µ", "u", "→", ">", "–", "-", "—", "-",
)

// ToASCII takes the program's own signs out of a finished screen for a terminal that
// lacks them. No width changes. Texts from outside stay as they are.
func ToASCII(screen string) string { return inASCII.Replace(screen) }
