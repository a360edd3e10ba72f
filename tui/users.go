package tui

import (
	tea "github.com/charmbracelet/bubbletea"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/visible"
	"devtools/ripio-explorer/tui/dialog"
	"devtools/ripio-explorer/tui/draw"
	"devtools/ripio-explorer/tui/field"
)

// usersChanged takes the book of test users.
func (m *Model) usersChanged(msg usersMsg) {
	if msg.err != nil && msg.again != nil && m.dialogs.Top() == msg.over {
		msg.again("Not kept: " + visible.Line(msg.err.Error()))
		return
	}
	if msg.err != nil {
		m.status.say(finding.LevelWarning, visible.Line(msg.err.Error()))
		return
	}
	m.users = msg.users
	m.showDrift()
	m.dialogs.Refresh("")
	if msg.done != "" {
		m.status.say(finding.LevelOK, msg.done)
	}
}

// showDrift tells the form what the book of test users has against this user.
func (m *Model) showDrift() {
	request := m.form.Request()
	user := profiles.User{ExternalRef: request.ExternalRef, Address: request.Address}
	m.form.SetDrift(profiles.DriftAmong(m.users, m.environment.Name, m.profile, user))
}

// chooseUser opens the book of test users of the armed environment.
func (m *Model) chooseUser() {
	menu := dialog.NewMenu("Test users of "+m.environment.Name.Label(), m.userChoices())
	menu.Empty = "No users yet. Each send writes its user down here."
	menu.Hints = "enter use  ^O name  ^X remove"
	menu.Refresh = m.userChoices
	menu.Keys = func(msg tea.KeyMsg) (tea.Cmd, bool) {
		selected, _ := menu.Selected()
		return m.pressedInUsers(msg, selected.ID)
	}
	m.open(menu)
}

// usersHere are those of the armed environment.
func (m *Model) usersHere() []profiles.TestUser {
	var here []profiles.TestUser
	for _, user := range m.users {
		if user.Environment == m.environment.Name {
			here = append(here, user)
		}
	}
	return here
}

// userKey tells users apart in the menu.
func userKey(user profiles.TestUser) string {
	return user.Profile + "\x00" + user.ExternalRef + "\x00" + user.Address
}

func (m *Model) userChoices() []dialog.Choice {
	const refWidth, addressWidth = 13, 13
	var choices []dialog.Choice
	for _, user := range m.usersHere() {
		ref := draw.Shorten(user.ExternalRef, refWidth, "…")
		name, detail := user.Label, ref+" "+draw.Shorten(user.Address, addressWidth, "…")
		if name == "" {
			name, detail = ref, draw.Shorten(user.Address, addressWidth, "…")
		}
		if user.Profile != "" {
			detail += ", " + user.Profile
		}
		if !user.LastUse.IsZero() {
			detail += ", " + user.LastUse.In(m.deps.Local).Format("2 Jan 15:04")
			if !user.FirstUse.Equal(user.LastUse) {
				detail += ", first " + user.FirstUse.In(m.deps.Local).Format("2 Jan")
			}
		}
		choices = append(choices, dialog.Choice{ID: userKey(user), Name: name, Detail: detail, Run: func() tea.Cmd {
			m.useUser(user)
			return nil
		}})
	}
	return choices
}

func (m *Model) findUser(id string) (profiles.TestUser, bool) {
	for _, user := range m.usersHere() {
		if userKey(user) == id {
			return user, true
		}
	}
	return profiles.TestUser{}, false
}

// pressedInUsers handles the keys that only the book of test users has.
func (m *Model) pressedInUsers(msg tea.KeyMsg, selected string) (cmd tea.Cmd, done bool) {
	user, ok := m.findUser(selected)
	switch name := msg.String(); {
	case !ok:
		return nil, false
	case matches(name, m.keys.Edit):
		m.nameUser(user, user.Label, "")
		return nil, true
	case matches(name, m.keys.Delete):
		return m.writes.keep(loadUsers(m.deps.Profiles.Users, "user removed from the book", func(book *profiles.Users) error {
			return book.Remove(user.Environment, user.Profile, user.User())
		})), true
	}
	return nil, false
}

// nameUser asks for a user's name, over the list of users. A name that cannot be
// kept is asked for again.
func (m *Model) nameUser(user profiles.TestUser, label, remark string) {
	prompt := newUserNamePrompt(user)
	prompt.Input.SetValue(label)
	prompt.Remark = remark
	prompt.Accept = func(label string) dialog.Answer {
		return dialog.Answer{Run: func() tea.Cmd { return m.keepName(user, label) }}
	}
	m.open(prompt)
}

// keepName gives a user the name that was typed.
func (m *Model) keepName(user profiles.TestUser, label string) tea.Cmd {
	name := loadUsers(m.deps.Profiles.Users, "user named", func(book *profiles.Users) error {
		return book.Label(user.Environment, user.Profile, user.User(), label)
	})
	over := m.dialogs.Top()
	return m.writes.keep(func() tea.Msg {
		msg, isUsers := name().(usersMsg)
		if isUsers {
			msg.over = over
			msg.again = func(remark string) { m.nameUser(user, label, remark) }
		}
		return msg
	})
}

// useUser fills the form with a user of the book.
func (m *Model) useUser(user profiles.TestUser) {
	m.form.SetUser(user.ExternalRef, user.Address)
	m.userChanged()
}

// userChanged follows a change of external_ref or address.
func (m *Model) userChanged() {
	m.showDrift()
	m.showKept()
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
