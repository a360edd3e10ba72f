package tui

import (
	"context"

	tea "github.com/charmbracelet/bubbletea"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/visible"
	"devtools/ripio-explorer/tui/dialog"
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
	const title = "Left behind"
	if len(msg.former) == 0 {
		m.showLater(title, msg.lines())
		return
	}
	m.whenFree(func() tea.Cmd {
		m.offerToForget(msg.former, &dialog.Text{Title: title, Lines: msg.lines()})
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
func (m *Model) offerToForget(former []string, report *dialog.Text) {
	var choices []dialog.Choice
	for _, name := range former {
		choices = append(choices, dialog.Choice{Name: visible.Line(name), Detail: "was deleted; enter forgets its secrets, test users and history",
			Run: func() tea.Cmd {
				m.askForget(name)
				return nil
			}})
	}
	choices = append(choices, dialog.Choice{Name: "Show the secrets and files", Detail: "that were left behind", Run: func() tea.Cmd {
		m.open(report)
		return nil
	}})
	m.open(dialog.NewMenu(report.Title, choices))
}
