package tui

import (
	tea "github.com/charmbracelet/bubbletea"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/visible"
	"devtools/ripio-explorer/tui/draw"
)

// usersChanged takes the book of test users.
func (m *Model) usersChanged(msg usersMsg) {
	if msg.err != nil && msg.label != "" && m.dialog == dialogMenu && m.menuKind == menuUsers {
		m.nameUser(msg.naming)
		m.prompt.input.SetValue(msg.label)
		m.prompt.remark = "Not kept: " + visible.Line(msg.err.Error())
		return
	}
	if msg.err != nil {
		m.status.say(finding.LevelWarning, visible.Line(msg.err.Error()))
		return
	}
	m.users = msg.users
	m.showDrift()
	if m.dialog == dialogMenu && m.menuKind == menuUsers {
		m.menu.SetItems(m.userItems())
	}
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
	menu := newMenu("Test users of "+m.environment.Name.Label(), m.userItems())
	menu.empty = "No users yet. Each send writes its user down here."
	menu.hints = "enter use  ^O name  ^X remove"
	m.openMenu(menuUsers, menu)
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

func (m *Model) userItems() []menuItem {
	const refWidth, addressWidth = 13, 13
	var items []menuItem
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
		items = append(items, menuItem{id: userKey(user), name: name, detail: detail})
	}
	return items
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
func (m *Model) pressedInUsers(msg tea.KeyMsg) (cmd tea.Cmd, done bool) {
	item, _ := m.menu.Selected()
	user, ok := m.findUser(item.id)
	switch name := msg.String(); {
	case !ok:
		return nil, false
	case matches(name, m.keys.Edit):
		m.nameUser(user)
		return nil, true
	case matches(name, m.keys.Delete):
		return m.writes.keep(loadUsers(m.deps.Profiles.Users, "user removed from the book", func(book *profiles.Users) error {
			return book.Remove(user.Environment, user.Profile, user.User())
		})), true
	}
	return nil, false
}

// nameUser asks for a user's name, over the list of users.
func (m *Model) nameUser(user profiles.TestUser) {
	m.naming = user
	m.dialog, m.resume = dialogUserName, dialogMenu
	m.prompt = newUserNamePrompt(user)
}

// userNamed returns a user the name that was typed.
func (m *Model) userNamed(label string) tea.Cmd {
	user := m.naming
	m.closeDialog()
	name := loadUsers(m.deps.Profiles.Users, "user named", func(book *profiles.Users) error {
		return book.Label(user.Environment, user.Profile, user.User(), label)
	})
	return m.writes.keep(func() tea.Msg {
		msg, isUsers := name().(usersMsg)
		if isUsers {
			msg.naming, msg.label = user, label
		}
		return msg
	})
}

// useUser fills the form with a user of the book.
func (m *Model) useUser(id string) {
	user, ok := m.findUser(id)
	if !ok {
		return
	}
	m.form.SetUser(user.ExternalRef, user.Address)
	m.userChanged()
}

// userChanged follows a change of external_ref or address.
func (m *Model) userChanged() {
	m.showDrift()
	m.showKept()
}
