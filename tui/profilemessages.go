package tui

import (
	"context"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/tui/dialog"
)

// profilesMsg brings the profiles after they were loaded or changed.
type profilesMsg struct {
	book     profiles.Book
	warnings []profiles.Warning
	// done words the change for the status line; empty after the first loading.
	done string
	// arm is the profile to use from now on; empty for no change.
	arm string
	// removed is the name of the profile that was deleted, for taking it back;
	// restored of the one that is back, forgotten of the one nothing is left of.
	removed, restored, forgotten string
	// selected is the profile that the list shows as chosen; empty for no change.
	selected string
	// of is the change that this is the result of; nil for those that store no
	// secret.
	of *saving
	// partly tells that book holds in spite of err.
	partly bool
	// report tells the outcome of what cannot be told in a line.
	report []string
	err    error
}

// change is a command that changes profiles; done and arm are what follows when
// it worked.
func change(done, arm string, work func(context.Context) (profiles.Book, []profiles.Warning, error)) tea.Cmd {
	return func() tea.Msg {
		book, warnings, err := work(context.Background())
		return profilesMsg{book: book, warnings: warnings, done: done, arm: arm, err: err}
	}
}

func loadProfiles(manager *profiles.Manager, done string) tea.Cmd {
	return change(done, "", func(ctx context.Context) (profiles.Book, []profiles.Warning, error) {
		recovered := manager.Recover(ctx)
		book, warnings, err := manager.Store.Load()
		return book, append(recovered, warnings...), err
	})
}

// useBackup goes back to the profiles before the file was damaged.
func useBackup(manager *profiles.Manager) tea.Cmd {
	return change("the backup is in use; the damaged file was kept beside it", "",
		func(context.Context) (profiles.Book, []profiles.Warning, error) { return manager.Store.UseBackup() })
}

// setAside renames a damaged file, so that there are no profiles again.
func setAside(manager *profiles.Manager) tea.Cmd {
	return func() tea.Msg {
		path, err := manager.Store.SetAside()
		return profilesMsg{done: "the damaged file is now " + path, err: err}
	}
}

func removeProfile(manager *profiles.Manager, name string) tea.Cmd {
	return func() tea.Msg {
		book, warnings, err := manager.Remove(context.Background(), name)
		return removal(name, book, warnings, err)
	}
}

func restoreProfile(manager *profiles.Manager, name string) tea.Cmd {
	return func() tea.Msg {
		book, warnings, err := manager.Restore(context.Background(), name)
		return profilesMsg{book: book, warnings: warnings, done: name + " is back", restored: name, selected: name, err: err}
	}
}

// removal words a deletion: also what of the profile is still there.
func removal(name string, book profiles.Book, warnings []profiles.Warning, err error) profilesMsg {
	msg := profilesMsg{book: book, removed: name, err: err, done: name + " deleted; ^U in the profile list takes it back"}
	if len(warnings) == 0 {
		return msg
	}
	var left []string
	for _, warning := range warnings {
		left = append(left, warning.Text)
	}
	text := name + " deleted; its " + strings.Join(left, "; its ") + "; ^U takes it back"
	msg.warnings = []profiles.Warning{{Text: text}}
	return msg
}

// overwriteRemoval deletes a profile that was changed meanwhile.
func overwriteRemoval(manager *profiles.Manager, conflict *profiles.ConflictError) tea.Cmd {
	return func() tea.Msg {
		book, warnings, err := manager.Overwrite(context.Background(), conflict, nil)
		return removal(conflict.Name, book, warnings, err)
	}
}

func setDefaultProfile(manager *profiles.Manager, name string) tea.Cmd {
	return change(name+" is the profile to begin with", "",
		func(context.Context) (profiles.Book, []profiles.Warning, error) {
			book, err := manager.Store.SetDefault(name)
			return book, nil, err
		})
}

// forgetProfile removes everything that is kept of a profile and reports it.
func forgetProfile(manager *profiles.Manager, name string) tea.Cmd {
	return func() tea.Msg {
		book, report, err := manager.Forget(context.Background(), name)
		lines := append([]string{"Removed"}, report.Removed...)
		if len(report.NotReached) > 0 {
			lines = append(lines, "", "Not reached")
			lines = append(lines, report.NotReached...)
		}
		return profilesMsg{book: book, done: name + " is forgotten", report: lines, forgotten: name, err: err}
	}
}

// slowKeyringMsg says that the keyring takes long.
type slowKeyringMsg struct{}

func waitForSlowKeyring(slow <-chan struct{}) tea.Cmd {
	if slow == nil {
		return nil
	}
	return func() tea.Msg {
		<-slow
		return slowKeyringMsg{}
	}
}

// usersMsg brings the test users after one was used or changed.
type usersMsg struct {
	users []profiles.TestUser
	done  string
	err   error
	// again asks for a name once more that could not be kept, over the same list.
	again func(remark string)
	over  dialog.Dialog
}

func loadUsers(users *profiles.Users, done string, change func(*profiles.Users) error) tea.Cmd {
	return func() tea.Msg {
		var err error
		if change != nil {
			err = change(users)
		}
		list, listErr := users.List("")
		if err == nil {
			err = listErr
		}
		return usersMsg{users: list, done: done, err: err}
	}
}

// recordMsg brings the record and the fingerprint of the armed credentials.
type recordMsg struct {
	key         profiles.SecretKey
	record      profiles.Record
	fingerprint string
}

// noteOutcome writes down how a send ended.
func noteOutcome(records *profiles.Records, key profiles.SecretKey, exchange ripio.Exchange, fingerprint func() string) tea.Cmd {
	return func() tea.Msg {
		_ = records.NoteExchange(exchange) // the send is not concerned
		record, _ := records.Of(key)
		return recordMsg{key: key, record: record, fingerprint: fingerprint()}
	}
}

func loadRecord(records *profiles.Records, key profiles.SecretKey) tea.Cmd {
	return func() tea.Msg {
		record, err := records.Of(key)
		if err != nil {
			return nil
		}
		return recordMsg{key: key, record: record}
	}
}
