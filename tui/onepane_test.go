package tui

import (
	"testing"

	"devtools/ripio-explorer/tui/request"
	"devtools/ripio-explorer/tui/result"
)

// TestTabsComeForward where only one pane fits: a key that goes to a tab shows it.
func TestTabsComeForward(t *testing.T) {
	for key, want := range map[string]result.Tab{
		"1": result.Token, "2": result.Checks, "3": result.HTTP, "4": result.Widget, "5": result.History,
		"right": result.Checks, "left": result.History,
	} {
		d := start(t, withProfiles(acme()), size(60, 20))
		d.shows("[ Send to SANDBOX", "tab: result")
		d.press(key)
		d.hides("[ Send to SANDBOX")
		d.shows("1 Token")
		if d.model.result.Tab() != want || d.model.form.Focus != request.FocusResult {
			t.Errorf("%s: tab %d, want %d", key, d.model.result.Tab(), want)
		}
	}
}

// TestTabsLeaveTheRequestAlone where both panes are in sight.
func TestTabsLeaveTheRequestAlone(t *testing.T) {
	d := start(t, withProfiles(acme()))
	d.press("2")
	if d.model.form.Focus != request.FocusSend {
		t.Errorf("the focus went to %d", d.model.form.Focus)
	}
}
