// Package keys changes the keys of actions as the file of settings says, and finds what
// is wrong with that.
package keys

import (
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/agnivade/levenshtein"
	"github.com/charmbracelet/bubbles/key"

	"devtools/ripio-explorer/tui/draw"
)

// Named is an action whose keys can be changed, by the name that the file has for it.
type Named struct {
	Name string
	// Key works everywhere, so it is no character; Letter works outside text fields. One
	// of them may be nil.
	Key, Letter *key.Binding
}

// Context are actions whose letters work in the same place.
type Context struct {
	Title   string
	Actions []Named
	// Fixed are letters that mean something else there.
	Fixed []string
}

// Fault is what is wrong with the keys of an action.
type Fault struct{ Name, Text string }

// reserved are keys that stay what they are, and why.
var reserved = map[string]string{
	"ctrl+c": "always quits", "ctrl+s": "stops the output of many terminals", "ctrl+q": "lets the output of many terminals go on",
	"ctrl+b": "belongs to tmux", "ctrl+a": "belongs to text fields, and to screen", "ctrl+e": "belongs to text fields",
	"ctrl+u": "belongs to text fields", "ctrl+k": "belongs to text fields", "ctrl+w": "belongs to text fields",
	"ctrl+h": "is backspace in many terminals", "ctrl+i": "is tab", "ctrl+m": "is enter", "ctrl+j": "is enter in many terminals",
	"ctrl+[": "is esc", "enter": "chooses and presses buttons", "esc": "goes back", "tab": "goes to the next field", "shift+tab": "goes to the field before",
	"up": moves, "down": moves, "left": moves, "right": moves, "home": moves, "end": moves, "pgup": moves, "pgdown": moves,
	" ": "scrolls", "backspace": "belongs to text fields", "delete": "belongs to text fields",
}

const moves = "moves"

// causes are the letters that open a cause.
const causes = "ABCDEF"

// change is what an action gets in place of its keys.
type change struct{ keys, letters []string }

// Apply changes the keys of actions. What cannot be done leaves the keys as they are, and
// a fault says why.
func Apply(contexts []Context, wanted map[string][]string) (faults []Fault) {
	if len(wanted) == 0 {
		return nil
	}
	known := map[string]Named{}
	for _, context := range contexts {
		for _, action := range context.Actions {
			known[action.Name] = action
		}
	}
	changes := map[string]change{}
	for _, name := range slices.Sorted(maps.Keys(wanted)) {
		action, is := known[name]
		if !is {
			faults = append(faults, Fault{name, "there is no action of this name" + didYouMean(name, known) + "; docs/config.md lists them"})
			continue
		}
		made, why := read(action, wanted[name])
		if why != "" {
			faults = append(faults, Fault{name, why + "; it is not used"})
			continue
		}
		changes[name] = made
	}
	for {
		clash, found := conflict(contexts, changes)
		if !found {
			break
		}
		for _, pair := range [][2]string{{clash.first, clash.second}, {clash.second, clash.first}} {
			if _, changed := changes[pair[0]]; changed {
				faults = append(faults, Fault{pair[0], clash.key + " is a key of " + pair[1] + " too; it is not used. Give one of them another key"})
			}
		}
		delete(changes, clash.first)
		delete(changes, clash.second)
	}
	for _, context := range contexts {
		for _, action := range context.Actions {
			if made, changed := changes[action.Name]; changed {
				rebind(action.Key, made.keys, false)
				rebind(action.Letter, made.letters, true)
			}
		}
	}
	return faults
}

// read checks the keys that an action is to have.
func read(action Named, texts []string) (made change, why string) {
	if len(texts) == 0 {
		return made, "an action needs a key"
	}
	for _, text := range texts {
		name := nameOf(text)
		isCharacter := utf8.RuneCountInString(name) == 1
		switch {
		case name == "":
			return made, `"` + text + `" is not the name of a key; write it like "ctrl+o", "f4", "alt+x" or "x"`
		case reserved[name] != "" && !action.owns(name):
			return made, draw.KeyLabel(name) + " cannot be changed: it " + reserved[name]
		case isCharacter && strings.Contains(causes, name):
			return made, name + " cannot be changed: it opens a cause"
		case isCharacter && action.Letter == nil:
			return made, name + " is text in a field, and this action works there too; take ctrl+, alt+ or a function key"
		case isCharacter || action.Key == nil:
			made.letters = append(made.letters, name)
		default:
			made.keys = append(made.keys, name)
		}
	}
	return made, ""
}

