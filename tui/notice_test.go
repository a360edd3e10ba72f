package tui

import (
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/ansi"

	"devtools/ripio-explorer/ripio/finding"
)

// TestAFailuresReasonIsShownWhole has the longest messages that failing stores
// write: a path and, at the end, why.
func TestAFailuresReasonIsShownWhole(t *testing.T) {
	const path = "/home/somebody/with-a-long-name/.config/devtools/ripio-explorer/profiles.toml"
	const reason = "write " + path + ".tmp-1234567890: no space left on device"
	texts := []string{
		"not saved: profiles: " + path + ": " + reason,
		"not removed: history: " + reason,
		"the history is not written: " + path + ": open: permission denied; look at the folder's owner, then send again",
	}
	for _, size := range [][2]int{{120, 36}, {84, 24}, {60, 20}} {
		for _, text := range texts {
			d := start(t)
			d.send(tea.WindowSizeMsg{Width: size[0], Height: size[1]})
			d.model.status.say(finding.LevelFailure, text)
			flat := strings.Join(strings.Fields(strings.Map(unframe, d.screen())), "")
			if want := strings.ReplaceAll(text, " ", ""); !strings.Contains(flat, want) {
				t.Errorf("%v: %q is not shown whole:\n%s", size, text, d.screen())
			}
			lines := strings.Split(d.model.View(), "\n")
			if len(lines) != size[1] {
				t.Errorf("%v: %d lines", size, len(lines))
			}
			for _, line := range lines {
				if ansi.StringWidth(line) > size[0] {
					t.Errorf("%v: the line %q is too wide", size, line)
				}
			}
			d.press("tab")
			d.hides("no space left", "permission denied")
		}
	}
}

// TestANoticeThatHasNoRoomKeepsItsReason leaves the middle out.
func TestANoticeThatHasNoRoomKeepsItsReason(t *testing.T) {
	d := start(t)
	d.send(tea.WindowSizeMsg{Width: 60, Height: 20})
	d.model.status.say(finding.LevelFailure, "not saved: "+strings.Repeat("/a-very-long-folder", 60)+": no space left on device")
	d.shows("not saved: /a-very", "no space left on device")
}
