package manage

import (
	"context"

	tea "github.com/charmbracelet/bubbletea"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/visible"
	"devtools/ripio-explorer/tui/dialog"
)

// OrphansMsg brings what was left behind.
type OrphansMsg struct {
	orphans []profiles.Orphan
	notSeen []string
	// former are the profiles that were deleted and not forgotten.
	former []string
	Err    error
}

// FindOrphans looks for secrets without a profile, for old files, and for what is
// left of deleted profiles.
func (p *Profiles) FindOrphans() tea.Cmd {
	manager := p.Manager
	return func() tea.Msg {
		orphans, notSeen, err := manager.Orphans(context.Background())
		return OrphansMsg{orphans: orphans, notSeen: notSeen, former: manager.Former(orphans), Err: err}
	}
}

func (msg OrphansMsg) land(p *Profiles) tea.Cmd {
	if msg.Err != nil {
		p.Say(finding.LevelWarning, visible.Line(msg.Err.Error()))
		return nil
	}
	return p.Dialogs.WhenFree(func() tea.Cmd {
		report := &dialog.Text{Title: "Left behind", Lines: msg.lines()}
		if len(msg.former) > 0 {
			p.offerToForget(msg.former, report)
		} else {
			p.Dialogs.Open(report)
		}
		return nil
	})
}

// lines list the leftovers.
func (msg OrphansMsg) lines() []string {
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
func (p *Profiles) offerToForget(former []string, report *dialog.Text) {
	var choices []dialog.Choice
	for _, name := range former {
		choices = append(choices, dialog.Choice{Name: visible.Line(name), Detail: "was deleted; enter forgets its secrets, test users and history",
			Run: func() tea.Cmd {
				p.askForget(name)
				return nil
			}})
	}
	choices = append(choices, dialog.Choice{Name: "Show the secrets and files", Detail: "that were left behind", Run: func() tea.Cmd {
		p.Dialogs.Open(report)
		return nil
	}})
	p.Dialogs.Open(dialog.NewMenu(report.Title, choices))
}
