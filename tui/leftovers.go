package tui

import (
	"context"

	tea "github.com/charmbracelet/bubbletea"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/visible"
)

// orphansMsg brings what was left behind.
type orphansMsg struct {
	orphans []profiles.Orphan
	notSeen []string
	// former are the profiles that were deleted and not forgotten.
	former []string
	err    error
}

// findOrphans looks for secrets without a profile, for old files, and for what is
// left of deleted profiles.
func (m *Model) findOrphans() tea.Cmd {
	manager := m.deps.Profiles
	return func() tea.Msg {
		orphans, notSeen, err := manager.Orphans(context.Background())
		return orphansMsg{orphans: orphans, notSeen: notSeen, former: manager.Former(orphans), err: err}
	}
}

func (m *Model) orphansFound(msg orphansMsg) {
	if msg.err != nil {
		m.status.say(finding.LevelWarning, visible.Line(msg.err.Error()))
		return
	}
	r := newReport("Left behind", msg.lines())
	if len(msg.former) == 0 {
		m.showLater(r)
		return
	}
	m.whenFree(func() tea.Cmd {
		m.offerToForget(msg.former, r)
		return nil
	})
}

// lines list the leftovers.
func (msg orphansMsg) lines() []string {
	var lines []string
	for _, orphan := range msg.orphans {
		what := orphan.Path
		if orphan.Kind == profiles.OrphanSecret {
			what = string(orphan.Place) + ", " + orphan.Key.Profile + " " + string(orphan.Key.Environment)
		}
		lines = append(lines, string(orphan.Kind)+": "+what, "  "+orphan.Reason)
	}
	if len(lines) == 0 {
		lines = []string{"No secret and no file was left behind."}
	} else {
		lines = append(lines, "", "ripio-explorer profiles orphans removes them one by one.")
	}
	for _, place := range msg.notSeen {
		lines = append(lines, "", "Not looked into: "+place)
	}
	return lines
}

// offerToForget lists the profiles that were deleted and of which something is left,
// and leads to the report about secrets and files.
func (m *Model) offerToForget(former []string, r report) {
	const all = "\n" // no profile is called so
	var items []menuItem
	for _, name := range former {
		items = append(items, menuItem{id: name, name: visible.Line(name), detail: "was deleted; enter forgets its secrets, test users and history"})
	}
	items = append(items, menuItem{id: all, name: "Show the secrets and files", detail: "that were left behind"})
	menu := newMenu("Left behind", items)
	menu.run = func(name string) tea.Cmd {
		if name == all {
			m.open(dialogReport)
			m.report = r
			return nil
		}
		m.askForget(name)
		m.resume = dialogNone
		return nil
	}
	m.openMenu(menuLeftovers, menu)
}
