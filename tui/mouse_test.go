package tui

import (
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/ansi"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/tui/draw"
)

// click presses the left button on the first place where a text stands.
func (d *driver) click(text string) {
	d.t.Helper()
	for y, line := range strings.Split(ansi.Strip(d.model.View()), "\n") {
		if before, _, found := strings.Cut(line, text); found {
			d.send(tea.MouseMsg{X: ansi.StringWidth(before), Y: y, Button: tea.MouseButtonLeft, Action: tea.MouseActionPress})
			return
		}
	}
	d.t.Fatalf("%q is not on the screen:\n%s", text, d.screen())
}

// TestDialogsAndHintsAreClicked uses a mouse only, from the start to a token, the
// scenario of another answer, the commands and help.
func TestDialogsAndHintsAreClicked(t *testing.T) {
	d := start(t)
	d.click("Try it with the built-in")
	d.click("Send to SIMULATOR")
	d.shows("Token received")
	d.click("scenario") // the hint in the last line; the first click clears the notice
	if d.model.dialogs.Empty() {
		d.click("scenario")
	}
	d.shows("Scenario of the simulator")
	d.click("short-token")
	d.click("short-token")
	if d.simulator.scenario != "short-token" {
		t.Errorf("the scenario is %q", d.simulator.scenario)
	}
	d.click("Send to SIMULATOR")
	d.click("environment")
	d.shows("No token is carried")
	d.send(tea.MouseMsg{Button: tea.MouseButtonWheelDown})
	d.click("esc back")
	d.hides("No token is carried")
}

// TestKeysOfAListAreClicked presses what the last line of the list of profiles shows.
func TestKeysOfAListAreClicked(t *testing.T) {
	d := start(t, withProfiles(acme(), beta()))
	d.press("ctrl+t")
	d.click("2 beta")
	d.click("x delete")
	if len(d.saved()) != 1 {
		t.Fatal("nothing was deleted")
	}
	d.click("u undo delete")
	if len(d.saved()) != 2 {
		t.Error("the deletion was not taken back")
	}
}

// TestEveryHintHasAKeyThatAClickCanPress guards hints such as "up/down".
func TestEveryHintHasAKeyThatAClickCanPress(t *testing.T) {
	d := start(t, withProfiles(acme()), withEnvironment(ripio.Sandbox))
	for _, keys := range [][]string{{"enter"}, {"2"}, {"5"}, {"ctrl+t"}, {"esc", "f1"}} {
		d.press(keys...)
		for _, hint := range d.model.hints() {
			name := hint.Keys()[0]
			if msg := draw.KeyNamed(name); msg.Type == tea.KeyRunes && len(msg.Runes) != 1 {
				t.Errorf("after %v a click on %q presses nothing", keys, hint.Help().Key)
			}
		}
	}
}
