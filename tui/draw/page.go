package draw

import (
	"strings"

	"github.com/charmbracelet/x/ansi"

	"devtools/ripio-explorer/ripio/redact"
	"devtools/ripio-explorer/ripio/visible"
	"devtools/ripio-explorer/tui/theme"
	"devtools/ripio-explorer/tui/zone"
)

// TextStyle is a style for the text of a sheet, of which thousands of lines are laid out
// at once.
type TextStyle struct {
	before, after string
	// key tells that text in this style names a key, and what follows it on the line
	// what the key does: both press it.
	key bool
}

func newBrush(style theme.Style) TextStyle {
	return TextStyle{before: style.Before, after: style.After}
}

// brushes are the styles of a sheet.
type brushes struct {
	Text, Strong, Muted, Label, Key, Section, OK, Note, Warning, Failure TextStyle
}

func newBrushes(s theme.Styles) brushes {
	key := newBrush(s.Key)
	key.key = true
	return brushes{
		Text: newBrush(s.Text), Strong: newBrush(s.Strong), Muted: newBrush(s.Muted), Label: newBrush(s.Label), Key: key, Section: newBrush(s.Section),
		OK: newBrush(s.OK), Note: newBrush(s.Note), Warning: newBrush(s.Warning), Failure: newBrush(s.Failure),
	}
}

// Writer writes a sheet. All text passes through package visible here; nothing
// that comes from outside needs care before.
type Writer struct {
	brushes
	Styles theme.Styles
	Glyphs theme.Glyphs
	Width  int
	Lines  []string
	// Everything tells that values too wide for the width go on in the next line; else
	// they lose their middle.
	Everything bool
	// CopyKey is how the screen writes the key that copies.
	CopyKey string
	// Steady tells that a host or a URL does so from the line's own column, at its dots,
	// slashes and hyphens: where something leads must be read whole.
	Steady bool
	// Cuts counts the values that did.
	Cuts int

	styled strings.Builder
	used   int  // the cells of the line that are taken
	indent int  // where a line begins that goes on
	open   bool // whether a line has begun
	blank  bool // whether nothing but blanks stands in it
	press  bool // whether what is written presses a key
	most   int  // the number of lines at which writing stops; zero for never
}

func NewWriter(s theme.Styles, width int) *Writer {
	return &Writer{brushes: newBrushes(s), Styles: s, Glyphs: s.Glyphs, Width: max(width, 1)}
}

// Begin starts a line behind some blanks. Where it is too long for the width,
// it goes on behind indent blanks.
func (p *Writer) Begin(blanks, indent int) {
	p.End()
	p.open, p.blank, p.indent = true, true, min(indent, p.Width-1)
	p.Pad(min(blanks, p.Width-1))
}

// End finishes the line, if there is one.
func (p *Writer) End() {
	if !p.open {
		return
	}
	p.endPress()
	p.Lines = append(p.Lines, p.styled.String())
	p.styled.Reset()
	p.used, p.open = 0, false
}

// Add puts lines that are laid out already.
func (p *Writer) Add(lines ...string) {
	p.End()
	p.Lines = append(p.Lines, lines...)
}

// Styled puts a sentence in a style.
func (p *Writer) Styled(style Style, text string) { p.Words(newBrush(style), text) }

// Drawn puts what is drawn already, where there is room for it.
func (p *Writer) Drawn(text string) {
	p.styled.WriteString(text)
	p.used += ansi.StringWidth(text)
	p.blank = p.blank && strings.TrimSpace(ansi.Strip(text)) == ""
}

// Pad puts blanks.
func (p *Writer) Pad(cells int) {
	if cells = min(cells, p.Width-p.used); cells > 0 {
		p.styled.WriteString(strings.Repeat(" ", cells))
		p.used += cells
	}
}

// PadTo puts blanks up to a column.
func (p *Writer) PadTo(column int) { p.Pad(column - p.used) }

// Write puts text in one piece: where it does not fit beside what stands there, on a
// line of its own, from further left if need be. Wider text is broken at its blanks; a
// value without any loses its middle, or goes on in the next line with Everything.
func (p *Writer) Write(b TextStyle, text string) {
	text = p.visible(text)
	cells := ansi.StringWidth(text)
	switch {
	case text == "" || p.Full():
	case p.makeRoom(cells):
		p.put(b, text, cells)
	case strings.Contains(strings.TrimSpace(text), " "):
		p.Words(b, text)
	case p.Everything || p.Steady && isPlace(text):
		p.spread(b, text)
	default:
		p.Cuts++
		text = Shorten(text, p.Width-p.used, p.Glyphs.Ellipsis)
		p.put(b, text, ansi.StringWidth(text))
	}
}

