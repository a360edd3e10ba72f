package sending

import (
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/visible"
	"devtools/ripio-explorer/tui/dialog"
	"devtools/ripio-explorer/tui/field"
)

// Ask puts the questions that stand before a send, one at a time, and then sends.
// Each answer comes back here with the same send.
func (f *Flow) Ask(s Send) tea.Cmd {
	if f.Demo && s.Environment.Name != ripio.Simulator {
		f.Say(finding.LevelWarning, "not sent: the demo sends to its simulator only; f2 selects it")
		return nil
	}
	if s.Environment.Name == ripio.Production {
		lease := f.Settings().ConfirmProduction
		if !s.Allowed && f.Leases.Left(s.Owner.Profile, f.Now()) == 0 {
			f.Dialogs.Open(newProductionPrompt(s.Owner.Profile, lease, func() tea.Cmd {
				f.Leases[s.Owner.Profile] = f.Now().Add(lease)
				s.Allowed = true
				return f.Ask(s)
			}))
			return nil
		}
		if _, live := f.Kept.Live(s.Owner, f.Now()); live && !s.Again && f.Settings().ConfirmRenewal {
			keep := func() tea.Cmd {
				f.ShowKept()
				f.Say(finding.LevelNote, "nothing was sent")
				return nil
			}
			f.Dialogs.Open(newRenewalMenu(keep, func() tea.Cmd {
				s.Again = true
				return f.Ask(s)
			}))
			return nil
		}
	}
	return f.politely(s)
}

// newProductionPrompt asks for the profile's name before a send to production, and
// goes on once it was typed: for as long as the lease, or once.
func newProductionPrompt(profile string, lease time.Duration, confirmed func() tea.Cmd) *dialog.Prompt {
	foot := "enter confirms this request only, esc goes back"
	if lease > 0 {
		foot = "enter confirms for " + LeaseWords(lease) + ", esc goes back"
	}
	p := &dialog.Prompt{
		Title: "PRODUCTION",
		Text: "This request goes to Ripio's production with the real credentials of this profile. " +
			"It is not known whether a new token ends an older one of the same user. " +
			"Type the profile's name to go on: " + visible.Line(profile),
		Input:       field.New(""),
		Foot:        foot,
		Environment: ripio.Production,
		Accept: func(text string) dialog.Answer {
			return dialog.ConfirmName(text, profile, sentNothing, confirmed)
		},
	}
	p.Input.Focus()
	return p
}

const sentNothing = "Nothing was sent."

// newRenewalMenu is for production: nobody knows what a second token does to a
// session that runs with the first.
func newRenewalMenu(keep, again func() tea.Cmd) *dialog.Menu {
	menu := dialog.NewMenu("A token for this user is still good", []dialog.Choice{
		{Name: "Keep the token", Run: keep},
		{Name: "Request another in PRODUCTION", Run: again},
	})
	menu.Hints = "Whether a new token ends a session that was begun with the older one is not documented."
	return menu
}
