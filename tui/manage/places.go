package manage

import (
	"context"

	tea "github.com/charmbracelet/bubbletea"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio/visible"
	"devtools/ripio-explorer/tui/dialog"
)

// places is the list of where a secret may be kept or found, the safest first.
type places struct {
	menu  *dialog.Menu
	kinds []profiles.StoreKind
	// noKeyring is why there is no keyring; empty where there is one, or while that
	// is not known yet.
	noKeyring string
	chosen    func(profiles.StoreKind) tea.Cmd
}

// openPlaces asks for a place among some; current is where the list begins.
func (h *Host) openPlaces(title, hints string, current profiles.StoreKind, p *places) {
	p.menu = dialog.NewMenu(title, p.choices())
	p.menu.Hints = hints
	p.menu.Select(current)
	p.leaveUnavailable()
	h.Dialogs.Open(p.menu)
}

func (p *places) choices() []dialog.Choice {
	choices := make([]dialog.Choice, len(p.kinds))
	for i, kind := range p.kinds {
		choices[i] = dialog.Choice{
			Value: kind, Name: kind.Label(), Detail: kind.Summary(), About: kind.Description(),
			Run: func() tea.Cmd { return p.chosen(kind) },
		}
		if kind == profiles.KindKeyring {
			choices[i].Unavailable = p.noKeyring
		}
	}
	return choices
}

// leaveUnavailable moves from a place that is not there to the safest that is.
func (p *places) leaveUnavailable() {
	if selected, ok := p.menu.Selected(); !ok || selected.Unavailable == "" {
		return
	}
	for _, choice := range p.choices() {
		if choice.Unavailable == "" {
			p.menu.Select(choice.Value)
			return
		}
	}
}

// PlacesMsg tells whether the keyring can be used, to what asked for it.
type PlacesMsg struct {
	tell func(whyNot string)
	Err  error
}

// checkKeyring asks the system whether a keyring runs, and tells why not. A keyring
// that is slow or locked is one.
func (h *Host) checkKeyring(tell func(whyNot string)) tea.Cmd {
	secrets := h.Manager.Secrets
	return func() tea.Msg {
		return PlacesMsg{tell: tell, Err: secrets.Usable(context.Background(), profiles.KindKeyring)}
	}
}

func (msg PlacesMsg) land(*Profiles) tea.Cmd {
	if msg.Err != nil {
		msg.tell(visible.Line(msg.Err.Error()))
	}
	return nil
}

func (p *places) keyringIsMissing(why string) {
	p.noKeyring = why
	p.menu.SetChoices(p.choices())
	p.leaveUnavailable()
}
