package tui

import (
	"fmt"
	"strings"
	"testing"
	"time"

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

// TestANoticeLeavesTheKeysInSight shows both, presses a key that is shown beside a
// notice, and finds the notice in the log after it is gone.
func TestANoticeLeavesTheKeysInSight(t *testing.T) {
	d := start(t, withProfiles(acme()))
	d.model.status.say(finding.LevelNote, "something was said")
	d.shows("something was said", "^P commands")
	d.click("^P commands")
	d.shows("Send the request")
	d.typeText("messages")
	d.press("enter")
	d.shows("Messages", "14:41:51", "something was said")
}

// TestTheLogKeepsTheLastTwenty drops older notices, and keeps a repeated one once.
func TestTheLogKeepsTheLastTwenty(t *testing.T) {
	d := start(t, size(120, 60))
	for i := range 25 {
		d.model.status.say(finding.LevelNote, fmt.Sprintf("notice number %d.", i))
	}
	d.model.status.say(finding.LevelNote, "notice number 24.")
	d.model.status.clear()
	d.model.dialogs.Open(d.model.status.log.Dialog(time.UTC))
	d.shows("notice number 24.", "notice number 5.")
	d.hides("notice number 4.")
	if shown := strings.Count(d.screen(), "notice number 24."); shown != 1 {
		t.Errorf("a repeated notice is listed %d times", shown)
	}
}
