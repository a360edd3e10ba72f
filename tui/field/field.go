// Package field is one line of text that a person types into.
package field

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/charmbracelet/bubbles/key"
	"github.com/charmbracelet/bubbles/textinput"
	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/ansi"

	"devtools/ripio-explorer/profiles/hygiene"
	"devtools/ripio-explorer/ripio/visible"
	"devtools/ripio-explorer/tui/draw"
	"devtools/ripio-explorer/tui/theme"
	"devtools/ripio-explorer/tui/zone"
)

// fieldLimit is how many characters a field takes; more than any real value.
const fieldLimit = 4096

// Field is a line of editable text. The editing is textinput's; the drawing is
// its own, because textinput prints invisible and bidirectional characters as
// they are, and because it shows how long a password is.
type Field struct {
	Input       textinput.Model
	Placeholder string
	// Secret fields show a mask of fixed width.
	Secret bool
	// Public fields hold no value that the curtain hides, such as a filter.
	Public bool
	// credential fields take off what copying leaves around a value when it is
	// pasted: removed says what, and pasted is the text as it came.
	credential      bool
	removed, pasted string
	// Verbatim fields take a passphrase: of a paste they drop only its line breaks.
	Verbatim bool
	// exact is a text that textinput would change, such as one with a line break;
	// it holds until the next edit.
	exact string
	drawn drawn
}

func New(placeholder string) Field {
	input := textinput.New()
	input.Prompt = ""
	input.CharLimit = fieldLimit
	return Field{Input: input, Placeholder: placeholder}
}

func NewSecret(placeholder string) Field {
	f := NewCredential(placeholder)
	f.Secret = true
	return f
}

func NewCredential(placeholder string) Field {
	f := New(placeholder)
	f.credential = true
	return f
}

// Value is the text.
func (f *Field) Value() string {
	if f.exact != "" {
		return f.exact
	}
	return f.Input.Value()
}

// SetValue replaces the text and puts the cursor behind it.
func (f *Field) SetValue(text string) {
	f.exact = ""
	f.Input.SetValue(text)
	f.Input.CursorEnd()
}

func (f *Field) Focus() { f.Input.Focus() }
func (f *Field) Blur()  { f.Input.Blur() }

// Focused reports whether keys go to this field.
func (f *Field) Focused() bool { return f.Input.Focused() }

// Update takes a key or a paste and reports whether the text changed. The
// commands of textinput are left out: they only blink its cursor and read the
// clipboard, which terminals do themselves.
func (f *Field) Update(msg tea.KeyMsg) (changed bool) {
	if msg.Alt && !msg.Paste && len(msg.Runes) > 0 && !f.edits(msg) {
		return false // no text: a key of no meaning here, or the begin of a sequence that nobody knows
	}
	before := f.Value()
	if msg.Paste && f.credential {
		msg.Runes = f.clean(msg.Runes)
	}
	if msg.Paste && f.Verbatim {
		return f.pasteVerbatim(msg, before)
	}
	f.Input, _ = f.Input.Update(msg)
	if f.Input.Value() != before {
		f.exact = ""
	}
	if !msg.Paste && f.Value() != before {
		f.removed = ""
	}
	return f.Value() != before
}

// edits reports whether a letter with Alt moves the cursor or deletes.
func (f *Field) edits(msg tea.KeyMsg) bool {
	keys := f.Input.KeyMap
	return key.Matches(msg, keys.WordForward, keys.WordBackward, keys.DeleteWordForward, keys.DeleteWordBackward)
}

// pasteVerbatim takes a paste without its line breaks, which copying adds and no
// prompt for a passphrase reads. What textinput would change, such as a tab, is
// kept where the paste is the whole text, and said where it is not.
func (f *Field) pasteVerbatim(msg tea.KeyMsg, before string) (changed bool) {
	text := string(msg.Runes)
	kept := strings.NewReplacer("\r", "", "\n", "").Replace(text)
	f.removed = ""
	if kept != text {
		f.removed = "the paste's line break was left out"
	}
	msg.Runes = []rune(kept)
	f.Input, _ = f.Input.Update(msg)
	f.exact = ""
	switch whole := before == ""; {
	case whole && f.Input.Value() != kept:
		f.exact = kept
	case !whole && strings.ContainsFunc(kept, unicode.IsControl):
		f.removed = "the paste holds a tab or another control character, which cannot be kept behind other text; empty the field and paste again"
	}
	return f.Value() != before
}

// clean takes off what copying leaves around a credential.
func (f *Field) clean(runes []rune) []rune {
	text := string(runes)
	cleaned, removed := hygiene.Clean(text)
	f.removed, f.pasted = hygiene.Summary(removed), ""
	if f.removed != "" {
		f.pasted = text
	}
	return []rune(cleaned)
}

// KeepAsPasted brings back what the last paste lost.
func (f *Field) KeepAsPasted() (kept bool) {
	if f.removed == "" || f.Verbatim {
		return false
	}
	f.exact, f.removed = f.pasted, ""
	return true
}

