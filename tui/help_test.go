package tui

import "testing"

// On a small screen the last keys of help are reached by scrolling, and every key
// that does not scroll closes it.
func TestHelpScrolls(t *testing.T) {
	d := start(t, size(60, 20))
	d.press("enter", "f1")
	d.shows("Everywhere", "j/k scroll 1-16 of")
	d.hides("keep tokens")
	d.press("G")
	d.shows("keep tokens", "Hold shift to select text")
	d.hides("Everywhere")
	d.press("g", "pgdown", "j", "k", "up", "pgup")
	d.shows("Everywhere")
	d.press("x")
	d.hides("Everywhere")
	d.press("f1")
	d.shows("Everywhere")
}
