package manage

import (
	"slices"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/visible"
	"devtools/ripio-explorer/tui/dialog"
	"devtools/ripio-explorer/tui/draw"
	"devtools/ripio-explorer/tui/field"
)

// Users is the book of test users, as it was last read, and what a person changes
// in it.
type Users struct {
	Host
	Keys KeyMap
	// known are the users, the latest use first.
	known []profiles.TestUser
}

// NewUsers returns the book of test users over a host; nothing is read yet.
func NewUsers(host Host) *Users { return &Users{Host: host, Keys: DefaultKeyMap()} }

// Update takes what was read or could not be changed.
func (u *Users) Update(msg UsersMsg) {
	switch {
	case msg.Err != nil && msg.again != nil && u.waits(msg.over):
		msg.again("Not kept: " + visible.Line(msg.Err.Error()))
	case msg.Err != nil:
		u.Say(finding.LevelWarning, visible.Line(msg.Err.Error()))
	default:
		u.known = msg.users
		u.Dialogs.Refresh("", "")
		if msg.Done != "" {
			u.Say(finding.LevelOK, msg.Done)
		}
	}
}

// waits reports whether the dialog that was in front is again, or none as then, and
// nothing is typed in it.
func (u *Users) waits(over dialog.Dialog) bool {
	if over == nil {
		return !u.Dialogs.Occupied()
	}
	return u.Dialogs.Top() == over && !over.Typing()
}

// Known are the users as they were last read.
func (u *Users) Known() []profiles.TestUser { return u.known }

// Name is the name of an exchange's user; empty when the book has none.
func (u *Users) Name(e ripio.Exchange) string {
	user := profiles.User{ExternalRef: e.Request.ExternalRef, Address: e.Request.Address}
	for _, known := range u.known {
		if known.Environment == e.Environment.Name && known.Profile == e.Profile && known.User() == user {
			return known.Label
		}
	}
	return ""
}

// Drift tells what the book has against a user.
func (u *Users) Drift(environment ripio.EnvironmentName, profile string, user profiles.User) []finding.Finding {
	return profiles.DriftAmong(u.known, environment, profile, user)
}

// Read reads the book.
func (u *Users) Read() tea.Cmd { return u.change("", nil) }

// RecordExchange writes down who was used in a send.
func (u *Users) RecordExchange(e ripio.Exchange, user profiles.User) tea.Cmd {
	return u.Keep(u.change("", func(book *profiles.Users) error { return book.RecordExchange(e, user) }))
}

// OpenList lists the users of an environment; use gets the one that is picked.
func (u *Users) OpenList(environment ripio.EnvironmentName, use func(profiles.User)) {
	list := func() []dialog.Choice { return u.choices(environment, use) }
	menu := dialog.NewMenu("Test users of "+environment.Label(), list())
	menu.Empty = "No users yet. Each attempt of a profile writes its user down here."
	name, remove := u.Keys.Edit, u.Keys.Delete
	name.SetHelp("e", "name")
	remove.SetHelp("x", "remove")
	menu.Acts = []key.Binding{name, remove}
	menu.Refresh = list
	menu.Act = func(msg tea.KeyMsg) (tea.Cmd, bool) {
		selected, _ := menu.Selected()
		return u.pressed(msg, environment, selected.Value)
	}
	u.Dialogs.Open(menu)
}

// userKey tells users apart in the menu.
func userKey(user profiles.TestUser) any {
	return [...]string{user.Profile, user.ExternalRef, user.Address}
}

func (u *Users) choices(environment ripio.EnvironmentName, use func(profiles.User)) []dialog.Choice {
	const refWidth, addressWidth = 13, 13
	var choices []dialog.Choice
	for _, user := range u.known {
		if user.Environment != environment {
			continue
		}
		ref := draw.Shorten(user.ExternalRef, refWidth, "…")
		name, detail := user.Label, ref+" "+draw.Shorten(user.Address, addressWidth, "…")
		if name == "" {
			name, detail = ref, draw.Shorten(user.Address, addressWidth, "…")
		}
		if user.Profile != "" {
			detail += ", " + user.Profile
		}
		if !user.LastUse.IsZero() {
			detail += ", " + user.LastUse.In(u.Local()).Format("2 Jan 15:04")
			if !user.FirstUse.Equal(user.LastUse) {
				detail += ", first " + user.FirstUse.In(u.Local()).Format("2 Jan")
			}
		}
		choices = append(choices, dialog.Choice{Value: userKey(user), Name: name, Detail: detail, Run: func() tea.Cmd {
			use(user.User())
			return nil
		}})
	}
	return choices
}

// pressed handles the keys that only the book of test users has.
func (u *Users) pressed(msg tea.KeyMsg, environment ripio.EnvironmentName, selected any) (cmd tea.Cmd, done bool) {
	at := slices.IndexFunc(u.known, func(user profiles.TestUser) bool {
		return user.Environment == environment && userKey(user) == selected
	})
	if at < 0 {
		return nil, false
	}
	switch user := u.known[at]; {
	case key.Matches(msg, u.Keys.Edit):
		u.askName(user, user.Label, "")
		return nil, true
	case key.Matches(msg, u.Keys.Delete):
		return u.Keep(u.change("user removed from the book", func(book *profiles.Users) error {
			return book.Remove(user.Environment, user.Profile, user.User())
		})), true
	}
	return nil, false
}

// askName asks for a user's name, over the list of users. A name that cannot be
// kept is asked for again.
func (u *Users) askName(user profiles.TestUser, label, remark string) {
	prompt := newUserNamePrompt(user)
	prompt.Input.SetValue(label)
	prompt.Remark = remark
	prompt.Accept = func(label string) dialog.Answer {
		return dialog.Answer{Run: func() tea.Cmd { return u.keepName(user, label) }}
	}
	u.Dialogs.Open(prompt)
}

// keepName gives a user the name that was typed.
func (u *Users) keepName(user profiles.TestUser, label string) tea.Cmd {
	name := u.change("user named", func(book *profiles.Users) error {
		return book.Label(user.Environment, user.Profile, user.User(), label)
	})
	over := u.Dialogs.Top()
	return u.Keep(func() tea.Msg {
		msg, isUsers := name().(UsersMsg)
		if isUsers {
			msg.over = over
			msg.again = func(remark string) { u.askName(user, label, remark) }
		}
		return msg
	})
}

// UsersMsg brings the test users after one was used or changed.
type UsersMsg struct {
	users []profiles.TestUser
	Done  string
	Err   error
	// again asks for a name once more that could not be kept, over the same list.
	again func(remark string)
	over  dialog.Dialog
}

// change changes the book, where there is something to change, and reads it.
func (u *Users) change(done string, change func(*profiles.Users) error) tea.Cmd {
	users := u.Manager.Users
	return func() tea.Msg {
		var err error
		if change != nil {
			err = change(users)
		}
		list, listErr := users.List("")
		if err == nil {
			err = listErr
		}
		return UsersMsg{users: list, Done: done, Err: err}
	}
}

// newUserNamePrompt asks for a name of a test user.
func newUserNamePrompt(user profiles.TestUser) *dialog.Prompt {
	p := &dialog.Prompt{
		Title:       "Name of the test user",
		Text:        "A name for external_ref " + visible.Line(user.ExternalRef) + ". An empty one takes the name away.",
		Input:       field.New("such as Ana, Buenos Aires"),
		Foot:        "enter keeps it, esc goes back",
		Environment: ripio.Sandbox,
	}
	p.Input.SetValue(user.Label)
	p.Input.Focus()
	return p
}
