package draw

import tea "github.com/charmbracelet/bubbletea"

// KeyNamed is the key press of a name such as "ctrl+p", "enter" or "x": what a click
// on a hint stands for.
func KeyNamed(name string) tea.KeyMsg {
	if kind, ok := keyTypes[name]; ok {
		return tea.KeyMsg{Type: kind}
	}
	return tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(name)}
}

// keyTypes are the names that Bubble Tea gives to keys that are not characters.
var keyTypes = func() map[string]tea.KeyType {
	names := map[string]tea.KeyType{}
	for kind := tea.KeyF20; kind <= tea.KeyBackspace; kind++ {
		if name := kind.String(); len(name) > 1 {
			if _, known := names[name]; !known {
				names[name] = kind
			}
		}
	}
	return names
}()
