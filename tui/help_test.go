package tui

import (
	"strings"
	"testing"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/tui/dialog"
)

// On a small screen the last keys of help are reached by scrolling.
func TestHelpScrolls(t *testing.T) {
	d := start(t, size(60, 20))
	d.press("enter", "f1")
	d.shows("Outside a text field", "j/k scroll 1-16 of")
	d.hides("keep tokens")
	d.press("G")
	d.shows("forget all of it", "Hold shift to select text")
	d.hides("Outside a text field")
	d.press("g", "pgdown", "j", "k", "up", "pgup")
	d.shows("Outside a text field")
	d.press("x")
	d.shows("Outside a text field")
	for _, key := range []string{"q", "esc", "?", "f1"} {
		d.press("f1")
		d.press(key)
		d.hides("Outside a text field")
		d.press("f1")
		d.shows("Outside a text field")
		d.press("q")
	}
}

// TestHelpBeginsWithWhereTheKeyboardIs opens help from each place.
func TestHelpBeginsWithWhereTheKeyboardIs(t *testing.T) {
	for _, test := range []struct {
		name, key string
		play      func(*driver)
		want      string // the first groups
	}{
		{"button", "?", func(*driver) {}, "Outside a text field, Everywhere"},
		{"field", "f1", func(d *driver) { d.press("shift+tab") }, "In a text field, Everywhere"},
		{"token", "?", func(d *driver) { d.press("enter", "tab") }, "In the tabs Token, Checks and HTTP, Outside a text field"},
		{"history", "?", func(d *driver) { d.press("5") }, "In the history, Outside a text field"},
		{"widget", "?", func(d *driver) { d.press("enter", "4") }, "In the widget tab, Outside a text field"},
		{"list", "?", func(d *driver) { d.press("ctrl+t") }, "Here, Everywhere"},
		{"list that filters", "f1", func(d *driver) { d.press("ctrl+t", "/") }, "Here, Everywhere"},
		{"form of a profile", "f1", func(d *driver) { d.press("ctrl+t", "e") }, "Here, Everywhere"},
	} {
		d := start(t, withProfiles(acme()), withEnvironment(ripio.Sandbox), someHistory())
		test.play(d)
		under := d.model.dialogs.Top()
		d.press(test.key)
		help := front[*dialog.Help](d)
		var titles []string
		for _, group := range help.Groups {
			titles = append(titles, group.Title)
		}
		if got := strings.Join(titles, ", "); !strings.HasPrefix(got, test.want+", ") || len(titles) < 8 {
			t.Errorf("%s: %s", test.name, got)
		}
		d.press("esc")
		if d.model.dialogs.Top() != under {
			t.Errorf("%s: esc does not lead back to what was in front", test.name)
		}
	}
	d := start(t, withProfiles(acme()))
	d.press("ctrl+t", "?")
	d.shows("Here", "duplicate", "delete")
}

// TestHelpIsSearched by key and words; esc shows everything again, and then closes.
func TestHelpIsSearched(t *testing.T) {
	d := start(t, withProfiles(acme()), withConfigFile("[keys]\ncopy = [\"ctrl+v\", \"Y\"]\n"))
	d.press("?", "/")
	d.typeText("copy")
	d.shows("/ copy", "^V", "copy the link", "Everywhere", "In the widget tab", "enter keep the search")
	d.hides("new external_ref", "In the history", "Hold shift")
	d.press("enter")
	d.shows("/ copy", "copy the link")
	d.press("esc")
	d.shows("Outside a text field", "new external_ref")
	d.press("/")
	d.typeText("^v")
	d.shows("^V", "copy")
	d.hides("new external_ref", "copy the link")
	d.press("esc", "/")
	d.typeText("f1q?j")
	d.shows("/ f1q?j", "no key is called so")
	d.press("esc", "esc")
	if !d.model.dialogs.Empty() {
		t.Error("esc does not close help")
	}
}
