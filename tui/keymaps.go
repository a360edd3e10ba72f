package tui

import (
	"slices"

	"github.com/charmbracelet/bubbles/key"

	"devtools/ripio-explorer/profiles/config"
	"devtools/ripio-explorer/tui/dialog"
	"devtools/ripio-explorer/tui/draw"
	"devtools/ripio-explorer/tui/history"
	"devtools/ripio-explorer/tui/keys"
	"devtools/ripio-explorer/tui/manage"
	"devtools/ripio-explorer/tui/result"
	"devtools/ripio-explorer/tui/widget"
)

// keyMaps are the keys of the explorer and its components that can be changed.
type keyMaps struct {
	explorer keys.Map
	result   result.KeyMap
	history  history.KeyMap
	widget   widget.KeyMap
	lists    manage.KeyMap
}

// newKeyMaps returns the keys with what a person changed, and what is wrong with that.
func newKeyMaps(changed map[string][]string) (all keyMaps, faults []keys.Fault) {
	all = keyMaps{keys.New(), result.DefaultKeyMap(), history.DefaultKeyMap(), widget.DefaultKeyMap(), manage.DefaultKeyMap()}
	faults = keys.Apply(all.contexts(), changed)
	return all, faults
}

// join gives the components the keys of others that they tell of.
func (all *keyMaps) join() {
	k := all.explorer
	all.result.Named = result.Named{Renew: k.Renew, Copy: k.Copy, Inspect: k.Inspect, Environment: k.Environment, Profiles: k.Profiles, Scenario: k.Scenario, Fix: k.Fix, Guide: k.Guide}
	all.widget.Environment, all.widget.Fix = k.Environment, k.Fix
	all.history.Named = history.Named{Tab: k.History, Causes: k.Causes}
	all.result.Token, all.result.Checks, all.result.HTTP = k.Token, k.Checks, k.HTTP
}

// contexts are the actions by where their letters work.
func (all *keyMaps) contexts() []keys.Context {
	r, h, w, l := &all.result, &all.history, &all.widget, &all.lists
	panes := append(all.explorer.Named(), keys.Named{Name: "whole", Letter: &r.Whole}, keys.Named{Name: "next-tab", Letter: &r.Right},
		keys.Named{Name: "previous-tab", Letter: &r.Left})
	return []keys.Context{
		{Title: "Everywhere, and with letters outside text fields", Actions: append(panes, keys.Scrolling(&r.ScrollKeys)...)},
		{Title: "In the history", Actions: append(keys.Scrolling(&h.ScrollKeys), keys.Named{Name: "history-filter", Letter: &h.Filter},
			keys.Named{Name: "history-resend", Letter: &h.Resend}, keys.Named{Name: "history-report", Letter: &h.Report},
			keys.Named{Name: "history-mark", Letter: &h.Mark}, keys.Named{Name: "history-compare", Letter: &h.Compare},
			keys.Named{Name: "history-purge", Letter: &h.Purge}, keys.Named{Name: "history-tokens", Letter: &h.Tokens})},
		{Title: "In the widget tab", Actions: append(keys.Scrolling(&w.ScrollKeys), keys.Named{Name: "widget-open", Letter: &w.Open},
			keys.Named{Name: "widget-copy", Letter: &w.Copy}, keys.Named{Name: "widget-code", Letter: &w.Code},
			keys.Named{Name: "widget-fill", Letter: &w.Fill}, keys.Named{Name: "widget-flow", Letter: &w.Flow})},
		{Title: "In the lists of profiles and users", Fixed: []string{"/", "q", "1", "2", "3", "4", "5", "6", "7", "8", "9"}, Actions: []keys.Named{
			{Name: "list-add", Letter: &l.Add}, {Name: "list-edit", Letter: &l.Edit}, {Name: "list-duplicate", Letter: &l.Duplicate},
			{Name: "list-delete", Letter: &l.Delete}, {Name: "list-undo", Letter: &l.Undo}, {Name: "list-default", Letter: &l.Default},
			{Name: "list-forget", Letter: &l.Forget}}},
	}
}

