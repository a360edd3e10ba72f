package tui

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/charmbracelet/bubbles/key"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/cause"
	"devtools/ripio-explorer/tui/dialog"
	"devtools/ripio-explorer/tui/profileform"
)

// notInThePalette are the keys that no command stands for, and why.
var notInThePalette = map[string]string{
	"explorer.Enter": "presses what is chosen", "explorer.Back": "goes back", "explorer.Palette": "opens the palette", "explorer.PlainPalette": "opens the palette",
	"explorer.Causes": "the remedies stand there by their letters",
	"result.Right":    "moves", "result.Left": "moves",
	"history.KeepFilter": "ends typing", "history.ShowAll": "ends typing", "history.Noise": "of the comparison", "history.Whole": "of the comparison", "history.Close": "of the comparison",
	"widget.Up": "moves", "widget.Down": "moves", "widget.Enter": "moves", "widget.Leave": "ends typing",
	"lists.Edit": "of a list", "lists.Add": "of a list", "lists.Duplicate": "of a list", "lists.Delete": "of a list", "lists.Undo": "of a list", "lists.Default": "of a list", "lists.Forget": "of a list",
	"form.Next": "moves", "form.Previous": "moves", "form.Left": "moves", "form.Right": "moves", "form.AsPasted": "of the form", "form.Leave": "leaves the form",
}

// bindings are the keys of a map by their names. Keys that scroll move.
func bindings(prefix string, keyMap any) map[string]key.Binding {
	found := map[string]key.Binding{}
	value := reflect.ValueOf(keyMap)
	for i := range value.NumField() {
		field := value.Type().Field(i)
		if binding, ok := value.Field(i).Interface().(key.Binding); ok {
			found[prefix+"."+field.Name] = binding
		}
	}
	return found
}

// TestThePaletteReachesEverything compares the keys of all maps with the commands.
func TestThePaletteReachesEverything(t *testing.T) {
	all, _ := newKeyMaps(nil)
	list := newActions(start(t).model, all)
	left := map[string]bool{}
	for name := range notInThePalette {
		left[name] = true
	}
	for prefix, keyMap := range map[string]any{
		"explorer": all.explorer, "result": all.result, "history": all.history, "widget": all.widget, "lists": all.lists, "form": profileform.DefaultKeyMap(),
	} {
		for name, binding := range bindings(prefix, keyMap) {
			inPalette := slices.ContainsFunc(list, func(a action) bool {
				if a.name == "Commands" {
					return false
				}
				return slices.ContainsFunc([]key.Binding{a.key, a.letter, a.inTab}, func(b key.Binding) bool {
					return len(b.Keys()) > 0 && slices.Equal(b.Keys(), binding.Keys()) && b.Help() == binding.Help()
				})
			})
			if left[name] == inPalette {
				t.Errorf("%s (%s): a command %v, a reason why not %v", name, binding.Help().Key, inPalette, left[name])
			}
			delete(left, name)
		}
	}
	for name := range left {
		t.Errorf("%s is no key", name)
	}
}

// TestThePaletteCutsNothing goes through all commands with a failure in sight, at three
// widths: each name is whole, and so is the reason why one cannot be chosen.
func TestThePaletteCutsNothing(t *testing.T) {
	for _, at := range [][2]int{{60, 20}, {84, 30}, {120, 36}} {
		d := start(t, withProfiles(acme()), withEnvironment(ripio.Sandbox), size(at[0], at[1]))
		d.failing(causeOf(cause.RemedyEditCredentials, 90), causeOf(cause.RemedySwitchEnvironment, 50), causeOf(cause.RemedyTrimSecret, 20), causeOf(cause.RemedyReport, 10))
		commands := append(causeActions(d.model), d.model.actions...)
		reasons := map[string]string{}
		for _, a := range commands {
			reasons[a.name] = a.unavailable()
		}
		d.press("ctrl+p")
		menu := front[*dialog.Menu](d)
		seen := 0
		for range commands {
			chosen, _ := menu.Selected()
			why, is := reasons[chosen.Name]
			if !is {
				continue
			}
			seen++
			d.shows(chosen.Name, why)
			delete(reasons, chosen.Name)
			d.press("down")
		}
		delete(reasons, "Commands")
		if len(reasons) > 0 {
			t.Errorf("at %d the commands are not reached: %v", at[0], reasons)
		}
	}
}

// TestThePaletteActs does from the palette what only keys of tabs did.
func TestThePaletteActs(t *testing.T) {
	for _, test := range []struct {
		text string
		play func(*driver)
		want string
	}{
		{"tab http", func(d *driver) { d.press("enter") }, "application/x-www-form-urlencoded"},
		{"tab token", func(d *driver) { d.press("enter", "3") }, "Claims"},
		{"mark the selected", func(d *driver) { d.press("5") }, "on another attempt compares the two"},
		{"open the selected", func(d *driver) { d.press("5") }, "esc back to the history"},
		{"on-ramp or", func(d *driver) { d.press("enter", "4") }, "the link is for the off-ramp"},
		{"wrap its lines", func(d *driver) { d.press("enter", "3", "tab") }, "w cuts long lines"},
		{"send the selected", func(d *driver) { d.press("enter") }, "the history is not open"},
		{"one pane alone", func(d *driver) { d.press("enter") }, "the mouse selects text now"},
	} {
		d := start(t, withProfiles(acme()), withEnvironment(ripio.Sandbox), someHistory())
		test.play(d)
		d.press("ctrl+p")
		d.typeText(test.text)
		d.press("enter")
		d.shows(test.want)
	}
	d := start(t, withProfiles(acme()))
	d.press("5", "ctrl+p")
	d.typeText("mark the selected")
	if lines := d.screen(); !strings.Contains(lines, "no attempt is selected") {
		t.Errorf("the reason is not shown:\n%s", lines)
	}
}
