// Package manage holds the flows with which a person manages profiles: the list,
// saving a form, imports, the passphrase and the repair of files of secrets,
// forgetting, and the book of test users. A flow captures what it acts on; what it
// may do with the explorer is in Host.
package manage

import (
	"context"
	"time"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/tui/dialog"
	"devtools/ripio-explorer/tui/draw"
)

// Host is what the flows may do with the explorer that they lie over.
type Host struct {
	dialog.Host
	Manager *profiles.Manager
	// Book is the profiles as they are known now.
	Book func() profiles.Book
	// Local is the time zone that times are shown in.
	Local func() *time.Location
	// StableRef is for whom an external_ref is made now.
	StableRef func() StableRef
	// Environ lists the environment's variables, as os.Environ does.
	Environ func() []string
	// NoFiles says why no file is read; nil where files are.
	NoFiles error
}

// Profiles are the changes of profiles of this run. Its value must not be copied.
type Profiles struct {
	Host
	Keys KeyMap
	// save is the change of a form that is under way.
	save save
	// removed is what undo takes back, in the order of the deletions.
	removed []removed
}

// New returns the flows over a host.
func New(host Host) *Profiles { return &Profiles{Host: host, Keys: DefaultKeyMap()} }

// KeyMap holds the keys of the lists of profiles and test users.
type KeyMap struct{ Edit, Add, Duplicate, Delete, Undo, Default, Forget key.Binding }

// DefaultKeyMap returns the keys with the words that the lists show for them.
func DefaultKeyMap() KeyMap {
	return KeyMap{
		Edit: draw.Bind("e", "edit", "e"), Add: draw.Bind("a", "add", "a"), Duplicate: draw.Bind("d", "duplicate", "d"), Delete: draw.Bind("x", "delete", "x"),
		Undo: draw.Bind("u", "undo delete", "u"), Default: draw.Bind("b", "begin with it", "b"), Forget: draw.Bind("X", "forget all of it", "X"),
	}
}

// ChangedMsg brings the profiles after they were loaded or changed.
type ChangedMsg struct {
	Book     profiles.Book
	Warnings []profiles.Warning
	// Done words the change for the status line; empty after the first loading.
	Done string
	// Select is the profile to use from now on; empty for no change.
	Select string
	// Removed is the name of the profile that was deleted, for taking it back;
	// Restored of the one that is back, Forgotten of the one nothing is left of.
	Removed, Restored, Forgotten string
	// From and To are the names of a profile that was renamed; empty for none.
	From, To string
	// Partly tells that Book holds in spite of Err.
	Partly bool
	// Report tells the outcome of what cannot be told in a line.
	Report []string
	Err    error

	// show is the profile that the list goes to, if it is still on the one that it was on
	// when the change was asked for; empty for no change.
	on, show string
	// of is the change that this is the result of; nil for those that store no
	// secret.
	of *saving
}

// Msg is the result of a command of one of these flows, which goes on with it.
type Msg interface {
	land(p *Profiles) tea.Cmd
}

// Update hands a result to its flow.
func (p *Profiles) Update(msg Msg) tea.Cmd { return msg.land(p) }

// change is a command that changes profiles.
func change(done string, work func(context.Context) (profiles.Book, []profiles.Warning, error)) tea.Cmd {
	return func() tea.Msg {
		book, warnings, err := work(context.Background())
		return ChangedMsg{Book: book, Warnings: warnings, Done: done, Err: err}
	}
}

// Load reads the profiles; done is empty for the first time.
func Load(manager *profiles.Manager, done string) tea.Cmd {
	return change(done, func(ctx context.Context) (profiles.Book, []profiles.Warning, error) {
		recovered := manager.Recover(ctx)
		book, warnings, err := manager.Store.Load()
		return book, append(recovered, warnings...), err
	})
}
