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

func bind(help, words string, keys ...string) key.Binding {
	return key.NewBinding(key.WithKeys(keys...), key.WithHelp(help, words))
}

// New returns the keys of the explorer.
func New() Map {
	return Map{
		ScrollKeys:  draw.DefaultScrollKeys(),
		Next:        bind("tab", "next field", "tab"),
		Previous:    bind("shift+tab", "previous field", "shift+tab"),
		Submit:      bind("enter", "send", "enter"),
		Enter:       bind("enter", "choose", "enter"),
		Back:        bind("esc", "cancel, step back", "esc"),
		NewRef:      bind("^G", "new external_ref", "ctrl+g"),
		Environment: bind("f2", "environment", "f2"),
		Scenario:    bind("^X", "scenario", "ctrl+x"),
		Profiles:    bind("^T", "profiles", "ctrl+t"),
		Fix:         bind("^F", "apply the fix", "ctrl+f"),
		Copy:        bind("^Y", "copy", "ctrl+y"),
		Inspect:     bind("^R", "read a token", "ctrl+r"),
		Palette:     bind("^P", "commands", "ctrl+p"),
		Help:        bind("f1", "help", "f1"),
		Users:       bind("f3", "test users", "f3"),
		Curtain:     bind("f4", "curtain: hide values", "f4"),
		DryRun:      bind("^D", "dry run", "ctrl+d"),
		Renew:       bind("^N", "renew", "ctrl+n"),
		History:     bind("^L", "history", "ctrl+l"),
		Report:      bind("^O", "support report", "ctrl+o"),
		Suspend:     bind("^Z", "suspend", "ctrl+z"),
		Quit:        bind("^C", "quit", "ctrl+c"),

		Token:  bind("1", "token", "1"),
		Checks: bind("2", "checks", "2"),
		HTTP:   bind("3", "HTTP", "3"),
		Widget: bind("4", "widget", "4"),
		Past:   bind("5", "history", "5"),

		OpenWidget: bind("o", "open the widget", "o"),

		PlainCopy:       bind("y", "copy", "y"),
		PlainFix:        bind("f", "apply the fix", "f"),
		PlainPalette:    bind(":", "commands", ":"),
		PlainHelp:       bind("?", "help", "?"),
		PlainQuit:       bind("q", "quit", "q"),
		PlainDryRun:     bind("d", "dry run", "d"),
		PlainRenew:      bind("r", "renew", "r"),
		PlainReport:     bind("s", "support report", "s"),
		PreviousProfile: bind("-", "previous profile", "-"),

		Search:         bind("/", "search", "/"),
		SearchNext:     bind("n", "next", "n"),
		SearchPrevious: bind("N", "previous", "N"),
		Alone:          bind("z", "one pane alone", "z"),
		Mouse:          bind("M", "mouse on or off", "M"),
		Guide:          bind("i", "guide: explain this", "i"),
		Causes:         bind("A-F", "open a cause", "A", "B", "C", "D", "E", "F"),
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
