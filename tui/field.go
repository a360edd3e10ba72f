package tui

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
)

// fieldLimit is how many characters a field takes; more than any real value.
const fieldLimit = 4096

// field is a line of editable text. The editing is textinput's; the drawing is
// its own, because textinput prints invisible and bidirectional characters as
// they are, and because it shows how long a password is.
type field struct {
	input       textinput.Model
	placeholder string
	// secret fields show a mask of fixed width.
	secret bool
	// credential fields take off what copying leaves around a value when it is
	// pasted: removed says what, and pasted is the text as it came.
	credential      bool
	removed, pasted string
	// verbatim fields take a passphrase: of a paste they drop only its line breaks.
	verbatim bool
	// exact is a text that textinput would change, such as one with a line break;
	// it holds until the next edit.
	exact string
}

func newField(placeholder string) field {
	input := textinput.New()
	input.Prompt = ""
	input.CharLimit = fieldLimit
	return field{input: input, placeholder: placeholder}
}

func newSecretField(placeholder string) field {
	f := newCredentialField(placeholder)
	f.secret = true
	return f
}

func newCredentialField(placeholder string) field {
	f := newField(placeholder)
	f.credential = true
	return f
}

// Value is the text.
func (f *field) Value() string {
	if f.exact != "" {
		return f.exact
	}
	return f.input.Value()
}

// SetValue replaces the text and puts the cursor behind it.
func (f *field) SetValue(text string) {
	f.exact = ""
	f.input.SetValue(text)
	f.input.CursorEnd()
}

func (f *field) Focus() { f.input.Focus() }
func (f *field) Blur()  { f.input.Blur() }

// Focused reports whether keys go to this field.
func (f *field) Focused() bool { return f.input.Focused() }

// Update takes a key or a paste and reports whether the text changed. The
// commands of textinput are left out: they only blink its cursor and read the
// clipboard, which terminals do themselves.
func (f *field) Update(msg tea.KeyMsg) (changed bool) {
	if msg.Alt && !msg.Paste && len(msg.Runes) > 0 && !f.edits(msg) {
		return false // no text: a key of no meaning here, or the begin of a sequence that nobody knows
	}
	before := f.Value()
	if msg.Paste && f.credential {
		msg.Runes = f.clean(msg.Runes)
	}
	if msg.Paste && f.verbatim {
		return f.pasteVerbatim(msg, before)
	}
	f.input, _ = f.input.Update(msg)
	if f.input.Value() != before {
		f.exact = ""
	}
	if !msg.Paste && f.Value() != before {
		f.removed = ""
	}
	return f.Value() != before
}

// edits reports whether a letter with Alt moves the cursor or deletes.
func (f *field) edits(msg tea.KeyMsg) bool {
	keys := f.input.KeyMap
	return key.Matches(msg, keys.WordForward, keys.WordBackward, keys.DeleteWordForward, keys.DeleteWordBackward)
}

// pasteVerbatim takes a paste without its line breaks, which copying adds and no
// prompt for a passphrase reads. What textinput would change, such as a tab, is
// kept where the paste is the whole text, and said where it is not.
func (f *field) pasteVerbatim(msg tea.KeyMsg, before string) (changed bool) {
	text := string(msg.Runes)
	kept := strings.NewReplacer("\r", "", "\n", "").Replace(text)
	f.removed = ""
	if kept != text {
		f.removed = "the paste's line break was left out"
	}
	msg.Runes = []rune(kept)
	f.input, _ = f.input.Update(msg)
	f.exact = ""
	switch whole := before == ""; {
	case whole && f.input.Value() != kept:
		f.exact = kept
	case !whole && strings.ContainsFunc(kept, unicode.IsControl):
		f.removed = "the paste holds a tab or another control character, which cannot be kept behind other text; empty the field and paste again"
	}
	return f.Value() != before
}

// clean takes off what copying leaves around a credential.
func (f *field) clean(runes []rune) []rune {
	text := string(runes)
	cleaned, removed := hygiene.Clean(text)
	f.removed, f.pasted = hygiene.Summary(removed), ""
	if f.removed != "" {
		f.pasted = text
	}
	return []rune(cleaned)
}

// KeepAsPasted brings back what the last paste lost.
func (f *field) KeepAsPasted() (kept bool) {
	if f.removed == "" || f.verbatim {
		return false
	}
	f.exact, f.removed = f.pasted, ""
	return true
}

// PasteRemark says what a paste lost and what is odd about the value; empty when
// there is nothing to say.
func (f *field) PasteRemark() string {
	if f.verbatim && f.removed != "" {
		return sentence(f.removed)
	}
	if !f.credential {
		return ""
	}
	var parts []string
	if f.removed != "" {
		parts = append(parts, sentence(f.removed)+" ^R keeps it as pasted.")
	}
	if f.Value() == "" {
		return strings.Join(parts, " ")
	}
	for _, warning := range hygiene.Warnings(f.Value()) {
		parts = append(parts, sentence(warning))
	}
	if err := hygiene.Check(f.Value()); err != nil {
		parts = append(parts, sentence(err.Error()))
	}
	return strings.Join(parts, " ")
}

// View draws the text in at most width cells, the part around the cursor when
// the field has the focus and the text is longer.
func (f *field) View(s styles, width int) string {
	value := f.Value()
	switch {
	case f.secret && value != "":
		value = s.glyphs.mask
		if !f.Focused() {
			return s.text.Render(value)
		}
		return s.text.Render(value) + f.cursor(s, " ")
	case value == "" && f.Focused():
		return f.cursor(s, " ") + s.muted.Render(ansi.Truncate(f.placeholder, width-1, s.glyphs.ellipsis))
	case value == "":
		return s.muted.Render(ansi.Truncate(f.placeholder, width, s.glyphs.ellipsis))
	case !f.Focused():
		return s.text.Render(shorten(visible.Line(value), width, s.glyphs.ellipsis))
	}
	return f.window(s, []rune(value), width)
}

// window draws the runes around the cursor.
func (f *field) window(s styles, runes []rune, width int) string {
	at := min(f.input.Position(), len(runes))
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
	if s.plain {
		room-- // the cursor glyph stands between the runes
	}
	head := before.String()
	tail := after.String()
	// The text behind the cursor gets what the text before it leaves, at least
	// a quarter when it needs that much.
	tailRoom := min(ansi.StringWidth(tail), max(room-ansi.StringWidth(head), room/4))
	headWidth := ansi.StringWidth(head)
	if headRoom := room - tailRoom; headWidth > headRoom {
		head = s.glyphs.ellipsis + ansi.Cut(head, headWidth-headRoom+1, headWidth)
	}
	tail = ansi.Truncate(tail, tailRoom, s.glyphs.ellipsis)
	return s.text.Render(head) + f.cursor(s, under) + s.text.Render(tail)
}

// cursor draws the cursor on a character; where the terminal shows no
// attributes, a glyph before it.
func (f *field) cursor(s styles, under string) string {
	if s.plain {
		return s.glyphs.cursor + under
	}
	return s.cursor.Render(under)
}

// visibleRune makes one rune safe to show. A combining mark is escaped when it
// stands alone, so that the cursor can be put on it.
func visibleRune(r rune) string {
	if r < utf8.RuneSelf && r >= ' ' && r != 0x7f {
		return string(r)
	}
	return visible.Line(string(r))
}
