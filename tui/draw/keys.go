package draw

import (
	"regexp"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/ansi"

	"devtools/ripio-explorer/tui/theme"
	"devtools/ripio-explorer/tui/zone"
)

// Bind binds keys, and tells of them by a label and words. Without keys it only tells.
func Bind(label, words string, keys ...string) key.Binding {
	return key.NewBinding(key.WithKeys(keys...), key.WithHelp(label, words))
}

// KeyNamed is the key press of a name such as "ctrl+p", "alt+x", "enter" or "x": what a
// click on a hint stands for.
func KeyNamed(name string) tea.KeyMsg {
	if kind, ok := keyTypes()[name]; ok {
		return tea.KeyMsg{Type: kind}
	}
	if letter, alt := strings.CutPrefix(name, "alt+"); alt {
		return tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(letter), Alt: true}
	}
	return tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(name)}
}

// IsKeyName reports whether a name is that of a key that is not a character.
func IsKeyName(name string) bool { _, ok := keyTypes()[name]; return ok }

// keyTypes are the names that Bubble Tea gives to keys that are not characters.
var keyTypes = sync.OnceValue(func() map[string]tea.KeyType {
	names := map[string]tea.KeyType{}
	for kind := tea.KeyF20; kind <= tea.KeyBackspace; kind++ {
		if name := kind.String(); len(name) > 1 {
			if _, known := names[name]; !known {
				names[name] = kind
			}
		}
	}
	return names
})

// KeyLabel is how the screen writes a key of that name: "^P" for "ctrl+p".
func KeyLabel(name string) string {
	if letter, ok := strings.CutPrefix(name, "ctrl+"); ok && len(letter) == 1 {
		return "^" + strings.ToUpper(letter)
	}
	if name == " " {
		return "space"
	}
	return name
}

// labelled is the name of the key that a label stands for; false for words and for
// labels of several keys.
func labelled(label string) (name string, ok bool) {
	if letter, is := strings.CutPrefix(label, "^"); is && len(letter) == 1 {
		return "ctrl+" + strings.ToLower(letter), true
	}
	first, size := utf8.DecodeRuneInString(label)
	if size == len(label) {
		return label, unicode.IsLetter(first) || unicode.IsDigit(first) || strings.ContainsRune("/?:-", first)
	}
	return label, IsKeyName(label) || strings.HasPrefix(label, "alt+")
}

// Press writes a key and what it does, as a place that presses the key.
func Press(s theme.Styles, label, words string) string {
	text := s.Key.Render(label)
	if words != "" {
		text += " " + s.Muted.Render(words)
	}
	return zone.Mark(PressOf(label), text)
}

// PressOf is what a click on a key's label is for; nothing where it names several keys.
func PressOf(label string) zone.Target {
	if name, ok := labelled(label); ok {
		return zone.Key(name)
	}
	return ""
}

// keyWords finds the parts of a sentence that tell what a key does, such as
// "esc goes back".
var keyWords = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(^|[,;] )(enter|esc|tab|space)( [^,;]+)`)
})

// Foot is a sentence about keys, such as "enter sets it, esc goes back", of which each
// part presses its key.
func Foot(s theme.Styles, text string, width int) []string {
	lines := Wrap(text, width)
	for i, line := range lines {
		drawn, at := "", 0
		for _, found := range keyWords().FindAllStringSubmatchIndex(line, -1) {
			name := line[found[4]:found[5]]
			drawn += s.Muted.Render(line[at:found[4]]) + zone.Mark(zone.Key(name), s.Key.Render(name)+s.Muted.Render(line[found[6]:found[7]]))
			at = found[1]
		}
		lines[i] = drawn + s.Muted.Render(line[at:])
	}
	return lines
}

// PressAll writes keys with what they do, in as many lines as they need.
func PressAll(s theme.Styles, hints [][2]string, width int) (lines []string) {
	const apart = 2
	line, used := "", 0
	for _, hint := range hints {
		text := Press(s, hint[0], hint[1])
		cells := ansi.StringWidth(text)
		if used > 0 && used+apart+cells > width {
			lines, line, used = append(lines, line), "", 0
		}
		if used > 0 {
			line, used = line+strings.Repeat(" ", apart), used+apart
		}
		line, used = line+text, used+cells
	}
	return append(lines, line)
}
