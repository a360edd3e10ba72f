package tui

import (
	"devtools/ripio-explorer/tui/draw"

	"github.com/charmbracelet/bubbles/key"
)

// keyMap holds every key of the explorer with the words that help shows for it.
// Printable keys work only outside text fields; the others work everywhere.
type keyMap struct {
	Next, Previous, Submit, Back            key.Binding
	NewRef, Environment, Scenario, Profiles key.Binding
	Fix, Copy, Inspect, Palette, Help       key.Binding
	Users, Suspend, Quit                    key.Binding
	DryRun, Renew, History, Report          key.Binding

	Token, Checks, HTTP, Past key.Binding
	draw.ScrollKeys

	PlainCopy, PlainFix, PlainPalette, PlainHelp, PlainQuit key.Binding
	PlainDryRun, PlainRenew, PlainReport                    key.Binding
	Search, SearchNext, SearchPrevious                      key.Binding
	// Save belongs to the support report.
	Save key.Binding
	// Causes applies the remedy of the cause with that letter.
	Causes key.Binding

	Edit, Add, Duplicate, Delete, Undo, Default, Forget key.Binding
}

func bind(help, words string, keys ...string) key.Binding {
	return key.NewBinding(key.WithKeys(keys...), key.WithHelp(help, words))
}

func newKeyMap() keyMap {
	return keyMap{
		ScrollKeys:  draw.DefaultScrollKeys(),
		Next:        bind("tab", "next field", "tab"),
		Previous:    bind("shift+tab", "previous field", "shift+tab"),
		Submit:      bind("enter", "send", "enter"),
		Back:        bind("esc", "cancel, step back", "esc"),
		NewRef:      bind("^G", "new external_ref", "ctrl+g"),
		Environment: bind("^E", "environment", "ctrl+e"),
		Scenario:    bind("^X", "scenario", "ctrl+x"),
		Profiles:    bind("^T", "profiles", "ctrl+t"),
		Fix:         bind("^F", "apply the fix", "ctrl+f"),
		Copy:        bind("^Y", "copy", "ctrl+y"),
		Inspect:     bind("^R", "read a token", "ctrl+r"),
		Palette:     bind("^P", "commands", "ctrl+p"),
		Help:        bind("f1", "help", "f1"),
		Users:       bind("^U", "test users", "ctrl+u"),
		DryRun:      bind("^D", "dry run", "ctrl+d"),
		Renew:       bind("^N", "renew", "ctrl+n"),
		History:     bind("^L", "history", "ctrl+l"),
		Report:      bind("^O", "support report", "ctrl+o"),
		Suspend:     bind("^Z", "suspend", "ctrl+z"),
		Quit:        bind("^C", "quit", "ctrl+c"),

		Token:  bind("1", "token", "1"),
		Checks: bind("2", "checks", "2"),
		HTTP:   bind("3", "HTTP", "3"),
		Past:   bind("4", "history", "4"),

		PlainCopy:    bind("y", "copy", "y"),
		PlainFix:     bind("f", "apply the fix", "f"),
		PlainPalette: bind(":", "commands", ":"),
		PlainHelp:    bind("?", "help", "?"),
		PlainQuit:    bind("q", "quit", "q"),
		PlainDryRun:  bind("d", "dry run", "d"),
		PlainRenew:   bind("r", "renew", "r"),
		PlainReport:  bind("s", "support report", "s"),

		Search:         bind("/", "search", "/"),
		SearchNext:     bind("n", "next", "n"),
		SearchPrevious: bind("N", "previous", "N"),
		Save:           bind("w", "save", "w"),
		Causes:         bind("A-F", "do what the cause offers", "A", "B", "C", "D", "E", "F"),

		Edit:      bind("^O", "edit", "ctrl+o"),
		Add:       bind("^N", "add", "ctrl+n"),
		Duplicate: bind("^D", "duplicate", "ctrl+d"),
		Delete:    bind("^X", "delete", "ctrl+x"),
		Undo:      bind("^U", "undo delete", "ctrl+u"),
		Default:   bind("^L", "begin with it", "ctrl+l"),
		Forget:    bind("^K", "forget all of it", "ctrl+k"),
	}
}