// isPlace reports whether a text looks like a URL or the name of a host.
func isPlace(text string) bool {
	return strings.Contains(text, "://") || strings.Contains(text, ".") && !strings.Contains(text, "/")
}

// makeRoom goes where so many cells fit on a line; ok is false when they fit nowhere,
// and it is then where most do.
func (p *Writer) makeRoom(cells int) (ok bool) {
	if p.used+cells <= p.Width {
		return true
	}
	if p.used > p.indent {
		p.turn()
	}
	const margin = 2
	if p.Steady {
		p.restart(p.indent)
		return p.indent+cells <= p.Width
	}
	for _, column := range []int{p.indent, margin, 0} {
		if column <= p.used && column+cells <= p.Width {
			p.restart(column)
			return true
		}
	}
	p.restart(min(p.indent, margin))
	return false
}

// restart makes the line begin at a column, or a new one if something stands in it.
func (p *Writer) restart(column int) {
	indent := p.indent
	switch {
	case p.used == column:
		return
	case p.blank:
		p.styled.Reset()
		p.used = 0
		p.Pad(column)
	default:
		p.Begin(column, indent)
	}
}

// spread breaks text at any character, so that nothing is left out.
func (p *Writer) spread(b TextStyle, text string) {
	for text != "" && !p.Full() {
		head, cells := prefix(text, p.Width-p.used)
		if head == "" {
			if p.used <= p.indent {
				return // not even one character fits
			}
			p.turn()
			continue
		}
		part := strings.LastIndexAny(head, "./-") + 1
		if p.Steady && part > 0 && len(head) < len(text) {
			p.put(b, head[:part], ansi.StringWidth(head[:part]))
			text = text[part:]
			p.turn()
			continue
		}
		p.put(b, head, cells)
		text = text[len(head):]
	}
}

// visible makes text safe to show, and a mask one that the terminal has.
func (p *Writer) visible(text string) string {
	text = visible.Line(text)
	if p.Glyphs.Mask != redact.Mask {
		text = strings.ReplaceAll(text, redact.Mask, p.Glyphs.Mask)
	}
	return text
}

// turn goes on with the text on the next line.
func (p *Writer) turn() { p.Begin(p.indent, p.indent) }

func (p *Writer) put(b TextStyle, text string, cells int) {
	if b.key {
		p.endPress()
		if name, ok := labelled(text); ok {
			p.styled.WriteString(zone.Begin(zone.Key(name)))
			p.press = true
		}
	}
	p.styled.WriteString(b.before)
	p.styled.WriteString(text)
	p.styled.WriteString(b.after)
	p.used += cells
	p.blank = false
}

// endPress ends what presses a key.
func (p *Writer) endPress() {
	if p.press {
		p.styled.WriteString(zone.End)
		p.press = false
	}
}

// Words puts a sentence and breaks it at blanks, at ProseWidth at the latest.
func (p *Writer) Words(b TextStyle, text string) {
	for i, word := range strings.Split(text, " ") {
		if i > 0 && !p.blank {
			cells := ansi.StringWidth(p.visible(word))
			if p.used+1+cells > min(p.Width, p.indent+ProseWidth) {
				p.turn()
			} else {
				p.put(b, " ", 1)
			}
		}
		p.Write(b, word)
	}
}

// prefix is the longest beginning of a text that takes at most room cells.
func prefix(text string, room int) (head string, cells int) {
	plain := 0
	for plain < len(text) && plain < room && text[plain] < 0x80 {
		plain++
	}
	if plain == len(text) || plain == room && text[plain] < 0x80 {
		return text[:plain], plain
	}
	// A mark may belong to the last character that was counted.
	end := max(plain-1, 0)
	cells = end
	for end < len(text) {
		_, width, size, _ := ansi.DecodeSequence(text[end:], ansi.NormalState, nil)
		if cells+width > room || size == 0 {
			break
		}
		end, cells = end+size, cells+width
	}
	return text[:end], cells
}

// Limit lets a body take so many lines at most.
func (p *Writer) Limit(lines int) { p.most = len(p.Lines) + lines }

// Full reports whether the limit is reached.
func (p *Writer) Full() bool { return p.most > 0 && len(p.Lines) >= p.most }
