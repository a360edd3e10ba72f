package tui

import (
	"github.com/charmbracelet/bubbles/key"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/tui/dialog"
	"devtools/ripio-explorer/tui/draw"
	"devtools/ripio-explorer/tui/keys"
	"devtools/ripio-explorer/tui/request"
	"devtools/ripio-explorer/tui/result"
)

// hints are the keys worth showing in the state at hand, six at most.
func (m *Model) hints() []key.Binding {
	k := m.keys
	esc, has := k.Back.Help().Key, m.keyboard()
	switch top := m.dialogs.Top(); {
	case top != nil:
		if _, begins := top.(*dialog.Welcome); begins {
			return keys.Footer(top.ShortHelp())
		}
		return keys.Footer(top.ShortHelp(), k.Quit)
	case m.sends.Busy() != "":
		return keys.Footer([]key.Binding{draw.Bind(esc, "cancel the request")}, k.Quit)
	case has == inSearch:
		return keys.Footer(m.result.ShortHelp(), k.Quit)
	case has == inFilter:
		return keys.Footer(m.history.ShortHelp(), k.Quit)
	case has == inLink:
		return keys.Footer(m.widget.ShortHelp(), k.Palette, m.helpKey())
	}
	inField := m.form.Focus.InField()
	var own []key.Binding // of the list that has the keyboard
	switch {
	case has.inHistory():
		own = m.history.ShortHelp()
	case has.inWidget():
		own = m.widget.ShortHelp()
	}
	if own != nil {
		if m.screen.alone {
			own = append([]key.Binding{draw.Bind(k.Alone.Help().Key, "both panes")}, own...)
		}
		return keys.Footer(own, k.Palette, m.helpKey())
	}
	place := keys.Place{
		Field: inField, Result: m.form.Focus == request.FocusResult, One: m.screen.onePane(), Alone: m.screen.alone,
		Simulator: m.selected.Environment.Name == ripio.Simulator, DryRun: m.result.IsDryRun(), Attempt: m.result.IsAttempt() && m.form.Focus == request.FocusResult,
		Token: m.result.Decoded() != nil, Text: m.result.Searchable(), Whole: m.result.WholeKey(),
	}
	place.Pasted = m.result.Opened() && !place.DryRun && !place.Attempt
	if m.causesInSight() {
		place.Failed = true
		told, chosen := m.remediesNow(), m.result.Chosen()
		place.Causes, place.CauseWords = told.Hint()
		if place.Result && told.Each[chosen].Disabled == "" {
			place.Act = result.Letter(chosen)
		}
	}
	_, place.Fix = m.form.Fix()
	return k.Hints(place)
}

// helpKey is the key of help where the keyboard is.
func (m *Model) helpKey() key.Binding {
	if m.typing() {
		return m.keys.Help
	}
	return m.keys.PlainHelp
}
