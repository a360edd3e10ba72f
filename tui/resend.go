package tui

import (
	tea "github.com/charmbracelet/bubbletea"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio"
	ripiofield "devtools/ripio-explorer/ripio/field"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/visible"
	"devtools/ripio-explorer/tui/dialog"
	"devtools/ripio-explorer/tui/draw"
	"devtools/ripio-explorer/tui/history"
	"devtools/ripio-explorer/tui/result"
)

// resend sends the inputs of an attempt again. What has to be armed for it is
// said first; the send itself asks what every send asks.
func (m *Model) resend(attempt profiles.Attempt) tea.Cmd {
	if why := m.noResend(attempt); why != "" {
		m.status.say(finding.LevelNote, "not sent again: "+why)
		return nil
	}
	if m.isArmed(attempt.Exchange) {
		m.leavePast()
		return m.begin()
	}
	arm := func() tea.Cmd { return m.armAttempt(attempt.Exchange) }
	menu := dialog.NewMenu("Send the same again", []dialog.Choice{
		{Name: "Arm and send", Run: func() tea.Cmd { return tea.Batch(arm(), m.begin()) }},
		{Name: "Arm only", Run: arm},
		{Name: "Leave everything as it is"},
	})
	menu.Hints = m.resendWords(attempt.Exchange)
	m.open(menu)
	return nil
}

// noResend says why an attempt cannot be repeated from here; empty when it can.
func (m *Model) noResend(attempt profiles.Attempt) string {
	e := attempt.Exchange
	_, known := m.book.Find(e.Profile)
	switch {
	case m.busy() != "":
		return "a request is under way; esc cancels it"
	case e.Request.Deviation != ripio.DeviationNone:
		return "it was a negative test; the list of negative tests sends it"
	case attempt.SwapTest:
		return "it asked whether the keys are those of the other environment"
	case e.Profile == "" && e.Environment.Name != ripio.Simulator:
		return "it has no profile"
	case e.Profile != "" && !known:
		return "there is no profile " + visible.Line(e.Profile) + " any more"
	}
	if _, err := ripio.ParseEnvironmentName(string(e.Environment.Name)); err != nil {
		return visible.Line(err.Error())
	}
	return ""
}

// isArmed reports whether a send now would have the inputs of the exchange.
func (m *Model) isArmed(e ripio.Exchange) bool {
	return m.armedOwner() == tokenOwner{e.Profile, e.Environment.Name, e.Request.ExternalRef, e.Request.Address}
}

// resendWords say what will be armed, and what is no longer as it was.
func (m *Model) resendWords(e ripio.Exchange) string {
	text := "Arms " + m.ownerWords(e) + ", address " + m.shortened(e.Request.Address) + "."
	profile, _ := m.book.Find(e.Profile)
	name := e.Environment.Name
	if name == ripio.Simulator {
		name = ripio.Sandbox
	}
	if clientID := profile.Account(name).ClientID; e.Profile != "" && clientID != e.Request.ClientID {
		text += " The profile's client_id is another one now: " + visible.Line(ripiofield.ShowClientID(clientID)) + "."
	}
	return text
}

// ownerWords name the profile, the environment and the external_ref of an exchange.
func (m *Model) ownerWords(e ripio.Exchange) string {
	return visible.Line(history.ProfileName(e)) + ", " + visible.Line(e.Environment.Name.Label()) + ", external_ref " + m.shortened(e.Request.ExternalRef)
}

// shortened is an external_ref or address as a sentence holds it.
func (m *Model) shortened(text string) string {
	return draw.Shorten(visible.Line(text), shortUser, m.styles.Glyphs.Ellipsis)
}

// armAttempt arms profile, environment and user of an exchange.
func (m *Model) armAttempt(e ripio.Exchange) tea.Cmd {
	m.leavePast()
	if e.Profile == "" {
		m.profile = "" // the simulator has credentials of its own
	} else {
		m.armProfile(e.Profile)
	}
	var commands []tea.Cmd
	if m.environment.Name != e.Environment.Name {
		commands = append(commands, m.armEnvironment(e.Environment.Name))
	}
	m.form.SetUser(e.Request.ExternalRef, e.Request.Address)
	m.showCredentials()
	m.userChanged()
	m.status.say(finding.LevelNote, "armed: "+m.ownerWords(e))
	return tea.Batch(append(commands, m.armedRecord())...)
}

// leavePast goes from the history to the armed user's own outcome.
func (m *Model) leavePast() {
	m.closeAttempt()
	m.result.SetTab(result.Token)
}
