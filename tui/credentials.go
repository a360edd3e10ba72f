package tui

import (
	tea "github.com/charmbracelet/bubbletea"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/tui/dialog"
	"devtools/ripio-explorer/tui/sending"
)

// restartSimulator ends the simulator and starts it with the same scenario.
func (m *Model) restartSimulator() tea.Cmd {
	old, scenario := m.simulator, defaultScenario
	if old != nil {
		scenario = old.Scenario()
	}
	m.simulator = nil
	m.selectEnvironment(ripio.Simulator)
	m.status.say(finding.LevelNote, "the simulator starts again; enter then sends")
	begin := startSimulator(m.deps.StartSimulator, scenario)
	return func() tea.Msg {
		if old != nil {
			_ = old.Close() // a new one starts either way
		}
		return begin()
	}
}

// editCredentials opens the profile at the selected environment's credentials, with
// a corrected client_id where there is one. A secret that is typed in each
// session is in no profile: it is asked for again.
func (m *Model) editCredentials(field finding.Field, clientID string) tea.Cmd {
	if !m.hasProfile() {
		m.profiles.Add()
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
	form := m.profiles.Edit(m.selectedProfile())
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
			m.sends.AskSecret(m.newSend(sending.Ordinary))
			return nil
		}},
		{Name: "Change the profile", Detail: "its client_id, or where the secret is kept", Run: func() tea.Cmd {
			m.openCredentials(finding.FieldClientID, "")
			return nil
		}},
	})
	m.dialogs.Open(menu)
}
