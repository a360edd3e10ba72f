package keys

import (
	"github.com/charmbracelet/bubbles/key"

	"devtools/ripio-explorer/tui/draw"
)

// MostHints is how many keys the footer tells of: what is read at a glance.
const MostHints = 6

// Place is where the keyboard is, and what is in sight there.
type Place struct {
	// Field tells that letters are text in a field, Result that the pane of the result has
	// the keyboard.
	Field, Result bool
	// One tells that only one pane is in sight, Alone that a key asked for that.
	One, Alone bool
	Simulator  bool
	// DryRun, Attempt and Pasted tell what is opened over the own outcome.
	DryRun, Attempt, Pasted bool
	// Failed tells that causes are in sight. Causes are keys for them and CauseWords what
	// these do; Act is the letter of the cause that enter acts on.
	Failed                  bool
	Causes, CauseWords, Act string
	// Fix tells that a key mends something in the form.
	Fix bool
	// Token tells that a token is shown, Text that there is something to search; Whole is
	// the key that shows more of it, with its words.
	Token, Text bool
	Whole       key.Binding
}

// Hints are the keys worth showing, six at most: what is done here, and then the commands
// and help.
func (k Map) Hints(p Place) []key.Binding {
	help := k.PlainHelp
	if p.Field {
		help = k.Help
	}
	return Footer(k.here(p), k.Palette, help)
}

// Footer cuts hints down to as many as are read at a glance; kept stand at its end. An
// action without a key is left out.
func Footer(hints []key.Binding, kept ...key.Binding) (shown []key.Binding) {
	for _, hint := range hints {
		if hint.Help().Key != "" && len(shown) < MostHints-len(kept) {
			shown = append(shown, hint)
		}
	}
	return append(shown, kept...)
}

// here are the keys of a place, the most useful first.
func (k Map) here(p Place) (hints []key.Binding) {
	add := func(wanted bool, more ...key.Binding) {
		if wanted {
			hints = append(hints, more...)
		}
	}
	back := k.Back.Help().Key
	add(p.Alone && !p.Field, words(k.Alone, "both panes"))
	if p.Result {
		add(p.Act != "", words(k.Enter, "act on "+p.Act))
		add(p.Attempt, draw.Bind(back, "back to the history"), words(k.PlainRenew, "re-send"), words(k.PlainReport, "report"))
		add(p.DryRun, words(k.Submit, "send"), draw.Bind(back, "end the dry run"))
		add(p.Pasted, draw.Bind(back, "close the token"))
		add(p.Act == "" && p.Causes == "" && !p.Attempt && !p.DryRun && !p.Pasted, k.Submit)
		add(p.Causes != "", draw.Bind(p.Causes, p.CauseWords))
		add(p.Failed, words(k.PlainReport, "report"))
		add(p.One && !p.Alone, words(k.Next, "request"))
		add(p.Token, k.PlainCopy, k.OpenWidget)
		add(p.Text, k.Search, p.Whole)
		add(!p.Text, k.Inspect, k.Environment, k.Profiles)
		add(!p.Token, k.PlainCopy)
		return hints
	}
	add(true, k.Submit)
	add(p.DryRun && !p.Field, draw.Bind(back, "end the dry run"))
	add(p.One, words(k.Next, "next"))
	add(p.Causes != "" && !p.Field, draw.Bind(p.Causes, p.CauseWords))
	add(p.Failed && !p.Field, words(k.Report, "report"))
	add(p.Field && p.Fix, k.Fix)
	add(true, k.NewRef, k.Environment)
	add(p.Simulator, k.Scenario)
	add(true, k.Profiles, k.Copy)
	return hints
}

// Label is how the screen writes the first of some keys that is there.
func Label(bindings ...key.Binding) string {
	for _, b := range bindings {
		if label := b.Help().Key; label != "" {
			return label
		}
	}
	return ""
}

// words are other words for a key.
func words(b key.Binding, text string) key.Binding {
	b.SetHelp(b.Help().Key, text)
	return b
}
