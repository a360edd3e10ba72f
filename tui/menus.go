package tui

import (
	"fmt"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/jwt"
	"devtools/ripio-explorer/ripio/redact"
	"devtools/ripio-explorer/ripio/simulator"
	"devtools/ripio-explorer/ripio/visible"
	"devtools/ripio-explorer/tui/httptab"
)

// menuKind is what the open menu chooses.
type menuKind int

const (
	menuEnvironments menuKind = iota
	menuScenarios
	menuProfiles
	menuCopy
	menuCommands
	menuRecovery
	menuConflict
	menuPlain
	menuSealed
	menuUsers
	menuImportPlace
	menuPlace
	menuCredential
	menuTrim
	menuNegativeTests
	menuRenewal
	menuResend
	menuPurge
	menuPurgeConfirm
	menuAddress
	menuKeepTokens
	menuLeftovers
	menuPlainRepair
)

func (m *Model) openMenu(kind menuKind, menu menu) {
	m.open(dialogMenu)
	m.menuKind, m.menu = kind, menu
}

// pressedInMenu moves in the menu, and does what is chosen.
func (m *Model) pressedInMenu(msg tea.KeyMsg) tea.Cmd {
	if m.menuKind == menuProfiles {
		if cmd, done := m.pressedInProfiles(msg); done {
			return cmd
		}
	}
	if m.menuKind == menuUsers {
		if cmd, done := m.pressedInUsers(msg); done {
			return cmd
		}
	}
	if !m.menu.Update(msg) {
		return nil
	}
	item, _ := m.menu.Selected()
	if item.unavailable != "" {
		m.status.say(finding.LevelNote, item.unavailable)
		return nil
	}
	run := m.menu.run
	m.closeDialog()
	if run != nil {
		return run(item.id)
	}
	return m.chosen(item)
}

func (m *Model) chosen(item menuItem) tea.Cmd {
	switch m.menuKind {
	case menuEnvironments:
		return m.armEnvironment(ripio.EnvironmentName(item.id))
	case menuScenarios:
		m.setScenario(item.id)
	case menuProfiles:
		m.armProfile(item.id)
		m.status.say(finding.LevelNote, "profile "+visible.Line(m.profile)+" is armed for "+m.environment.Name.Label())
		return m.armedRecord()
	case menuCopy:
		for _, c := range m.copies() {
			if c.name == item.id {
				return copyText(m.deps.Copy, c.name, c.text())
			}
		}
	case menuRecovery:
		return m.recover(item.id)
	case menuPlain:
		return m.plainDecided(item.id)
	case menuPlace:
		return m.placeDecided(item.id)
	case menuRenewal:
		return m.renewalDecided(item.id)
	case menuResend:
		return m.resendDecided(item.id)
	case menuPurge:
		m.confirmPurge(item.id)
	case menuPurgeConfirm:
		return m.purgeDecided(item.id)
	case menuTrim:
		return m.trimDecided(item.id)
	case menuCredential:
		m.credentialChosen(item.id)
	case menuNegativeTests:
		return m.negativeTestChosen(item.id)
	case menuUsers:
		m.useUser(item.id)
	case menuCommands:
		for _, a := range m.actions() {
			if a.name == item.id {
				return m.perform(a)
			}
		}
	}
	return nil
}

func (m *Model) chooseEnvironment() {
	var items []menuItem
	for _, name := range ripio.EnvironmentNames {
		detail := "an imitation on this machine; no credentials needed"
		if env, ok := ripio.EnvironmentFor(name); ok {
			detail = env.Host()
		}
		items = append(items, menuItem{id: string(name), name: name.Label(), detail: detail})
	}
	menu := newMenu("Environment", items)
	menu.Select(string(m.environment.Name))
	menu.hints = "No token is carried from one environment to another."
	m.openMenu(menuEnvironments, menu)
}

func (m *Model) chooseScenario() {
	var items []menuItem
	for _, scenario := range simulator.Scenarios() {
		items = append(items, menuItem{id: scenario.Name, name: scenario.Name, detail: scenario.Summary})
	}
	menu := newMenu("Scenario of the simulator", items)
	menu.Select(m.simulator.Scenario())
	menu.hints = "Error answers are guesses: the documentation shows none."
	m.openMenu(menuScenarios, menu)
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
	var items []menuItem
	for _, a := range m.actions() {
		if a.name == "Commands" {
			continue
		}
		items = append(items, menuItem{id: a.name, name: a.name, hint: a.key.Help().Key, unavailable: a.unavailable})
	}
	m.openMenu(menuCommands, newMenu("Commands", items))
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
	if t := m.result.token; t != nil {
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
	if e := m.result.exchange; e != nil && e.Request.Method != "" {
		add("request", "as the HTTP tab shows it, the secret masked", func() string { return httptab.Text(e.Request) })
	}
	if e := m.result.exchange; e != nil && e.Response != nil {
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
	var items []menuItem
	for _, c := range m.copies() {
		items = append(items, menuItem{id: c.name, name: c.name, detail: c.detail})
	}
	m.openMenu(menuCopy, newMenu("Copy", items))
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
