package tui

import (
	"fmt"
	"slices"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/jwt"
	"devtools/ripio-explorer/ripio/redact"
	"devtools/ripio-explorer/ripio/simulator"
	"devtools/ripio-explorer/ripio/visible"
	"devtools/ripio-explorer/tui/dialog"
	"devtools/ripio-explorer/tui/httptab"
)

func (m *Model) chooseEnvironment() {
	var choices []dialog.Choice
	for _, name := range ripio.EnvironmentNames {
		detail := "an imitation on this machine; no credentials needed"
		if env, ok := ripio.EnvironmentFor(name); ok {
			detail = env.Host()
		}
		choices = append(choices, dialog.Choice{ID: string(name), Name: name.Label(), Detail: detail,
			Run: func() tea.Cmd { return m.armEnvironment(name) }})
	}
	menu := dialog.NewMenu("Environment", choices)
	menu.Select(string(m.environment.Name))
	menu.Hints = "No token is carried from one environment to another."
	m.open(menu)
}

func (m *Model) chooseScenario() {
	var choices []dialog.Choice
	for _, scenario := range simulator.Scenarios() {
		choices = append(choices, dialog.Choice{Name: scenario.Name, Detail: scenario.Summary, Run: func() tea.Cmd {
			m.setScenario(scenario.Name)
			return nil
		}})
	}
	menu := dialog.NewMenu("Scenario of the simulator", choices)
	menu.Select(m.simulator.Scenario())
	menu.Hints = "Error answers are guesses: the documentation shows none."
	m.open(menu)
}

func (m *Model) setScenario(name string) {
	if err := m.simulator.SetScenario(name); err != nil {
		m.status.say(finding.LevelFailure, visible.Line(err.Error()))
		return
	}
	delete(m.pauses, ripio.Simulator) // another scenario asks for no wait
	m.status.say(finding.LevelNote, "the simulator now plays "+name+"; enter sends")
}

func (m *Model) chooseCommand() {
	var choices []dialog.Choice
	for _, a := range append(slices.Clone(actions), m.causeActions()...) {
		if a.name == "Commands" {
			continue
		}
		choices = append(choices, dialog.Choice{Name: a.name, Hint: a.key.Help().Key, Unavailable: a.unavailable(m),
			Run: func() tea.Cmd { return m.perform(a) }})
	}
	m.open(dialog.NewMenu("Commands", choices))
}

// copyable is a text that can be put on the clipboard.
type copyable struct {
	name, detail string
	text         func() string
}

// copies lists what there is to copy now. The secret is never in it.
func (m *Model) copies() []copyable {
	var list []copyable
	add := func(name, detail string, text func() string) { list = append(list, copyable{name, detail, text}) }
	if t := m.result.Decoded(); t != nil {
		if t.Raw != "" { // one from the history may not have been kept
			add("token", fmt.Sprintf("%d characters; whoever has it can use it", len(t.Raw)), func() string { return t.Raw })
		}
		if len(t.ClaimsJSON) > 0 {
			add("claims", "decoded JSON, byte for byte", func() string { return string(t.ClaimsJSON) })
		}
		if len(t.HeaderJSON) > 0 {
			add("header", "decoded JSON, byte for byte", func() string { return string(t.HeaderJSON) })
		}
		if t.Expiry.State == jwt.ExpiryPresent {
			at := t.Expiry.At.UTC().Format("2006-01-02T15:04:05Z07:00")
			add("expiry", at, func() string { return at })
		}
	}
	if e := m.result.Exchange(); e != nil && e.Request.Method != "" {
		add("request", "as the HTTP tab shows it, the secret masked", func() string { return httptab.Text(e.Request) })
	}
	if e := m.result.Exchange(); e != nil && e.Response != nil {
		add("body of the answer", "as it came, tokens cut", func() string { return redact.Tokens(string(e.Response.Body)) })
	}
	request := m.form.Request()
	add("external_ref", request.ExternalRef, func() string { return request.ExternalRef })
	if !m.form.Address.Secret {
		add("address", request.Address, func() string { return request.Address })
		add("username", "the three joined parts", request.Username)
	}
	return list
}

func (m *Model) chooseCopy() {
	var choices []dialog.Choice
	for _, c := range m.copies() {
		choices = append(choices, dialog.Choice{Name: c.name, Detail: c.detail,
			Run: func() tea.Cmd { return copyText(m.deps.Copy, c.name, c.text()) }})
	}
	m.open(dialog.NewMenu("Copy", choices))
}

func (m *Model) copied(msg copiedMsg) {
	if msg.err != nil {
		m.status.say(finding.LevelFailure, "not copied: "+visible.Line(msg.err.Error()))
		return
	}
	level := finding.LevelOK
	if !strings.HasPrefix(msg.route, "copied") {
		level = finding.LevelNote // whether it arrived is not known
	}
	m.status.say(level, msg.what+" "+msg.route)
}
