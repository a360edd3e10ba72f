package tui

import (
	"fmt"
	"strings"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/ansi"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/tui/dialog"
	"devtools/ripio-explorer/tui/draw"
	"devtools/ripio-explorer/tui/frame"
	"devtools/ripio-explorer/tui/profileform"
	"devtools/ripio-explorer/tui/zone"
)

// click presses the left button on the first place where a text stands that a click is
// for something at.
func (d *driver) click(text string) {
	d.t.Helper()
	marked := d.model.marked()
	for y, line := range strings.Split(ansi.Strip(marked), "\n") {
		for from := 0; ; {
			before, _, found := strings.Cut(line[from:], text)
			if !found {
				break
			}
			x := ansi.StringWidth(line[:from+len(before)])
			targets := zone.At(marked, x, y)
			if _, onPane := frame.ClickedPane(targets); len(targets) > 1 || len(targets) == 1 && !onPane {
				d.send(tea.MouseMsg{X: x, Y: y, Button: tea.MouseButtonLeft, Action: tea.MouseActionPress})
				return
			}
			from += len(before) + len(text)
		}
	}
	d.t.Fatalf("%q is not on the screen, or a click there is for nothing:\n%s", text, d.screen())
}

// wheel turns the wheel over the first place where a text stands.
func (d *driver) wheel(text string, button tea.MouseButton) {
	d.t.Helper()
	for y, line := range strings.Split(ansi.Strip(d.model.View()), "\n") {
		if before, _, found := strings.Cut(line, text); found {
			d.send(tea.MouseMsg{X: ansi.StringWidth(before), Y: y, Button: button, Action: tea.MouseActionPress})
			return
		}
	}
	d.t.Fatalf("%q is not on the screen:\n%s", text, d.screen())
}

// clickRow clicks a row of the history.
func (d *driver) clickRow(at int) {
	d.t.Helper()
	screen := d.model.marked()
	for y := range d.model.screen.height {
		for x := range d.model.screen.width {
			if found := zone.At(screen, x, y); len(found) > 0 && found[0] == zone.Part("attempt", at) {
				d.send(tea.MouseMsg{X: x, Y: y, Button: tea.MouseButtonLeft, Action: tea.MouseActionPress})
				return
			}
		}
	}
	d.t.Fatalf("the row %d is not on the screen:\n%s", at, d.screen())
}

// choose clicks a choice of the list in front until it is made: a first click selects it.
// It turns the wheel until the choice is in sight.
func (d *driver) choose(text string) {
	d.t.Helper()
	menu := front[*dialog.Menu](d)
	for turns := 0; !strings.Contains(d.screen(), text); turns++ {
		if turns == 60 {
			d.t.Fatalf("%q is not in the list:\n%s", text, d.screen())
		}
		d.wheel(menu.Title, tea.MouseButtonWheelDown)
	}
	if selected, _ := menu.Selected(); selected.Name != text {
		d.click(text)
	}
	d.click(text)
}

// choosesCommand does what the palette has under that name.
func (d *driver) choosesCommand(text string) {
	d.t.Helper()
	d.click("^P commands")
	d.choose(text)
}

// TestEverythingWithTheMouseOnly walks through the features without a key; texts come from
// the clipboard.
func TestEverythingWithTheMouseOnly(t *testing.T) {
	d := start(t, size(120, 40))
	d.click("Try it with the built-in")
	d.click("Send to SIMULATOR")
	d.shows("Token received")

	// The tabs, and what their keys do.
	d.click("2 Checks")
	d.shows("Before the request")
	d.click("shows the rules")
	d.shows("Source")
	d.click("3 HTTP")
	d.shows("POST")
	d.click("4 Widget")
	d.shows("_tracking_session")
	d.click("t switches")
	d.shows("off-ramp")
	d.click("1 Token")
	d.shows("Signature")

	// A failure, its causes, what to do.
	d.after(time.Minute)
	d.answer = func(env ripio.Environment, request ripio.Request) ripio.Exchange {
		e := rejected(env, request)
		e.SentAt, e.ReceivedAt = d.now, d.now.Add(e.Timing.Total)
		return e
	}
	d.click("Send to SIMULATOR")
	d.shows("[A]")
	d.click("[B]")
	if at := d.model.result.Chosen(); at != 1 {
		t.Fatalf("cause %d is open", at)
	}
	d.click("shows why")
	d.shows("Source")
	d.click("[A]")
	d.click("build a report")
	d.shows("c copies")
	d.click("c copies")
	if len(d.copied) != 1 {
		t.Error("the report was not copied")
	}
	d.click("esc back")
	d.click("[C]")
	d.click("open a new profile")
	front[*profileform.Form](d)
	d.click("esc back")

	// The history: select, open, go back, compare.
	d.click("5 History")
	d.clickRow(1)
	if d.model.history.Position() != "2 of 2" {
		t.Fatalf("a row is not selected: %s", d.model.history.Position())
	}
	d.clickRow(1)
	d.shows("From the history")
	d.click("esc back to the history")
	d.clickRow(0)
	d.choosesCommand("Compare the selected attempt")
	d.shows("Compare two attempts")
	d.wheel("Compare two attempts", tea.MouseButtonWheelDown)
	d.click("esc back")

	// Profiles: made, changed, taken away and back.
	d.click("client_id")
	d.click("a add")
	d.click("name  ")
	d.paste("mouse")
	d.click("client_id  ")
	d.paste("id-of-mouse")
	d.click("client_secret  ")
	d.click("plain file")
	d.shows("› plain file")
	d.click("ask each session")
	d.click("[ Save profile ]")
	if saved := d.saved(); len(saved) != 1 || saved[0].Name != "mouse" || saved[0].Sandbox.ClientID != "id-of-mouse" {
		t.Fatalf("saved is %v:\n%s", saved, d.screen())
	}
	d.click("mouse")
	d.click("e edit")
	d.click("country ")
	d.paste("AR")
	d.click("[ Save profile ]")
	if saved := d.saved(); saved[0].Country != "AR" {
		t.Fatalf("saved is %v:\n%s", saved, d.screen())
	}

	// The environment's badge, settings, and the end.
	d.click("SIMULATOR ")
	d.choose("SANDBOX")
	if d.model.selected.Environment.Name != ripio.Sandbox {
		t.Errorf("%s is selected", d.model.selected.Environment.Name)
	}
	d.choosesCommand("Settings")
	d.choose("times")
	d.choose("utc")
	d.click("esc back")
	if d.model.settings.Zone() != time.UTC {
		t.Error("the setting did not change")
	}
	d.choosesCommand("Quit")
	if !d.quit {
		t.Error("the program goes on")
	}
}