// PasteRemark says what a paste lost and what is odd about the value; empty when
// there is nothing to say.
func (f *Field) PasteRemark() string {
	if f.Verbatim && f.removed != "" {
		return draw.Sentence(f.removed)
	}
	if !f.credential {
		return ""
	}
	var parts []string
	if f.removed != "" {
		parts = append(parts, draw.Sentence(f.removed)+" ^R keeps it as pasted.")
	}
	if f.Value() == "" {
		return strings.Join(parts, " ")
	}
	for _, warning := range hygiene.Warnings(f.Value()) {
		parts = append(parts, draw.Sentence(warning))
	}
	if err := hygiene.Check(f.Value()); err != nil {
		parts = append(parts, draw.Sentence(err.Error()))
	}
	return strings.Join(parts, " ")
}

// View draws the text in at most width cells, the part around the cursor when
// the field has the focus and the text is longer.
func (f *Field) View(s theme.Styles, width int) string {
	return zone.Mark(zone.Part(textPart, 0), f.text(s, width))
}

func (f *Field) text(s theme.Styles, width int) string {
	f.drawn = drawn{}
	value := f.Value()
	if s.Hidden && !f.Public {
		value = strings.Repeat(s.Glyphs.HiddenCell, utf8.RuneCountInString(value))
	}
	switch {
	case f.Secret && value != "":
		value = s.Glyphs.Mask
		if !f.Focused() {
			return s.Text.Render(value)
		}
		return s.Text.Render(value) + f.cursor(s, " ")
	case value == "" && f.Focused():
		return f.emptyUnderCursor(s, width)
	case value == "":
		return s.Muted.Render(f.shownPlaceholder(s, width))
	case !f.Focused():
		whole := visible.Line(value)
		if ansi.StringWidth(whole) > width {
			f.drawn = drawn{head: (width - ansi.StringWidth(s.Glyphs.Ellipsis) + 1) / 2, width: width}
		}
		return s.Text.Render(draw.Shorten(whole, width, s.Glyphs.Ellipsis))
	}
	return f.window(s, []rune(value), width)
}

// shownPlaceholder is what fits of the placeholder. One that has an ellipsis of its own
// ends there, not with a second one.
func (f *Field) shownPlaceholder(s theme.Styles, width int) string {
	shown := ansi.Truncate(f.Placeholder, width, s.Glyphs.Ellipsis)
	if at := strings.Index(shown, theme.Unicode.Ellipsis); at >= 0 && shown != f.Placeholder {
		return shown[:at] + s.Glyphs.Ellipsis
	}
	return shown
}

// emptyUnderCursor draws the placeholder where it stands without the focus too, with the
// cursor on its first character.
func (f *Field) emptyUnderCursor(s theme.Styles, width int) string {
	if s.Plain {
		width-- // the cursor glyph stands before it
	}
	shown := f.shownPlaceholder(s, width)
	first := ansi.Truncate(shown, 1, "")
	if first == "" {
		return f.cursor(s, " ") + s.Muted.Render(shown)
	}
	return f.cursor(s, first) + s.Muted.Render(shown[len(first):])
}

// window draws the runes around the cursor.
func (f *Field) window(s theme.Styles, runes []rune, width int) string {
	at := min(f.Input.Position(), len(runes))
	var before, after strings.Builder
	for _, r := range runes[:at] {
		before.WriteString(visibleRune(r))
	}
	under := " "
	if at < len(runes) {
		under = visibleRune(runes[at])
		for _, r := range runes[at+1:] {
			after.WriteString(visibleRune(r))
		}
	}
	room := width - ansi.StringWidth(under)
	if s.Plain {
		room-- // the cursor glyph stands between the runes
	}
	head := before.String()
	tail := after.String()
	// The text behind the cursor gets what the text before it leaves, at least
	// a quarter when it needs that much.
	tailRoom := min(ansi.StringWidth(tail), max(room-ansi.StringWidth(head), room/4))
	headWidth := ansi.StringWidth(head)
	if headRoom := room - tailRoom; headWidth > headRoom {
		f.drawn.skipped = headWidth - headRoom
		head = s.Glyphs.Ellipsis + ansi.Cut(head, headWidth-headRoom+1, headWidth)
	}
	tail = ansi.Truncate(tail, tailRoom, s.Glyphs.Ellipsis)
	return s.Text.Render(head) + f.cursor(s, under) + s.Text.Render(tail)
}

// cursor draws the cursor on a character; where the terminal shows no
// attributes, a glyph before it.
func (f *Field) cursor(s theme.Styles, under string) string {
	if s.Plain {
		return s.Glyphs.Cursor + under
	}
	return s.Cursor.Render(under)
}

// visibleRune makes one rune safe to show. A combining mark is escaped when it
// stands alone, so that the cursor can be put on it.
func visibleRune(r rune) string {
	if r < utf8.RuneSelf && r >= ' ' && r != 0x7f {
		return string(r)
	}
	return visible.Line(string(r))
}
