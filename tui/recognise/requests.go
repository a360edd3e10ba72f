package recognise

import (
	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/profiles/dotenv"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/foreign"
	"devtools/ripio-explorer/ripio/guide"
	"devtools/ripio-explorer/tui/explain"

	tea "github.com/charmbracelet/bubbletea"
)

// openRequest shows a request of another program beside this one's.
func (m *Model) openRequest(reading foreign.Reading) {
	page, corrected := explain.Request(reading, m.Environment())
	page.Actions = append(page.Actions, explain.Action{Key: "c", Words: "copy it as documented", Run: func() tea.Cmd {
		return m.Copy("corrected command", corrected)
	}})
	m.offerUser(page, reading)
	m.Explain(page, guide.KindDifference)
}

// offerUser lets a page fill in the form with the user that the paste names.
func (m *Model) offerUser(page *explain.Page, reading foreign.Reading) {
	if reading.ExternalRef == "" && reading.Address == "" {
		return
	}
	page.Actions = append(page.Actions, explain.Action{Key: "f", Words: "fill in this user", Close: true, Run: func() tea.Cmd {
		m.Fill(profiles.User{ExternalRef: reading.ExternalRef, Address: reading.Address}, finding.FieldAddress)
		m.Say(finding.LevelOK, "external_ref and address are those of the paste; client_id and secret stay those of the profile")
		return nil
	}})
}

// openCredentialsPage shows .env lines or a username, and offers to import the former.
func (m *Model) openCredentialsPage(reading foreign.Reading, text string) {
	page, _ := explain.Request(reading, m.Environment())
	if found, err := dotenv.Parse([]byte(text)); err == nil && reading.Kind == foreign.KindEnv && len(found.Proposals) > 0 {
		page.Actions = append(page.Actions, explain.Action{Key: "a", Words: "add as a profile", Close: true, Run: func() tea.Cmd {
			return m.Import(found)
		}})
	}
	m.offerUser(page, reading)
	m.Explain(page, guide.KindDifference)
}
