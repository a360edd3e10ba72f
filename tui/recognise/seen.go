package recognise

import (
	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/guide"
	link "devtools/ripio-explorer/ripio/widget"
	"devtools/ripio-explorer/tui/explain"

	tea "github.com/charmbracelet/bubbletea"
)

// SeenMsg brings who was seen before, for what came back from the widget.
type SeenMsg struct {
	seen []link.Seen
	open func(seen []link.Seen)
}

// Open opens the page that waited for them.
func (msg SeenMsg) Open() { msg.open(msg.seen) }

// whoWasSeen lists the test users and the users of the history, and then opens a page.
func (m *Model) whoWasSeen(open func(seen []link.Seen)) tea.Cmd {
	manager := m.Manager
	return func() tea.Msg { return SeenMsg{seenBy(manager), open} }
}

// seenBy lists who is in the book of test users and in the history. What cannot be read
// is left out.
func seenBy(manager *profiles.Manager) (list []link.Seen) {
	for _, environment := range ripio.EnvironmentNames {
		users, _ := manager.Users.List(environment)
		for _, user := range users {
			list = append(list, link.Seen{Kind: link.SeenUser, Name: user.Label, Environment: user.Environment,
				Profile: user.Profile, ExternalRef: user.ExternalRef, Address: user.Address, At: user.LastUse})
		}
	}
	sends, _ := manager.History.List(profiles.Filter{})
	for _, send := range sends {
		e := send.Exchange
		list = append(list, link.Seen{Kind: link.SeenAttempt, Environment: e.Environment.Name,
			Profile: e.Profile, ExternalRef: e.Request.ExternalRef, Address: e.Request.Address, At: e.SentAt})
	}
	return list
}

// openRedirect explains the URL with which the widget sent somebody back.
func (m *Model) openRedirect(redirect link.Redirect) tea.Cmd {
	return m.whoWasSeen(func(seen []link.Seen) {
		m.Explain(explain.Redirect(redirect, redirect.Match(seen)), guide.KindFinding)
	})
}
