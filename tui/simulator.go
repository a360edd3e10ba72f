package tui

import (
	tea "github.com/charmbracelet/bubbletea"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/simulator"
	"devtools/ripio-explorer/ripio/visible"
	"devtools/ripio-explorer/tui/dialog"
	"devtools/ripio-explorer/tui/sending"
)

const defaultScenario = simulator.Default

// simulatorMsg brings the simulator once it listens.
type simulatorMsg struct {
	simulator Simulator
	err       error
}

func startSimulator(start func(string) (Simulator, error), scenario string) tea.Cmd {
	return func() tea.Msg {
		server, err := start(scenario)
		return simulatorMsg{simulator: server, err: err}
	}
}

// prepareSimulator starts the simulator on its first use.
func (m *Model) prepareSimulator() tea.Cmd {
	m.fillInAddress()
	if m.selected.Simulator == nil {
		return startSimulator(m.deps.StartSimulator, defaultScenario)
	}
	m.selected.UseEnvironment(ripio.Simulator) // it has an address now
	return nil
}

// fillInAddress gives the simulator an address where there is none.
func (m *Model) fillInAddress() {
	if m.form.Address.Value() == "" {
		m.form.SetUser(m.form.ExternalRef.Value(), simulator.ExampleAddress)
	}
}

// simulatorStarted selects the simulator if it is still wanted, and sends what
// waited for it if that is still what is selected.
func (m *Model) simulatorStarted(msg simulatorMsg) tea.Cmd {
	waited := m.whenReady
	m.whenReady = nil
	if msg.err != nil {
		m.status.say(finding.LevelFailure, "the simulator did not start: "+visible.Line(msg.err.Error()))
		return nil
	}
	m.selected.Simulator = msg.simulator
	if m.selected.Environment.Name != ripio.Simulator {
		return nil
	}
	m.selected.UseEnvironment(ripio.Simulator) // it has an address now
	if !m.form.Focus.InField() {
		m.fillInAddress()
	}
	if waited == nil {
		return nil
	}
	waited.Environment = m.selected.Environment
	if !waited.SameAs(m.newSend(sending.Ordinary)) {
		return m.sendWaited(*waited)
	}
	return m.dialogs.WhenFree(func() tea.Cmd { return m.sendWaited(*waited) })
}

// sendWaited sends what waited for the simulator, if that is still what is selected.
func (m *Model) sendWaited(s sending.Send) tea.Cmd {
	if !s.SameAs(m.newSend(sending.Ordinary)) {
		m.status.say(finding.LevelNote, "the request changed while the simulator started; nothing was sent, enter sends")
		return nil
	}
	return m.sends.Ask(s)
}

// restartSimulator ends the simulator and starts it with the same scenario.
func (m *Model) restartSimulator() tea.Cmd {
	old, scenario := m.selected.Simulator, defaultScenario
	if old != nil {
		scenario = old.Scenario()
	}
	m.selected.Simulator = nil
	m.selected.UseEnvironment(ripio.Simulator)
	m.status.say(finding.LevelNote, "the simulator starts again; enter then sends")
	begin := startSimulator(m.deps.StartSimulator, scenario)
	return func() tea.Msg {
		if old != nil {
			_ = old.Close() // a new one starts either way
		}
		return begin()
	}
}

func (m *Model) chooseScenario() {
	var choices []dialog.Choice
	for _, scenario := range simulator.Scenarios() {
		choices = append(choices, dialog.Choice{Name: scenario.Name, Detail: scenario.Summary,
			Run: func() tea.Cmd {
				if err := m.selected.Simulator.SetScenario(scenario.Name); err != nil {
					m.status.say(finding.LevelFailure, visible.Line(err.Error()))
					return nil
				}
				delete(m.sends.Pauses, ripio.Simulator) // another scenario asks for no wait
				m.status.say(finding.LevelNote, "the simulator now plays "+scenario.Name+"; enter sends")
				return nil
			}})
	}
	menu := dialog.NewMenu("Scenario of the simulator", choices)
	menu.Select(m.selected.Simulator.Scenario())
	menu.Hints = "Error responses are guesses: the documentation shows none."
	m.dialogs.Open(menu)
}
