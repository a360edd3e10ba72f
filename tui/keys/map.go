package keys

import (
	"github.com/charmbracelet/bubbles/key"

	"devtools/ripio-explorer/tui/draw"
)

// Map holds every key of the explorer with the words that help shows for it.
// Printable keys work only outside text fields; the others work everywhere.
type Map struct {
	Next, Previous, Back key.Binding
	// Submit sends; Enter chooses and presses the button that has the focus.
	Submit, Enter                           key.Binding
	NewRef, Environment, Scenario, Profiles key.Binding
	Fix, Copy, Inspect, Palette, Help       key.Binding
	Users, Curtain, Suspend, Quit           key.Binding
	DryRun, Renew, History, Report          key.Binding

	Token, Checks, HTTP, Widget, Past key.Binding
	OpenWidget                        key.Binding
	draw.ScrollKeys

	PlainCopy, PlainFix, PlainPalette, PlainHelp, PlainQuit key.Binding
	PlainDryRun, PlainRenew, PlainReport                    key.Binding
	PreviousProfile                                         key.Binding
	Search, SearchNext, SearchPrevious                      key.Binding
	Alone, Mouse, Guide                                     key.Binding
	// Causes applies the remedy of the cause with that letter.
	Causes key.Binding
}

// New returns the keys of the explorer.
func New() Map {
	return Map{
		ScrollKeys:  draw.DefaultScrollKeys(),
		Next:        draw.Bind("tab", "next field", "tab"),
		Previous:    draw.Bind("shift+tab", "previous field", "shift+tab"),
		Submit:      draw.Bind("enter", "send", "enter"),
		Enter:       draw.Bind("enter", "choose", "enter"),
		Back:        draw.Bind("esc", "cancel, step back", "esc"),
		NewRef:      draw.Bind("^G", "new external_ref", "ctrl+g"),
		Environment: draw.Bind("f2", "environment", "f2"),
		Scenario:    draw.Bind("^X", "scenario", "ctrl+x"),
		Profiles:    draw.Bind("^T", "profiles", "ctrl+t"),
		Fix:         draw.Bind("^F", "apply the fix", "ctrl+f"),
		Copy:        draw.Bind("^Y", "copy", "ctrl+y"),
		Inspect:     draw.Bind("^R", "read a token", "ctrl+r"),
		Palette:     draw.Bind("^P", "commands", "ctrl+p"),
		Help:        draw.Bind("f1", "help", "f1"),
		Users:       draw.Bind("f3", "test users", "f3"),
		Curtain:     draw.Bind("f4", "curtain: hide values", "f4"),
		DryRun:      draw.Bind("^D", "dry run", "ctrl+d"),
		Renew:       draw.Bind("^N", "renew", "ctrl+n"),
		History:     draw.Bind("^L", "history", "ctrl+l"),
		Report:      draw.Bind("^O", "support report", "ctrl+o"),
		Suspend:     draw.Bind("^Z", "suspend", "ctrl+z"),
		Quit:        draw.Bind("^C", "quit", "ctrl+c"),

		Token:  draw.Bind("1", "token", "1"),
		Checks: draw.Bind("2", "checks", "2"),
		HTTP:   draw.Bind("3", "HTTP", "3"),
		Widget: draw.Bind("4", "widget", "4"),
		Past:   draw.Bind("5", "history", "5"),

		OpenWidget: draw.Bind("o", "open the widget", "o"),

		PlainCopy:       draw.Bind("y", "copy", "y"),
		PlainFix:        draw.Bind("f", "apply the fix", "f"),
		PlainPalette:    draw.Bind(":", "commands", ":"),
		PlainHelp:       draw.Bind("?", "help", "?"),
		PlainQuit:       draw.Bind("q", "quit", "q"),
		PlainDryRun:     draw.Bind("d", "dry run", "d"),
		PlainRenew:      draw.Bind("r", "renew", "r"),
		PlainReport:     draw.Bind("s", "support report", "s"),
		PreviousProfile: draw.Bind("-", "previous profile", "-"),

		Search:         draw.Bind("/", "search", "/"),
		SearchNext:     draw.Bind("n", "next", "n"),
		SearchPrevious: draw.Bind("N", "previous", "N"),
		Alone:          draw.Bind("z", "one pane alone", "z"),
		Mouse:          draw.Bind("M", "mouse on or off", "M"),
		Guide:          draw.Bind("i", "guide: explain this", "i"),
		Causes:         draw.Bind("A-F", "open a cause", "A", "B", "C", "D", "E", "F"),
	}
}

// Named lists the actions whose keys can be changed.
func (k *Map) Named() []Named {
	return []Named{
		{"send", &k.Submit, nil}, {"renew", &k.Renew, &k.PlainRenew}, {"dry-run", &k.DryRun, &k.PlainDryRun},
		{"new-ref", &k.NewRef, nil}, {"fix", &k.Fix, &k.PlainFix}, {"environment", &k.Environment, nil}, {"scenario", &k.Scenario, nil},
		{"profiles", &k.Profiles, nil}, {"previous-profile", nil, &k.PreviousProfile}, {"users", &k.Users, nil}, {"curtain", &k.Curtain, nil},
		{"copy", &k.Copy, &k.PlainCopy}, {"read-token", &k.Inspect, nil}, {"report", &k.Report, &k.PlainReport},
		{"token", nil, &k.Token}, {"checks", nil, &k.Checks}, {"http", nil, &k.HTTP}, {"widget", nil, &k.Widget}, {"history", &k.History, &k.Past},
		{"open-widget", nil, &k.OpenWidget}, {"search", nil, &k.Search}, {"next-match", nil, &k.SearchNext}, {"previous-match", nil, &k.SearchPrevious},
		{"alone", nil, &k.Alone}, {"mouse", nil, &k.Mouse}, {"guide", nil, &k.Guide},
		{"palette", &k.Palette, &k.PlainPalette}, {"help", &k.Help, &k.PlainHelp}, {"suspend", &k.Suspend, nil}, {"quit", nil, &k.PlainQuit},
	}
}

// Scrolling lists the keys that move through lines and rows. They have the same names
// everywhere.
func Scrolling(k *draw.ScrollKeys) []Named {
	return []Named{
		{"up", nil, &k.Up}, {"down", nil, &k.Down}, {"page-up", nil, &k.PageUp}, {"page-down", nil, &k.PageDown},
		{"top", nil, &k.Top}, {"bottom", nil, &k.Bottom},
	}
}
