package tui

import (
	tea "github.com/charmbracelet/bubbletea"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/visible"
	"devtools/ripio-explorer/tui/dialog"
	"devtools/ripio-explorer/tui/draw"
)

// editCredentials opens the profile at the armed environment's credentials, with
// a corrected client_id where there is one. A secret that is typed in each
// session is in no profile: it is asked for again.
func (m *Model) editCredentials(field finding.Field, clientID string) tea.Cmd {
	if !m.hasProfile() {
		m.addProfile()
		return nil
	}
	if field != finding.FieldClientID && m.account().Secret.Kind() == profiles.KindAsk {
		m.chooseCredential()
		return nil
	}
	m.openCredentials(field, clientID)
	return nil
}

func (m *Model) openCredentials(field finding.Field, clientID string) {
	form := m.editProfile(m.armed())
	form.GoTo(m.accountName(), field)
	if clientID != "" {
		form.SetClientID(m.accountName(), clientID)
		form.Remark = "The client_id is corrected here. Save keeps it."
	}
}

// chooseCredential is for a secret that the program keeps only in memory.
func (m *Model) chooseCredential() {
	menu := dialog.NewMenu("Credentials for "+m.accountName().Label(), []dialog.Choice{
		{Name: "Type the client_secret again", Detail: "and send; it stays in memory only", Run: func() tea.Cmd {
			m.askSecret(m.newSending(sendOrdinary))
			return nil
		}},
		{Name: "Change the profile", Detail: "its client_id, or where the secret is kept", Run: func() tea.Cmd {
			m.openCredentials(finding.FieldClientID, "")
			return nil
		}},
	})
	m.open(menu)
}

// sendTrimmed sends again with the stray characters cut off the secret, from now
// on until the program ends or the profile changes. What is stored stays as it is.
func (m *Model) sendTrimmed() tea.Cmd {
	m.trimming[m.secretKey()] = true
	return m.begin()
}

// offerTrim is for a stray character around the secret that stops a send.
func (m *Model) offerTrim(s sending, item finding.Finding) {
	menu := dialog.NewMenu("Not sent: client_secret: "+item.Title, []dialog.Choice{
		{Name: "Cut it off and send", Detail: "what is stored stays as it is", Run: func() tea.Cmd {
			m.trimming[s.secret.key], s.secret.trim = true, true
			return m.ask(s)
		}},
		{Name: "Change the credentials", Detail: "for " + m.accountName().Label(), Run: func() tea.Cmd {
			return m.editCredentials(finding.FieldSecret, "")
		}},
	})
	menu.Hints = "Found " + visible.Line(item.Found) + ". " + draw.Sentence(item.Rule)
	m.open(menu)
}

// trimRemark tells what a trimmed secret leaves to do; empty when it was not
// trimmed.
func (m *Model) trimRemark() string {
	if !m.trimming[m.secretKey()] {
		return ""
	}
	text := "Sent without the stray characters of the secret. "
	reference := m.account().Secret
	switch kind := reference.Kind(); {
	case kind.Keeps():
		return text + draw.Capital(reference.Label()) + " still has them; ^P, Store the trimmed secret, corrects it."
	case kind == profiles.KindAsk:
		return text + "What you typed is cut so until the program ends."
	}
	return text + "They are still there: " + visible.Line(reference.Label()) + ". Correct it there."
}

// noTrimmed says why there is no trimmed secret to store; empty when there is.
func (m *Model) noTrimmed() string {
	switch {
	case !m.trimming[m.secretKey()]:
		return "no secret was trimmed in this run"
	case !m.account().Secret.Kind().Keeps():
		return "this program does not keep this secret: " + m.account().Secret.Label()
	}
	return ""
}

// storeTrimmed puts the corrected secret where the profile keeps it.
func (m *Model) storeTrimmed() tea.Cmd {
	return m.carryOut(&saving{profile: m.armed(), trim: m.secretKey().Environment})
}

// restartSimulator ends the simulator and starts it with the same scenario.
func (m *Model) restartSimulator() tea.Cmd {
	old, scenario := m.simulator, defaultScenario
	if old != nil {
		scenario = old.Scenario()
	}
	m.simulator = nil
	m.environment = ripio.Environment{Name: ripio.Simulator}
	m.status.say(finding.LevelNote, "the simulator starts again; enter then sends")
	begin := startSimulator(m.deps.StartSimulator, scenario)
	return func() tea.Msg {
		if old != nil {
			_ = old.Close() // a new one starts either way
		}
		return begin()
	}
}