// CheckKeys adds to some settings what is wrong with the keys in them.
func CheckKeys(c config.Config) config.Config {
	if len(c.Settings.Keys) == 0 {
		return c
	}
	_, faults := newKeyMaps(c.Settings.Keys)
	for _, fault := range faults {
		c = c.With(c.OfKey(fault.Name, "keys."+fault.Name+": "+fault.Text))
	}
	return c
}

// help are the keys by where they work, those of where the keyboard is first: of a dialog,
// if one is open, else of has.
func (all keyMaps) help(has keyboard, top dialog.Dialog) []dialog.KeyGroup {
	k, r, list, link, users := all.explorer, all.result, all.history, all.widget, all.lists
	everywhere := dialog.KeyGroup{Title: "Everywhere", Keys: []key.Binding{
		k.Submit, k.Back, k.Next, k.Previous, k.NewRef, k.Fix, k.Environment, k.Profiles, k.Users,
		k.Scenario, k.Copy, k.Inspect, k.DryRun, k.Renew, k.History, k.Report, k.Curtain, k.Palette, k.Help, k.Suspend, k.Quit,
	}}
	fields := dialog.KeyGroup{Title: "In a text field", Keys: []key.Binding{
		draw.Bind("up down", "previous, next field"), draw.Bind("^A ^E", "begin, end of the text"), draw.Bind("^U ^K", "delete to begin, to end"), draw.Bind("^W", "delete a word"),
	}}
	letters := dialog.KeyGroup{Title: "Outside a text field", Keys: []key.Binding{
		k.Token, k.Checks, k.HTTP, k.Widget, k.Past, r.Left, r.Right, k.OpenWidget,
		k.Guide, k.PreviousProfile, k.Alone, k.Mouse, k.PlainFix, k.PlainDryRun, k.PlainRenew, k.PlainReport, k.PlainCopy, k.PlainPalette, k.PlainHelp, k.PlainQuit,
	}}
	tabs := dialog.KeyGroup{Title: "In the tabs Token, Checks and HTTP", Keys: []key.Binding{
		k.Down, k.Up, k.PageDown, k.PageUp, k.Top, k.Bottom, k.Search, draw.Bind(k.SearchNext.Help().Key+" "+k.SearchPrevious.Help().Key, "next, previous match"),
		k.Causes, r.Whole,
	}}
	widget := dialog.KeyGroup{Title: "In the widget tab", Keys: []key.Binding{link.Open, link.Copy, link.Code, link.Flow, link.Fill, draw.Bind("down tab", "into the fields")}}
	history := dialog.KeyGroup{Title: "In the history", Keys: []key.Binding{
		list.Open, list.Filter, list.Resend, list.Report, list.Mark, list.Compare, list.Purge, list.Tokens,
	}}
	lists := dialog.KeyGroup{Title: "In a list", Keys: []key.Binding{
		draw.Bind("enter", "choose"), draw.Bind("1-9", "choose at once"), draw.Bind("/", "filter"), draw.Bind("q", "close"),
	}}
	books := dialog.KeyGroup{Title: "In the lists of profiles and users", Keys: []key.Binding{
		users.Edit, users.Add, users.Duplicate, users.Delete, users.Undo, users.Default, users.Forget,
	}}
	first := []dialog.KeyGroup{letters, everywhere}
	switch {
	case top != nil:
		first = []dialog.KeyGroup{{Title: "Here", Keys: dialog.KeysOf(top)}, everywhere}
	case has.inHistory():
		first = []dialog.KeyGroup{history, letters}
	case has.inWidget():
		first = []dialog.KeyGroup{widget, letters}
	case has == inResult || has == inSearch:
		first = []dialog.KeyGroup{tabs, letters}
	case has == inField:
		first = []dialog.KeyGroup{fields, everywhere}
	}
	for _, group := range []dialog.KeyGroup{everywhere, letters, fields, tabs, widget, history, lists, books} {
		if !slices.ContainsFunc(first, func(g dialog.KeyGroup) bool { return g.Title == group.Title }) {
			first = append(first, group)
		}
	}
	return first
}

const pasteHelp = "A paste outside a text field is recognised: a token, a curl command or another program's request, .env lines, a redirect URL, a webhook; a UUID or an address lands in its field. " +
	"Hold shift to select text while the mouse is on."