// TestDialogsAndHintsAreClicked uses a mouse only, from the start to a token, the
// scenario of another answer, the commands and help.
func TestDialogsAndHintsAreClicked(t *testing.T) {
	d := start(t)
	d.click("Try it with the built-in")
	d.click("Send to SIMULATOR")
	d.shows("Token received")
	d.click("scenario")
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
	for _, keys := range [][]string{{"enter"}, {"2"}, {"5"}, {"ctrl+t"}, {"esc", "f1", "/"}} {
		d.press(keys...)
		for _, hint := range d.model.hints() {
			if draw.PressOf(hint.Help().Key) == "" {
				t.Errorf("after %v a click on %q presses nothing", keys, hint.Help().Key)
			}
		}
	}
}

// TestOnePaneAlone shows one pane without its neighbour and sides, leaves the mouse to the
// terminal meanwhile, and brings both back.
func TestOnePaneAlone(t *testing.T) {
	for _, width := range []int{60, 120, 200} {
		d := start(t, size(width, 36), withProfiles(acme()))
		d.press("enter")
		d.shows("Token received")
		_, cmd := d.model.Update(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune("z")})
		if got := modeOf(cmd); got != fmt.Sprintf("%T", tea.DisableMouse()) {
			t.Errorf("at %d the mouse is not the terminal's: %s", width, got)
		}
		d.shows("Token received", "the mouse selects text now, z goes back")
		d.hides("client_secret", "│")
		d.press("w") // any key takes the notice away
		d.shows("z both panes")
		d.press("shift+tab", "esc")
		d.shows("client_secret")
		d.hides("Token received", "│")
		_, cmd = d.model.Update(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune("z")})
		if got := modeOf(cmd); got != fmt.Sprintf("%T", tea.EnableMouseCellMotion()) {
			t.Errorf("at %d the mouse does not come back: %s", width, got)
		}
		if width > 60 {
			d.shows("client_secret", "Token received")
		}
	}
}

// modeOf is the type of the message among those of a command that turns the mouse on or
// off.
func modeOf(cmd tea.Cmd) (mode string) {
	if cmd == nil {
		return ""
	}
	switch msg := cmd().(type) {
	case tea.BatchMsg:
		for _, one := range msg {
			if found := modeOf(one); found != "" {
				mode = found
			}
		}
	default:
		if name := fmt.Sprintf("%T", msg); strings.Contains(strings.ToLower(name), "mouse") {
			return name
		}
	}
	return mode
}

// TestMouseIsSwitchedByKey turns it off and on.
func TestMouseIsSwitchedByKey(t *testing.T) {
	d := start(t, withProfiles(acme()))
	d.press("M")
	d.shows("mouse off; the terminal selects text")
	if d.model.settings.Settings.Mouse {
		t.Error("it is still on")
	}
	d.press("M")
	d.shows("mouse on")
}

// TestLongLinesAreWrappedByKey shows a long value whole and cuts it again, in the HTTP tab.
func TestLongLinesAreWrappedByKey(t *testing.T) {
	d := start(t, size(60, 30), withProfiles(acme()))
	long := strings.Repeat("x", 300)
	d.answer = answering(400, "application/json", `{"detail":"`+long+`"}`)
	d.press("enter", "3")
	count := func() int { return strings.Count(strings.Join(d.model.result.View(), ""), "x") }
	d.shows("w wraps long lines")
	cut := count()
	d.press("w", "G")
	d.shows("w cuts long lines")
	if whole := count(); whole <= cut {
		t.Errorf("%d characters show, %d before", whole, cut)
	}
	d.press("w")
	d.shows("w wraps long lines")
}

// TestAClickInATextPutsTheCursorThere in the form, in a parameter of the link and in a
// dialog.
func TestAClickInATextPutsTheCursorThere(t *testing.T) {
	d := start(t, withProfiles(acme()), withEnvironment(ripio.Sandbox), size(160, 40))
	d.click("7d3c-4e5f") // within the external_ref
	d.typeText("X")
	if got, want := d.model.form.ExternalRef.Value(), strings.Replace(goodRef, "7d3c", "X7d3c", 1); got != want {
		t.Errorf("the external_ref is %q, want %q", got, want)
	}
	d.press("esc", "4", "down", "down", "down", "down")
	d.typeText("USDT")
	d.press("esc")
	d.click("SDT")
	d.typeText("_")
	if got := d.model.widget.Parameters().Crypto; got != "U_SDT" {
		t.Errorf("the crypto is %q", got)
	}
	d.press("esc", "ctrl+t", "e")
	d.click("cme-wallet")
	d.typeText("X")
	d.shows("aXcme-wallet")
}