// nameOf is the name of a key as Bubble Tea has it; empty for what is none.
func nameOf(text string) string {
	if utf8.RuneCountInString(text) == 1 {
		if r, _ := utf8.DecodeRuneInString(text); unicode.IsPrint(r) {
			return text
		}
		return ""
	}
	if letter, ok := strings.CutPrefix(text, "^"); ok && len(letter) == 1 {
		text = "ctrl+" + letter
	}
	if letter, ok := strings.CutPrefix(text, "alt+"); ok && utf8.RuneCountInString(letter) == 1 {
		return text
	}
	lower := strings.ToLower(text)
	switch {
	case lower == "space":
		return " "
	case draw.IsKeyName(lower), reserved[lower] != "":
		return lower
	}
	return ""
}

// clash is a key that two actions have in one place.
type clash struct{ key, first, second string }

// conflict finds two actions with one key, of which at least one was changed. A key that
// works everywhere meets those of all places.
func conflict(contexts []Context, changes map[string]change) (clash, bool) {
	everywhere := map[string]string{}
	for _, context := range contexts {
		for _, action := range context.Actions {
			for _, name := range action.now(changes).keys {
				if other, taken := everywhere[name]; taken && other != action.Name {
					return clash{draw.KeyLabel(name), other, action.Name}, true
				}
				everywhere[name] = action.Name
			}
		}
	}
	for _, context := range contexts {
		here := maps.Clone(everywhere)
		for _, name := range context.Fixed {
			here[name] = "the list itself"
		}
		for _, action := range context.Actions {
			for _, name := range action.now(changes).letters {
				if other, taken := here[name]; taken && other != action.Name {
					return clash{draw.KeyLabel(name), other, action.Name}, true
				}
				here[name] = action.Name
			}
		}
	}
	return clash{}, false
}

// owns reports whether a key does the action from the start.
func (n Named) owns(name string) bool {
	return n.Key != nil && slices.Contains(n.Key.Keys(), name) || n.Letter != nil && slices.Contains(n.Letter.Keys(), name)
}

// Defaults are the keys that can be changed, as the file writes them; all of them where
// none can.
func (n Named) Defaults() (names []string) {
	var fixed []string
	for _, binding := range []*key.Binding{n.Key, n.Letter} {
		if binding == nil {
			continue
		}
		for _, name := range binding.Keys() {
			if reserved[name] != "" {
				fixed = append(fixed, name)
				continue
			}
			names = append(names, name)
		}
	}
	if len(names) == 0 {
		return fixed
	}
	return names
}

// Words say what the action does.
func (n Named) Words() string {
	if n.Key != nil {
		return n.Key.Help().Desc
	}
	return n.Letter.Help().Desc
}

// now are the keys that an action would have.
func (n Named) now(changes map[string]change) (now change) {
	if n.Key != nil {
		now.keys = n.Key.Keys()
	}
	if n.Letter != nil {
		now.letters = n.Letter.Keys()
	}
	if made, changed := changes[n.Name]; changed {
		return made
	}
	return now
}

// rebind gives a binding other keys and their label. keep leaves it the keys that cannot
// be changed, such as the arrows.
func rebind(binding *key.Binding, names []string, keep bool) {
	if binding == nil {
		return
	}
	label := ""
	if len(names) > 0 {
		label = draw.KeyLabel(names[0])
	}
	for _, name := range binding.Keys() {
		if keep && name != " " && reserved[name] != "" && !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	binding.SetKeys(names...)
	binding.SetHelp(label, binding.Help().Desc)
}

// didYouMean names the action that is spelled nearly like this; empty without one.
func didYouMean(name string, known map[string]Named) string {
	const mostMistyped = 3
	best, least := "", mostMistyped
	for _, candidate := range slices.Sorted(maps.Keys(known)) {
		if distance := levenshtein.ComputeDistance(strings.ToLower(name), candidate); distance < least {
			best, least = candidate, distance
		}
	}
	if best == "" {
		return ""
	}
	return "; did you mean " + best + "?"
}
