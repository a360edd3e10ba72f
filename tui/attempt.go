package tui

import (
	"time"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio"
	ripiofield "devtools/ripio-explorer/ripio/field"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/visible"
	"devtools/ripio-explorer/tui/dialog"
	"devtools/ripio-explorer/tui/draw"
	"devtools/ripio-explorer/tui/history"
	"devtools/ripio-explorer/tui/request"
	"devtools/ripio-explorer/tui/result"
	"devtools/ripio-explorer/tui/sending"
)

// openAttempt shows the selected attempt in the other tabs.
func (m *Model) openAttempt() tea.Cmd {
	attempt, ok := m.history.Selected()
	if !ok {
		m.status.say(finding.LevelNote, "no attempt is selected")
		return nil
	}
	if why := m.sends.Busy(); why != "" {
		m.status.say(finding.LevelNote, why)
		return nil
	}
	if attempt.Exchange.Token == nil && attempt.Exchange.Failure == nil {
		m.status.say(finding.LevelWarning, "this attempt holds neither a token nor a failure; its line in the file may be damaged")
		return nil
	}
	m.result.ShowAttempt(attempt, m.attemptWords(attempt.Exchange))
	m.setFocus(request.FocusResult)
	return sending.LookUp(m.deps.Profiles, attempt)
}

// shortUser is the width of an external_ref or address in a sentence.
const shortUser = 17

// inAttempt reports whether keys go to an attempt from the history.
func (m *Model) inAttempt() bool {
	_, open := m.result.Attempt()
	return open && m.dialogs.Empty() && m.form.Focus == request.FocusResult
}

// enteredHistory opens the selected attempt. On an opened one enter does not send:
// what would leave is not what is shown.
func (m *Model) enteredHistory() tea.Cmd {
	if m.inHistory() {
		return m.openAttempt()
	}
	m.status.say(finding.LevelNote, "this attempt is from the history; r sends its inputs again, esc goes back")
	return nil
}

// attemptHints are the keys on an attempt from the history.
func (m *Model) attemptHints() []key.Binding {
	return []key.Binding{bind("esc", "back to the history"), bind("r", "re-send"), bind("s", "report"), m.keys.PlainCopy, m.keys.PlainHelp}
}

// attemptWords say when a request was sent, and for whom.
func (m *Model) attemptWords(e ripio.Exchange) string {
	user := m.shortened(e.Request.ExternalRef)
	if name := m.userName(e); name != "" {
		user = visible.Line(name)
	}
	at := e.SentAt.In(m.deps.Local)
	when := at.Format("2 Jan 2006 15:04:05")
	if at.Format(time.DateOnly) == m.deps.Now().In(m.deps.Local).Format(time.DateOnly) {
		when = "today " + at.Format(draw.ClockLayout)
	}
	return when + ": " + placeWords(e) + ", " + user
}

// closeAttempt brings back what was shown before an attempt was opened.
func (m *Model) closeAttempt() {
	if _, open := m.result.Attempt(); open {
		m.result.Close()
	}
}

// remembered completes what is shown with what is known beside it.
func (m *Model) remembered(msg sending.RememberedMsg) {
	m.warn(msg.Warnings)
	if msg.Written {
		m.history.Written()
	}
	m.sends.Kept.Remembered(msg)
	m.result.Remembered(msg.Attempt, msg.Background, msg.Lifetimes)
}

// warn shows the first of some warnings.
func (m *Model) warn(warnings []profiles.Warning) {
	if len(warnings) > 0 {
		m.status.say(finding.LevelWarning, visible.Line(warnings[0].Text))
	}
}

// resend sends the inputs of an attempt again. What has to be armed for it is
// said first; the send itself asks what every send asks.
func (m *Model) resend(attempt profiles.Attempt) tea.Cmd {
	if why := m.noResend(attempt); why != "" {
		m.status.say(finding.LevelNote, "not sent again: "+why)
		return nil
	}
	if sending.OwnerOf(attempt.Exchange) == m.armedOwner() {
		m.leaveAttempt()
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
	switch busy := m.sends.Busy(); {
	case busy != "":
		return busy
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
	return placeWords(e) + ", external_ref " + m.shortened(e.Request.ExternalRef)
}

// placeWords name the profile and the environment of an exchange.
func placeWords(e ripio.Exchange) string {
	return visible.Line(history.ProfileName(e)) + ", " + visible.Line(e.Environment.Name.Label())
}

// shortened is an external_ref or address as a sentence holds it.
func (m *Model) shortened(text string) string {
	return draw.Shorten(visible.Line(text), shortUser, m.styles.Glyphs.Ellipsis)
}

// armAttempt arms profile, environment and user of an exchange.
func (m *Model) armAttempt(e ripio.Exchange) tea.Cmd {
	m.leaveAttempt()
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
	m.status.say(finding.LevelNote, "selected: "+m.ownerWords(e))
	return tea.Batch(append(commands, m.loadRecord(m.deps.Profiles.Records))...)
}

// leaveAttempt goes from the history to the armed user's own outcome.
func (m *Model) leaveAttempt() {
	m.closeAttempt()
	m.result.SetTab(result.Token)
}
