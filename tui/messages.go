package tui

import (
	"context"

	tea "github.com/charmbracelet/bubbletea"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio"
)

// Messages tell what happened outside; each carries its error. Their commands
// stand beside them and are given only the values they need.

// profilesMsg brings the profiles after they were loaded or changed.
type profilesMsg struct {
	book     profiles.Book
	warnings []profiles.Warning
	// done words the change for the status line; empty after the first loading.
	done string
	// arm is the profile to use from now on; empty for no change.
	arm string
	// removed is the name of the profile that was deleted, for taking it back.
	removed string
	err     error
}

func loadProfiles(store ProfileStore, done string) tea.Cmd {
	return func() tea.Msg {
		book, warnings, err := store.Load()
		return profilesMsg{book: book, warnings: warnings, done: done, err: err}
	}
}

func putProfile(store ProfileStore, previous string, profile profiles.Profile) tea.Cmd {
	return func() tea.Msg {
		book, err := store.Put(previous, profile)
		return profilesMsg{book: book, done: profile.Name + " saved", arm: profile.Name, err: err}
	}
}

func removeProfile(store ProfileStore, name string) tea.Cmd {
	return func() tea.Msg {
		book, err := store.Remove(name)
		return profilesMsg{book: book, done: name + " deleted; ^U in the profile list takes it back", removed: name, err: err}
	}
}

func restoreProfile(store ProfileStore, name string) tea.Cmd {
	return func() tea.Msg {
		book, err := store.Restore(name)
		return profilesMsg{book: book, done: name + " is back", arm: name, err: err}
	}
}

// overwriteProfile carries a change out over one that was made meanwhile.
func overwriteProfile(store ProfileStore, conflict *profiles.ConflictError) tea.Cmd {
	return func() tea.Msg {
		book, err := store.Overwrite(conflict)
		return profilesMsg{book: book, done: "your change to " + conflict.Name + " is saved", err: err}
	}
}

// useBackup goes back to the profiles before the file was damaged.
func useBackup(store ProfileStore) tea.Cmd {
	return func() tea.Msg {
		book, warnings, err := store.UseBackup()
		return profilesMsg{book: book, warnings: warnings, done: "the backup is in use; the damaged file was kept beside it", err: err}
	}
}

// setAside renames a damaged file, so that there are no profiles again.
func setAside(store ProfileStore) tea.Cmd {
	return func() tea.Msg {
		path, err := store.SetAside()
		return profilesMsg{done: "the damaged file is now " + path, err: err}
	}
}

// simulatorMsg brings the simulator once it listens.
type simulatorMsg struct {
	simulator Simulator
	err       error
}

func startSimulator(start func(string) (Simulator, error), scenario string) tea.Cmd {
	return func() tea.Msg {
		server, err := start(scenario)
		return simulatorMsg{simulator: server, err: err}
	}
}

// secretMsg brings the secret for a send.
type secretMsg struct {
	send   int
	secret ripio.Secret
	err    error
}

func resolveSecret(ctx context.Context, send int, secrets *profiles.Secrets, key profiles.SecretKey, ref profiles.SecretReference) tea.Cmd {
	return func() tea.Msg {
		secret, err := secrets.Resolve(ctx, key, ref)
		return secretMsg{send: send, secret: secret, err: err}
	}
}

// exchangeMsg brings the story of a send.
type exchangeMsg struct {
	send     int
	exchange ripio.Exchange
}

type authenticate func(context.Context, ripio.Environment, ripio.Request) ripio.Exchange

func sendRequest(ctx context.Context, send int, call authenticate, env ripio.Environment, request ripio.Request, profile string) tea.Cmd {
	return func() tea.Msg {
		exchange := call(ctx, env, request)
		exchange.Profile = profile
		return exchangeMsg{send: send, exchange: exchange}
	}
}

// tickMsg asks for a new drawing. Only the newest loop goes on.
type tickMsg struct{ loop int }

// copiedMsg tells what became of a copy.
type copiedMsg struct {
	what, route string
	err         error
}

func copyText(put func(string) (string, error), what, text string) tea.Cmd {
	return func() tea.Msg {
		route, err := put(text)
		return copiedMsg{what: what, route: route, err: err}
	}
}
